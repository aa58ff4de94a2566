# The C++ files of this paper: its finite claims and what they share.
set(nachum22_sources
  finite_claims.cpp
  small_torus.cpp
  theorem1_finite.cpp
  remark3_finite.cpp
  remark4_finite.cpp
  definition2_finite.cpp
  example1_finite.cpp
  theorem5_finite.cpp
  appendix_h_finite.cpp
  theorem5_sharper_finite.cpp
  constants_finite.cpp
  figures_finite.cpp
)

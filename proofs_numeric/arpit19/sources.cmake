# The C++ files of this paper: its finite claims and what they share.
set(arpit19_sources
  finite_claims.cpp
  lemma2_finite.cpp
  grid_finite.cpp
  theorem2_finite.cpp
  theorem3_finite.cpp
  figures_finite.cpp
  sampled_finite.cpp
)

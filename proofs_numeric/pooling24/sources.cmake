# The C++ files of this paper: its finite claims and what they share.
set(pooling24_sources
  finite_claims.cpp
  finite.cpp
  table2_finite.cpp
  table2_setup_finite.cpp
  patches.cpp
  two_tone.cpp
  cnn_finite.cpp
  maxima_finite.cpp
  maxima_rates_finite.cpp
  steps_finite.cpp
  experiments_finite.cpp
)

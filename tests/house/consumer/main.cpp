#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/text.hpp>

#include <cstdio>

int main() {
  const certibound::Interval half(certibound::Rational(1, 2), 128);
  std::puts(certibound::to_string(certibound::rhat(half), 20).c_str());
}

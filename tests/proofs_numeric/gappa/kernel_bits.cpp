// Runs the double Rhat kernels on hexadecimal numbers from standard input: a line for each with both results.
#include <certibound/kernels/rhat.hpp>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

int main() {
  std::string word;
  while (std::cin >> word) {
    const double rho = std::strtod(word.c_str(), nullptr);
    double faithful = 0, refined = 0;
    certibound::kernels::rhat(&rho, &faithful, 1);
    certibound::kernels::rhat_refined(&rho, &refined, 1);
    std::printf("%a %a\n", faithful, refined);
  }
}

// The list of our kernels: one line each.
#include <certibound/crosscheck/builtin.hpp>

#include <certibound/kernels/rhat.hpp>

namespace certibound::crosscheck {
namespace {

void rhat_double(const double* rho, double* out, std::size_t n) { kernels::rhat(rho, out, n); }
void rhat_float(const float* rho, float* out, std::size_t n) { kernels::rhat(rho, out, n); }

}  // namespace

const std::vector<BuiltinKernel>& builtin_kernels() {
  static const std::vector<BuiltinKernel> all = {
      {"rhat", "Rhat", "double", 0.87, "proven", rhat_double, nullptr},
      {"rhat_refined", "Rhat", "double", 0.76, "proven", kernels::rhat_refined, nullptr},
      {"rhat_derivative", "dRhat", "double", 0.81, "proven", kernels::rhat_derivative, nullptr},
      {"rhat_float", "Rhat", "float", 0.50, "exhaustive", nullptr, rhat_float},
      {"rhat_fast_float", "Rhat", "float", 0.81, "exhaustive", nullptr, kernels::rhat_fast},
  };
  return all;
}

}  // namespace certibound::crosscheck

// The list of our kernels: one line each.
#include <certibound/crosscheck/builtin.hpp>

#include <certibound/kernels/erf_dual.hpp>
#include <certibound/kernels/exponent.hpp>
#include <certibound/kernels/leaky_dual.hpp>
#include <certibound/kernels/rhat.hpp>
#include <certibound/kernels/tail.hpp>
#include <certibound/kernels/width.hpp>

namespace certibound::crosscheck {
namespace {

void rhat_double(const double* rho, double* out, std::size_t n) { kernels::rhat(rho, out, n); }
void rhat_float(const float* rho, float* out, std::size_t n) { kernels::rhat(rho, out, n); }
void rhat_fast_double(const double* rho, double* out, std::size_t n) { kernels::rhat_fast(rho, out, n); }
void rhat_fast_float(const float* rho, float* out, std::size_t n) { kernels::rhat_fast(rho, out, n); }

void erf_dual_one(const double* rho, double* out, std::size_t n) { kernels::erf_dual(rho, out, n); }
void erf_dual_at_variance(const double* q, const double* rho, double* out, std::size_t n) { kernels::erf_dual(q, q, rho, out, n); }
// Slopes 1 and 1/8, where N has no zero; slopes 1 and -1/8.
void leaky_dual(const double* rho, double* out, std::size_t n) { kernels::leaky_dual(1, 0.125, rho, out, n); }
void bent_dual(const double* rho, double* out, std::size_t n) { kernels::leaky_dual(1, -0.125, rho, out, n); }
void abs_dual(const double* rho, double* out, std::size_t n) { kernels::leaky_dual(1, -1, rho, out, n); }

}  // namespace

const std::vector<BuiltinKernel>& builtin_kernels() {
  static const std::vector<BuiltinKernel> all = {
      {"rhat", "Rhat", "double", 0.865, "proven", rhat_double, nullptr},
      {"rhat_refined", "Rhat", "double", 0.59, "proven", kernels::rhat_refined, nullptr},
      {"rhat_fast", "Rhat", "double", 3.6, "proven", rhat_fast_double, nullptr},
      {"rhat_derivative", "dRhat", "double", 0.81, "proven", kernels::rhat_derivative, nullptr},
      {"rhat_float", "Rhat", "float", 0.50, "exhaustive", nullptr, rhat_float},
      {"rhat_fast_float", "Rhat", "float", 0.81, "exhaustive", nullptr, rhat_fast_float},
  };
  return all;
}

const std::vector<const BuiltinKernel*>& all_kernels() {
  static const std::vector<BuiltinKernel> others = {
      {"erf_dual", "2/pi*asin(2*x/3)", "double", 1, "measured", erf_dual_one, nullptr, "-1..1"},
      {"erf_dual_at_variance", "erf_dual_at_variance", "double", 1.5, "measured", nullptr, nullptr, "", erf_dual_at_variance},
      {"leaky_dual", "Rhat(x) - 16/65*Rhat(-x)", "double", 1, "measured", leaky_dual, nullptr, "0..1"},
      {"leaky_dual_opposite", "Rhat(x) + 16/65*Rhat(-x)", "double", 1, "measured", bent_dual, nullptr, "-1..1"},
      {"abs_dual", "normdual(abs, x)", "double", 1, "measured", abs_dual, nullptr, "-1..1"},
      {"published_exponent", "published_exponent", "double", 1.5, "measured", kernels::published_exponent, nullptr, "0..1048576"},
      {"chernoff_exponent", "chernoff_exponent", "double", 1.5, "measured", kernels::chernoff_exponent, nullptr, "0..1048576"},
      // 1e-14 is 90 units of 2^-53 at most; norm_log_failure has no bound in ULP, as its value goes to 0 with e.
      {"norm_upper_tail", "norm_upper_tail", "double", 90, "measured", nullptr, nullptr, "", kernels::norm_upper_tail},
      {"norm_log_upper_tail", "norm_log_upper_tail", "double", 92, "measured", nullptr, nullptr, "", kernels::norm_log_upper_tail},
      {"norm_lower_tail", "norm_lower_tail", "double", 90, "measured", nullptr, nullptr, "", kernels::norm_lower_tail},
      {"norm_log_lower_tail", "norm_log_lower_tail", "double", 92, "measured", nullptr, nullptr, "", kernels::norm_log_lower_tail},
      {"norm_failure", "norm_failure", "double", 90, "measured", nullptr, nullptr, "", kernels::norm_failure},
      {"smallest_width", "smallest_width", "double", 0, "measured", nullptr, nullptr, "", kernels::smallest_width},
  };
  static const std::vector<const BuiltinKernel*> all = [] {
    std::vector<const BuiltinKernel*> out;
    for (const std::vector<BuiltinKernel>* list : {&builtin_kernels(), &others}) {
      for (const BuiltinKernel& kernel : *list) out.push_back(&kernel);
    }
    return out;
  }();
  return all;
}

}  // namespace certibound::crosscheck

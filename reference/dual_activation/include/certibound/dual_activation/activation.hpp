// Dual activations: E[s(X) s(Y)] for a centred Gaussian pair (X, Y) with variances q1, q2 and correlation rho.
//
// With s(sqrt(q) x) = sum a_n(q) h_n(x) in the orthonormal Hermite polynomials the dual is sum a_n(q1) a_n(q2) rho^n
// (Mehler; Daniely, Frostig & Singer, Toward Deeper Understanding of Neural Networks, NIPS 2016): continuous on [-1, 1],
// for q1 = q2 increasing and convex on [0, 1], nothing of the kind in general below 0.
// Each file of activations/ says whose formula it has and which of its differences cancel, or how the remainder of its
// series is bounded.
#pragma once

#include <certibound/interval/functions.hpp>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace certibound {

// Where a dual is asked for. Only the part with -1 <= rho <= 1, q1 >= 0, q2 >= 0 counts.
struct GaussianPair {
  explicit GaussianPair(const Interval& correlation);  // both variances 1
  GaussianPair(const Interval& correlation, const Interval& first_variance, const Interval& second_variance);
  Precision precision() const;

  Interval rho, q1, q2;
};

struct GaussianBox;  // what the formulas see: the part that counts, at the working precision

inline constexpr int kMaxDerivativeOrder = 100;

// A function s with an enclosure of its dual. Every result has the precision of its arguments and encloses the value for
// all members of the pair; it is empty where the value does not exist or is infinite, entire where nothing is known,
// never NaN. A request to stop is met with the enclosure known so far, which may be wide.
class Activation {
 public:
  explicit Activation(std::string name) : name_(std::move(name)) {}
  virtual ~Activation() = default;

  const std::string& name() const { return name_; }

  // E[s(X) s(Y)]. For a wide rho: the ends alone where the enclosure of the derivative has one sign, else the mean
  // value form met with the formula on the whole of rho.
  Interval dual(const GaussianPair& at, std::stop_token stop = {}) const;
  // Its derivative in rho of that order, one-sided at -1 and 1; empty where it is infinite (step at rho = 1). By Price's
  // theorem (IRE Trans. Inf. Theory 4, 1958) it is (q1 q2)^(k/2) E[s^(k)(X) s^(k)(Y)], derivatives as distributions.
  // REQUIRES: 0 <= order <= kMaxDerivativeOrder.
  Interval derivative(const GaussianPair& at, int order = 1, std::stop_token stop = {}) const;
  // E[s'(X) s'(Y)] with the derivative of s almost everywhere, the partner in the neural tangent kernel: 0 for step and
  // sign, whose jumps it does not see. Empty at variance 0 if s has a kink or a jump at 0.
  Interval tangent(const GaussianPair& at, std::stop_token stop = {}) const;
  // E s(X)^2 for a variance, nu_s^2 of Nachum et al. (ICLR 2022) at variance 1.
  Interval second_moment(const Interval& q, std::stop_token stop = {}) const;
  // The factor 1/sqrt(E s(X)^2) after which E s(X)^2 = 1 (Daniely et al. 2016); empty where E s^2 is 0 or infinite.
  Interval normalisation(const Interval& q, std::stop_token stop = {}) const;
  // E[s(X) s(Y)] / sqrt(E s(X)^2 E s(Y)^2), inside [-1, 1], or its derivative in rho; empty where a second moment is 0.
  Interval normalised(const GaussianPair& at, int order = 0, std::stop_token stop = {}) const;
  // The least Lipschitz constant of s; nothing if it is infinite.
  virtual std::optional<Interval> lipschitz(Precision bits) const = 0;
  // The derivative almost everywhere misses jumps of s: the tangent is not the derivative in rho over sqrt(q1 q2).
  virtual bool has_jump() const { return false; }

 protected:
  // The formulas on a box, at its precision; REQUIRES: no side of the box is empty, order >= 1. A derivative is not
  // asked for where one of the variables is 0 for all members: the dual is constant in rho there.
  virtual Interval dual_on(const GaussianBox& box) const = 0;
  virtual Interval derivative_on(const GaussianBox& box, int order) const = 0;
  virtual Interval tangent_on(const GaussianBox& box) const = 0;

 private:
  Interval value_on(const GaussianBox& box, int order) const;
  Interval refined(const GaussianBox& box, int order) const;

  std::string name_;
};

// What a name stands for.
enum class NameKind {
  known,          // the activation is there
  bad_parameter,  // a parameter is missing, superfluous or out of range; `wanted` says what is wanted
  unknown
};

struct FoundActivation {
  NameKind kind = NameKind::unknown;
  std::shared_ptr<const Activation> activation;  // set if known
  std::string wanted;                            // "leaky(A) with a rational A, ..."
};

// "relu", "leaky(1/5)", "polynomial(1, 0, -2)", "piecewise(x < 0: exp(x) - 1; x)": parameters are exact rationals,
// degrees integers; spaces may stand between words. See activation_titles().
FoundActivation find_activation(std::string_view name);

inline constexpr long kMaxHermiteDegree = 1000;
inline constexpr long kMaxPolynomialDegree = 200;  // of monomial(N), polynomial(C0, ...)
inline constexpr long kMaxRectifiedDegree = 50;

// One line of the list of activations: the name with its parameters, and the function.
struct ActivationTitle {
  std::string name, meaning;
};
const std::vector<ActivationTitle>& activation_titles();

}  // namespace certibound

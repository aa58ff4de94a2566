// Dual activations: E[s(X) s(Y)] for a centred Gaussian pair (X, Y) with variances q1, q2 and correlation rho.
//
// With s = sum a_n h_n in the orthonormal Hermite polynomials (q1 = q2 = 1) the dual is sum a_n^2 rho^n (Mehler;
// Daniely, Frostig & Singer, Toward Deeper Understanding of Neural Networks, NIPS 2016): continuous on [-1, 1],
// increasing and convex on [0, 1], nothing of the kind in general below 0.
// Every activation here has a closed form; each file of activations/ says whose, and which of its differences cancel.
#pragma once

#include <certibound/interval/functions.hpp>

#include <memory>
#include <optional>
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

// A function s with a closed dual. Every result has the precision of its arguments and encloses the value for all
// members of the pair; it is empty where the value does not exist, never NaN.
class Activation {
 public:
  explicit Activation(std::string name) : name_(std::move(name)) {}
  virtual ~Activation() = default;

  const std::string& name() const { return name_; }

  // E[s(X) s(Y)]. For a wide rho: the ends alone where the enclosure of the derivative has one sign, else the mean
  // value form met with the formula on the whole of rho.
  Interval dual(const GaussianPair& at) const;
  // Its derivative in rho, one-sided at -1 and 1; empty where it is infinite (step and sign at rho = 1 and -1). By
  // Price's theorem it is sqrt(q1 q2) E[s'(X) s'(Y)] where s has no jump.
  Interval derivative(const GaussianPair& at) const;
  // E[s'(X) s'(Y)] with the derivative of s almost everywhere, the partner in the neural tangent kernel: 0 for step and
  // sign, whose jumps it does not see. Empty at variance 0 if s has a kink or a jump at 0.
  Interval tangent(const GaussianPair& at) const;
  // E s(X)^2 for a variance.
  Interval second_moment(const Interval& q) const;
  // E[s(X) s(Y)] / sqrt(E s(X)^2 E s(Y)^2), inside [-1, 1]; empty where a second moment is 0.
  Interval normalised(const GaussianPair& at) const;
  // The least Lipschitz constant of s; nothing if it is infinite.
  virtual std::optional<Interval> lipschitz(Precision bits) const = 0;

 protected:
  // The formulas on a box, at its precision; REQUIRES: no side of the box is empty.
  virtual Interval dual_on(const GaussianBox& box) const = 0;
  virtual Interval derivative_on(const GaussianBox& box) const = 0;
  virtual Interval tangent_on(const GaussianBox& box) const = 0;

 private:
  Interval refined_dual(const GaussianBox& box) const;

  std::string name_;
};

// What a name stands for.
enum class NameKind {
  known,           // the activation is there
  no_closed_form,  // a known activation whose dual has no closed form, such as tanh
  bad_parameter,   // the parameter is missing, superfluous or out of range; `wanted` says what is wanted
  unknown
};

struct FoundActivation {
  NameKind kind = NameKind::unknown;
  std::shared_ptr<const Activation> activation;  // set if known
  std::string wanted;                            // "leaky(A) with a rational A, ..."
};

// "relu", "leaky(1/5)", "hermite(3)": the parameter is an exact rational, respectively 0 .. kMaxHermiteDegree.
FoundActivation find_activation(std::string_view name);

inline constexpr long kMaxHermiteDegree = 1000;

// One line of the list of activations: the name with its parameter, and the function.
struct ActivationTitle {
  std::string name, meaning;
};
const std::vector<ActivationTitle>& activation_titles();
const std::vector<std::string>& activations_without_closed_form();

}  // namespace certibound

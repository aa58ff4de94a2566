// The names of the activations and their parameters, as in the claim language.
#include <certibound/dual_activation/activation.hpp>

#include "activations/families.hpp"

#include <algorithm>

namespace certibound {
namespace {

// "leaky(1/5)" is leaky and 1/5; `has_parameter` is false if there are no parentheses.
struct Parts {
  std::string_view stem, parameter;
  bool has_parameter = false;
};

Parts split(std::string_view name) {
  const std::size_t open = name.find('(');
  if (open == std::string_view::npos || name.back() != ')') return {name, {}, false};
  return {name.substr(0, open), name.substr(open + 1, name.size() - open - 2), true};
}

struct Plain {
  std::string_view name;
  ActivationPointer (*make)();
};

ActivationPointer make_relu() { return make_two_slopes("relu", 0, 1); }
ActivationPointer make_abs() { return make_two_slopes("abs", -1, 1); }
ActivationPointer make_identity() { return make_two_slopes("identity", 1, 1); }

constexpr Plain kPlain[] = {{"relu", make_relu}, {"abs", make_abs}, {"identity", make_identity},
                            {"step", make_step}, {"sign", make_sign}, {"erf", make_erf},
                            {"gelu", make_gelu}, {"sin", make_sin}, {"cos", make_cos},
                            {"exp", make_exp}, {"gaussian", make_gaussian}, {"relu2", make_relu2}};

FoundActivation known(ActivationPointer activation) { return {NameKind::known, std::move(activation), {}}; }
FoundActivation bad(std::string wanted) { return {NameKind::bad_parameter, nullptr, std::move(wanted)}; }

FoundActivation leaky(const Parts& parts) {
  const auto slope = parts.has_parameter ? parse_rational(parts.parameter) : std::nullopt;
  if (!slope) return bad("leaky(A) with a rational A, the slope for x < 0, such as leaky(1/5)");
  return known(make_two_slopes("leaky(" + to_string(*slope) + ")", *slope, 1));
}

FoundActivation hermite(const Parts& parts) {
  const auto degree = parts.has_parameter ? parse_rational(parts.parameter) : std::nullopt;
  if (!degree || denominator(*degree) != 1 || *degree < 0 || *degree > kMaxHermiteDegree) {
    return bad("hermite(K) with a degree K from 0 to " + std::to_string(kMaxHermiteDegree) + ", such as hermite(3)");
  }
  return known(make_hermite(numerator(*degree).convert_to<long>()));
}

}  // namespace

FoundActivation find_activation(std::string_view name) {
  if (name.empty()) return {};
  const Parts parts = split(name);
  if (parts.stem == "leaky") return leaky(parts);
  if (parts.stem == "hermite") return hermite(parts);
  for (const Plain& plain : kPlain) {
    if (plain.name != parts.stem) continue;
    if (parts.has_parameter) return bad(std::string(plain.name) + " without a parameter");
    return known(plain.make());
  }
  const auto& others = activations_without_closed_form();
  const bool no_closed_form = std::find(others.begin(), others.end(), parts.stem) != others.end();
  return {no_closed_form ? NameKind::no_closed_form : NameKind::unknown, nullptr, {}};
}

const std::vector<ActivationTitle>& activation_titles() {
  static const std::vector<ActivationTitle> titles = {
      {"relu", "max(0, x)"},
      {"leaky(A)", "x for x > 0, A x for x < 0, such as leaky(1/5)"},
      {"abs", "|x|"},
      {"identity", "x"},
      {"step", "1 for x > 0, else 0"},
      {"sign", "1 for x > 0, -1 for x < 0, 0 at 0"},
      {"erf", "erf(x)"},
      {"gelu", "x Phi(x)"},
      {"sin", "sin(x)"},
      {"cos", "cos(x)"},
      {"exp", "exp(x)"},
      {"gaussian", "exp(-x^2)"},
      {"relu2", "max(0, x)^2"},
      {"hermite(K)", "the orthonormal Hermite polynomial He_K(x) / sqrt(K!), such as hermite(3)"}};
  return titles;
}

const std::vector<std::string>& activations_without_closed_form() {
  static const std::vector<std::string> names = {"tanh", "sigmoid", "silu",     "softplus", "elu",
                                                 "selu", "mish",    "hardtanh", "relu6",    "softsign"};
  return names;
}

}  // namespace certibound

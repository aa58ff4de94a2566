// The names of the activations and their parameters, as in the claim language.
#include <certibound/dual_activation/activation.hpp>

#include "activations/families.hpp"

#include <algorithm>

namespace certibound {
namespace {

using Parameters = std::vector<Rational>;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "leaky(1/5)" is leaky and 1/5; `inside` is absent if there are no parentheses.
struct Parts {
  std::string_view stem;
  std::optional<std::string_view> inside;
};

Parts split(std::string_view name) {
  const std::size_t open = name.find('(');
  if (open == std::string_view::npos || name.back() != ')') return {name, {}};
  return {trimmed(name.substr(0, open)), name.substr(open + 1, name.size() - open - 2)};
}

// The numbers between the parentheses; nothing if one of them is none.
std::optional<Parameters> numbers(const Parts& parts) {
  Parameters out;
  if (!parts.inside) return out;
  std::string_view rest = *parts.inside;
  for (;;) {
    const std::size_t comma = rest.find(',');
    const auto value = parse_rational(trimmed(rest.substr(0, comma)));
    if (!value) return std::nullopt;
    out.push_back(*value);
    if (comma == std::string_view::npos) return out;
    rest.remove_prefix(comma + 1);
  }
}

// "erf(2, 1/3)": the name as the activation bears it.
std::string spelled(std::string_view stem, const Parameters& p) {
  std::string out(stem);
  for (std::size_t i = 0; i < p.size(); ++i) out += (i == 0 ? "(" : ", ") + to_string(p[i]);
  return p.empty() ? out : out + ")";
}

bool is_degree(const Rational& x, long highest) { return denominator(x) == 1 && x >= 0 && x <= highest; }
long degree(const Parameters& p) { return numerator(p[0]).convert_to<long>(); }

// One row of the list: how it is written, what it means, how many numbers it takes, and its maker, which is called with
// numbers that `fits` accepts.
struct Row {
  std::string_view stem;
  std::string_view title, meaning;
  std::size_t fewest, most;
  ActivationPointer (*make)(const std::string& name, const Parameters& p);
  bool (*fits)(const Parameters& p) = nullptr;
};

Rational or_else(const Parameters& p, std::size_t i, const Rational& otherwise) {
  return i < p.size() ? p[i] : otherwise;
}

Rational decimal(std::string_view text) { return *parse_rational(text); }

ActivationPointer written(const std::string& name, std::string_view pieces) {
  return make_piecewise(name, std::get<PiecewiseFunction>(parse_piecewise(pieces)));
}

// l x for x > 0, l a (e^x - 1) for x < 0
ActivationPointer scaled_elu(const std::string& name, const Rational& l, const Rational& a) {
  const ExpPolynomial left = ExpPolynomial(l * a, 0, 1) - ExpPolynomial(l * a, 0, 0);
  return make_piecewise(name, {{Rational(0)}, {false}, {left, ExpPolynomial(l, 1, 0)}});
}

constexpr std::size_t kAny = kMaxPolynomialDegree + 1;

const Row kRows[] = {
    {"relu", "relu", "max(0, x)", 0, 0,
     [](const std::string& n, const Parameters&) { return make_two_slopes(n, 0, 1); }},
    {"leaky", "leaky(A)", "x for x > 0, A x for x < 0, such as leaky(1/5)", 1, 1,
     [](const std::string& n, const Parameters& p) { return make_two_slopes(n, p[0], 1); }},
    {"abrelu", "abrelu(A, B)", "A x for x < 0, B x for x > 0, such as abrelu(-1/2, 2)", 2, 2,
     [](const std::string& n, const Parameters& p) { return make_two_slopes(n, p[0], p[1]); }},
    {"abs", "abs", "|x|", 0, 0, [](const std::string& n, const Parameters&) { return make_two_slopes(n, -1, 1); }},
    {"identity", "identity", "x", 0, 0,
     [](const std::string& n, const Parameters&) { return make_two_slopes(n, 1, 1); }},
    {"step", "step", "1 for x > 0, else 0", 0, 0, [](const std::string&, const Parameters&) { return make_step(); }},
    {"sign", "sign", "1 for x > 0, -1 for x < 0, 0 at 0", 0, 0,
     [](const std::string&, const Parameters&) { return make_sign(); }},
    {"relu2", "relu2", "max(0, x)^2", 0, 0,
     [](const std::string& n, const Parameters&) { return make_rectified(n, 2); }},
    {"rectified", "rectified(N)", "max(0, x)^N, N from 0 to 50; rectified(0) is step", 1, 1,
     [](const std::string& n, const Parameters& p) {
       if (degree(p) == 0) return make_step();
       return degree(p) == 1 ? make_two_slopes(n, 0, 1) : make_rectified(n, degree(p));
     },
     [](const Parameters& p) { return is_degree(p[0], kMaxRectifiedDegree); }},
    {"erf", "erf", "erf(x); erf(A, B, C) is A erf(B x) + C", 0, 3,
     [](const std::string& n, const Parameters& p) {
       return make_erf(n, or_else(p, 0, 1), or_else(p, 1, 1), or_else(p, 2, 0));
     }},
    {"sigmoid_like", "sigmoid_like", "erf(x/2.40205635)/2 + 1/2", 0, 0,
     [](const std::string& n, const Parameters&) {
       return make_erf(n, Rational(1, 2), 1 / Rational("240205635/100000000"), Rational(1, 2));
     }},
    {"gelu", "gelu", "x Phi(x)", 0, 0, [](const std::string&, const Parameters&) { return make_gelu(); }},
    {"sin", "sin", "sin(x); sin(A, B, C) is A sin(B x + C)", 0, 3,
     [](const std::string& n, const Parameters& p) {
       return make_sin(n, or_else(p, 0, 1), or_else(p, 1, 1), or_else(p, 2, 0));
     }},
    {"cos", "cos", "cos(x); cos(A, B, C) is A cos(B x + C)", 0, 3,
     [](const std::string& n, const Parameters& p) {
       return make_cos(n, or_else(p, 0, 1), or_else(p, 1, 1), or_else(p, 2, 0));
     }},
    {"rbf", "rbf(G)", "sqrt(2) sin(sqrt(2 G) x + pi/4), G >= 0: the kernel exp(-G |x - y|^2)", 1, 1,
     [](const std::string& n, const Parameters& p) { return make_rbf(n, p[0]); },
     [](const Parameters& p) { return p[0] >= 0; }},
    {"exp", "exp", "exp(x); exp(A, B) is A exp(B x)", 0, 2,
     [](const std::string& n, const Parameters& p) { return make_exp(n, or_else(p, 0, 1), or_else(p, 1, 1)); }},
    {"gaussian", "gaussian", "exp(-x^2); gaussian(A, B) is A exp(B x^2)", 0, 2,
     [](const std::string& n, const Parameters& p) { return make_gaussian(n, or_else(p, 0, 1), or_else(p, 1, -1)); }},
    {"gabor", "gabor", "exp(-x^2) sin(x)", 0, 0, [](const std::string&, const Parameters&) { return make_gabor(); }},
    {"tanh", "tanh", "tanh(x)", 0, 0, [](const std::string& n, const Parameters&) { return make_smooth(n); }},
    {"sigmoid", "sigmoid", "1/(1 + exp(-x))", 0, 0,
     [](const std::string& n, const Parameters&) { return make_smooth(n); }},
    {"softplus", "softplus", "log(1 + exp(x))", 0, 0,
     [](const std::string& n, const Parameters&) { return make_smooth(n); }},
    {"silu", "silu", "x/(1 + exp(-x)), also called swish", 0, 0,
     [](const std::string& n, const Parameters&) { return make_smooth(n); }},
    {"mish", "mish", "x tanh(log(1 + exp(x)))", 0, 0,
     [](const std::string& n, const Parameters&) { return make_smooth(n); }},
    {"hardtanh", "hardtanh", "x clipped to [-1, 1]", 0, 0,
     [](const std::string& n, const Parameters&) { return written(n, "x < -1: -1; x < 1: x; 1"); }},
    {"relu6", "relu6", "x clipped to [0, 6]", 0, 0,
     [](const std::string& n, const Parameters&) { return written(n, "x < 0: 0; x < 6: x; 6"); }},
    {"elu", "elu", "x for x > 0, exp(x) - 1 for x < 0; elu(A) has A (exp(x) - 1)", 0, 1,
     [](const std::string& n, const Parameters& p) { return scaled_elu(n, 1, or_else(p, 0, 1)); }},
    {"selu", "selu", "L x for x > 0, L A (exp(x) - 1) for x < 0, L and A the decimals of Klambauer et al. 2017", 0, 0,
     [](const std::string& n, const Parameters&) {
       return scaled_elu(n, decimal("1.0507009873554804934193349852946"), decimal("1.6732632423543772848170429916717"));
     }},
    {"softsign", "softsign", "x/(1 + |x|)", 0, 0,
     [](const std::string&, const Parameters&) { return make_softsign(); }},
    {"hermite", "hermite(N)", "the orthonormal Hermite polynomial He_N(x) / sqrt(N!), N from 0 to 1000", 1, 1,
     [](const std::string&, const Parameters& p) { return make_hermite(degree(p)); },
     [](const Parameters& p) { return is_degree(p[0], kMaxHermiteDegree); }},
    {"monomial", "monomial(N)", "x^N, N from 0 to 200", 1, 1,
     [](const std::string& n, const Parameters& p) {
       Parameters coefficients(static_cast<std::size_t>(degree(p)) + 1, Rational(0));
       coefficients.back() = 1;
       return make_polynomial(n, std::move(coefficients));
     },
     [](const Parameters& p) { return is_degree(p[0], kMaxPolynomialDegree); }},
    {"polynomial", "polynomial(C0, ...)", "C0 + C1 x + C2 x^2 + ..., such as polynomial(1, 0, -1/2)", 1, kAny,
     [](const std::string& n, const Parameters& p) { return make_polynomial(n, p); }},
};

std::string wanted(const Row& row) {
  if (row.most == 0) return std::string(row.stem) + " without a parameter";
  return std::string(row.title) + " with exact numbers: " + std::string(row.meaning);
}

FoundActivation find_piecewise(const Parts& parts) {
  const std::string example = "pieces such as piecewise(x < -1: -1; x < 1: x; 1)";
  if (!parts.inside) return {NameKind::bad_parameter, nullptr, example};
  auto function = parse_piecewise(*parts.inside);
  if (const auto* why = std::get_if<std::string>(&function)) {
    return {NameKind::bad_parameter, nullptr, example + ": " + *why};
  }
  const std::string name = "piecewise(" + std::string(trimmed(*parts.inside)) + ")";
  return {NameKind::known, make_piecewise(name, std::get<PiecewiseFunction>(std::move(function))), {}};
}

}  // namespace

FoundActivation find_activation(std::string_view text) {
  const std::string_view name = trimmed(text);
  if (name.empty()) return {};
  const Parts parts = split(name);
  if (parts.stem == "piecewise") return find_piecewise(parts);
  for (const Row& row : kRows) {
    if (row.stem != parts.stem) continue;
    const auto p = numbers(parts);
    const bool good = p && p->size() >= row.fewest && p->size() <= row.most && (!row.fits || row.fits(*p));
    if (!good || (parts.inside && row.most == 0)) return {NameKind::bad_parameter, nullptr, wanted(row)};
    return {NameKind::known, row.make(spelled(row.stem, *p), *p), {}};
  }
  return {};
}

const std::vector<ActivationTitle>& activation_titles() {
  static const std::vector<ActivationTitle> titles = [] {
    std::vector<ActivationTitle> out;
    for (const Row& row : kRows) out.push_back({std::string(row.title), std::string(row.meaning)});
    out.push_back({"piecewise(...)", "sums of c x^n exp(k x) on pieces, such as piecewise(x < 0: exp(x) - 1; x)"});
    return out;
  }();
  return titles;
}

}  // namespace certibound

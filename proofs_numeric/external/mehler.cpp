#include "mehler.hpp"

#include "body.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/quadrature/expect.hpp>

#include <algorithm>

namespace certibound::external {
namespace {

// h_n has coefficients up to about 2^(n/2) against moments of its own size.
constexpr Precision kGuardBits = HermiteFunction::kLastTerm / 2 + 16;

// f(scale x) x^power, or f(scale x)^2.
struct Moment {
  const Body& f;
  const Interval& scale;
  long power;
  bool squared;

  template <typename N>
  N operator()(const N& x) const {
    const N value = f(constant(scale, x) * x);
    return squared ? sqr(value) : power == 0 ? value : value * pown(x, power);
  }
};

// 1 even, -1 odd, 0 unknown, of a term whose variables before the last are constants.
class Parity {
 public:
  Parity(const language::Terms& terms, long variable) : terms_(terms), variable_(variable) {}

  int of(language::NodeId root) {
    std::vector<int> parity(static_cast<std::size_t>(root) + 1, 0);
    const std::vector<bool> needed = terms_.reachable({root});
    for (language::NodeId id = 0; id <= root; ++id) {
      if (!needed[static_cast<std::size_t>(id)]) continue;
      const language::Node& node = terms_[id];
      const int a = node.a < 0 ? 1 : parity[static_cast<std::size_t>(node.a)];
      const int b = node.b < 0 ? a : parity[static_cast<std::size_t>(node.b)];
      parity[static_cast<std::size_t>(id)] = of(node, a, b);
    }
    return parity.back();
  }

 private:
  int of(const language::Node& node, int a, int b) const {
    using language::Op;
    switch (node.op) {
      case Op::rational:
      case Op::pi:
      case Op::e: return 1;
      case Op::variable: return node.n == variable_ ? -1 : 1;
      case Op::call: return 0;
      case Op::add:
      case Op::sub: return a == b ? a : 0;
      case Op::mul:
      case Op::div: return a * b;
      case Op::power: return node.n % 2 == 0 ? a * a : a;
      case Op::neg:
      case Op::sin:
      case Op::tan:
      case Op::asin:
      case Op::atan:
      case Op::sinh:
      case Op::tanh:
      case Op::erf:
      case Op::cbrt: return a;
      case Op::cos:
      case Op::cosh:
      case Op::abs:
      case Op::phi: return a * a;
      default: return a == 1 && b == 1 ? 1 : 0;
    }
  }

  const language::Terms& terms_;
  long variable_;
};

bool is_known(const Interval& x) { return x.is_bounded() && !x.is_empty(); }

}  // namespace

HermiteFunction::HermiteFunction(std::shared_ptr<const language::Lambda> f, std::vector<Interval> captured,
                                 Interval scale, std::optional<long> degree, Precision bits)
    : f_(std::move(f)),
      captured_(std::move(captured)),
      scale_(std::move(scale)),
      degree_(degree),
      parity_(Parity(f_->terms, static_cast<long>(captured_.size())).of(f_->root)),
      bits_(bits + kGuardBits) {}

Interval HermiteFunction::expectation_of(long power, bool squared, const std::function<bool()>& stop) const {
  QuadratureOptions options;
  options.bits = bits_;
  options.stop = stop;
  const Body body(*f_, captured_, bits_);
  const Integral found = expect(make_integrand(Moment{body, scale_, power, squared}), options);
  return found.confirmed ? found.value.at_precision(bits_) : Interval::entire(bits_);
}

const Interval& HermiteFunction::moment(long k, const std::function<bool()>& stop) {
  while (static_cast<long>(moments_.size()) <= k) {
    const long power = static_cast<long>(moments_.size());
    const bool odd = parity_ == (power % 2 == 0 ? -1 : 1);
    moments_.push_back(odd && is_known(energy(stop)) ? Interval(0L, bits_) : expectation_of(power, false, stop));
  }
  return moments_[static_cast<std::size_t>(k)];
}

const Interval& HermiteFunction::energy(const std::function<bool()>& stop) {
  if (!energy_) energy_ = expectation_of(0, true, stop);
  return *energy_;
}

// He_n = sum_j (-1)^j n!/(2^j j! (n - 2j)!) x^(n - 2j)
const Interval& HermiteFunction::coefficient(long n, const std::function<bool()>& stop) {
  while (static_cast<long>(coefficients_.size()) <= n) {
    const long next = static_cast<long>(coefficients_.size());
    Interval sum(0L, bits_);
    Rational weight = 1, factorial = 1;
    for (long k = 2; k <= next; ++k) factorial *= k;
    bool known = true;
    if (!degree_ || next <= *degree_) {
      for (long j = 0; 2 * j <= next && known; ++j) {
        if (j > 0) weight *= Rational(-(next - 2 * j + 2) * (next - 2 * j + 1), 2 * j);
        const Interval& m = moment(next - 2 * j, stop);
        known = is_known(m);
        sum = sum + Interval(weight, bits_) * m;
      }
    }
    coefficients_.push_back(known ? sum / sqrt(Interval(factorial, bits_)) : Interval::entire(bits_));
    const Interval before = sums_.empty() ? Interval(0L, bits_) : sums_.back();
    sums_.push_back(before + sqr(coefficients_.back()));
  }
  return coefficients_[static_cast<std::size_t>(n)];
}

Interval HermiteFunction::left(long n, const std::function<bool()>& stop) {
  if (degree_ && n >= *degree_) return {0L, bits_};
  coefficient(n, stop);
  const Interval &whole = energy(stop), &sum = sums_[static_cast<std::size_t>(n)];
  if (!is_known(whole) || !is_known(sum)) return Interval::entire(bits_);
  const Interval rest = max(whole - sum, Interval(0L, bits_));
  return {rest.hi(), rest.hi()};
}

Interval mehler_sum(HermiteFunction& f, HermiteFunction& g, const Interval& r, Precision bits, long last,
                    const std::function<bool()>& stop) {
  const Interval either(Rational(-1), Rational(1), bits), size = abs(r);
  Interval sum(0L, bits), power(1L, bits), best = Interval::entire(bits);
  for (long n = 0; n <= std::min(last, HermiteFunction::kLastTerm); ++n) {
    if (stop && stop()) break;
    const Interval &a = f.coefficient(n, stop), &b = g.coefficient(n, stop);
    if (!is_known(a) || !is_known(b)) break;
    sum = sum + a * b * power;
    power = pown(r, n + 1);
    // At r = 0 nothing is left, whatever the energies are.
    const bool nothing_left = power.is_point() && power.lo().is_zero();
    Interval rest(0L, bits);
    if (!nothing_left) {
      const Interval energy = f.left(n, stop) * g.left(n, stop);
      if (!is_known(energy)) break;
      rest = either * pown(size, n + 1) * sqrt(energy);
    }
    best = intersection(best, (sum + rest).at_precision(bits));
    const Float width = wid(rest), magnitude = mag(best);
    if (width.is_zero()) break;
    if (!magnitude.is_zero() && mpfr_get_exp(magnitude.get()) - mpfr_get_exp(width.get()) > bits - 16) break;
  }
  return best;
}

}  // namespace certibound::external

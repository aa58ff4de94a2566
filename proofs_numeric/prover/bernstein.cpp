#include "bernstein.hpp"

#include <algorithm>

namespace certibound::prover {
namespace {

using language::Box;
using language::Side;

constexpr std::size_t kMostTerms = 600;

std::vector<Rational> times(const std::vector<Rational>& p, const Rational& a, const Rational& b) {  // p (a + b s)
  std::vector<Rational> out(p.size() + 1, Rational(0));
  for (std::size_t i = 0; i < p.size(); ++i) {
    out[i] += p[i] * a;
    out[i + 1] += p[i] * b;
  }
  return out;
}

// What x^k becomes for x = (lo + hi s)/(1 + s), times (1 + s)^d; for x = lo + s, or hi - s, where there is one end only.
std::vector<Rational> image_of_power(const Side& side, int k, int d) {
  std::vector<Rational> out{1};
  const bool bounded = !side.lo_infinite && !side.hi_infinite;
  for (int i = 0; i < k; ++i) {
    out = bounded ? times(out, side.lo, side.hi) : side.hi_infinite ? times(out, side.lo, 1) : times(out, side.hi, -1);
  }
  for (int i = k; bounded && i < d; ++i) out = times(out, 1, 1);
  return out;
}

// The coefficients of the powers of s_i = (x_i - lo_i)/(hi_i - x_i), or of the distance from the only end.
Multinomial in_ratios(const Multinomial& p, const Box& box, const Exponents& degrees) {
  Multinomial out = p;
  for (std::size_t i = 0; i < box.size(); ++i) {
    std::vector<std::vector<Rational>> images;
    for (int k = 0; k <= degrees[i]; ++k) images.push_back(image_of_power(box[i], k, degrees[i]));
    Multinomial next;
    for (const auto& [e, c] : out) {
      const std::vector<Rational>& image = images[static_cast<std::size_t>(e[i])];
      Exponents own = e;
      for (std::size_t j = 0; j < image.size(); ++j) {
        own[i] = static_cast<int>(j);
        next.try_emplace(own, 0).first->second += c * image[j];
      }
    }
    out = std::move(next);
  }
  return out;
}

Rational binomial(int n, int k) {
  Rational out = 1;
  for (int i = 1; i <= k; ++i) out *= Rational(n - i + 1, i);
  return out;
}

class Form {
 public:
  Form(const Multinomial& p, const Box& box, int elevation) : box_(box) {
    for (std::size_t i = 0; i < box.size(); ++i) degrees_.push_back(degree(p, i) + (is_bounded(i) ? elevation : 0));
  }

  std::optional<std::vector<BernsteinTerm>> terms(const Multinomial& p, bool strict) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < box_.size(); ++i) {
      if (box_[i].lo_infinite && box_[i].hi_infinite) return std::nullopt;
      count *= static_cast<std::size_t>(degrees_[i]) + 1;
      if (count > kMostTerms) return std::nullopt;
    }
    Multinomial form = in_ratios(p, box_, degrees_);
    if (std::any_of(form.begin(), form.end(), [](const auto& term) { return term.second < 0; })) return std::nullopt;
    std::vector<BernsteinTerm> out;
    if (strict) {
      take_positive(form, out);
      if (out.empty()) return std::nullopt;
    }
    for (const auto& [e, c] : form) {
      if (c > 0) out.push_back(term(e, c));
    }
    return out;
  }

 private:
  bool is_bounded(std::size_t i) const { return !box_[i].lo_infinite && !box_[i].hi_infinite; }

  BernsteinTerm term(const Exponents& e, const Rational& coefficient) const {
    BernsteinTerm out{coefficient, Exponents(e.size(), 0), Exponents(e.size(), 0)};
    for (std::size_t i = 0; i < e.size(); ++i) {
      if (is_bounded(i)) {
        out.low[i] = e[i];
        out.high[i] = degrees_[i] - e[i];
        out.factor /= certibound::power(Rational(box_[i].hi - box_[i].lo), degrees_[i]);
      } else {
        (box_[i].hi_infinite ? out.low : out.high)[i] = e[i];
      }
    }
    return out;
  }

  // c times a product of powers of distances from open ends, with as large a c as all coefficients allow; the lowest powers that
  // leave one.
  void take_positive(Multinomial& form, std::vector<BernsteinTerm>& out) const {
    Exponents powers(box_.size(), 0);
    while (true) {
      std::optional<Rational> least;
      for (const auto& [e, c] : form) {
        const Rational own = share(powers, e);
        if (own > 0 && (!least || c / own < *least)) least = c / own;
      }
      if (least && *least > 0) {
        for (auto& [e, c] : form) c -= *least * share(powers, e);
        BernsteinTerm term{*least, powers, Exponents(box_.size(), 0)};
        for (std::size_t i = 0; i < box_.size(); ++i) {
          if (box_[i].lo_infinite) std::swap(term.low[i], term.high[i]);
        }
        out.push_back(std::move(term));
        return;
      }
      std::size_t i = 0;
      while (i < powers.size() && powers[i] == highest_power(i)) powers[i++] = 0;
      if (i == powers.size()) return;
      ++powers[i];
    }
  }

  int highest_power(std::size_t i) const {
    const bool open = box_[i].lo_infinite ? box_[i].hi_open : box_[i].lo_open;
    return open ? degrees_[i] : 0;
  }

  // The coefficient of exponents e in the form of the product of powers of the distances.
  Rational share(const Exponents& powers, const Exponents& e) const {
    Rational own = 1;
    for (std::size_t i = 0; i < e.size(); ++i) {
      const int k = powers[i];
      if (!is_bounded(i)) {
        if (e[i] != k) return 0;
      } else if (e[i] < k) {
        return 0;
      } else {
        own *= certibound::power(Rational(box_[i].hi - box_[i].lo), k) * binomial(degrees_[i] - k, e[i] - k);
      }
    }
    return own;
  }

  const Box& box_;
  Exponents degrees_;
};

}  // namespace

std::optional<std::vector<BernsteinTerm>> bernstein_terms(const Multinomial& p, const Box& box, int elevation, bool strict) {
  return Form(p, box, elevation).terms(p, strict);
}

}  // namespace certibound::prover

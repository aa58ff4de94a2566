#include <certibound/language/box.hpp>

#include <certibound/interval/text.hpp>

#include <algorithm>
#include <optional>

namespace certibound::language {
namespace {

Float infinite_end(Precision bits, int sign) {
  Float out(bits);
  mpfr_set_inf(out.get(), sign);
  return out;
}

// Where to cut a side: the middle, or a point that doubles the distance from 0 for an unbounded one.
Rational middle(const Side& side) {
  if (side.lo_infinite && side.hi_infinite) return 0;
  if (side.hi_infinite) return side.lo < 1 ? Rational(std::max(Rational(side.lo + 1), Rational(1))) : Rational(2 * side.lo);
  if (side.lo_infinite) return side.hi > -1 ? Rational(std::min(Rational(side.hi - 1), Rational(-1))) : Rational(2 * side.hi);
  return (side.lo + side.hi) / 2;
}

Rational floor_of(const Rational& x) {
  Integer q;
  mpz_fdiv_q(q.backend().data(), mpq_numref(x.backend().data()), mpq_denref(x.backend().data()));
  return Rational(q);
}

// Width in proportion to the scale; empty means unbounded, the widest of all.
std::optional<Rational> relative_width(const Side& side, const Side& scale) {
  if (side.lo_infinite || side.hi_infinite) return std::nullopt;
  const Rational width = side.hi - side.lo;
  const bool finite = !scale.lo_infinite && !scale.hi_infinite && scale.hi > scale.lo;
  return finite ? Rational(width / (scale.hi - scale.lo)) : width;
}

std::string shown(const Rational& end, bool lower) {
  std::string exact = to_string(end);
  if (exact.size() <= 24) return exact;
  const Interval enclosure(end, 128);
  return lower ? lo_to_decimal(enclosure, 15) : hi_to_decimal(enclosure, 15);
}

}  // namespace

bool Side::is_empty() const {
  if (lo_infinite || hi_infinite) return false;
  return hi < lo || (hi == lo && (lo_open || hi_open));
}

Side point_side(const Rational& value) { return {.lo = value, .hi = value}; }

Range to_range(const Side& side, Precision bits) {
  const Interval lo(side.lo_infinite ? Rational(0) : side.lo, bits), hi(side.hi_infinite ? Rational(0) : side.hi, bits);
  Range out;
  out.defined = true;
  out.value = Interval(side.lo_infinite ? infinite_end(bits, -1) : lo.lo(), side.hi_infinite ? infinite_end(bits, 1) : hi.hi());
  out.lo_open = side.lo_open || !lo.is_point();
  out.hi_open = side.hi_open || !hi.is_point();
  return out;
}

std::vector<Range> to_ranges(const Box& box, Precision bits) {
  std::vector<Range> out;
  for (const Side& side : box) out.push_back(to_range(side, bits));
  return out;
}

bool is_empty(const Box& box) {
  return std::any_of(box.begin(), box.end(), [](const Side& side) { return side.is_empty(); });
}

bool contains(const Box& box, const std::vector<Rational>& point) {
  for (std::size_t i = 0; i < box.size(); ++i) {
    const Side& side = box[i];
    const Rational& x = point[i];
    if (!side.lo_infinite && (x < side.lo || (side.lo_open && x == side.lo))) return false;
    if (!side.hi_infinite && (x > side.hi || (side.hi_open && x == side.hi))) return false;
    if (side.integer && denominator(x) != 1) return false;
  }
  return true;
}

std::pair<Box, Box> cut(const Box& box, std::size_t i, const Rational& at) {
  Box below = box, above = box;
  below[i].hi = box[i].integer ? floor_of(at) : at;
  above[i].lo = box[i].integer ? Rational(floor_of(at) + 1) : at;
  below[i].hi_infinite = above[i].lo_infinite = false;
  below[i].hi_open = above[i].lo_open = false;
  return {below, above};
}

std::vector<Box> cut_at(const Box& box, const std::vector<std::vector<Rational>>& values) {
  std::vector<Box> parts{box};
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const Rational& at : values[i]) {
      std::vector<Box> next;
      for (Box& part : parts) {
        const Side& side = part[i];
        if ((side.lo_infinite || side.lo < at) && (side.hi_infinite || at < side.hi)) {
          auto [below, above] = cut(part, i, at);
          next.push_back(std::move(below));
          next.push_back(std::move(above));
        } else {
          next.push_back(std::move(part));
        }
      }
      parts = std::move(next);
    }
  }
  return parts;
}

std::pair<Box, Box> bisect(const Box& box, const Box& scale) {
  std::size_t best = box.size();
  std::optional<Rational> best_width = Rational(0);
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (box[i].is_point() || (box[i].integer && !box[i].hi_infinite && box[i].lo >= box[i].hi)) continue;
    const auto width = relative_width(box[i], scale[i]);
    const bool wider = best == box.size() || (best_width && (!width || *width > *best_width));
    if (wider) {
      best = i;
      best_width = width;
    }
  }
  if (best == box.size()) {
    Side nothing{.lo = 1, .hi = 0};
    const Box empty(std::max<std::size_t>(box.size(), 1), nothing);  // a box without sides is one point, and not empty
    return {empty, empty};
  }
  return cut(box, best, middle(box[best]));
}

std::string to_text(const Box& box, const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const Side& s = box[i];
    if (i > 0) out += ", ";
    out += (s.integer ? "integer " : "") + names.at(i);
    if (s.is_point()) {
      out += " = " + to_string(s.lo);
    } else if (s.integer) {
      out += s.hi_infinite ? " >= " + to_string(s.lo) : " in " + to_string(s.lo) + ".." + to_string(s.hi);
    } else {
      out += std::string(" in ") + (s.lo_open || s.lo_infinite ? "(" : "[") + (s.lo_infinite ? "-oo" : shown(s.lo, true)) +
             ", " + (s.hi_infinite ? "oo" : shown(s.hi, false)) + (s.hi_open || s.hi_infinite ? ")" : "]");
    }
  }
  return out;
}

}  // namespace certibound::language

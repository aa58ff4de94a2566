// What does one box of a bisection cost: decided by the language's rules (natural enclosure, then with slopes), beside the bare
// enclosure of the same expression by the trusted Interval, by Ball (Arb) and by MPFI, and beside the doubles with which the
// search foretells the rules, on the same boxes? And how many of the boxes does each decide?
#include "double_decide.hpp"
#include "ratio_table.hpp"

#include <certibound/ball/ball.hpp>
#include <certibound/interval.hpp>
#include <certibound/language/decide.hpp>
#include <certibound/language/parser.hpp>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#ifdef HAVE_MPFI
#include <mpfi.h>
#endif

namespace certibound::bench {
namespace {

constexpr std::size_t kBoxes = 1024;
constexpr Precision kBits = 64;
constexpr const char* kClaim =
    "claim c { forall x in [0, 2], y in [0, 2] show exp(-x)*cos(y) + x*y - log(1 + x) + 2/5 > 0 }";

struct Pair {
  Rational x_lo, x_hi, y_lo, y_hi;
};

// Squares of side 2^-3 .. 2^-10 with dyadic corners.
std::vector<Pair> random_boxes() {
  std::mt19937_64 random(1);
  std::vector<Pair> out;
  for (std::size_t i = 0; i < kBoxes; ++i) {
    const long cells = 1L << (4 + random() % 8);
    const auto corner = [&] { return Rational(static_cast<long>(random() % static_cast<std::uint64_t>(cells)), cells / 2); };
    const Rational x = corner(), y = corner(), side(1, cells / 2);
    out.push_back({x, x + side, y, y + side});
  }
  return out;
}

Interval by_interval(const Pair& b) {
  const Interval x(b.x_lo, b.x_hi, kBits), y(b.y_lo, b.y_hi, kBits), one(1, kBits);
  return exp(-x) * cos(y) + x * y - log(one + x) + Interval(Rational(2, 5), kBits);
}

Ball by_ball(const Pair& b) {
  const Ball x(Interval(b.x_lo, b.x_hi, kBits)), y(Interval(b.y_lo, b.y_hi, kBits));
  return exp(-x) * cos(y) + x * y - log(Ball(1, kBits) + x) + Ball(Rational(2, 5), kBits);
}

#ifdef HAVE_MPFI
class Mpfi {
 public:
  Mpfi() { mpfi_init2(value_, kBits); }
  Mpfi(const Rational& lo, const Rational& hi) : Mpfi() {
    mpfi_t upper;
    mpfi_init2(upper, kBits);
    mpfi_set_q(value_, lo.backend().data());
    mpfi_set_q(upper, hi.backend().data());
    mpfi_union(value_, value_, upper);
    mpfi_clear(upper);
  }
  Mpfi(const Mpfi&) = delete;
  Mpfi& operator=(const Mpfi&) = delete;
  ~Mpfi() { mpfi_clear(value_); }
  mpfi_ptr get() { return value_; }

 private:
  mpfi_t value_;
};

void by_mpfi(Mpfi& out, const Pair& b) {
  Mpfi x(b.x_lo, b.x_hi), y(b.y_lo, b.y_hi), part, constant(Rational(2, 5), Rational(2, 5));
  mpfi_neg(out.get(), x.get());
  mpfi_exp(out.get(), out.get());
  mpfi_cos(part.get(), y.get());
  mpfi_mul(out.get(), out.get(), part.get());
  mpfi_mul(part.get(), x.get(), y.get());
  mpfi_add(out.get(), out.get(), part.get());
  mpfi_add_ui(part.get(), x.get(), 1);
  mpfi_log(part.get(), part.get());
  mpfi_sub(out.get(), out.get(), part.get());
  mpfi_add(out.get(), out.get(), constant.get());
}
#endif

language::Box language_box(const Pair& b) {
  language::Box box(2);
  box[0].lo = b.x_lo;
  box[0].hi = b.x_hi;
  box[1].lo = b.y_lo;
  box[1].hi = b.y_hi;
  return box;
}

void expect(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "%s: an enclosure misses a value\n", what);
  std::exit(70);
}

// The value at a corner, to four times the precision, lies in every enclosure of the box.
Interval corner_value(const Pair& b) {
  const Precision bits = 4 * kBits;
  const Interval x(b.x_lo, bits), y(b.y_lo, bits);
  return exp(-x) * cos(y) + x * y - log(Interval(1, bits) + x) + Interval(Rational(2, 5), bits);
}

std::string share(std::size_t decided) { return std::to_string(decided) + " of " + std::to_string(kBoxes) + " boxes decided"; }

template <typename Decides>
std::size_t count(const std::vector<Pair>& boxes, Decides decides) {
  std::size_t out = 0;
  for (const Pair& b : boxes) out += decides(b) ? 1 : 0;
  return out;
}

bool is_positive(const Interval& x) { return strictly_less(Interval(0, kBits), x); }

void run() {
  const std::vector<Pair> boxes = random_boxes();
  const auto claims = language::parse_document({"boxes_bench", kClaim}).claims;
  const language::Problem problem(claims.at(0));
  const language::Method natural{.bits = kBits, .slopes = false}, sloped{.bits = kBits};
  const auto decides = [&](const language::Method& method) {
    return [&problem, method](const Pair& b) {
      return decide_on_box(problem, language_box(b), method) == language::Decision::holds;
    };
  };
  const language::Contacts no_contacts;
  prover::DoubleDecider natural_doubles(problem, natural, no_contacts), sloped_doubles(problem, sloped, no_contacts);
  const auto foretells = [](prover::DoubleDecider& doubles) {
    return [&doubles](const Pair& b) { return doubles.on(language_box(b)) == language::Decision::holds; };
  };
  for (const Pair& b : boxes) {
    expect(decides(sloped)(b) || !foretells(sloped_doubles)(b), "DoubleDecider");  // on these boxes it foretells no more
    const Interval exact = corner_value(b);
    expect(subset(exact, by_interval(b)), "Interval");
    expect(subset(exact, by_ball(b).interval(4 * kBits)), "Ball");
  }
  const auto items = static_cast<double>(kBoxes);
  const auto every = [&boxes](auto work) {
    return [&boxes, work] {
      for (const Pair& b : boxes) work(b);
    };
  };
  std::vector<Entry> entries = {
      {"Interval", items, every([](const Pair& b) { by_interval(b); }), nullptr,
       share(count(boxes, [](const Pair& b) { return is_positive(by_interval(b)); }))},
      {"decide_on_box, natural", items, every(decides(natural)), nullptr, share(count(boxes, decides(natural)))},
      {"decide_on_box, slopes too", items, every(decides(sloped)), nullptr, share(count(boxes, decides(sloped)))},
      {"doubles of the search, natural", items, every(foretells(natural_doubles)), nullptr, share(count(boxes, foretells(natural_doubles)))},
      {"doubles of the search, slopes too", items, every(foretells(sloped_doubles)), nullptr, share(count(boxes, foretells(sloped_doubles)))},
      {"Ball (Arb)", items, every([](const Pair& b) { by_ball(b); }), nullptr,
       share(count(boxes, [](const Pair& b) { return is_positive(by_ball(b).interval(2 * kBits)); }))},
  };
  std::vector<std::string> missing;
#ifdef HAVE_MPFI
  Mpfi out;
  const auto lower = [&out](const Pair& b) {
    by_mpfi(out, b);
    return mpfi_is_strictly_pos(out.get()) > 0;
  };
  for (const Pair& b : boxes) {
    by_mpfi(out, b);
    Float lo(kBits), hi(kBits);
    mpfi_get_left(lo.get(), out.get());
    mpfi_get_right(hi.get(), out.get());
    expect(subset(corner_value(b), Interval(lo, hi)), "MPFI");
  }
  entries.push_back({"MPFI", items, every([&out](const Pair& b) { by_mpfi(out, b); }), nullptr, share(count(boxes, lower))});
#else
  missing.emplace_back("MPFI (libmpfi-dev)");
#endif
  print_ratios("one box of a bisection in two variables, 64 bits", "Interval", entries, missing);
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  if (!certibound::bench::initialise(argc, argv)) return 3;
  certibound::bench::run();
  return 0;
}

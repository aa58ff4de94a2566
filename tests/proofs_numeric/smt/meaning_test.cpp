// The claim says what the script says: random scripts with a meaning of their own (closures over rationals, built beside the
// text) against the claim made from the text, decided at rational points. Nothing is tolerated.
#include <certibound/language/decide.hpp>
#include <certibound/smt/script.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

namespace certibound::smt {
namespace {

using language::Decision;

using Point = std::map<std::string, Rational>;  // x, y real; n whole; p 0 or 1

struct Number {
  std::string text;
  std::function<Rational(const Point&)> value;
};
struct Truth {
  std::string text;
  std::function<bool(const Point&)> value;
};

constexpr std::uint64_t kSeed = 20250117;

class RandomScript {
 public:
  explicit RandomScript(std::uint64_t seed) : random_(seed) {}

  // Declarations and a definition, three asserts, a check-sat; the meaning is the conjunction.
  Truth run() {
    const Number body = number(2, {"a"});
    const Truth guard = truth(1, {"a"});
    define_ = [body, guard](const Rational& a, bool c, const Point& point) {
      Point inner = point;
      inner["a"] = a;
      return c && guard.value(inner) ? body.value(inner) : Rational(a + 1);
    };
    Truth out{"(set-logic QF_NRA)(declare-fun x () Real)(declare-const y Real)(declare-fun n () Int)(declare-fun p () Bool)\n"
              "(define-fun f ((a Real) (c Bool)) Real (ite (and c " + guard.text + ") " + body.text + " (+ a 1)))\n",
              [](const Point&) { return true; }};
    has_function_ = true;
    // All variables occur in what is no bound, and n has a lower end, as integers must.
    add(out, {"(distinct (+ x y n (ite p 1 0)) 1234567.89)", [](const Point& at) {
                return at.at("x") + at.at("y") + at.at("n") + at.at("p") != Rational(123456789, 100);
              }});
    add(out, {"(>= n (- 3))", [](const Point& at) { return at.at("n") >= -3; }});
    for (int k = 0; k < 3; ++k) add(out, below(2) == 0 ? bound() : truth(3, {}));
    out.text += "(check-sat)\n";
    return out;
  }

  Point point() {
    return {{"x", Rational(below(13) - 6, 1 + below(3))},
            {"y", Rational(below(13) - 6, 1 + below(3))},
            {"n", Rational(below(9) - 3)},
            {"p", Rational(below(2))}};
  }

 private:
  long below(long n) { return static_cast<long>(random_() % static_cast<std::uint64_t>(n)); }

  static void add(Truth& script, const Truth& asserted) {
    script.text += "(assert " + asserted.text + ")\n";
    script.value = [before = script.value, now = asserted.value](const Point& at) { return before(at) && now(at); };
  }

  Number literal() {
    const long n = below(9) - 4, d = 1 + below(4);
    switch (below(5)) {
      case 0: return {n < 0 ? "(- " + std::to_string(-n) + ")" : std::to_string(n), [n](const Point&) { return Rational(n); }};
      case 1: return {std::to_string(d) + ".25", [d](const Point&) { return Rational(4 * d + 1, 4); }};
      case 2: return {"#x1" + std::to_string(d), [d](const Point&) { return Rational(16 + d); }};
      case 3: return {"5e-1", [](const Point&) { return Rational(1, 2); }};
      default: return {"(/ " + std::to_string(n) + " " + std::to_string(d) + ")", [n, d](const Point&) { return Rational(n, d); }};
    }
  }

  // `bound` are names bound by let or as parameters, which hide x and y.
  Number leaf(const std::vector<std::string>& bound) {
    static const std::vector<std::string> kNames = {"x", "y", "n", "x", "y"};
    if (below(4) == 0) return literal();
    const bool inner = !bound.empty() && below(2) == 0;
    const std::string name = inner ? bound[static_cast<std::size_t>(below(static_cast<long>(bound.size())))]
                                   : kNames[static_cast<std::size_t>(below(5))];
    return {name, [name](const Point& at) { return at.at(name); }};
  }

  Number number(int depth, const std::vector<std::string>& bound) {
    if (depth == 0) return leaf(bound);
    const Number a = number(depth - 1, bound), b = number(depth - 1, bound), c = number(depth - 1, bound);
    switch (below(11)) {
      case 0: return {"(+ " + a.text + " " + b.text + " " + c.text + ")",
                      [a, b, c](const Point& at) { return Rational(a.value(at) + b.value(at) + c.value(at)); }};
      case 1: return {"(- " + a.text + " " + b.text + " " + c.text + ")",
                      [a, b, c](const Point& at) { return Rational(a.value(at) - b.value(at) - c.value(at)); }};
      case 2: return {"(- " + a.text + ")", [a](const Point& at) { return Rational(-a.value(at)); }};
      case 3: return {"(* " + a.text + " " + b.text + ")",
                      [a, b](const Point& at) { return Rational(a.value(at) * b.value(at)); }};
      case 4: return {"(/ " + a.text + " (+ 1 (* " + b.text + " " + b.text + ")))", [a, b](const Point& at) {
                        const Rational d = b.value(at);
                        return Rational(a.value(at) / (1 + d * d));
                      }};
      case 5: return {"(^ " + a.text + " 3)", [a](const Point& at) { return power(a.value(at), 3); }};
      case 6: return {"(max " + a.text + " " + b.text + " " + c.text + ")",
                      [a, b, c](const Point& at) { return std::max({a.value(at), b.value(at), c.value(at)}); }};
      case 7: return {"(abs (min " + a.text + " " + b.text + "))", [a, b](const Point& at) {
                        const Rational least = std::min(a.value(at), b.value(at));
                        return least < 0 ? Rational(-least) : least;
                      }};
      case 8: {
        const Truth condition = truth(depth - 1, bound);
        return {"(ite " + condition.text + " " + a.text + " " + b.text + ")",
                [condition, a, b](const Point& at) { return condition.value(at) ? a.value(at) : b.value(at); }};
      }
      case 9: return let(depth, bound);
      default: return call(depth, bound, a);
    }
  }

  // (let ((x e) (t f)) body): x in the body is e, in f it is still the outer one.
  Number let(int depth, const std::vector<std::string>& bound) {
    const std::string name = below(2) == 0 ? "x" : "t" + std::to_string(depth);
    const std::string other = name == "x" ? "y" : "x";
    const Number first = number(depth - 1, bound), second = number(depth - 1, bound);
    std::vector<std::string> inner = bound;
    inner.insert(inner.end(), {name, other});
    const Number body = number(depth - 1, inner);
    return {"(let ((" + name + " " + first.text + ") (" + other + " " + second.text + ")) " + body.text + ")",
            [=](const Point& at) {
              Point in = at;
              in[name] = first.value(at);
              in[other] = second.value(at);
              return body.value(in);
            }};
  }

  Number call(int depth, const std::vector<std::string>& bound, const Number& argument) {
    if (!has_function_) return argument;
    const Truth condition = truth(depth - 1, bound);
    // The body sees the script's x, not one that a let has put in its place.
    return {"(f " + argument.text + " " + condition.text + ")", [this, argument, condition](const Point& at) {
              return define_(argument.value(at), condition.value(at), *outer_);
            }};
  }

  Truth compare(int depth, const std::vector<std::string>& bound) {
    const Number a = number(depth - 1, bound), b = number(depth - 1, bound), c = number(depth - 1, bound);
    const std::string two = " " + a.text + " " + b.text + ")", three = " " + a.text + " " + b.text + " " + c.text + ")";
    switch (below(6)) {
      case 0: return {"(<" + three, [=](const Point& at) { return a.value(at) < b.value(at) && b.value(at) < c.value(at); }};
      case 1: return {"(>=" + three, [=](const Point& at) { return a.value(at) >= b.value(at) && b.value(at) >= c.value(at); }};
      case 2: return {"(=" + two, [=](const Point& at) { return a.value(at) == b.value(at); }};
      case 3: return {"(distinct" + three, [=](const Point& at) {
                        return a.value(at) != b.value(at) && b.value(at) != c.value(at) && a.value(at) != c.value(at);
                      }};
      case 4: return {"(>" + two, [=](const Point& at) { return a.value(at) > b.value(at); }};
      default: return {"(<=" + two, [=](const Point& at) { return a.value(at) <= b.value(at); }};
    }
  }

  Truth truth(int depth, const std::vector<std::string>& bound) {
    if (depth <= 1) {
      if (below(4) == 0) return {"p", [](const Point& at) { return at.at("p") == 1; }};
      return compare(1, bound);
    }
    const Truth a = truth(depth - 1, bound), b = truth(depth - 1, bound), c = truth(depth - 1, bound);
    const std::string three = " " + a.text + " " + b.text + " " + c.text + ")";
    switch (below(10)) {
      case 0: return {"(and" + three, [=](const Point& at) { return a.value(at) && b.value(at) && c.value(at); }};
      case 1: return {"(or" + three, [=](const Point& at) { return a.value(at) || b.value(at) || c.value(at); }};
      case 2: return {"(not " + a.text + ")", [=](const Point& at) { return !a.value(at); }};
      case 3: return {"(=>" + three, [=](const Point& at) { return !a.value(at) || !b.value(at) || c.value(at); }};
      case 4: return {"(xor" + three, [=](const Point& at) { return (a.value(at) != b.value(at)) != c.value(at); }};
      case 5: return {"(ite" + three, [=](const Point& at) { return a.value(at) ? b.value(at) : c.value(at); }};
      case 6: return {"(=" + three, [=](const Point& at) { return a.value(at) == b.value(at) && b.value(at) == c.value(at); }};
      case 7: return {"(distinct " + a.text + " " + b.text + ")", [=](const Point& at) { return a.value(at) != b.value(at); }};
      default: return compare(depth, bound);
    }
  }

  // x < 1/2, (not (<= 3 n)), (= y 2), ...
  Truth bound() {
    static const char* const kNames[] = {"x", "y", "n"};
    const std::string name = kNames[below(3)];
    const Number variable{name, [name](const Point& at) { return at.at(name); }}, number = literal();
    const bool left = below(2) == 0, negated = below(3) == 0;
    const Number a = left ? variable : number, b = left ? number : variable;
    const int relation = static_cast<int>(below(7));  // equality is rare: it leaves one point
    const std::string text = std::string(relation < 3 ? "(< " : relation < 6 ? "(<= " : "(= ") + a.text + " " + b.text + ")";
    return {negated ? "(not " + text + ")" : text, [=](const Point& at) {
              const bool holds = relation < 3 ? a.value(at) < b.value(at) : relation < 6 ? a.value(at) <= b.value(at)
                                                                                         : a.value(at) == b.value(at);
              return holds != negated;
            }};
  }

 public:
  const Point* outer_ = nullptr;  // the script's own variables, while a meaning is asked for

 private:
  std::mt19937_64 random_;
  bool has_function_ = false;
  std::function<Rational(const Rational&, bool, const Point&)> define_;
};

// How often the script was read, held and failed: a test that sees only one side shows nothing.
struct Seen {
  int claims = 0, true_points = 0, false_points = 0, outside = 0;
};

void expect_same_meaning(std::uint64_t seed, Seen& seen) {
  RandomScript script(seed);
  const Truth meaning = script.run();
  const std::vector<Question> questions = read_script({"random", meaning.text}, "random");
  ASSERT_EQ(questions.size(), 1U);
  const language::Claim& claim = questions[0].claim;
  ++seen.claims;
  const language::Problem problem(claim);
  for (int k = 0; k < 12; ++k) {
    const Point at = script.point();
    script.outer_ = &at;
    const bool solution = meaning.value(at);
    std::vector<Rational> point;
    for (const std::string& name : claim.variable_names()) point.push_back(at.at(name));
    const Decision decision = decide_at_point(problem, point, 256);
    // In the domain the claim `not (asserts)` fails exactly at the solutions; outside of it there are none.
    const Decision expected = solution ? Decision::fails : decision == Decision::excluded ? Decision::excluded : Decision::holds;
    ASSERT_EQ(decision, expected) << "seed " << seed << "\n" << meaning.text << claim.text;
    ++(solution ? seen.true_points : decision == Decision::excluded ? seen.outside : seen.false_points);
  }
}

TEST(Meaning, OfTheClaimIsThatOfTheScript) {
  Seen seen;
  for (std::uint64_t round = 0; round < 1'000; ++round) expect_same_meaning(kSeed + round, seen);
  EXPECT_EQ(seen.claims, 1'000);
  EXPECT_GT(seen.true_points, 500);
  EXPECT_GT(seen.false_points, 500);
  EXPECT_GT(seen.outside, 500);
}

// The comparison itself says no: a script that means something else is caught.
TEST(Meaning, OfAnotherScriptIsToldApart) {
  const std::string head = "(declare-fun x () Real)(declare-fun n () Int)(assert (>= n 0))";
  const language::Problem strict(read_script({"s", head + "(assert (< (* x n) 1))(check-sat)"}, "s")[0].claim);
  const language::Problem loose(read_script({"s", head + "(assert (<= (* x n) 1))(check-sat)"}, "s")[0].claim);
  const std::vector<Rational> edge = {Rational(1, 2), Rational(2)};
  EXPECT_EQ(decide_at_point(strict, edge, 256), Decision::holds);
  EXPECT_EQ(decide_at_point(loose, edge, 256), Decision::fails);
}

}  // namespace
}  // namespace certibound::smt

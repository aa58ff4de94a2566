// The table of bounds: the published column against the printed formula evaluated here, the columns in their order, and
// the hypotheses.
#include <certibound/width/bounds.hpp>

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace certibound {
namespace {

constexpr Precision kBits = 2000;

Rational exact(const char* text) { return *parse_rational(text); }
Interval number(const Rational& x) { return {x, kBits}; }

// e/4 + log(2/(1 + sqrt(1+e))), as printed.
Interval f(const Rational& e) { return number(e / 4) + log(number(2) / (number(1) + sqrt(number(1 + e)))); }

WidthQuestion usual() {
  WidthQuestion q;
  q.eps = exact("0.1");
  q.delta = exact("0.05");
  return q;
}

WidthQuestion with(void (*change)(WidthQuestion&)) {
  WidthQuestion q = usual();
  change(q);
  return q;
}

WidthAnswer answer(const WidthBound& bound, const std::string& key, const WidthQuestion& q) {
  for (const WidthColumn& column : bound.columns) {
    if (key == column.key) return column.ask(q, {});
  }
  return {{}, "no column " + key, false};
}

// left(N) <= right is what the bound asks for, by the printed words.
struct Printed {
  const char* name;
  WidthQuestion question;
  Integer expected;
  std::function<Certainty(const WidthQuestion&, const Interval& n)> holds;
};

Certainty exponential(long factor, const Interval& exponent, const WidthQuestion& q, const Interval& n) {
  const Interval copies = number(Rational(factor * q.layers * q.samples));
  return less_equal(copies * exp(-(n * exponent)), number(q.delta));
}

Interval mesh(const WidthQuestion& q) {
  const Interval d = number(Rational(q.dimension)), e = number(q.eps);
  return min(e / (number(3) * sqrt(d)), sqrt(e / number(3)) / d);
}

Certainty many_filters(const Rational& k, long copies, const WidthQuestion& q, const Interval& n) {
  const Interval most = max(number(k), sqr(number(k)));
  const Certainty reversed = less_equal(n, most * log(number(Rational(copies * q.image * q.image) / q.delta)));
  return reversed == Certainty::certain      ? Certainty::impossible
         : reversed == Certainty::impossible ? Certainty::certain
                                             : reversed;
}

const std::vector<Printed>& printed() {
  static const std::vector<Printed> rows{
      {"arpit19.lemma2", usual(), 4152,
       [](const WidthQuestion& q, const Interval& n) { return exponential(2, f(q.eps), q, n); }},
      {"arpit19.thm1", with([](WidthQuestion& q) {
         q.delta = exact("0.01");
         q.layers = 10;
         q.samples = 60000;
       }),
       20936, [](const WidthQuestion& q, const Interval& n) { return exponential(2, f(q.eps), q, n); }},
      {"arpit19.lemma3", with([](WidthQuestion& q) { q.dimension = 10; }), 0,
       [](const WidthQuestion& q, const Interval& n) {
         const Interval d = number(Rational(q.dimension));
         return less_equal((d * log(number(2) / mesh(q)) + log(number(4 / q.delta))) / f(q.eps / 3), n);
       }},
      {"arpit19.thm2", with([](WidthQuestion& q) {
         q.dimension = 10;
         q.layers = 7;
       }),
       0,
       [](const WidthQuestion& q, const Interval& n) {
         const Interval d = number(Rational(q.dimension));
         return less_equal(
             (d * log(number(2) / mesh(q)) + log(number(Rational(4 * q.layers) / q.delta))) / f(q.eps / 3), n);
       }},
      {"arpit19.lemma5", usual(), 4152,
       [](const WidthQuestion& q, const Interval& n) { return exponential(2, f(q.eps), q, n); }},
      {"arpit19.thm3", with([](WidthQuestion& q) {
         q.layers = 3;
         q.samples = 100;
       }),
       0, [](const WidthQuestion& q, const Interval& n) { return exponential(4, f(q.eps), q, n); }},
      {"arpit19.lemma6", usual(), 1948,
       [](const WidthQuestion& q, const Interval& n) {
         return exponential(4, number((q.eps * q.eps - q.eps * q.eps * q.eps) / 4), q, n);
       }},
      {"arpit19.lemma7", usual(), 0,
       [](const WidthQuestion& q, const Interval& n) { return exponential(4, f(q.eps), q, n); }},
      {"nachum22.intro.jl", with([](WidthQuestion& q) { q.constant = 8; }), 0,
       [](const WidthQuestion& q, const Interval& n) {
         return less(number(8) * log(number(1 / q.delta)) / number(q.eps * q.eps), n);
       }},
      {"nachum22.intro.jl.distance", with([](WidthQuestion& q) { q.constant = 8; }), 0,
       [](const WidthQuestion& q, const Interval& n) {
         return less(number(8) * log(number(1 / q.delta)) / number(q.eps * q.eps), n);
       }},
      {"nachum22.thm2", with([](WidthQuestion& q) {
         q.filter = 3;
         q.image = 28;
       }),
       0, [](const WidthQuestion& q, const Interval& n) { return many_filters(Rational(7, 2) * 2 / q.eps, 2, q, n); }},
      {"nachum22.cor1", with([](WidthQuestion& q) {
         q.filter = 3;
         q.image = 28;
         q.patch = Rational(1, 4);
         q.constant = 2;
       }),
       0,
       [](const WidthQuestion& q, const Interval& n) {
         const Rational ratio = *q.patch * Rational(q.image, q.filter);
         return many_filters(2 * 2 * ratio * ratio / q.eps, 6, q, n);
       }},
      {"nachum22.lem2", with([](WidthQuestion& q) {
         q.filter = 3;
         q.image = 28;
       }),
       0, [](const WidthQuestion& q, const Interval& n) { return many_filters(Rational(351, 100) / q.eps, 2, q, n); }},
      {"pooling24.thm41", with([](WidthQuestion& q) { q.constant = 2; }), 0,
       [](const WidthQuestion& q, const Interval& n) {
         // 1 - rho <= (1/2)(|g'|/eps - 1)^-2 <= eps with |g'|/eps = sqrt(n/(150 C)).
         const Interval root = sqrt(n / number(300)) - number(1);
         return less_equal(number(Rational(1, 2)) / sqr(root), number(q.eps));
       }},
      {"pooling24.thm42", with([](WidthQuestion& q) { q.constant = 1; }), 22027,  // exp(10) = 22026.4..
       [](const WidthQuestion& q, const Interval& n) { return less_equal(number(1) / log(n), number(q.eps)); }},
      {"pooling24.thm44", with([](WidthQuestion& q) { q.filter = 3; }), 142,  // 9 (pi/2) 10 = 141.4
       [](const WidthQuestion& q, const Interval& n) {
         return less_equal(number(9) * Interval::pi(kBits) / (number(2) * n), number(q.eps));
       }},
  };
  return rows;
}

TEST(WidthBounds, PublishedHoldsAtTheWidthAndFailsBelowByThePrintedFormula) {
  for (const Printed& row : printed()) {
    const WidthBound* bound = find_width_bound(row.name);
    ASSERT_NE(bound, nullptr) << row.name;
    ASSERT_EQ(refusal(*bound, row.question), "") << row.name;
    const WidthAnswer found = answer(*bound, "published", row.question);
    ASSERT_TRUE(found.width && found.complete) << row.name << ": " << found.note;
    EXPECT_EQ(row.holds(row.question, number(Rational(*found.width))), Certainty::certain) << row.name << *found.width;
    EXPECT_EQ(row.holds(row.question, number(Rational(*found.width - 1))), Certainty::impossible) << row.name;
    if (row.expected != 0) {
      EXPECT_EQ(*found.width, row.expected) << row.name;
    }
  }
}

TEST(WidthBounds, EveryBoundIsTestedAndNamedOnce) {
  std::set<std::string> tested{"arpit19.new.lemma3.wendel"}, named;
  for (const Printed& row : printed()) tested.insert(row.name);
  for (const WidthBound& bound : width_bounds()) EXPECT_TRUE(named.insert(bound.name).second) << bound.name;
  EXPECT_EQ(named, tested);
}

// A proven bound is never below what is needed, and the exact law never above the proven bound.
TEST(WidthBounds, ColumnsStandInOrder) {
  for (const Printed& row : printed()) {
    const WidthBound& bound = *find_width_bound(row.name);
    const auto width = [&](const char* key) { return answer(bound, key, row.question).width; };
    const auto chernoff = width("chernoff"), exact_width = width("exact"), needed = width("needed"),
               layers = width("layers");
    if (chernoff && exact_width) {
      EXPECT_LE(*exact_width, *chernoff) << row.name;
    }
    if (chernoff && needed) {
      EXPECT_LE(*needed, *chernoff) << row.name;
    }
    if (layers) {
      EXPECT_LE(*layers, *exact_width) << row.name;
    }
    const std::string name = row.name;
    if (chernoff && name.starts_with("arpit19")) {
      EXPECT_LE(*chernoff, *width("published")) << row.name;
    }
  }
}

TEST(WidthBounds, AColumnWithoutAnAnswerSaysWhy) {
  for (const Printed& row : printed()) {
    for (const WidthColumn& column : find_width_bound(row.name)->columns) {
      const WidthAnswer found = column.ask(row.question, {});
      EXPECT_TRUE(found.width || found.note.size() > 20) << row.name << " " << column.key;
    }
  }
  const WidthQuestion q = usual();
  EXPECT_NE(answer(*find_width_bound("nachum22.intro.jl"), "published", q).note.find("constant c"), std::string::npos);
}

TEST(WidthBounds, KnownValuesOfTheOtherColumns) {
  const WidthBound& lemma2 = *find_width_bound("arpit19.lemma2");
  EXPECT_EQ(*answer(lemma2, "chernoff", usual()).width, 3698);
  EXPECT_EQ(*answer(lemma2, "exact", usual()).width, 1919);
  const WidthQuestion theorem = printed()[1].question;
  const WidthBound& thm1 = *find_width_bound("arpit19.thm1");
  EXPECT_EQ(*answer(thm1, "chernoff", theorem).width, 19057);
  EXPECT_EQ(*answer(thm1, "exact", theorem).width, 16250);
  // Mean similarity of average pooling: pi/(pi + n - 1) <= 1/10 at rho = -1 from n = 9 pi + 1 = 29.3.
  EXPECT_EQ(*answer(*find_width_bound("pooling24.thm41"), "exact", usual()).width, 30);
  // k = 1: d^2 >= (pi - 1) 9 = 19.3.
  EXPECT_EQ(*answer(*find_width_bound("pooling24.thm44"), "sharper", usual()).width, 5);
  EXPECT_EQ(*answer(*find_width_bound("pooling24.thm44"), "sharper", printed().back().question).width, 5);
}

// One layer and one sample: both exact columns of Theorem 1 are Lemma 2.
TEST(WidthBounds, TheoremOneOfOneLayerIsLemmaTwo) {
  const WidthBound& thm1 = *find_width_bound("arpit19.thm1");
  EXPECT_EQ(*answer(thm1, "exact", usual()).width, 1919);
  EXPECT_EQ(*answer(thm1, "layers", usual()).width, 1919);
}

TEST(WidthBounds, HugeWidthsAreExactIntegers) {
  const WidthQuestion q = with([](WidthQuestion& w) {
    w.eps = exact("1e-40");
    w.delta = exact("1e-9");
  });
  const WidthBound& lemma2 = *find_width_bound("arpit19.lemma2");
  const Integer width = *answer(lemma2, "published", q).width;
  EXPECT_EQ(exponential(2, f(q.eps), q, number(Rational(width))), Certainty::certain);
  EXPECT_EQ(exponential(2, f(q.eps), q, number(Rational(width - 1))), Certainty::impossible);
  EXPECT_LT(*answer(lemma2, "chernoff", q).width, width);
  const WidthAnswer law = answer(lemma2, "exact", q);
  EXPECT_FALSE(law.width || law.complete);
  EXPECT_NE(law.note.find("not computed"), std::string::npos);
}

TEST(WidthBounds, HypothesesAreChecked) {
  const auto refused = [](const char* name, const WidthQuestion& q) {
    return refusal(*find_width_bound(name), q) != "";
  };
  EXPECT_FALSE(refused("arpit19.lemma2", usual()));
  EXPECT_TRUE(refused("arpit19.lemma2", with([](WidthQuestion& q) { q.eps = 1; })));
  EXPECT_TRUE(refused("arpit19.lemma2", with([](WidthQuestion& q) { q.eps = 0; })));
  EXPECT_TRUE(refused("arpit19.lemma2", with([](WidthQuestion& q) { q.delta = 0; })));
  EXPECT_TRUE(refused("arpit19.lemma6", with([](WidthQuestion& q) { q.eps = Rational(1, 2); })));
  EXPECT_FALSE(refused("nachum22.cor1", with([](WidthQuestion& q) { q.eps = Rational(1, 10); })));
  EXPECT_TRUE(refused("nachum22.cor1", with([](WidthQuestion& q) { q.eps = Rational(1, 9); })));
  EXPECT_TRUE(refused("nachum22.thm2", with([](WidthQuestion& q) {
                        q.filter = 5;
                        q.image = 3;
                      })));
  EXPECT_TRUE(refused("nachum22.thm2", with([](WidthQuestion& q) {
                        q.filter = 3;
                        q.image = 4;
                        q.patch = Rational(1, 2);
                      })));
  EXPECT_TRUE(refused("pooling24.thm41", with([](WidthQuestion& q) { q.rho = 2; })));
  EXPECT_TRUE(refused("pooling24.thm41", with([](WidthQuestion& q) { q.constant = -1; })));
  EXPECT_EQ(find_width_bound("nonsense"), nullptr);
}

}  // namespace
}  // namespace certibound

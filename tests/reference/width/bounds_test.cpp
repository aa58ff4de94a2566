// The table of bounds: the published column against the printed formula evaluated here, the columns in their order, and
// the hypotheses.
#include <certibound/contour/product_law.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/half_gamma.hpp>
#include <certibound/norm_law/tail.hpp>
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

TEST(WidthBounds, EveryParameterHasOneTitle) {
  std::set<Parameter> titled;
  std::set<std::string> names;
  for (const ParameterTitle& title : parameter_titles()) {
    EXPECT_TRUE(titled.insert(title.parameter).second && names.insert(title.name).second) << title.name;
    EXPECT_FALSE(std::string(title.meaning).empty()) << title.name;
  }
  for (int p = 0; p <= static_cast<int>(Parameter::constant); ++p) EXPECT_TRUE(titled.count(static_cast<Parameter>(p))) << p;
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
    const auto product = width("product");
    if (product) {
      EXPECT_LE(*product, *layers) << row.name;
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

// The other columns at N and N - 1, by formulas written down once more here.
using Probability = std::function<Interval(const WidthQuestion&, long n)>;

Interval decay(const Rational& factor, const Interval& exponent, long n) {
  return number(factor) * exp(-(number(n) * exponent));
}
Interval two_tails(const Rational& factor, const WidthQuestion& q, long n) {
  return decay(factor, chernoff_exponent(q.eps, kBits), n) + decay(factor, chernoff_exponent(-q.eps, kBits), n);
}
Interval copies(const WidthQuestion& q, const Interval& p) { return number(Rational(q.layers * q.samples)) * p; }
// (t - log(1+t))/2, and sup over v of t (1 - v^-2)/2 - c (v - 1 - (1 - v^-2)/2), v = (1 + t/c)^(1/3).
Interval half_chi2(const Rational& t) { return (number(t) - log1p(number(t))) / number(2); }
Interval square(const Rational& c, const Rational& t) {
  const Interval v = cbrt(number(1 + t / c)), z = (number(1) - reciprocal(sqr(v))) / number(2);
  return number(t) * z - number(c) * (v - number(1) - z);
}
Interval chi2_failure(const WidthQuestion& q, long n) {
  return gamma_q_half(n, n * Rational(1 + q.eps) / 2, 200) + gamma_p_half(n, n * Rational(1 - q.eps) / 2, 200);
}

struct Column {
  const char *bound, *key;
  Probability probability;  // at most delta at N, above at N - 1
};

const std::vector<Column>& other_columns() {
  const Probability one_layer = [](const WidthQuestion& q, long n) { return norm_failure(n, q.eps, 200); };
  const Probability single = [](const WidthQuestion& q, long n) { return two_tails(1, q, n); };
  const Probability linear = [](const WidthQuestion& q, long n) { return decay(2, half_chi2(q.eps), n); };
  const Rational half(1, 2);
  static const std::vector<Column> rows{
      {"arpit19.lemma2", "chernoff", single},
      {"arpit19.lemma2", "exact", one_layer},
      {"arpit19.lemma5", "chernoff", single},
      {"arpit19.lemma5", "exact", one_layer},
      {"arpit19.thm1", "chernoff", [](const WidthQuestion& q, long n) { return copies(q, two_tails(1, q, n)); }},
      {"arpit19.thm1", "exact",
       [](const WidthQuestion& q, long n) { return copies(q, norm_failure(n, q.eps, 200)); }},
      {"arpit19.thm1", "layers",
       [](const WidthQuestion& q, long n) {
         const Interval kept = pown(number(1) - norm_failure(n, q.eps, 200), static_cast<long>(q.layers));
         return number(Rational(q.samples)) * (number(1) - kept);
       }},
      {"arpit19.thm3", "chernoff", [](const WidthQuestion& q, long n) { return copies(q, two_tails(2, q, n)); }},
      {"arpit19.thm3", "exact",
       [](const WidthQuestion& q, long n) { return copies(q, number(2) * norm_failure(n, q.eps, 200)); }},
      {"arpit19.lemma6", "chernoff", linear},
      {"arpit19.lemma6", "needed", chi2_failure},
      {"arpit19.lemma7", "chernoff", [](const WidthQuestion& q, long n) { return two_tails(2, q, n); }},
      {"arpit19.lemma7", "needed", one_layer},
      {"nachum22.intro.jl", "chernoff",
       [](const WidthQuestion& q, long n) { return decay(6, half_chi2(q.eps / 2), n); }},
      {"nachum22.intro.jl.distance", "chernoff",
       [](const WidthQuestion& q, long n) {
         return decay(1, half_chi2(q.eps), n) + decay(1, half_chi2(-q.eps), n);
       }},
      {"nachum22.intro.jl.distance", "exact", chi2_failure},
      {"nachum22.thm2", "chernoff",
       [half](const WidthQuestion& q, long n) { return decay(2, square(half, q.eps / 2), n); }},
      {"nachum22.thm2", "needed", one_layer},
      {"nachum22.cor1", "chernoff",
       [half](const WidthQuestion& q, long n) { return decay(6, square(half, q.eps / 4), n); }},
      {"nachum22.lem2", "chernoff", linear},
      {"nachum22.lem2", "needed", chi2_failure},
  };
  return rows;
}

TEST(WidthBounds, OtherColumnsHoldAtTheWidthAndFailBelow) {
  for (const Column& column : other_columns()) {
    const std::string where = std::string(column.bound) + " " + column.key;
    for (const Printed& row : printed()) {
      if (std::string(row.name) != column.bound) continue;
      const WidthAnswer found = answer(*find_width_bound(column.bound), column.key, row.question);
      ASSERT_TRUE(found.width && found.complete) << where << found.note;
      const long n = static_cast<long>(*found.width);
      const Interval delta = number(row.question.delta);
      EXPECT_EQ(less_equal(column.probability(row.question, n), delta), Certainty::certain) << where << " " << n;
      EXPECT_EQ(less_equal(column.probability(row.question, n - 1), delta), Certainty::impossible) << where << " " << n;
    }
  }
}

// Theorem 1 as it is stated, (8).
TEST(WidthBounds, TheLastLayerAloneNeedsLess) {
  const WidthQuestion q = with([](WidthQuestion& w) {
    w.layers = 3;
    w.samples = 10;
  });
  const WidthBound& bound = *find_width_bound("arpit19.thm1");
  const WidthAnswer found = answer(bound, "product", q);
  ASSERT_TRUE(found.width) << found.note;
  const auto failure = [&](long n) {
    const std::vector<long> widths(3, n);
    return number(10) * (product_upper_tail(widths, power(exact("1.1"), 3), 60) +
                         product_lower_tail(widths, power(exact("0.9"), 3), 60));
  };
  const long n = static_cast<long>(*found.width);
  EXPECT_EQ(less_equal(failure(n), number(q.delta)), Certainty::certain) << n;
  EXPECT_EQ(less_equal(failure(n - 1), number(q.delta)), Certainty::impossible) << n;
  EXPECT_LT(*found.width * 2, *answer(bound, "layers", q).width);
  // One layer: Lemma 2 again.
  EXPECT_EQ(*answer(bound, "product", usual()).width, 1919);
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

// Table 2 of pooling24: what its columns are of. The printed pair, y = -x, gives none of them. What does:
//
//   d = 32, x = -1 but for +1 on the kappa x kappa block in the top left corner, y = +1 but for -1/5 there,
//   3 x 3 kernels without padding, and kappa = 16 in the row that is labelled 15.
//
// The first column is then exact to the printed digits. The others are cosines over 640 random kernels: those of ReLU
// and of averages lie about the mean similarities enclosed here, those of maxima are sampled.
#include "finite_claims.hpp"
#include "outcomes.hpp"
#include "two_tone.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <array>
#include <cmath>

namespace certibound::papers {
namespace {

using namespace pooling;

constexpr Precision kBits = 96;
constexpr int kSide = 32, kKernel = 3, kChannels = 640, kRuns = 200;
constexpr const char* kAt = "Section 3.1, Table 2";

struct Row {
  int kappa, used;  // as printed, and the block that gives the row
  const char *rho, *relu, *average, *maximum;
};
constexpr std::array<Row, 5> kRows{{{5, 5, "-0.9922", "0.0002", "0.0187", "0.7247"},
                                    {10, 10, "-0.9684", "0.0006", "0.1030", "0.6787"},
                                    {15, 16, "-0.9177", "0.0012", "0.3587", "0.7176"},
                                    {20, 20, "-0.8696", "0.0017", "0.6619", "0.7256"},
                                    {25, 25, "-0.7952", "0.0022", "0.9771", "0.7174"}}};

// Five times the images: integers, and the same similarities.
TwoTone recovered(int kappa) { return {kSide, kappa, 5, -5, -1, 5}; }
TwoTone printed(int kappa) { return {kSide, kappa, 1, -1, -1, 1}; }

Interval decimal(const char* text) { return Interval(*parse_rational(text), kBits); }

// Whether the value prints as this text of four decimals.
Certainty prints_as(const Interval& value, const char* text) {
  const Interval half(Rational(1, 20000), kBits), shown = decimal(text);
  const Certainty below = less(value, shown - half), above = less(shown + half, value);
  if (certainly(below) || certainly(above)) return Certainty::impossible;
  return !possibly(below) && !possibly(above) ? Certainty::certain : Certainty::unknown;
}

FiniteOutcome decide_rho(int kappa, const char* text) {
  const Interval value = similarity(recovered(kappa), kBits);
  const Certainty as_printed = prints_as(value, text);
  FiniteOutcome out;
  if (as_printed == Certainty::impossible) {
    out = refuted_if(true, {{"kappa", std::to_string(kappa)}, {"rho(x,y)", common_digits(value, 6)}, {"printed", text}},
                     "The block of 15 x 15 pixels gives another value; that of 16 x 16 gives the printed one "
                     "(recover_setup.rho.kappa_15.corrected).",
                     1, kBits);
  } else {
    out = word_if(Verdict::proved, certainly(as_printed),
                  "Integers under one root: rho(x,y) = <x,y>/(|x||y|), within 1/20000 of the printed value.", 1, kBits);
  }
  out.enclosures = {{"rho(x,y)", value}};
  return out;
}

enum class Column { relu, average, maximum };

Sampled column_of(const SampledCosines& cosines, Column column) {
  return column == Column::relu ? cosines.relu : column == Column::average ? cosines.average : cosines.maximum;
}
const char* text_of(const Row& row, Column column) {
  return column == Column::relu ? row.relu : column == Column::average ? row.average : row.maximum;
}

// The mean similarity of ReLU features or averages, for the pair that gives the table.
Interval mean_of(int kappa, Column column) {
  const MeanSimilarities means = mean_similarities(patch_pairs(recovered(kappa), kKernel, Border::valid), kBits);
  return column == Column::relu ? means.relu : means.average;
}

std::string sample_text(const Sampled& sampled) {
  return std::to_string(kRuns) + " runs of " + std::to_string(kChannels) + " kernels, seed 24: mean " +
         decimals(sampled.mean, 5) + " (95% confidence +-" +
         decimals(1.96 * sampled.deviation / std::sqrt(double{kRuns}), 5) + "), standard deviation of one run " +
         decimals(sampled.deviation, 5);
}

// Of a printed value, in standard deviations of one run.
double distance_of(const char* text, const Sampled& sampled) {
  return (std::stod(text) - sampled.mean) / sampled.deviation;
}
std::string deviations_off(const char* text, const Sampled& sampled) {
  return decimals(distance_of(text, sampled), 1) + " standard deviations off";
}

SampledCosines sample(const TwoTone& images, Border border, int runs = kRuns) {
  return sample_cosines(patch_pairs(images, kKernel, border), kChannels, runs, 24);
}

FiniteOutcome decide_column(const Row& row, Column column) {
  const std::vector<PatchPair> patches = patch_pairs(recovered(row.used), kKernel, Border::valid);
  const Sampled sampled = column_of(sample_cosines(patches, kChannels, kRuns, 24), column);
  const double off = distance_of(text_of(row, column), sampled);
  FiniteOutcome out = word_if(Verdict::sampled, std::abs(off) < 4, "", kRuns);
  out.because = "kappa = " + std::to_string(row.used) + ": " + sample_text(sampled) + ". The printed " +
                text_of(row, column) + " is " + deviations_off(text_of(row, column), sampled) + ".";
  if (column == Column::maximum) return out;
  out.enclosures = {{"mean similarity", mean_of(row.used, column)}};
  out.bits = kBits;
  return out;
}

// All five rows at once, kappa = 16 in the third.
FiniteOutcome decide_all_rho(const std::atomic<bool>&) {
  bool all = true;
  FiniteOutcome out = word_if(Verdict::proved, true, "", 5, kBits);
  for (const Row& row : kRows) {
    all = all && certainly(prints_as(similarity(recovered(row.used), kBits), row.rho));
    out.enclosures.push_back({"kappa = " + std::to_string(row.used), similarity(recovered(row.used), kBits)});
  }
  out.because = "Integers under one root, each within 1/20000 of the printed value.";
  if (!all) out = word_if(Verdict::proved, false, out.because, 5, kBits);
  return out;
}
// The mean similarity within `distance` of the printed value, in all rows.
FiniteOutcome decide_all_rows(Column column, const Rational& distance) {
  bool all = true;
  std::vector<NamedEnclosure> values;
  for (const Row& row : kRows) {
    const Interval value = mean_of(row.used, column), printed_value = decimal(text_of(row, column));
    all = all && certainly(less_equal(abs(value - printed_value), Interval(distance, kBits)));
    values.push_back({"kappa = " + std::to_string(row.used) + ", printed " + text_of(row, column), value});
  }
  return with_values(
      word_if(
          Verdict::proved, all,
          "Integers under one root in each term. How far the printed values, cosines over 640 random kernels, lie from "
          "the mean similarity in standard deviations is sampled in pooling24.tab2.recover_setup.",
          5, kBits),
      std::move(values));
}
FiniteOutcome sample_all_maxima() {
  FiniteOutcome out = word_if(Verdict::sampled, true, "", 5 * kRuns);
  for (const Row& row : kRows) {
    const FiniteOutcome one = decide_column(row, Column::maximum);
    out.because += one.because + " ";
    if (one.verdict != Verdict::sampled) out.verdict = Verdict::undecided, out.left = one.left;
  }
  return out;
}

// Which boundary rule the last column allows: all three, at kappa = 25.
FiniteOutcome decide_padding(const std::atomic<bool>&) {
  const double printed_value = std::stod(kRows[4].maximum);
  std::string text;
  bool only_valid = true;
  for (const Border border : {Border::valid, Border::zero_padding, Border::circular}) {
    const Sampled sampled = sample(recovered(25), border, 100).maximum;
    const double off = std::abs(printed_value - sampled.mean) / sampled.deviation;
    only_valid = only_valid && (off < 4) == (border == Border::valid);
    text += std::string(name_of(border)) + ": " + decimals(sampled.mean, 3) + " +- " + decimals(sampled.deviation, 3) +
            "; ";
  }
  FiniteOutcome out = word_if(Verdict::sampled, only_valid, "", 300);
  out.because = "Mean and standard deviation of the cosine of the maxima over 100 runs of 640 kernels, seed 24. " +
                text + "printed 0.7174.";
  return out;
}

FiniteOutcome decide_printed_relu(const std::atomic<bool>&) {
  bool opposite = true;
  long cases = 0;
  for (const Row& row : kRows) {
    for (const Border border : {Border::circular, Border::zero_padding, Border::valid}) {
      for (const PatchPair& p : patch_pairs(printed(row.kappa), kKernel, border)) {
        for (std::size_t i = 0; i < p.x.size(); ++i) opposite = opposite && p.x[i] == -p.y[i];
        ++cases;
      }
    }
  }
  return refuted_if(
      opposite, {{"kappa", "5"}, {"d, k, W, boundary rule", "any"}, {"cosine", "0"}, {"printed", "0.0002"}},
      "The printed pair is y = -x, so each pre-activation of y is minus that of x, r(t) r(-t) = 0, and the "
      "cosine of the ReLU features is 0 for every kernel, which none of the five printed values allows.",
      cases);
}

FiniteOutcome decide_printed_average(const std::atomic<bool>&) {
  const Interval value = mean_similarities(patch_pairs(printed(25), kKernel, Border::valid), kBits).average;
  FiniteOutcome out = refuted_if(
      certainly(less(value + Interval(Rational(1, 10), kBits), decimal("0.9771"))),
      {{"kappa", "25"}, {"d", "32"}, {"k", "3"}, {"mean similarity", common_digits(value, 6)}, {"printed", "0.9771"}},
      "At the size, kernel and padding that give the first column (recover_setup). The cosine over 640 kernels, "
      "sampled: " +
          sample_text(sample(printed(25), Border::valid).average) + ".",
      1, kBits);
  out.enclosures = {{"mean similarity", value}};
  return out;
}

FiniteOutcome sample_printed_maximum(const std::atomic<bool>&) {
  bool far = true;
  std::string texts;
  for (const Row& row : kRows) {
    const Sampled sampled = sample(printed(row.kappa), Border::valid).maximum;
    far = far && std::abs(distance_of(row.maximum, sampled)) > 4;
    texts += " kappa = " + std::to_string(row.kappa) + ": " + sample_text(sampled) + "; the printed " + row.maximum +
             " is " + deviations_off(row.maximum, sampled) + ".";
  }
  return word_if(Verdict::sampled, far, "It does not show." + texts, 5 * kRuns);
}

FiniteOutcome decide_header_literal(const std::atomic<bool>&) {
  return refuted_if(
      *parse_rational(kRows[0].average) != 1, {{"kappa", "5"}, {"rho(A(F(x)),A(F(x)))", "1"}, {"printed", "0.0187"}},
      "A vector has the cosine 1 with itself. And r(F*y) of the third label applies a convolution with F, which "
      "is a map.");
}

FiniteOutcome decide_header_read(const std::atomic<bool>&) {
  bool inside = true;
  long cases = 0;
  for (const Row& row : kRows) {
    for (const char* text : {row.relu, row.average, row.maximum}) {
      const Rational value = *parse_rational(text);
      inside = inside && value >= 0 && value <= 1;
      ++cases;
    }
    inside = inside && *parse_rational(row.rho) >= -1 && *parse_rational(row.rho) <= 1;
  }
  return word_if(
      Verdict::checked, inside && cases == 15,
      "Features after a ReLU are not negative, so their cosines lie in [0,1]. Machine: all 15 printed values do.",
      cases);
}

FiniteOutcome decide_variability(const std::atomic<bool>&) {
  const Interval first = mean_of(5, Column::average), last = mean_of(25, Column::average);
  FiniteOutcome out = word_if(
      Verdict::checked,
      certainly(less(first, Interval(Rational(1, 50), kBits))) &&
          certainly(less(Interval(Rational(97, 100), kBits), last)),
      "Machine: mean similarity of the averages for the pair that reproduces the table: below 0.02 at kappa = 5, "
      "above 0.97 at kappa = 25. In an FCN with windows of 50 no pair is below 0.93 "
      "(pooling24.fig2.average).",
      2, kBits);
  out.enclosures = {{"kappa = 5", first}, {"kappa = 25", last}};
  return out;
}

FiniteOutcome decide_relu_absolute(const std::atomic<bool>&) {
  const Interval first = mean_of(5, Column::relu), last = mean_of(25, Column::relu);
  FiniteOutcome out =
      word_if(Verdict::checked, certainly(less(last - first, Interval(Rational(1, 400), kBits))),
              "Machine: mean similarity for the pair that reproduces the table, kappa = 5 and 25: the change is below "
              "1/400, and below 1/400 in the printed column.",
              2, kBits);
  out.enclosures = {{"kappa = 5", first}, {"kappa = 25", last}};
  return out;
}

FiniteOutcome decide_relu_relative(const std::atomic<bool>&) {
  const Interval first = mean_of(5, Column::relu), last = mean_of(25, Column::relu);
  FiniteOutcome out = refuted_if(
      certainly(less(Interval(10L, kBits), last / first)), {{"kappa", "5 and 25"}, {"printed", "0.0002 and 0.0022"}},
      "From kappa = 5 to 25 the mean similarity grows by a factor above 10, that of the printed column "
      "is 21.5/2.5 at least.",
      2, kBits);
  out.enclosures = {{"quotient", last / first}};
  return out;
}

// The patches that occur are the same for every kappa of the table, so the maxima have one and the same law.
FiniteOutcome decide_maximum(const std::atomic<bool>&) {
  const auto kinds = [](int kappa) {
    std::vector<std::pair<std::vector<int>, std::vector<int>>> out;
    for (const PatchPair& p : patch_pairs(recovered(kappa), kKernel, Border::valid)) out.emplace_back(p.x, p.y);
    return out;
  };
  bool same = true;
  for (const Row& row : kRows) same = same && kinds(row.used) == kinds(5) && kinds(row.kappa) == kinds(5);
  return word_if(Verdict::reduced, same,
                 "A maximum over positions depends on which pairs of patches occur, not on how often: M_x and M_y have "
                 "exactly the same law in all "
                 "rows. Machine: the sets of patch pairs for kappa = 5, 10, 15, 16, 20, 25 are equal (10 pairs). So "
                 "the 0.6787 of the second row, 3.3 "
                 "standard deviations of a run below the mean (tab2.recover_setup.M.kappa_10), is chance or a slip.",
                 10);
}

}  // namespace

std::vector<FiniteClaim> pooling24_table2_setup_claims() {
  const std::string setup =
      "not printed; d = 32, x = -1 but for +1 on the kappa x kappa corner block, y = +1 but for -1/5 there, k = 3, "
      "valid, 640 "
      "channels";
  std::vector<FiniteClaim> out;
  for (const Row& row : kRows) {
    const std::string id = "tab2.recover_setup.", at_row = ".kappa_" + std::to_string(row.kappa);
    out.push_back(claim(id + "rho" + at_row, kAt, "", setup, std::string("rho(x,y) prints as ") + row.rho,
                        "kappa = " + std::to_string(row.kappa),
                        [row](const std::atomic<bool>&) { return decide_rho(row.kappa, row.rho); }));
    if (row.kappa != row.used) {
      out.push_back(claim(
          id + "rho" + at_row + ".corrected", kAt, "kappa = 16 in the row of Table 2 labelled 15", setup,
          std::string("rho(x,y) prints as ") + row.rho, "kappa = 16",
          [row](const std::atomic<bool>&) { return decide_rho(row.used, row.rho); },
          "nothing: the label of one row of the table"));
    }
    for (const auto& [name, column] : {std::pair{"F", Column::relu}, {"A", Column::average}, {"M", Column::maximum}}) {
      out.push_back(claim(id + name + at_row, kAt, "", setup + (row.kappa == row.used ? "" : "; kappa = 16"),
                          std::string("the printed ") + text_of(row, column) +
                              " is within four standard deviations of what 640 random kernels give",
                          "kappa = " + std::to_string(row.used),
                          [row, column = column](const std::atomic<bool>&) { return decide_column(row, column); }));
    }
  }
  out.push_back(claim("tab2.recover_setup.padding", kAt, "", setup,
                      "of circular, zero padding and valid only valid is compatible with the last column", "kappa = 25",
                      decide_padding));
  const std::string cost = "another pair than the printed one, y = -x, and kappa = 16 in the row labelled 15";
  out.push_back(claim(
      "tab2.rho_column.corrected", kAt,
      "the column rho(x,y) is that of d = 32, y = 1 but for -1/5 on the corner block, kappa = 5, 10, 16, 20, 25", setup,
      "rho(x,y) prints as the column in all five rows", "kappa = 5, 10, 16, 20, 25", decide_all_rho, cost));
  struct Near {
    const char* name;
    Column column;
    Rational distance;
  };
  for (const Near& near : {Near{"F", Column::relu, Rational(1, 4000)}, Near{"A", Column::average, Rational(1, 100)}}) {
    const std::string within = to_string(near.distance);
    out.push_back(claim(
        std::string("tab2.") + near.name + "_column.corrected", kAt,
        "the column is, within " + within +
            ", the mean similarity of d = 32, y = 1 but for -1/5 on the corner block, 3 x 3 kernels without "
            "padding",
        setup, "the mean similarity is within " + within + " of the printed value in all five rows",
        "kappa = 5, 10, 16, 20, 25",
        [near](const std::atomic<bool>&) { return decide_all_rows(near.column, near.distance); }, cost));
  }
  out.push_back(
      claim("tab2.M_column.recovered", kAt, "", setup,
            "all five values of the fifth column are within four standard deviations of what 640 random kernels "
            "give",
            "kappa = 5, 10, 16, 20, 25", [](const std::atomic<bool>&) { return sample_all_maxima(); }));
  const std::string of_pair = "the printed pair, y = -x in both layouts", rows = "kappa = 5, 10, 15, 20, 25";
  out.push_back(claim("tab2.F_column", kAt, "", of_pair + "; any d, k, boundary rule and kernels",
                      "the third column is the cosine of the ReLU features of the printed pair", rows,
                      decide_printed_relu));
  out.push_back(
      claim("tab2.A_column", kAt, "", of_pair + ", layout (b); d = 32, k = 3, valid, as tab2.recover_setup finds",
            "the fourth column is the cosine of the average pooling features of the printed pair, within 1/10", rows,
            decide_printed_average));
  out.push_back(claim(
      "tab2.M_column", kAt, "", of_pair + ", layout (b); d = 32, k = 3, valid, as tab2.recover_setup finds",
      "the fifth column is the cosine of the max pooling features of the printed pair", rows, sample_printed_maximum));
  out.push_back(claim("tab2.header.reading_a", kAt, "", "(a) the labels as printed",
                      "the columns are rho(F(x),r(F*y)), rho(A(F(x)),A(F(x))), rho(M(F(x)),M(F(x)))", rows,
                      decide_header_literal));
  out.push_back(claim("tab2.header.reading_b", kAt, "", "(b) rho(F(x),F(y)), rho(A_x,A_y), rho(M_x,M_y)",
                      "the columns are compatible with these labels", rows, decide_header_read));
  out.push_back(claim("tab2.A_variable", kAt, "", setup, "the average pooling column changes strongly with kappa",
                      "kappa = 5 and 25", decide_variability));
  out.push_back(claim("tab2.M_insensitive", kAt, "", setup, "the max pooling column is not affected easily by kappa",
                      rows, decide_maximum));
  out.push_back(claim("tab2.relu_insensitive.reading_absolute", kAt, "", setup + "; absolute change",
                      "the ReLU column is not affected easily by kappa: by less than 1/400", "kappa = 5 and 25",
                      decide_relu_absolute));
  out.push_back(claim("tab2.relu_insensitive.reading_relative", kAt, "", setup + "; relative change",
                      "the ReLU column is not affected easily by kappa: by less than a factor 10", "kappa = 5 and 25",
                      decide_relu_relative));
  out.push_back(
      claim("disc.avg_cnn_variability", "Section 5", "", setup,
            "examples exist where the cosine of CNN average pooling features has a high variability compared to FCN",
            "kappa = 5 and 25; windows of 50 neurons in the FCN", decide_variability));
  return out;
}

}  // namespace certibound::papers

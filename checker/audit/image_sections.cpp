// Words, tables and pictures for an ImageAudit. Doubles here are only drawn; every printed figure is an enclosure.
#include <certibound/audit/sections.hpp>

#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/report/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace certibound::audit {
namespace {

using report::Plot;
using report::Section;
using report::Series;
using report::SeriesKind;
using report::Table;

constexpr int kDigits = 6;

double to_double(const Interval& x) { return mpfr_get_d(mid(x).get(), MPFR_RNDN); }

std::string shown(const Interval& x) { return x.is_empty() ? "-" : common_digits(x, kDigits); }

template <typename F>
Series curve(const std::string& name, F f) {
  Series out{.name = name, .kind = SeriesKind::line, .values = {}};
  for (int i = -100; i <= 100; ++i) out.values.emplace_back(i / 100.0, f(i / 100.0));
  return out;
}

// The least-squares line over the range of the data.
Series fitted(const Panel& panel) {
  const double slope = to_double(panel.line.slope), intercept = to_double(panel.line.intercept);
  Series out{.name = fmt::format("fitted line, slope {}", shown(panel.line.slope)), .kind = SeriesKind::line, .values = {}};
  const auto by_input = [](const PairRecord& a, const PairRecord& b) {
    return to_double(a.similarity.rho_in) < to_double(b.similarity.rho_in);
  };
  const auto [least, greatest] = std::minmax_element(panel.pairs.begin(), panel.pairs.end(), by_input);
  for (const PairRecord& end : {*least, *greatest}) {
    const double x = to_double(end.similarity.rho_in);
    out.values.emplace_back(x, slope * x + intercept);
  }
  return out;
}

Plot scatter(const Panel& panel, const std::string& title, const ImageAudit& audit) {
  Plot plot;
  plot.title = title;
  plot.caption = panel.description;
  plot.x = {.label = "similarity of the inputs", .range = std::pair{-1.0, 1.0}};
  plot.y = {.label = "similarity of the outputs", .range = std::pair{-0.2, 1.0}};
  Series mean{.name = "pairs: enclosed mean (Theorem 1)", .kind = SeriesKind::points, .values = {}};
  Series sampled{.name = fmt::format("pairs: {} sampled filters", audit.sampled_filters), .kind = SeriesKind::points, .values = {}};
  for (const PairRecord& pair : panel.pairs) {
    const double x = to_double(pair.similarity.rho_in);
    mean.values.emplace_back(x, to_double(pair.similarity.rho_out));
    if (std::isfinite(pair.sampled_rho_out)) sampled.values.emplace_back(x, pair.sampled_rho_out);
  }
  plot.series.push_back(curve("arc-cosine curve Rhat", [](double rho) { return to_double(rhat(Interval::point(rho))); }));
  plot.series.push_back(curve("lower bound max(rho, 0)", [](double rho) { return std::max(rho, 0.0); }));
  plot.series.push_back(curve("upper bound (1 + rho)/2", [](double rho) { return (1 + rho) / 2; }));
  if (!panel.line.slope.is_empty()) plot.series.push_back(fitted(panel));
  if (!sampled.values.empty()) plot.series.push_back(std::move(sampled));
  plot.series.push_back(std::move(mean));
  return plot;
}

// Figure 3 of pooling24.
Plot pooling_scatter(const Panel& panel, const ImageAudit& audit) {
  Plot plot;
  plot.title = "Figure 3 of pooling24: one layer, then global pooling";
  plot.caption = fmt::format("{}; {} sampled filters, cyclic", panel.description, audit.sampled_filters);
  plot.x = {.label = "cosine of the ReLU features", .range = std::pair{0.0, 1.0}};
  plot.y = {.label = "cosine after pooling", .range = std::pair{0.0, 1.0}};
  Series average{.name = "average pooling", .kind = SeriesKind::points, .values = {}};
  Series maximum{.name = "max pooling", .kind = SeriesKind::points, .values = {}};
  for (const PairRecord& pair : panel.pairs) {
    if (!std::isfinite(pair.sampled_rho_out)) continue;
    average.values.emplace_back(pair.sampled_rho_out, pair.sampled_averages);
    maximum.values.emplace_back(pair.sampled_rho_out, pair.sampled_maxima);
  }
  Series same{.name = "no contraction", .kind = SeriesKind::line, .values = {{0, 0}, {1, 1}}};
  plot.series = {std::move(same), std::move(average), std::move(maximum)};
  return plot;
}

std::vector<std::string> tally_row(const std::string& name, const Tally& tally) {
  return {name, std::to_string(tally.holds), std::to_string(tally.violated), std::to_string(tally.undecided)};
}

std::vector<std::string> spread_row(const std::string& name, const Spread& spread) {
  return {name, std::to_string(spread.count), shown(spread.min), shown(spread.mean), shown(spread.max)};
}

Table bounds_table(const ImageAudit& audit) {
  Table table{.caption = "Bounds of Theorems 3 and 5, decided pair by pair",
              .columns = {"bound", "holds", "violated", "undecided"},
              .align = {report::Align::left, report::Align::right, report::Align::right, report::Align::right},
              .rows = {}};
  table.rows.push_back(tally_row("images: max(rho, 0) <= rho_out", audit.images.lower));
  table.rows.push_back(tally_row("images: rho_out <= (1 + rho)/2", audit.images.upper));
  table.rows.push_back(tally_row("Gaussian: max(rho, 0) <= rho_out", audit.gaussian.lower));
  table.rows.push_back(tally_row("Gaussian: rho_out <= (1 + rho)/2", audit.gaussian.upper));
  for (const Theorem5Panel& t : audit.theorem5) {
    table.rows.push_back(tally_row(fmt::format("Theorem 5, r = {}: lower (16a)", t.radius), t.lower_16a));
    table.rows.push_back(tally_row(fmt::format("Theorem 5, r = {}: upper (16a)", t.radius), t.upper_16a));
    table.rows.push_back(tally_row(fmt::format("Theorem 5, r = {}: lower (16b)", t.radius), t.lower_16b));
    table.rows.push_back(tally_row(fmt::format("Theorem 5, r = {}: upper (16b)", t.radius), t.upper_16b));
  }
  return table;
}

Table tightness_table(const ImageAudit& audit) {
  using report::Align;
  Table table{.caption = "How tight the bounds are on these pairs",
              .columns = {"quantity", "pairs", "least", "mean", "greatest"},
              .align = {Align::left, Align::right, Align::right, Align::right, Align::right},
              .rows = {}};
  table.rows.push_back(spread_row("images: rho_out - max(rho, 0)", audit.images.above_lower));
  table.rows.push_back(spread_row("images: (1 + rho)/2 - rho_out", audit.images.below_upper));
  table.rows.push_back(spread_row("images: rho_out - Rhat(rho)", audit.images.above_curve));
  table.rows.push_back(spread_row("images: W", audit.images.weight));
  table.rows.push_back(spread_row("Gaussian: rho_out - Rhat(rho)", audit.gaussian.above_curve));
  for (const Theorem5Panel& t : audit.theorem5) {
    table.rows.push_back(spread_row(fmt::format("Theorem 5, r = {}: (E - <A,B>)/|d_r|", t.radius), t.tightness));
  }
  return table;
}

Table line_table(const ImageAudit& audit) {
  using report::Align;
  Table table{.caption = "Least-squares line of rho_out on rho_in (the paper: slope about 0.97, one figure for all of 1b-1d)",
              .columns = {"panel", "slope", "intercept", "slope through the origin"},
              .align = {Align::left, Align::right, Align::right, Align::right},
              .rows = {}};
  for (const auto& [name, panel] : {std::pair{"images", &audit.images}, std::pair{"Gaussian", &audit.gaussian}}) {
    const LineFit& line = panel->line;
    table.rows.push_back({name, shown(line.slope), shown(line.intercept), shown(line.slope_through_origin)});
  }
  return table;
}

Table channel_table(const ChannelPanel& channels) {
  using report::Align;
  return {.caption = "How alike the channels of the images are (the paper: about 12.5 degrees and 9.2 % over ImageNet, kind of average not said)",
          .columns = {"mean over the pairs of channels", "images", "least", "mean", "greatest"},
          .align = {Align::left, Align::right, Align::right, Align::right, Align::right},
          .rows = {spread_row("angle, degrees", channels.degrees),
                   spread_row("difference of norms, in proportion to the larger", channels.difference)}};
}

// What pooling does to the pairs whose outputs are not zero.
struct PoolingSummary {
  std::size_t pairs = 0, average_milder = 0;
  double features = 0, averages = 0, maxima = 0;  // means of the cosines
};

PoolingSummary pooling_summary(const Panel& panel) {
  PoolingSummary out;
  for (const PairRecord& pair : panel.pairs) {
    if (!std::isfinite(pair.sampled_rho_out)) continue;
    ++out.pairs;
    out.average_milder += pair.sampled_averages < pair.sampled_maxima ? 1 : 0;
    out.features += pair.sampled_rho_out, out.averages += pair.sampled_averages, out.maxima += pair.sampled_maxima;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(out.pairs, 1));
  out.features /= count, out.averages /= count, out.maxima /= count;
  return out;
}

Table pooling_table(const ImageAudit& audit) {
  using report::Align;
  Table table{.caption = "Global pooling after one layer (sampled; pooling24, Figure 3: average pooling contracts less)",
              .columns = {"panel", "pairs", "mean cosine", "after averages", "after maxima", "average milder"},
              .align = {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right},
              .rows = {}};
  for (const auto& [name, panel] : {std::pair{"images", &audit.images}, std::pair{"Gaussian", &audit.gaussian}}) {
    const PoolingSummary s = pooling_summary(*panel);
    table.rows.push_back({name, std::to_string(s.pairs), fmt::format("{:.4f}", s.features), fmt::format("{:.4f}", s.averages),
                          fmt::format("{:.4f}", s.maxima), std::to_string(s.average_milder)});
  }
  return table;
}

nlohmann::ordered_json pooling_json(const PoolingSummary& s) {
  return {{"pairs", std::to_string(s.pairs)},
          {"mean_features", fmt::format("{:.6f}", s.features)},
          {"mean_averages", fmt::format("{:.6f}", s.averages)},
          {"mean_maxima", fmt::format("{:.6f}", s.maxima)},
          {"average_milder", std::to_string(s.average_milder)}};
}

nlohmann::ordered_json enclosure(const Interval& x) { return x.is_empty() ? nlohmann::ordered_json() : report::enclosure_json(x); }

void put(nlohmann::ordered_json& object, const char* key, const Interval& x) {
  if (!x.is_empty()) object[key] = report::enclosure_json(x);
}

nlohmann::ordered_json tally_json(const Tally& tally) {
  return {{"holds", std::to_string(tally.holds)},
          {"violated", std::to_string(tally.violated)},
          {"undecided", std::to_string(tally.undecided)}};
}

nlohmann::ordered_json spread_json(const Spread& spread) {
  nlohmann::ordered_json out{{"count", std::to_string(spread.count)}};
  put(out, "min", spread.min);
  put(out, "mean", spread.mean);
  put(out, "max", spread.max);
  return out;
}

nlohmann::ordered_json panel_json(const Panel& panel) {
  nlohmann::ordered_json out{{"description", panel.description}};
  out["theorem3"] = {{"lower", tally_json(panel.lower)}, {"upper", tally_json(panel.upper)}};
  out["above_lower"] = spread_json(panel.above_lower);
  out["below_upper"] = spread_json(panel.below_upper);
  out["above_curve"] = spread_json(panel.above_curve);
  put(out, "slope", panel.line.slope);
  put(out, "intercept", panel.line.intercept);
  put(out, "slope_through_origin", panel.line.slope_through_origin);
  const PoolingSummary pooling = pooling_summary(panel);
  if (pooling.pairs > 0) out["sampled_pooling"] = pooling_json(pooling);
  for (const PairRecord& pair : panel.pairs) {
    nlohmann::ordered_json entry{{"first", std::to_string(pair.first)}, {"second", std::to_string(pair.second)}};
    entry["rho_in"] = enclosure(pair.similarity.rho_in);
    entry["rho_out"] = enclosure(pair.similarity.rho_out);
    out["pairs"].push_back(std::move(entry));
  }
  return out;
}

nlohmann::ordered_json section_json(const ImageAudit& audit) {
  nlohmann::ordered_json out{{"data", audit.data},
                             {"seed", std::to_string(audit.seed)},
                             {"filter_side", std::to_string(audit.side)},
                             {"bits", std::to_string(audit.bits)}};
  out["images"] = panel_json(audit.images);
  out["gaussian"] = panel_json(audit.gaussian);
  for (const Theorem5Panel& t : audit.theorem5) {
    out["theorem5"].push_back({{"r", std::to_string(t.radius)},
                               {"lower_16a", tally_json(t.lower_16a)},
                               {"upper_16a", tally_json(t.upper_16a)},
                               {"lower_16b", tally_json(t.lower_16b)},
                               {"upper_16b", tally_json(t.upper_16b)},
                               {"empty_pairs", std::to_string(t.empty_pairs)},
                               {"tightness", spread_json(t.tightness)}});
  }
  if (audit.channels.degrees.count > 0) {
    out["channels"] = {{"degrees", spread_json(audit.channels.degrees)},
                       {"difference", spread_json(audit.channels.difference)},
                       {"put_aside", std::to_string(audit.channels.put_aside)}};
  }
  return out;
}

}  // namespace

Section image_section(const ImageAudit& audit) {
  Section section;
  section.key = "images";
  section.title = "Real images: Theorems 1, 3 and 5 of nachum22, Figure 3 of pooling24";
  section.paragraphs = {
      fmt::format("Data: {}. {} pairs drawn with seed {}, filter {} x {}, variance 2/s^2. Every similarity is enclosed from exact "
                  "integer patch data at {} bits; each bound is decided for each pair.",
                  audit.data, audit.images.pairs.size(), audit.seed, audit.side, audit.side, audit.bits),
      fmt::format("The second cloud is what the paper's Figure 1 shows: one layer of {} random filters, sampled in double "
                  "arithmetic (sampled, not proven). Theorem 5 uses the same pairs, black and white at grey level {}.",
                  audit.sampled_filters, audit.threshold_level)};
  section.tables = {line_table(audit), bounds_table(audit), tightness_table(audit)};
  if (audit.channels.degrees.count > 0) section.tables.push_back(channel_table(audit.channels));
  section.plots = {scatter(audit.images, "Figure 1(b): images", audit), scatter(audit.gaussian, "Figure 1(a): Gaussian images", audit)};
  if (audit.sampled_filters > 0) {
    section.tables.push_back(pooling_table(audit));
    section.plots.push_back(pooling_scatter(audit.images, audit));
  }
  section.data = section_json(audit);
  return section;
}

Section missing_data_section(const std::string& path) {
  Section section;
  section.key = "images";
  section.title = "Real images: not run";
  section.paragraphs = {"The data set " + path + " is not on this machine, so nothing was measured on images. Install the Debian package "
                        "dataset-fashion-mnist (apt-get install dataset-fashion-mnist), or name a file with --data."};
  section.data = {{"not_run", path}};
  return section;
}

}  // namespace certibound::audit

// A plot as an inline SVG element: frame, grid, labels, legend, curves. Drawing uses doubles, for the eye only.
#include <certibound/report/svg.hpp>

#include <certibound/report/markup.hpp>
#include <certibound/report/text.hpp>
#include <certibound/report/ticks.hpp>

#include "html_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace certibound::report {
namespace {

constexpr double width = 640, plot_height = 300;
constexpr double character = 6.6;  // of the 12 px labels, on average
constexpr double legend_row = 20, tick_gap = 8, bleed = 5;
constexpr int most_x_ticks = 8, most_y_ticks = 7;
constexpr std::size_t colours = 6, dashes = 4, marker_shapes = 2;  // as in page/style.css

std::string px(double value) { return fmt::format("{:.1f}", value); }

std::string text_at(double x, double y, std::string_view attributes, std::string_view content) {
  return fmt::format("<text x=\"{}\" y=\"{}\" {}>{}</text>", px(x), px(y), attributes, escape_markup(content));
}

// One axis: data to pixels. `from` and `to` are the pixels of lo and hi.
struct Scale {
  double lo = 0, hi = 1;
  bool logarithmic = false;
  double from = 0, to = 1;
  std::vector<Tick> ticks;

  double position(double value) const { return logarithmic ? std::log10(value) : value; }
  // The limits keep differences and quotients of two values finite.
  bool drawable(double value) const { return std::abs(value) <= 1e300 && (!logarithmic || value >= 1e-300); }
  double at(double value) const {
    const double share = (position(value) - position(lo)) / (position(hi) - position(lo));
    // Far outside, where only the direction matters, a renderer must not meet a huge number.
    return from + std::clamp(share, -20.0, 20.0) * (to - from);
  }
};

using Member = double std::pair<double, double>::*;

// Widens the range of the data a little, so that no marker sits on the frame.
void pad(Scale& scale) {
  constexpr double share = 0.03;
  if (scale.logarithmic) {
    const double decades = std::log10(scale.hi) - std::log10(scale.lo);
    const double factor = std::max(std::pow(10.0, decades * share), 1.05);
    scale.lo /= factor;
    scale.hi *= factor;
    return;
  }
  const double magnitude = std::max(std::abs(scale.lo), std::abs(scale.hi));
  const double span = scale.hi - scale.lo;
  const double margin = span > 0 ? span * share : (magnitude > 0 ? magnitude * 0.1 : 1.0);
  scale.lo -= margin;
  scale.hi += margin;
}

Scale scale_of(const Axis& axis, const std::vector<Series>& series, Member member, int most_ticks) {
  Scale scale;
  scale.logarithmic = axis.logarithmic;
  double lo = std::numeric_limits<double>::infinity(), hi = -lo;
  for (const Series& s : series) {
    for (const auto& point : s.values) {
      if (!scale.drawable(point.*member)) continue;
      lo = std::min(lo, point.*member);
      hi = std::max(hi, point.*member);
    }
  }
  const bool given = axis.range && axis.range->first < axis.range->second && scale.drawable(axis.range->first) &&
                     scale.drawable(axis.range->second);
  if (given) {
    std::tie(scale.lo, scale.hi) = *axis.range;
  } else if (lo <= hi) {
    scale.lo = lo;
    scale.hi = hi;
    pad(scale);
  } else if (scale.logarithmic) {
    scale.lo = 0.1;
  }
  scale.ticks = scale.logarithmic ? logarithmic_ticks(scale.lo, scale.hi, most_ticks)
                                  : linear_ticks(scale.lo, scale.hi, most_ticks);
  return scale;
}

struct Frame {
  double left = 0, right = 0, top = 0, bottom = 0;
};

// The class of each series: a colour by its place, a dash or a marker by its place among its own kind, so that the
// first line is solid and the first markers are round.
std::vector<std::string> classes(const std::vector<Series>& series) {
  std::vector<std::string> out;
  std::size_t lines = 0, markers = 0;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const bool points = series[i].kind == SeriesKind::points;
    out.push_back(points ? fmt::format("points s{} m{}", i % colours, markers++ % marker_shapes)
                         : fmt::format("line s{} d{}", i % colours, lines++ % dashes));
  }
  return out;
}

// Rows of "swatch name", broken where the next entry would leave the picture. Gives the height used.
double legend(std::string& out, const std::vector<Series>& series, double left) {
  const std::vector<std::string> looks = classes(series);
  constexpr double swatch = 24, gap = 18;
  double x = left, y = legend_row * 0.7;
  bool any = false;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (series[i].name.empty()) continue;
    const double needed = swatch + 6 + character * static_cast<double>(display_width(series[i].name));
    if (any && x + needed > width) {
      x = left;
      y += legend_row;
    }
    const bool dots = series[i].kind == SeriesKind::points;
    out += fmt::format("<path class=\"{}\" d=\"M{} {}h{}\"/>", looks[i], px(x + (dots ? swatch / 2 : 0)), px(y - 4),
                       dots ? "0" : px(swatch));
    out += text_at(x + swatch + 6, y, "class=\"legend\"", series[i].name);
    x += needed + gap;
    any = true;
  }
  return any ? y + legend_row * 0.6 : legend_row * 0.6;
}

void grid(std::string& out, const Scale& x, const Scale& y, const Frame& f) {
  std::string lines;
  for (const Tick& t : x.ticks) lines += fmt::format("M{} {}V{}", px(x.at(t.value)), px(f.top), px(f.bottom));
  for (const Tick& t : y.ticks) lines += fmt::format("M{} {}H{}", px(f.left), px(y.at(t.value)), px(f.right));
  if (!lines.empty()) out += fmt::format("<path class=\"grid\" d=\"{}\"/>", lines);
  out += fmt::format("<path class=\"frame\" d=\"M{} {}V{}H{}\"/>", px(f.left), px(f.top), px(f.bottom), px(f.right));
}

void labels(std::string& out, const Plot& plot, const Scale& x, const Scale& y, const Frame& f) {
  for (const Tick& t : x.ticks) out += text_at(x.at(t.value), f.bottom + 18, "text-anchor=\"middle\"", t.label);
  for (const Tick& t : y.ticks) out += text_at(f.left - tick_gap, y.at(t.value) + 4, "text-anchor=\"end\"", t.label);
  const double middle_x = (f.left + f.right) / 2, middle_y = (f.top + f.bottom) / 2;
  out += text_at(middle_x, f.bottom + 40, "class=\"axis\" text-anchor=\"middle\"", plot.x.label);
  const std::string turned =
      fmt::format("class=\"axis\" text-anchor=\"middle\" transform=\"rotate(-90 14 {})\"", px(middle_y));
  out += text_at(14, middle_y, turned, plot.y.label);
}

std::string curve(const Series& s, const Scale& x, const Scale& y) {
  std::string d;
  bool broken = true;
  for (const auto& [vx, vy] : s.values) {
    if (!x.drawable(vx) || !y.drawable(vy)) {
      broken = true;
      continue;
    }
    const std::string px_x = px(x.at(vx)), px_y = px(y.at(vy));
    if (s.kind == SeriesKind::points) {
      d += fmt::format("M{} {}h0", px_x, px_y);
    } else if (broken) {
      d += fmt::format("M{} {}", px_x, px_y);
    } else {
      d += s.kind == SeriesKind::step ? fmt::format("H{}V{}", px_x, px_y) : fmt::format("L{} {}", px_x, px_y);
    }
    broken = false;
  }
  return d;
}

// The inner svg element clips what lies outside a given range; it is a little larger than the frame, so that markers
// on the edge stay whole.
void curves(std::string& out, const Plot& plot, const Scale& x, const Scale& y, const Frame& f) {
  const double w = f.right - f.left + 2 * bleed, h = f.bottom - f.top + 2 * bleed;
  const std::string x0 = px(f.left - bleed), y0 = px(f.top - bleed);
  out += fmt::format(R"(<svg x="{0}" y="{1}" width="{2}" height="{3}" viewBox="{0} {1} {2} {3}">)", x0, y0, px(w),
                     px(h));
  const std::vector<std::string> looks = classes(plot.series);
  for (std::size_t i = 0; i < plot.series.size(); ++i) {
    const std::string d = curve(plot.series[i], x, y);
    if (!d.empty()) out += fmt::format("<path class=\"{}\" d=\"{}\"/>", looks[i], d);
  }
  out += "</svg>";
}

std::string description(const Plot& plot) {
  std::string names;
  for (const Series& s : plot.series) {
    if (!s.name.empty()) names += (names.empty() ? "" : "; ") + s.name;
  }
  const std::string axes = fmt::format("{} (vertical) against {} (horizontal).", plot.y.label, plot.x.label);
  return one_line(axes + (names.empty() ? "" : " Series: " + names + ".") + " " + plot.caption);
}

double widest_label(const std::vector<Tick>& ticks) {
  std::size_t characters = 1;
  for (const Tick& t : ticks) characters = std::max(characters, t.label.size());
  return character * static_cast<double>(characters);
}

}  // namespace

std::string svg_plot(const Plot& plot, std::string_view name) {
  using Point = std::pair<double, double>;
  Scale x = scale_of(plot.x, plot.series, &Point::first, most_x_ticks);
  Scale y = scale_of(plot.y, plot.series, &Point::second, most_y_ticks);
  Frame f{.left = 28 + widest_label(y.ticks) + tick_gap, .right = width - 16};
  std::string body;
  f.top = legend(body, plot.series, f.left) + 6;
  f.bottom = f.top + plot_height;
  x.from = f.left;
  x.to = f.right;
  y.from = f.bottom;
  y.to = f.top;
  grid(body, x, y, f);
  curves(body, plot, x, y, f);
  labels(body, plot, x, y, f);
  const std::string id = anchor_name(name);
  return fmt::format(
      "<svg class=\"plot\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-title {}-desc\">"
      "<title id=\"{}-title\">{}</title><desc id=\"{}-desc\">{}</desc>{}</svg>\n",
      px(width), px(f.bottom + 50), id, id, id, escape_markup(plot.title), id, escape_markup(description(plot)), body);
}

std::string svg_document(const Plot& plot) {
  const std::string_view sheet = page_style;
  std::string style(sheet.substr(0, sheet.find("* {")));  // the colours
  for (std::size_t at = sheet.find("\n.plot"); at != std::string_view::npos; at = sheet.find("\n.plot", at + 1)) {
    style += sheet.substr(at + 1, sheet.find('\n', at + 1) - at);
  }
  style += ".plot { background: var(--ground); font-family: sans-serif; }\n";
  std::string svg = svg_plot(plot, "plot");
  svg.insert(svg.find("<title"), "<style>\n" + style + "</style>");
  svg.insert(svg.find(" class"), " xmlns=\"http://www.w3.org/2000/svg\"");
  return svg;
}

}  // namespace certibound::report

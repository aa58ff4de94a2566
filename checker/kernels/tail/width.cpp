// The secant on log p, all inputs side by side so that the kernel of log p gets arrays.
//
// p is near the normal tail Q(z), z = sqrt(2 m psi), so the steps are taken in z: first with the slope -phi(z)/Q(z) of log Q, then
// by the secant, and for large m, where p is Q(z) up to a factor, by two orders of log Q. A step that leaves the bracket goes
// to the neighbour of the end it came from, every eighth to the middle.
#include <certibound/kernels/width.hpp>

#include <certibound/kernels/exponent.hpp>
#include <certibound/kernels/tail.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace certibound::kernels {
namespace {

constexpr double kMostWidth = 0x1p50;
constexpr int kMostRounds = 200;  // 51 halvings and some

thread_local std::size_t evaluations = 0;

// About phi(z)/Q(z) for z >= 0, within 8 % (measured).
double hazard(double z) { return (3 * z + std::sqrt(z * z + 10.19)) / 4; }

// One input: p > delta at lo (0: no width yet), p <= delta at hi (infinity: none yet).
struct Search {
  double eps = 0, log_delta = 0, psi = 0, next = 1;
  double lo = 0, hi = std::numeric_limits<double>::infinity();
  double last_z = 0, last_miss = std::numeric_limits<double>::quiet_NaN();
  std::size_t place = 0;
  int rounds = 0;

  bool done() const { return hi - lo <= 1 || lo >= kMostWidth; }
  double answer() const { return hi <= kMostWidth ? hi : std::numeric_limits<double>::quiet_NaN(); }

  void take(double log_p) {
    (log_p <= log_delta ? hi : lo) = next;
    if (done()) return;
    const double z = std::sqrt(2 * next * psi), miss = log_p - log_delta;
    double slope = (miss - last_miss) / (z - last_z);
    if (!(slope < -0.5 * hazard(z) && slope > -2 * hazard(z))) slope = -hazard(z);
    last_z = z;
    last_miss = miss;
    double moved = z - miss / slope;
    if (next >= 1e4) {  // p = Q(z) (1 + O(1/sqrt m)): the next order of log Q, whose slope is -h and that one's -h (h - z)
      const double h = 0.3989422804014327 * std::exp(-z * z / 2 - log_p), step = miss / h;
      moved = z + step * (1 - (h - z) * step / 2);
    }
    const double root = moved > 0 ? moved * moved / (2 * psi) : 0;
    // The last step goes to the neighbour of the end it came from.
    double to = std::ceil(root);
    if (to <= lo) to = lo + 1;
    if (to >= hi) to = hi - 1;
    if (++rounds % 8 == 0) to = std::isfinite(hi) ? std::floor((lo + hi) / 2) : 2 * next;
    next = std::clamp(to, lo + 1, std::min(hi - 1, kMostWidth));
    if (lo >= kMostWidth - 1) lo = kMostWidth;
  }
};

}  // namespace

std::size_t smallest_width_evaluations() { return evaluations; }

void smallest_width(const double* eps, const double* delta, double* out, std::size_t n) {
  evaluations = 0;
  std::vector<Search> open;
  std::vector<double> psi(n);
  chernoff_exponent(eps, psi.data(), n);
  for (std::size_t i = 0; i < n; ++i) {
    const bool valid = eps[i] > 0 && eps[i] <= 0x1p20 && delta[i] >= 1e-300 && delta[i] < 1 && psi[i] > 0;
    const double at = eps[i], log_delta = std::log(delta[i]);
    out[i] = std::numeric_limits<double>::quiet_NaN();  // may be an input
    if (!valid) continue;
    // p is about exp(-m psi)/(2 + sqrt(4 pi m psi)).
    double start = -log_delta / psi[i];
    for (int step = 0; step < 2; ++step) {
      const double scale = 2 + std::sqrt(12.566 * std::max(start, 0.0) * psi[i]);
      start = (-log_delta - std::log(scale)) / psi[i];
    }
    Search search{.eps = at, .log_delta = log_delta, .psi = psi[i], .next = 1, .place = i};
    search.next = std::clamp(std::ceil(start), 1.0, kMostWidth);
    open.push_back(search);
  }
  std::vector<double> m, places, log_p;
  for (int round = 0; round < kMostRounds && !open.empty(); ++round) {
    m.resize(open.size());
    places.resize(open.size());
    log_p.resize(open.size());
    std::transform(open.begin(), open.end(), m.begin(), [](const Search& s) { return s.next; });
    std::transform(open.begin(), open.end(), places.begin(), [](const Search& s) { return s.eps; });
    norm_log_upper_tail(m.data(), places.data(), log_p.data(), open.size());
    evaluations += open.size();
    for (std::size_t i = 0; i < open.size(); ++i) {
      open[i].take(log_p[i]);
      if (open[i].done()) out[open[i].place] = open[i].answer();
    }
    std::erase_if(open, [](const Search& s) { return s.done(); });
  }
}

}  // namespace certibound::kernels

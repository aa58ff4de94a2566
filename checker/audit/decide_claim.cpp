#include <certibound/audit/decide_claim.hpp>

#include <certibound/external/external.hpp>
#include <certibound/kernel/verify.hpp>
#include <certibound/prover/measure.hpp>
#include <certibound/prover/optimise.hpp>
#include <certibound/prover/roots.hpp>
#include <certibound/prover/where.hpp>

#include <chrono>
#include <ctime>
#include <functional>

namespace certibound::audit {
namespace {

constexpr int kMeasureDigits = 15;

// CPU seconds of this thread, so that claims running side by side do not count for each other.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Finding identity_of(const language::Claim& claim) {
  Finding out;
  out.id = claim.id;
  out.paper = claim.paper;
  out.at = claim.at;
  out.printed = claim.printed;
  out.reads = claim.reads;
  out.statement = claim.statement_text;
  out.domain = claim.domain_text;
  out.because = claim.because;
  out.cost = claim.cost;
  out.leans_on_arb = claim.leans_on_external_values();
  return out;
}

Finding identity_of(const papers::FiniteClaim& claim) {
  Finding out;
  out.id = claim.id;
  out.paper = claim.paper;
  out.at = claim.at;
  out.printed = claim.printed;
  out.reads = claim.reads;
  out.statement = claim.statement;
  out.domain = claim.domain;
  out.cost = claim.cost;
  return out;
}

std::vector<std::pair<std::string, std::string>> as_text(const std::vector<NamedRational>& point) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : point) out.emplace_back(name, to_string(value));
  return out;
}

void take(Decided& out, const prover::Proposal& proposal) {
  Finding& f = out.finding;
  f.verdict = proposal.verdict;
  f.witness = as_text(proposal.witness);
  f.left = proposal.left;
  f.enclosures = proposal.enclosures;
  f.bits = proposal.bits;
  f.boxes = proposal.boxes;
}

// The only place where a proposal turns into a verdict.
void certify(Decided& out, const prover::Proposal& proposal, const language::Claim& claim) {
  const bool checked = proposal.verdict == Verdict::checked;
  if (!checked && proposal.verdict != Verdict::proved && proposal.verdict != Verdict::refuted) return;
  Finding& f = out.finding;
  try {
    if (!proposal.certificate || (checked && !proposal.part)) throw Rejected("the search gave no certificate");
    if (checked) {
      kernel::verify(*proposal.part, *proposal.certificate);
      f.because = proposal.left.front() + (claim.because.empty() ? "" : "; " + claim.because);
      f.left.clear();
      return;
    }
    const Certificate read_back = read_certificate(write_certificate(*proposal.certificate));
    const kernel::Accepted accepted = kernel::verify(read_back);
    if (accepted.claim_id != claim.id || accepted.verdict != proposal.verdict) throw Rejected("it is of another claim");
    f.verdict = accepted.verdict;
    if (f.verdict == Verdict::proved && !claim.because.empty()) f.verdict = Verdict::reduced;
    out.certificate = read_back;
  } catch (const Rejected& error) {
    f.verdict = Verdict::undecided;
    f.witness.clear();
    f.left = {std::string("the checker rejected the certificate: ") + error.what()};
  }
}

Decided run_informal(const language::Claim& claim) {
  Decided out{identity_of(claim), std::nullopt};
  out.finding.verdict = Verdict::informal;
  return out;
}

Decided run_show(const language::Claim& claim, const prover::Options& options) {
  return judge(claim, prover::prove(claim, options));
}

Decided run_measure(const language::Claim& claim, const prover::Options& options) {
  Decided out{identity_of(claim), std::nullopt};
  const prover::MeasureResult result = prover::measure(claim, kMeasureDigits, std::max<Precision>(options.max_bits, 1024));
  out.finding.enclosures = result.values;
  out.finding.bits = result.bits;
  out.finding.boxes = static_cast<long>(result.values.size() + result.undefined.size());
  out.finding.verdict = result.undefined.empty() ? Verdict::enclosed : Verdict::ill_posed;
  for (const std::string& at : result.undefined) out.finding.left.push_back("undefined at " + at);
  return out;
}

std::string in_words(const std::vector<NamedRational>& point) {
  std::string out;
  for (const auto& [name, value] : point) out += (out.empty() ? "" : ", ") + name + " = " + to_string(value);
  return out;
}

// Where the extreme lies, if the checker accepts the proof that it lies there; else the best point seen.
void place_extreme(Finding& f, const prover::Extreme& extreme) {
  if (extreme.point) {
    const prover::ExtremePoint& point = *extreme.point;
    try {
      kernel::verify(point.claim, point.certificate);
      f.enclosures.front().value = point.value;
      f.left = {(point.attained ? "attained at " : "not attained; it is the value at the excluded end ") + in_words(point.at)};
      return;
    } catch (const Rejected&) {  // then nothing is said of it
    }
  }
  f.left.push_back("best value seen at " + in_words(extreme.near));
}

Decided run_extreme(const language::Claim& claim, const prover::Options& options) {
  Decided out{identity_of(claim), std::nullopt};
  const prover::Extreme extreme = prover::find_extreme(claim, options);
  Finding& f = out.finding;
  f.verdict = extreme.verdict;
  f.bits = extreme.bits;
  f.boxes = extreme.boxes;
  f.left = extreme.left;
  const bool supremum = claim.find->kind == language::Find::Kind::supremum;
  if (extreme.verdict == Verdict::enclosed) f.enclosures = {{supremum ? "sup" : "inf", extreme.value}};
  if (extreme.verdict == Verdict::ill_posed) f.witness = as_text(extreme.near);
  if (extreme.verdict == Verdict::enclosed) place_extreme(f, extreme);
  return out;
}

// What `find roots` and `find where` have in common: a list of enclosures, complete or not.
template <typename Found>
Decided listed(const language::Claim& claim, const Found& found, const std::vector<NamedEnclosure>& enclosures) {
  Decided out{identity_of(claim), std::nullopt};
  Finding& f = out.finding;
  f.verdict = found.verdict;
  f.enclosures = enclosures;
  f.witness = as_text(found.undefined_at);
  f.left = found.left;
  f.bits = found.bits;
  f.boxes = found.boxes;
  return out;
}

Decided run_find(const language::Claim& claim, const prover::Options& options) {
  if (claim.find->kind == language::Find::Kind::roots) {
    const prover::Roots found = prover::find_roots(claim, options);
    return listed(claim, found, found.roots);
  }
  if (claim.find->kind == language::Find::Kind::where) {
    const prover::Where found = prover::find_where(claim, options);
    return listed(claim, found, found.ends);
  }
  return run_extreme(claim, options);
}

Decided run_finite(const papers::FiniteClaim& claim, const prover::Options& options) {
  static const std::atomic<bool> never{false};
  Decided out{identity_of(claim), std::nullopt};
  const papers::FiniteOutcome outcome = claim.run(options.stop != nullptr ? *options.stop : never);
  Finding& f = out.finding;
  f.verdict = outcome.verdict;
  f.because = outcome.because;
  f.witness = outcome.witness;
  f.left = outcome.left;
  f.enclosures = outcome.enclosures;
  f.boxes = outcome.cases;
  f.bits = outcome.bits;
  return out;
}

// Values from outside may take long; the checker needs some again after the search, hence twice its time.
std::function<bool()> time_is_over(const prover::Options& options) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(2 * options.seconds);
  return [end, stop = options.stop] {
    return (stop != nullptr && stop->load()) || std::chrono::steady_clock::now() > end;
  };
}

}  // namespace

Decided judge(const language::Claim& claim, const prover::Proposal& proposal) {
  Decided out{identity_of(claim), std::nullopt};
  take(out, proposal);
  certify(out, proposal, claim);
  return out;
}

Decided decide_claim(const language::Claim& claim, const prover::Options& options) {
  const double start = thread_seconds();
  const external::StopGuard guard(time_is_over(options));
  Decided out = claim.informal  ? run_informal(claim)
                : claim.show    ? run_show(claim, options)
                : claim.measure ? run_measure(claim, options)
                                : run_find(claim, options);
  out.finding.seconds = thread_seconds() - start;
  return out;
}

Decided decide_claim(const papers::Entry& entry, const prover::Options& options) {
  if (const auto* claim = std::get_if<language::Claim>(&entry.claim)) return decide_claim(*claim, options);
  const double start = thread_seconds();
  Decided out = run_finite(std::get<papers::FiniteClaim>(entry.claim), options);
  out.finding.seconds = thread_seconds() - start;
  return out;
}

Finding describe(const papers::Entry& entry) {
  return std::visit([](const auto& claim) { return identity_of(claim); }, entry.claim);
}

}  // namespace certibound::audit

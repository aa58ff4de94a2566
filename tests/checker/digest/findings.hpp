// Findings made up for the tests.
#pragma once

#include <certibound/verdict/verdict.hpp>

#include <string>

namespace certibound::digest::test {

inline Finding finding(const std::string& id, Verdict verdict) {
  Finding f;
  f.id = id;
  f.paper = id.substr(0, id.find('.'));
  f.at = "(" + id + ")";
  f.printed = "text of " + id;
  f.statement = "f(e) >= 0";
  f.domain = "e in [0, 1)";
  f.verdict = verdict;
  if (verdict == Verdict::refuted || verdict == Verdict::ill_posed) f.witness = {{"e", "1/3"}};
  if (verdict == Verdict::undecided) f.left = {"e in [0, 1/64]"};
  if (verdict == Verdict::checked || verdict == Verdict::reduced) f.because = "m = 1..64";
  if (verdict == Verdict::enclosed) f.enclosures = {{"sup", Interval(Rational(1, 3), 64)}};
  return f;
}

}  // namespace certibound::digest::test

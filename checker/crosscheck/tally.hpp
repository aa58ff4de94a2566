// What the judged points add up to. Tallies of parts, made by several threads, are merged; the result does not depend on how
// the points were distributed.
#pragma once

#include <certibound/crosscheck/examine.hpp>

namespace certibound::crosscheck {

class Tally {
 public:
  Tally(const Function& function, const Format& format, Precision bits, std::uint64_t seed);

  // Judges a point: by the fast judge where there is one, and by the enclosures where it is not certain, for one point in a
  // hundred, and at the end for the 256 largest errors.
  void add(const Sample& sample);
  // The same for many points. Where there is a quick judge, it counts them, but for those that it leaves open or whose class of
  // errors it cannot tell, and one in 10'000, which go the way above; the larger errors are judged as above, too.
  void add(const std::vector<Sample>& samples);
  // Points that the caller has judged, all in the binade of the sample: how many, how many of them misrounded, how many in
  // each error class; `sample` is the one with the largest error, which is at most `upper`.
  void add_judged(const Sample& sample, double upper, std::uint64_t points, std::uint64_t misrounded,
                  const std::array<std::uint64_t, kErrorClasses>& classes);
  // Points where the function is undefined: NaN out, infinity out, a number out (with the first such point).
  void add_outside(const Sample& sample);
  void add_outside(std::uint64_t points) { measured_.outside += points; }  // all with NaN out
  // A point of which the reference says nothing, as infinity.
  void add_unknown() { ++measured_.unknown; }
  void merge(const Tally& other);

  // The candidates so far, largest error first.
  std::vector<Sample> largest(std::size_t count) const;
  std::uint64_t points() const { return measured_.points; }
  std::uint64_t misrounded() const { return measured_.misrounded; }
  // Judges the candidates by the enclosures and gives the result.
  Measured finish() const;

  // The error by the enclosures; also counts it.
  void judge_rigorously(const Sample& sample);

 private:
  struct Candidate {
    double upper;  // ULP
    Sample sample;
  };
  static bool before(const Candidate& a, const Candidate& b);

  BinadeCount& binade(double x);
  void count(const Sample& sample, double upper, bool misrounded);
  void count(BinadeCount& at, const Sample& sample, double upper, bool misrounded);
  void count(const Sample& sample, const Judgement& judgement);
  void remember(const Candidate& candidate);
  void raise(const Interval& error, const Sample& sample);

  const Function& function_;
  const Format& format_;
  Precision bits_;
  std::uint64_t seed_;
  Measured measured_;
  // A heap, smallest on top. Once it is full, no judged point outside of it has a larger error than its smallest one, but for
  // points that are in it twice.
  std::vector<Candidate> candidates_;
};

// 0: at most 1/2 ULP, 1: at most 1, 2: at most 2, 3: at most 4, ...; the last one: no finite error, or beyond all.
std::size_t error_class(double upper);

}  // namespace certibound::crosscheck

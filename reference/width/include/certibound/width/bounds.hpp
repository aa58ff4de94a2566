// The width bounds of the papers, as a table: what each asks for, and beside it what sharper bounds and exact laws do.
//
// A bound has columns. Each answers with the smallest integer that its formula admits:
//   published  the bound as printed (as read, where `note` says so)
//   chernoff   the same event by the best exponents; proven by the comment above the formula in bounds.cpp
//   sharper    the same event by another proven bound
//   exact      the exact law of the event, smallest by exclusion of every smaller width
//   layers     exact for one sample and all layers, union bound over samples
//   product    exact for one sample and the norm of the last layer alone, union bound over samples
//   needed     what every valid width must be at least, by an exact law of one instance of the statement
// A column without an answer says why.
#pragma once

#include <certibound/width/smallest.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace certibound {

// What a bound may ask for. Lengths and images are normalised: |x| = |y| = 1.
struct WidthQuestion {
  Rational eps = {};                 // allowed error, > 0
  Rational delta = {};               // allowed failure probability, 0 < delta <= 1
  Integer layers = 1;                // L
  Integer samples = 1;               // N of arpit19
  Integer dimension = 1;             // d of a subspace
  Integer filter = 1;                // r, side of a filter
  Integer image = 1;                 // n, side of an image; filter <= image
  std::optional<Rational> patch;     // max |[x]_ij| / |x|; r/n if absent, its least value (flat images)
  Rational rho = -1;                 // similarity of the inputs, -1 <= rho <= 1
  std::optional<Rational> constant;  // what the paper calls absolute and does not print
};

enum class Parameter { eps, delta, layers, samples, dimension, filter, image, patch, rho, constant };

struct ParameterTitle {
  Parameter parameter;
  const char *name, *meaning;  // "layers", "layers L"
};
const std::vector<ParameterTitle>& parameter_titles();

struct WidthAnswer {
  std::optional<Integer> width;
  std::string note;      // what the width means or what is left open; without a width: why there is none
  bool complete = true;  // false: an answer exists, but was not found or not fully certified
};

struct WidthColumn {
  const char* key;
  const char* formula;  // "" for a column that only says why it is empty
  std::function<WidthAnswer(const WidthQuestion&, const Stop&)> ask;
};

struct WidthBound {
  const char* name;                   // "arpit19.lemma2"
  const char* place;                  // "Lemma 2, (7)"
  const char* statement;              // what is ensured, and by what
  const char* unknown;                // the letter of the width
  std::vector<Parameter> parameters;  // those it asks for beside eps
  Rational most_eps;                  // eps lies in (0, most_eps), or (0, most_eps] if closed
  bool closed;
  std::vector<WidthColumn> columns;
};

// All of them, in the order of the papers.
const std::vector<WidthBound>& width_bounds();

// Null if there is none of that name.
const WidthBound* find_width_bound(std::string_view name);

// The sentence that says why the question is outside the bound's hypotheses; empty if it is not.
std::string refusal(const WidthBound& bound, const WidthQuestion& question);

}  // namespace certibound

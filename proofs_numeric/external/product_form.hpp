// An expression in a Gaussian pair X, Y as a sum of products of functions of one linear form each, if it is one.
//
// X and Y stand for themselves; X + s Y with a rational s is a third kind of Gaussian variable, so that abs(X - Y) is a
// function of one variable, and max(a, b) = (a + b + |a - b|)/2 splits further. exp of a sum is a product.
#pragma once

#include <certibound/language/terms.hpp>

#include <map>
#include <optional>
#include <vector>

namespace certibound::external {

// The Gaussian variable X + slope Y, or Y alone.
struct Direction {
  bool second = false;  // Y
  Rational slope = 0;
  bool operator<(const Direction& other) const {
    return second != other.second ? second < other.second : slope < other.slope;
  }
  bool operator==(const Direction& other) const { return second == other.second && slope == other.slope; }
};

// constant times the product of the factors: terms over the captured variables, followed for a factor by its direction.
struct Product {
  language::NodeId constant = -1;
  std::map<Direction, language::NodeId> factors;  // one or two, or none
};

struct ProductForm {
  language::Terms terms;
  std::vector<Product> products;
};

// The body of expect(E, X, Y, rho), whose first `captured` variables come from outside. Nothing if it has no such form, or
// one of more than some hundred products. May throw language::TooLarge.
std::optional<ProductForm> product_form(const language::Lambda& body, std::size_t captured);

}  // namespace certibound::external

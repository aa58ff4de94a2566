// sum_i a_i b_{k-i} over intervals without a memory allocation a term. Internal to this room.
#pragma once

#include <certibound/interval/interval.hpp>

#include <cstddef>
#include <vector>

namespace certibound::detail {

// The sum over from <= i <= to, as interval arithmetic gives it: end points by sign cases, each rounded outward. Reversed:
// b is read from index k - from downwards. REQUIRES: all indices lie within their lists, and from <= to.
Interval sum_of_products(const std::vector<Interval>& a, const std::vector<Interval>& b, std::size_t k,
                         std::size_t from, std::size_t to);

}  // namespace certibound::detail

#include <certibound/interval/float.hpp>

namespace certibound {

int compare(const Float& a, const Float& b) { return mpfr_cmp(a.get(), b.get()); }

}  // namespace certibound

// A million boxes of rhat_box against Arb's; some ten seconds.
#include "rhat_box_against_arb.hpp"

namespace certibound::kernels {
namespace {

TEST(RhatBoxMillion, EnclosesWhatArbEncloses) { expect_contains_arb(1'000'000); }

}  // namespace
}  // namespace certibound::kernels

// A target with planted defects, for the test that the driver sees them.
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.starts_with("crash")) std::abort();
  if (text.starts_with("exception")) throw std::runtime_error("planted");
  volatile bool for_ever = text.starts_with("hang");
  while (for_ever) {
  }
  return 0;
}

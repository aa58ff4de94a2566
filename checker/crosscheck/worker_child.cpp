// The child's side: loads the kernel and calls it until the socket closes.
#include <certibound/crosscheck/builtin.hpp>
#include <certibound/crosscheck/worker.hpp>

#include "worker_protocol.hpp"

#include <algorithm>
#include <cerrno>
#include <cfenv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <functional>
#include <limits>

#include <dlfcn.h>  // dlopen is part of the C library since glibc 2.34
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace certibound::crosscheck {
namespace {

using Call = std::function<void(const void* x, const void* y, void* out, std::size_t n)>;

struct Missing {
  Reply reply;
  std::string text;
};

// The array form of any form of kernel on T.
template <class T>
Call call_of(void* symbol, int inputs, bool scalar) {
  if (scalar && inputs == 1) {
    return [f = reinterpret_cast<T (*)(T)>(symbol)](const void* x, const void*, void* out, std::size_t n) {
      const T* in = static_cast<const T*>(x);
      std::transform(in, in + n, static_cast<T*>(out), f);
    };
  }
  if (scalar) {
    return [f = reinterpret_cast<T (*)(T, T)>(symbol)](const void* x, const void* y, void* out, std::size_t n) {
      const T* in = static_cast<const T*>(x);
      std::transform(in, in + n, static_cast<const T*>(y), static_cast<T*>(out), f);
    };
  }
  if (inputs == 1) {
    return [f = reinterpret_cast<void (*)(const T*, T*, std::size_t)>(symbol)](const void* x, const void*, void* out,
                                                                               std::size_t n) {
      f(static_cast<const T*>(x), static_cast<T*>(out), n);
    };
  }
  return [f = reinterpret_cast<void (*)(const T*, const T*, T*, std::size_t)>(symbol)](const void* x, const void* y, void* out,
                                                                                       std::size_t n) {
    f(static_cast<const T*>(x), static_cast<const T*>(y), static_cast<T*>(out), n);
  };
}

Call builtin(const std::string& name) {
  for (const BuiltinKernel* kernel : all_kernels()) {
    if (kernel->name != name) continue;
    return [kernel](const void* x, const void* y, void* out, std::size_t n) {
      if (kernel->on_pairs) {
        kernel->on_pairs(static_cast<const double*>(x), static_cast<const double*>(y), static_cast<double*>(out), n);
      } else if (kernel->on_double) {
        kernel->on_double(static_cast<const double*>(x), static_cast<double*>(out), n);
      } else {
        kernel->on_float(static_cast<const float*>(x), static_cast<float*>(out), n);
      }
    };
  }
  throw Missing{Reply::unusable, "there is no built-in kernel '" + name + "'"};
}

Call load(const std::string& library, const std::string& symbol, bool on_double, int inputs, bool scalar) {
  if (library.empty()) return builtin(symbol);
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    std::error_code ignored;
    const bool there = library.find('/') != std::string::npos && std::filesystem::exists(library, ignored);
    throw Missing{there ? Reply::unusable : Reply::missing, dlerror()};
  }
  void* address = dlsym(handle, symbol.c_str());
  if (address == nullptr) {
    throw Missing{Reply::unusable, library + ": there is no symbol '" + symbol +
                                       "'; a C++ function has to be declared extern \"C\" (certibound/kernel.h)"};
  }
  return on_double ? call_of<double>(address, inputs, scalar) : call_of<float>(address, inputs, scalar);
}

void restore_environment() {
  std::fesetenv(FE_DFL_ENV);
#if defined(__SSE2__)
  _mm_setcsr(0x1F80);
#endif
}

// Asks the arithmetic itself, since the C library sees one of the two control words of x86 only.
unsigned environment_now() {
  unsigned out = 0;
#if defined(__SSE2__)
  const unsigned csr = _mm_getcsr();
  if ((csr & 0x1F80U) != 0x1F80U) out |= kExceptions;
  _mm_setcsr(csr | 0x1F80U);  // so that the questions do not trap
#endif
#if defined(__GLIBC__)
  if (fegetexcept() != 0) out |= kExceptions;
#endif
  const volatile double one = 1, quarter = 0x1p-54, more = 0x1.8p-53;
  const bool to_nearest = one + quarter == 1 && -one - quarter == -1 && one + more == 1 + 0x1p-52;
  if (!to_nearest || std::fegetround() != FE_TONEAREST) out |= kRounding;
  const volatile double normal = std::numeric_limits<double>::min(), half = 0.5;
  if (normal * half == 0) out |= kFlush;
  const volatile double subnormal = std::numeric_limits<double>::denorm_min(), large = 0x1p60;
  if (subnormal * large == 0) out |= kDenormals;
  return out;
}

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The shared arrays between pages that nobody may touch, inputs read-only. Null if that fails.
std::byte* map_arrays() {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t stride = kPart + page;
  void* reserved = mmap(nullptr, kParts * stride + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (reserved == MAP_FAILED) return nullptr;
  std::byte* base = static_cast<std::byte*>(reserved);
  for (std::size_t i = 0; i < kParts; ++i) {
    const int rights = i + 1 == kParts ? PROT_READ | PROT_WRITE : PROT_READ;
    void* mapped = mmap(base + page + i * stride, kPart, rights, MAP_SHARED | MAP_FIXED, kMemory, static_cast<off_t>(i * kPart));
    if (mapped == MAP_FAILED) return nullptr;
  }
  return base;
}

void send_response(const Response& response) {
  if (send(kSocket, &response, sizeof response, MSG_NOSIGNAL) < 0) _exit(0);  // the parent has gone
}

int serve(const Call& call, std::byte* base, std::size_t element) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const auto array = [&](std::size_t part, std::size_t n) { return base + (part + 1) * (kPart + page) - n * element; };
  Request request{};
  while (recv(kSocket, &request, sizeof request, 0) == static_cast<ssize_t>(sizeof request)) {
    const std::size_t n = request.n;
    if (n > Worker::kCapacity) return 1;
    Response response{};
    response.seconds = std::numeric_limits<double>::infinity();
    for (std::uint64_t i = 0; i < request.repetitions; ++i) {
      restore_environment();
      const double begun = thread_seconds();
      call(array(0, n), array(1, n), array(2, n), n);
      response.seconds = std::min(response.seconds, thread_seconds() - begun);
      response.environment |= environment_now();
    }
    restore_environment();
    send_response(response);
  }
  return 0;
}

}  // namespace

int run_worker(const std::vector<std::string>& arguments) {
  if (arguments.size() != 5) {
    std::fputs("certibound kernel worker is started by certibound kernel check\n", stderr);
    return 3;
  }
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  const bool on_double = arguments[2] == kDouble.name;
  Response response{};
  try {
    const Call call = load(arguments[0], arguments[1], on_double, std::stoi(arguments[3]), arguments[4] == "scalar");
    std::byte* base = map_arrays();
    if (base == nullptr) throw Missing{Reply::missing, std::string("shared memory: ") + std::strerror(errno)};
    response.environment = environment_now();
    restore_environment();
    send_response(response);
    return serve(call, base, on_double ? sizeof(double) : sizeof(float));
  } catch (const Missing& missing) {
    response.reply = missing.reply;
    std::snprintf(response.text, sizeof response.text, "%s", missing.text.c_str());
    send_response(response);
    return 4;
  }
}

}  // namespace certibound::crosscheck

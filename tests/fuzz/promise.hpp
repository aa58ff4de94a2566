// What a fuzz target holds its subject to, in every build.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#define PROMISE(condition)                                                        \
  do {                                                                            \
    if (!(condition)) {                                                           \
      std::fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                               \
    }                                                                             \
  } while (false)

# FLINT with Arb: one library from FLINT 3 on, two (flint, flint-arb or arb) before. Makes FLINT::FLINT.
find_path(FLINT_INCLUDE_DIR flint/flint.h)
find_library(FLINT_LIBRARY flint)
find_path(ARB_INCLUDE_DIR NAMES flint/arb.h arb.h HINTS "${FLINT_INCLUDE_DIR}")

if(FLINT_INCLUDE_DIR AND EXISTS "${FLINT_INCLUDE_DIR}/flint/flint.h")
  file(STRINGS "${FLINT_INCLUDE_DIR}/flint/flint.h" _flint_line REGEX "#define FLINT_VERSION +\"")
  string(REGEX REPLACE ".*\"([0-9.]+).*" "\\1" FLINT_VERSION "${_flint_line}")
endif()

set(_flint_libraries "${FLINT_LIBRARY}")
set(_flint_required FLINT_LIBRARY FLINT_INCLUDE_DIR ARB_INCLUDE_DIR)
if(ARB_INCLUDE_DIR AND NOT EXISTS "${ARB_INCLUDE_DIR}/flint/arb.h")
  find_library(ARB_LIBRARY NAMES flint-arb arb)
  list(APPEND _flint_required ARB_LIBRARY)
  list(PREPEND _flint_libraries "${ARB_LIBRARY}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FLINT REQUIRED_VARS ${_flint_required} VERSION_VAR FLINT_VERSION)

if(FLINT_FOUND AND NOT TARGET FLINT::FLINT)
  find_package(MPFR REQUIRED)
  add_library(FLINT::FLINT INTERFACE IMPORTED)
  set_target_properties(FLINT::FLINT PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${ARB_INCLUDE_DIR};${FLINT_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${_flint_libraries};MPFR::MPFR")
endif()
mark_as_advanced(FLINT_INCLUDE_DIR FLINT_LIBRARY ARB_INCLUDE_DIR ARB_LIBRARY)

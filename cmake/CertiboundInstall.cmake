# Installs every room and the program as a CMake package (find_package(certibound)) and a pkg-config module.
# What a consumer must find beside them is read off the rooms' link interfaces, so that neither file lists too much.
include(CMakePackageConfigHelpers)

# One line for each outside library: target | arguments of find_dependency | names for pkg-config.
# A header-only library that a room uses privately is no matter of the consumer's: no arguments.
set(outside
  "MPFR::MPFR|MPFR 4.1|mpfr >= 4.1, gmp"
  "FLINT::FLINT|FLINT 2.9|"
  "Boost::headers|Boost 1.74 CONFIG|"
  "fmt::fmt|fmt 9|fmt >= 9"
  "hwy::hwy|hwy 1.0 CONFIG|libhwy >= 1.0"
  "OpenSSL::Crypto|OpenSSL|libcrypto"
  "ZLIB::ZLIB|ZLIB|zlib"
  "PNG::PNG|PNG|libpng"
  "JPEG::JPEG|JPEG|libjpeg"
  "Threads::Threads|Threads|"
  "nlohmann_json::nlohmann_json||"
  "CLI11::CLI11||")

# Appends room to the list CERTIBOUND_LINK_ORDER after everything it links; outside libraries go to CERTIBOUND_OUTSIDE.
function(certibound_visit room)
  get_property(seen GLOBAL PROPERTY CERTIBOUND_LINK_ORDER)
  if(room IN_LIST seen)
    return()
  endif()
  get_target_property(links ${room} INTERFACE_LINK_LIBRARIES)
  set(kept "")
  foreach(link IN LISTS links)
    string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" name "${link}")
    if(name MATCHES "^certibound(::|_)(.*)")
      certibound_visit(certibound_${CMAKE_MATCH_2})
    elseif(name)
      set_property(GLOBAL APPEND PROPERTY CERTIBOUND_OUTSIDE ${name})
    endif()
    if(NOT link MATCHES "^\\$<LINK_ONLY:(nlohmann_json::|CLI11::|Boost::headers)")  # nothing to link
      list(APPEND kept "${link}")
    endif()
  endforeach()
  if(links)
    set_property(TARGET ${room} PROPERTY INTERFACE_LINK_LIBRARIES "${kept}")
  endif()
  set_property(GLOBAL APPEND PROPERTY CERTIBOUND_LINK_ORDER ${room})
endfunction()

get_property(rooms GLOBAL PROPERTY CERTIBOUND_ROOMS)
foreach(room IN LISTS rooms)
  certibound_visit(${room})
endforeach()

# ---- what the two configuration files need ----

get_property(used GLOBAL PROPERTY CERTIBOUND_OUTSIDE)
set(CERTIBOUND_FIND_DEPENDENCIES "")
set(pc_requires "")
foreach(line IN LISTS outside)
  string(REPLACE "|" ";" fields "${line}")
  list(GET fields 0 target)
  list(GET fields 1 find)
  list(GET fields 2 module)
  if(target IN_LIST used AND find)
    string(APPEND CERTIBOUND_FIND_DEPENDENCIES "find_dependency(${find})\n")
    if(module)
      list(APPEND pc_requires "${module}")
    endif()
  endif()
  list(REMOVE_ITEM used ${target})
endforeach()
if(used)
  message(FATAL_ERROR "cmake/CertiboundInstall.cmake does not know how a consumer finds ${used}")
endif()
list(JOIN pc_requires ", " CERTIBOUND_PC_REQUIRES)

# A static library stands before those it needs.
get_property(order GLOBAL PROPERTY CERTIBOUND_LINK_ORDER)
list(REVERSE order)
set(CERTIBOUND_PC_LIBS "")
foreach(room IN LISTS order)
  get_target_property(type ${room} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    string(APPEND CERTIBOUND_PC_LIBS " -l${room}")
  endif()
endforeach()

# FLINT before version 3 has no file for pkg-config: its libraries by name.
if(TARGET FLINT::FLINT)
  get_target_property(flint FLINT::FLINT INTERFACE_LINK_LIBRARIES)
  foreach(library IN LISTS flint)
    if(NOT library MATCHES "::")
      get_filename_component(library "${library}" NAME_WE)
      string(REGEX REPLACE "^lib" " -l" library "${library}")
      string(APPEND CERTIBOUND_PC_LIBS "${library}")
    endif()
  endforeach()
endif()

# ---- installation ----

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/certibound")
set_target_properties(${rooms} PROPERTIES VERSION "${PROJECT_VERSION}" INSTALL_RPATH "$ORIGIN"
                                          SOVERSION "${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")
install(TARGETS ${rooms} EXPORT certibound-targets FILE_SET HEADERS)
if(TARGET certibound)
  # Only of use with BUILD_SHARED_LIBS: the installed tree can be moved as a whole.
  set_target_properties(certibound PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
  install(TARGETS certibound EXPORT certibound-targets)
endif()
install(EXPORT certibound-targets NAMESPACE certibound:: DESTINATION "${package_dir}")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/certibound-config.cmake.in"
  "${PROJECT_BINARY_DIR}/certibound-config.cmake" INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/certibound-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/certibound-config.cmake"
  "${PROJECT_BINARY_DIR}/certibound-config-version.cmake" "${CMAKE_CURRENT_LIST_DIR}/FindMPFR.cmake" "${CMAKE_CURRENT_LIST_DIR}/FindFLINT.cmake"
  DESTINATION "${package_dir}")

# The prefix is written relative to the file, so that `cmake --install --prefix` and a later move keep it right.
file(RELATIVE_PATH CERTIBOUND_PC_PREFIX "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
string(REGEX REPLACE "/$" "" CERTIBOUND_PC_PREFIX "${CERTIBOUND_PC_PREFIX}")
configure_file("${CMAKE_CURRENT_LIST_DIR}/certibound.pc.in" "${PROJECT_BINARY_DIR}/certibound.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/certibound.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

// What CMake puts into the program at configure time. Internal to this room.
#pragma once

#include <string>

namespace certibound::coq_export {

std::string embedded_record();  // accepted.json
const char* embedded_library_hash();

}  // namespace certibound::coq_export

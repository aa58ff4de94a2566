// One picture as a PNG or JPEG file holds it, of any width and height, and the square that a DataSet needs. Internal to this room.
#pragma once

#include "byte_source.hpp"

#include <certibound/data/data_set.hpp>

#include <string>

namespace certibound::data {

struct Picture {
  int width = 0, height = 0;  // pixels, >= 1
  int channels = 1;
  DataSet::Values values;     // row by row, channels of a pixel together
};

// The picture as a set of one image. With crop > 0 its central square of that side, off the middle by half a pixel to the upper
// left where it must be; with 0 the picture has to be square. Fails with a message otherwise.
DataSet square_set(const ByteSource& source, const std::string& format, Picture picture, int crop);

}  // namespace certibound::data

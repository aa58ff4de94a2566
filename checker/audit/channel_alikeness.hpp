// How alike the channels of colour images are: what Section 4.1 of nachum22 reports of ImageNet. Internal to this room.
#pragma once

#include <certibound/image/image.hpp>
#include <certibound/interval/interval.hpp>

#include <optional>

namespace certibound {

struct ChannelAlikeness {
  Interval degrees;     // the angle between two channels as vectors of pixels, mean over the pairs of channels
  Interval difference;  // ||a| - |b|| / max(|a|, |b|) for the norms of two channels, mean over the pairs of channels
};

// Enclosures from exact sums of products. Nothing if the image has one channel, or a channel that is zero.
std::optional<ChannelAlikeness> channel_alikeness(const Image& image, Precision bits);

}  // namespace certibound

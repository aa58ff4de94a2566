#include "boundary_peer.hpp"

#ifdef HAVE_OPENCV
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#endif

namespace certibound::bench {

#ifdef HAVE_OPENCV
namespace {

// Dilation by the (2r+1)-square on the torus: wrapped borders of r pixels, one call, the middle.
cv::Mat dilated(const cv::Mat& image, const cv::Mat& square, int r) {
  cv::Mat wrapped, out;
  cv::copyMakeBorder(image, wrapped, r, r, r, r, cv::BORDER_WRAP);
  cv::dilate(wrapped, out, square);
  return out(cv::Rect(r, r, image.cols, image.rows));
}

}  // namespace

std::function<std::uint64_t()> boundary_by_opencv(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b, int n, int r) {
  cv::setNumThreads(1);  // as everything else here
  const auto image = [n](const std::vector<std::uint8_t>& bits) {
    return cv::Mat(cv::Mat(n, n, CV_8U, const_cast<std::uint8_t*>(bits.data())) != 0);
  };
  const cv::Mat x = image(a), y = image(b), square = cv::getStructuringElement(cv::MORPH_RECT, cv::Size(2 * r + 1, 2 * r + 1));
  return [x, y, square, r] {
    const cv::Mat outside = ~(x & y);
    const cv::Mat all = dilated(x, square, r) & dilated(y, square, r) & dilated(outside, square, r);
    return static_cast<std::uint64_t>(cv::countNonZero(all));
  };
}

std::vector<std::string> missing_boundary_peers() { return {}; }
#else
std::function<std::uint64_t()> boundary_by_opencv(const std::vector<std::uint8_t>&, const std::vector<std::uint8_t>&, int, int) { return {}; }

std::vector<std::string> missing_boundary_peers() { return {"OpenCV (libopencv-imgproc-dev)"}; }
#endif

}  // namespace certibound::bench

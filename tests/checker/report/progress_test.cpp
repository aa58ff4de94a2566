#include <certibound/report/progress.hpp>

#include <gtest/gtest.h>

#include <string>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace certibound::report {
namespace {

std::string read_available(int descriptor) {
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  std::string out;
  char buffer[4096];
  for (ssize_t n; (n = read(descriptor, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(n));
  return out;
}

class ProgressOnATerminal : public ::testing::Test {
 protected:
  void SetUp() override {
    master_ = posix_openpt(O_RDWR | O_NOCTTY);
    ASSERT_GE(master_, 0);
    ASSERT_EQ(grantpt(master_), 0);
    ASSERT_EQ(unlockpt(master_), 0);
    slave_ = open(ptsname(master_), O_RDWR | O_NOCTTY);
    ASSERT_GE(slave_, 0);
    winsize size{};
    size.ws_col = 40;
    ASSERT_EQ(ioctl(slave_, TIOCSWINSZ, &size), 0);
  }
  void TearDown() override {
    close(slave_);
    close(master_);
  }
  int master_ = -1, slave_ = -1;
};

TEST_F(ProgressOnATerminal, ShowsTheClaimAndErasesItselfAtTheEnd) {
  {
    Progress progress(20, false, slave_);
    progress.show(3, "lemma2");
    EXPECT_NE(read_available(master_).find("claim 3 of 20, lemma2, 0 s"), std::string::npos);
  }
  EXPECT_EQ(read_available(master_), "\r\x1b[K");
}

TEST_F(ProgressOnATerminal, NeverReachesTheNextLine) {
  Progress progress(20, false, slave_);
  progress.show(1, std::string(200, 'x') + "\n\x1b[2J");
  const std::string shown = read_available(master_);
  EXPECT_EQ(shown.find('\n'), std::string::npos);
  EXPECT_EQ(shown.size(), std::string("\r\x1b[K").size() + 39);
}

TEST_F(ProgressOnATerminal, MakesRoomForOtherOutput) {
  Progress progress(20, false, slave_);
  progress.show(1, "a");
  read_available(master_);
  progress.around([&] { ASSERT_EQ(write(slave_, "answer", 6), 6); });
  const std::string shown = read_available(master_);
  EXPECT_EQ(shown.rfind("\r\x1b[Kanswer\r\x1b[Kclaim 1", 0), 0u) << shown;
}

TEST_F(ProgressOnATerminal, IsSilentWhenAskedTo) {
  {
    Progress progress(20, true, slave_);
    progress.show(1, "a");
  }
  EXPECT_EQ(read_available(master_), "");
}

TEST(Progress, IsSilentOnAPipeAndStillPrints) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  bool printed = false;
  {
    Progress progress(20, false, ends[1]);
    progress.show(1, "a");
    progress.around([&] { printed = true; });
  }
  EXPECT_TRUE(printed);
  EXPECT_EQ(read_available(ends[0]), "");
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace certibound::report

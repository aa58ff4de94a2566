#include <certibound/report/write_file.hpp>

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace certibound::report {
namespace {

namespace fs = std::filesystem;

class WriteFile : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "certibound-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The message of the WriteError, which is one line naming the path; "" if nothing was thrown.
std::string error_of(const std::string& path, std::string_view content) {
  try {
    write_file(path, content);
    return "";
  } catch (const WriteError& error) {
    return error.what();
  }
}

void expect_error(const std::string& path, std::string_view content, const std::string& reason) {
  const std::string message = error_of(path, content);
  EXPECT_NE(message.find(path), std::string::npos) << message;
  EXPECT_NE(message.find(reason), std::string::npos) << message;
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
}

TEST_F(WriteFile, WritesAndReplaces) {
  write_file(path("a"), "one");
  EXPECT_EQ(content_of(path("a")), "one");
  write_file(path("a"), std::string(1 << 20, 'x'));
  EXPECT_EQ(content_of(path("a")), std::string(1 << 20, 'x'));
  write_file(path("a"), "");
  EXPECT_EQ(content_of(path("a")), "");
  EXPECT_EQ(files(), 1u) << "a temporary was left";
}

TEST_F(WriteFile, FollowsTheUmaskAndKeepsTheModeOfAnOldFile) {
  const mode_t before = umask(027);
  write_file(path("new"), "x");
  umask(before);
  struct stat s {};
  ASSERT_EQ(stat(path("new").c_str(), &s), 0);
  EXPECT_EQ(s.st_mode & 0777, 0640u);
  ASSERT_EQ(chmod(path("new").c_str(), 0604), 0);
  write_file(path("new"), "y");
  ASSERT_EQ(stat(path("new").c_str(), &s), 0);
  EXPECT_EQ(s.st_mode & 0777, 0604u);
}

TEST_F(WriteFile, WritesThroughASymbolicLink) {
  write_file(path("real"), "old");
  fs::create_symlink(path("real"), path("link"));
  write_file(path("link"), "new");
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(content_of(path("real")), "new");
}

TEST_F(WriteFile, AcceptsTheLongestName) {
  const std::string name(255, 'n');
  write_file(path(name), "x");
  EXPECT_EQ(content_of(path(name)), "x");
}

TEST_F(WriteFile, NamesTheReasonWhenThereIsNoSuchFolder) {
  expect_error(path("none/a"), "x", "No such file or directory");
  EXPECT_EQ(files(), 0u);
}

TEST_F(WriteFile, RefusesAFolder) {
  fs::create_directory(path("d"));
  expect_error(path("d"), "x", "directory");
  EXPECT_TRUE(fs::is_directory(path("d")));
  EXPECT_EQ(files(), 1u);
}

// As an ordinary user, since root may write everywhere.
class AsOrdinaryUser {
 public:
  AsOrdinaryUser() : was_root_(geteuid() == 0) {
    if (was_root_) {
      EXPECT_EQ(seteuid(65534), 0);
    }
  }
  ~AsOrdinaryUser() {
    if (was_root_) {
      EXPECT_EQ(seteuid(0), 0);
    }
  }

 private:
  bool was_root_;
};

TEST_F(WriteFile, RefusesAFolderThatMayNotBeWritten) {
  write_file(path("a"), "old");
  ASSERT_EQ(chmod(path("a").c_str(), 0666), 0);
  ASSERT_EQ(chmod(folder_.c_str(), 0555), 0);
  const AsOrdinaryUser user;
  expect_error(path("a"), "new", "Permission denied");
  EXPECT_EQ(content_of(path("a")), "old");
}

TEST_F(WriteFile, RefusesAFileThatMayNotBeWritten) {
  write_file(path("a"), "old");
  ASSERT_EQ(chmod(path("a").c_str(), 0444), 0);
  ASSERT_EQ(chmod(folder_.c_str(), 0777), 0);
  const AsOrdinaryUser user;
  expect_error(path("a"), "new", "Permission denied");
  EXPECT_EQ(content_of(path("a")), "old");
}

TEST_F(WriteFile, ReportsAFullDevice) { expect_error("/dev/full", "x", "No space left on device"); }

// The limit of the file size fails in the middle of the content, like a full disk.
TEST_F(WriteFile, KeepsTheOldFileWhenTheContentDoesNotFit) {
  write_file(path("a"), "old");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 4096;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string message = error_of(path("a"), std::string(100000, 'x'));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_NE(message.find("File too large"), std::string::npos) << message;
  EXPECT_EQ(content_of(path("a")), "old");
  EXPECT_EQ(files(), 1u) << "a temporary was left";
}

TEST_F(WriteFile, DashIsStandardOutputAndIsChecked) {
  const auto write_to = [](const std::string& target) {
    std::fflush(stdout);
    if (std::freopen(target.c_str(), "w", stdout) == nullptr) std::_Exit(9);
    std::_Exit(error_of("-", "text").empty() ? 0 : 1);
  };
  EXPECT_EXIT(write_to(path("out")), testing::ExitedWithCode(0), "");
  EXPECT_EQ(content_of(path("out")), "text");
  EXPECT_EXIT(write_to("/dev/full"), testing::ExitedWithCode(1), "");
}

}  // namespace
}  // namespace certibound::report

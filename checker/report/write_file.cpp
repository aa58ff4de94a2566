// Files that are either the old one or the new one, never half of it.
#include <certibound/report/write_file.hpp>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <system_error>
#include <utility>

namespace certibound::report {
namespace {

[[noreturn]] void fail(const std::string& path, int error) {
  std::string shown = path == "-" ? "standard output" : path;
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  throw WriteError("cannot write " + shown + ": " + std::generic_category().message(error));
}

// Beyond the file size limit of the process the kernel sends SIGXFSZ, which would end the program before it can tidy
// up; while this object lives, write() reports EFBIG instead.
class FileSizeSignalHeld {
 public:
  FileSizeSignalHeld() {
    sigemptyset(&held_);
    sigaddset(&held_, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }
  ~FileSizeSignalHeld() {
    if (sigismember(&before_, SIGXFSZ) == 0) {
      constexpr timespec now{};
      sigtimedwait(&held_, nullptr, &now);  // takes the pending one, if any
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  FileSizeSignalHeld(const FileSizeSignalHeld&) = delete;
  FileSizeSignalHeld& operator=(const FileSizeSignalHeld&) = delete;

 private:
  sigset_t held_{}, before_{};
};

// 0 or an errno.
int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : EIO;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int flush_to_disk(int descriptor) {
  if (fsync(descriptor) == 0) return 0;
  return errno == EINVAL || errno == ENOTSUP ? 0 : errno;  // a file system that cannot, has nothing to flush
}

void write_standard_output(std::string_view content) {
  std::cout.flush();
  if (std::fflush(stdout) != 0) fail("-", errno);
  if (const int error = write_all(STDOUT_FILENO, content); error != 0) fail("-", error);
}

void write_in_place(const std::string& path, std::string_view content) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) fail(path, errno);
  const int written = write_all(descriptor, content);
  const int closed = close(descriptor) == 0 ? 0 : errno;
  if (written != 0) fail(path, written);
  if (closed != 0) fail(path, closed);
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

// A file that removes itself unless it was moved into place.
class Temporary {
 public:
  explicit Temporary(const std::string& target) : target_(target) {
    static std::atomic<unsigned> counter{0};
    do {
      name_ = folder_of(target) + ".certibound-" + std::to_string(getpid()) + "-" + std::to_string(counter++) + ".tmp";
      descriptor_ = open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (descriptor_ < 0 && errno == EEXIST);
    if (descriptor_ < 0) fail(target_, errno);
  }
  ~Temporary() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!moved_) unlink(name_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void keep_mode(mode_t mode) { check(fchmod(descriptor_, mode & 07777) == 0 ? 0 : errno); }
  void fill(std::string_view content) {
    check(write_all(descriptor_, content));
    check(flush_to_disk(descriptor_));
    check(close(std::exchange(descriptor_, -1)) == 0 ? 0 : errno);
  }
  void move_into_place() {
    check(std::rename(name_.c_str(), target_.c_str()) == 0 ? 0 : errno);
    moved_ = true;
  }

 private:
  void check(int error) const {
    if (error != 0) fail(target_, error);
  }

  std::string target_, name_;
  int descriptor_ = -1;
  bool moved_ = false;
};

// After a power failure the rename itself may be lost; the file is then the old one, hence no error.
void flush_folder(const std::string& path) {
  const std::string folder = folder_of(path);
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  (void)fsync(descriptor);
  close(descriptor);
}

// The file behind symbolic links, so that a link is not replaced by a file; the path itself if nothing is there.
std::string behind_links(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr), &std::free);
  return real ? real.get() : path;
}

}  // namespace

void write_file(const std::string& path, std::string_view content) {
  const FileSizeSignalHeld held;
  if (path == "-") return write_standard_output(content);
  if (path.empty()) fail("\"\"", ENOENT);
  struct stat old {};
  const bool exists = stat(path.c_str(), &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) fail(path, EISDIR);
  if (exists && !S_ISREG(old.st_mode)) return write_in_place(path, content);
  if (exists && faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) fail(path, errno);
  const std::string target = behind_links(path);
  Temporary file(target);
  if (exists) file.keep_mode(old.st_mode);
  file.fill(content);
  file.move_into_place();
  flush_folder(target);
}

}  // namespace certibound::report

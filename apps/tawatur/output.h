// tawatur: results on standard output or in files that are whole or not there. Entry points: Output, WriteWholeFile().
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tawatur::cli {

// Writes to standard output ("" or "-") or to a file. A file is written beside its place and renamed by Commit();
// without Commit() nothing is left of it. What cannot be written (disk full) ends the program with kIo.
class Output {
 public:
  explicit Output(const std::string& path);
  // Goes on behind the first `keep` bytes of a file that stays where it is; what is written is there at once.
  Output(const std::string& path, uint64_t keep);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();

  void Write(std::string_view bytes);
  // Everything is on the disk and under its name.
  void Commit();

 private:
  void Flush();
  [[noreturn]] void Fail(const char* what);

  std::string path_, temporary_;
  std::string buffer_;
  int fd_ = -1;
};

void WriteWholeFile(const std::string& path, std::string_view bytes);
// The folder and those above it; what cannot be made ends the program with kIo.
void MakeFolder(const std::string& path);

// $TMPDIR, else /tmp.
std::string TemporaryFolder();

// Ctrl-C and its like: take unfinished files away and end (130); a reader that stops listening is no error.
void CatchSignals();

}  // namespace tawatur::cli

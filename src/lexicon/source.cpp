// A list as it stands on the disk. Entry point: ReadSource().
#include <fstream>

#include "lexicon/compile.h"

namespace tawatur::lexicon {

Result<SourceFile> ReadSource(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  SourceFile file{path, {}};
  for (char block[1 << 16]; in.read(block, sizeof block) || in.gcount() > 0;) file.content.append(block, static_cast<size_t>(in.gcount()));
  // A folder opens, and only reading it fails.
  if (!in.is_open() || in.bad()) return Error{ErrorKind::kUsage, path, "cannot be read"};
  return file;
}

}  // namespace tawatur::lexicon

// serve: files that come in, each in a folder of its own outside the store. Entry points: Upload::Make(),
// PlainFileName().
#include <cstdlib>
#include <filesystem>

#include "publish/json_writer.h"
#include "serve/http.h"

namespace tawatur::serve {
namespace {

constexpr size_t kMostName = 120;  // bytes

}  // namespace

std::string PlainFileName(std::string_view given) {
  const size_t slash = given.find_last_of("/\\");
  const std::string valid = publish::ValidUtf8(slash == std::string_view::npos ? given : given.substr(slash + 1));
  std::string name;
  for (size_t i = 0; i < valid.size();) {
    const size_t length = publish::Utf8Length(valid, i);
    if (name.size() + length > kMostName) break;
    const auto c = static_cast<unsigned char>(valid[i]);
    if (c >= 0x20 && c != 0x7f) name.append(valid, i, length);
    i += length;
  }
  while (name.starts_with('.')) name.erase(0, 1);
  return name.empty() ? "upload" : name;
}

std::shared_ptr<Upload> Upload::Make(std::string_view name) {
  std::error_code error;
  const std::filesystem::path temporary = std::filesystem::temp_directory_path(error);
  if (error) return nullptr;
  std::string folder = (temporary / "tawatur-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return nullptr;  // 0700: nobody else reads it
  std::shared_ptr<Upload> upload(new Upload);
  upload->folder_ = folder + "/";
  upload->name_ = PlainFileName(name);
  upload->path_ = upload->folder_ + upload->name_;
  return upload;
}

Upload::~Upload() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace tawatur::serve

// Payload, manifests, tags. Entry points: Bag(), Originals().
#include "publish/bagit.h"

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "publish/table.h"

namespace tawatur::publish {
namespace {

std::string Manifest(const std::vector<ExportFile>& files) {
  std::string out;
  for (const auto& file : files) out += Sha256Hex(file.bytes) + "  " + file.path + "\n";
  return out;
}

// ".txt" of a path that ends so; nothing odd ever gets into a file name.
std::string Ending(std::string_view path) {
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.size() - dot > 6 || path.size() - dot < 2) return {};
  const std::string_view ending = path.substr(dot);
  const bool plain = std::all_of(ending.begin() + 1, ending.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  return plain ? std::string(ending) : std::string();
}

}  // namespace

std::vector<ExportFile> Bag(std::vector<ExportFile> payload, const std::vector<std::pair<std::string, std::string>>& info) {
  size_t octets = 0;
  for (auto& file : payload) file.path = "data/" + file.path, octets += file.bytes.size();
  std::sort(payload.begin(), payload.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  std::string told;
  for (const auto& [label, value] : info) told += label + ": " + value + "\n";
  told += "Payload-Oxum: " + std::to_string(octets) + "." + std::to_string(payload.size()) + "\n";
  std::vector<ExportFile> tags = {{"bag-info.txt", told},
                                  {"bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
                                  {"manifest-sha256.txt", Manifest(payload)}};
  tags.push_back({"tagmanifest-sha256.txt", Manifest(tags)});
  for (auto& tag : tags) payload.push_back(std::move(tag));
  return payload;
}

std::vector<ExportFile> Originals(const Selection& selection, Masker& mask, const OriginalBytes& originals) {
  std::vector<ExportFile> files;
  Table table("originals", "sha256,file,bytes,report,url,why_missing");
  std::set<std::string> seen;
  for (const reconcile::Story* story : selection.stories) {
    for (Index i : story->reports) {
      const auto& r = selection.reports[i];
      if (!seen.insert(r.meta.sha256).second) continue;
      const auto held = originals.find(r.meta.sha256);
      const std::string* bytes = held != originals.end() ? &held->second : Sha256Hex(r.text) == r.meta.sha256 ? &r.text : nullptr;
      const std::string_view why = selection.mask ? "withheld: names are masked" : bytes == nullptr ? "not held" : "";
      std::string path;
      if (why.empty()) {
        path = "originals/" + r.meta.sha256 + Ending(r.meta.paths.empty() ? r.meta.id : r.meta.paths.front());
        files.push_back({path, *bytes});
      }
      table << r.meta.sha256 << path << (why.empty() ? std::optional<int64_t>(static_cast<int64_t>(bytes->size())) : std::nullopt)
            << mask.Text(r.meta.id) << mask.Url(r.meta.url) << why;
      table.End();
    }
  }
  files.push_back({"originals.csv", Csv(table, {})});
  return files;
}

}  // namespace tawatur::publish

// What one story adds to a form: its own export without what stands around it. Entry point: PartedForm.
#include "publish/export_parts.h"

#include <charconv>

#include "publish/dossier_json.h"

namespace tawatur::publish {
namespace {

constexpr std::string_view kTotal = "\"total\":";

int64_t TotalOf(std::string_view head) {
  int64_t total = 0;
  const size_t at = head.find(kTotal);
  if (at != std::string_view::npos) std::from_chars(head.data() + at + kTotal.size(), head.data() + head.size(), total);
  return total;
}

}  // namespace

PartedForm::PartedForm(std::string form, ExportOptions options, Masking mask, const lexicon::Lexicon* lexicon)
    : form_(std::move(form)), options_(std::move(options)), mask_(mask), lexicon_(lexicon) {
  if (form_ == "geojson") opening_ = "\"features\":[", tail_ = "]}\n";
  if (form_ == "annotations") opening_ = "\"items\":[", tail_ = "]}}\n";
}

Selection PartedForm::Of(const reconcile::Story* story, std::span<const resolve::ResolvedReport> reports) const {
  Selection selection{.stories = {}, .reports = reports, .notes = {}, .mask = mask_, .lexicon = lexicon_};
  if (story != nullptr) selection.stories.push_back(story);
  return selection;
}

Result<StoryPart> PartedForm::Part(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports) const {
  StoryPart part;
  if (form_ == "json") {
    Masker mask(reports, mask_);
    for (Index i : story.reports) {
      StoryPart::Report& entry = part.reports.emplace_back();
      entry.id = reports[i].meta.id, entry.sha256 = reports[i].meta.sha256;
      WriteReportEntry(reports[i], mask, entry.bytes);
    }
    WriteStory(story, reports, mask, part.bytes.emplace_back());
    part.masked = static_cast<int64_t>(mask.count());
    return part;
  }
  Result<std::vector<ExportFile>> files = Export(form_, Of(&story, reports), options_);
  if (!files) return files.error();
  Result<std::vector<ExportFile>> none = Export(form_, Of(nullptr, {}), options_);
  if (!none) return none.error();
  for (size_t i = 0; i < files->size(); ++i) {
    const std::string& whole = (*files)[i].bytes;
    size_t begin = (*none)[i].bytes.size();  // a table's head
    if (!opening_.empty()) begin = whole.find(opening_) + opening_.size();
    part.rows += TotalOf(std::string_view(whole).substr(0, opening_.empty() ? 0 : begin));
    part.bytes.push_back(whole.substr(begin, whole.size() - tail_.size() - begin));
  }
  return part;
}

Result<std::vector<PartsFrame>> PartedForm::Frames(int64_t rows, int64_t masked) const {
  Result<std::vector<ExportFile>> none = Export(form_, Of(nullptr, {}), options_);
  if (!none) return none.error();
  std::vector<PartsFrame> frames;
  for (ExportFile& file : *none) {
    PartsFrame& frame = frames.emplace_back();
    frame.path = std::move(file.path), frame.head = std::move(file.bytes);
    if (form_ == "json") {
      frame.head = kDossiersHead, frame.separator = ",", frame.tail = kDossiersEnd;
      if (mask_) frame.tail.insert(frame.tail.rfind('}'), ",\"masked\":" + std::to_string(masked));
    }
    if (opening_.empty()) continue;
    frame.head.resize(frame.head.find(opening_) + opening_.size());
    frame.separator = ",", frame.tail = tail_;
    if (const size_t at = frame.head.find(std::string(kTotal) + "0"); at != std::string::npos) frame.head.replace(at + kTotal.size(), 1, std::to_string(rows));
  }
  return frames;
}

std::string_view PartedForm::Middle() { return kDossiersStories; }

}  // namespace tawatur::publish

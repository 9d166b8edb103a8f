// casefile: reports on their way into a case. Entry point: Intake::Read().
#include "casefile/intake.h"

#include "publish/findings_json.h"

namespace tawatur::casefile {
namespace {

EngineOptions OptionsOf(const CaseFile& file, const std::string& published) {
  EngineOptions options = file.Machine();  // the case's own word lists
  options.published = published;
  return options;
}

}  // namespace

Intake::Intake(const CaseFile& file, const std::string& published)
    : file_(file), aside_(published.empty() && file.engine().decisions == nullptr ? file.aside() : nullptr), extractor_(OptionsOf(file, published)) {}

std::vector<store::Item> Intake::Read(std::vector<ingest::Report> batch, const std::vector<bool>& wanted) {
  std::vector<store::Item> items(batch.size());
  std::vector<ingest::Report> fresh;
  std::vector<size_t> at;
  for (size_t i = 0; i < batch.size(); ++i) {
    if (wanted[i]) {
      fresh.push_back(std::move(batch[i]));
      at.push_back(i);
    } else {
      items[i].report = std::move(batch[i]);
    }
  }
  extractor_.Each(fresh, [&](size_t i, resolve::ResolvedReport&& report) {
    store::Item& item = items[at[i]];
    publish::WriteFindings(report, {}, item.findings);
    if (aside_ != nullptr) aside_->Put(fresh[i], report);
    file_.Describe(report, item);
    store::Prepare(fresh[i], item);
  });
  for (size_t i = 0; i < fresh.size(); ++i) items[at[i]].report = std::move(fresh[i]);
  return items;
}

}  // namespace tawatur::casefile

// tawatur: a form of export, story after story as they are told, put in order at the end. Entry points: ExportOutput::Take(), Finish().
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/spill.h"
#include "export.h"
#include "publish/export_parts.h"

namespace tawatur::cli {

// The bytes are those of WriteExport() over all stories at once, but no more than one story a worker is in memory.
class ExportOutput {
 public:
  // `mask` names whom all stories together show to be private.
  ExportOutput(const ExportChoice& choice, publish::Masking mask, const lexicon::Lexicon* lexicon, const std::string& spill_folder);

  // One story; any thread.
  Result<bool> Take(RunResult&& told);
  // Everything in order.
  Result<bool> Finish();
  size_t stories() const { return parts_.size(); }
  // Of the stories that were told, chosen or not.
  size_t reports() const { return reports_seen_; }
  uint64_t bytes() const { return bytes_seen_; }

 private:
  struct Part {
    size_t reports = 0;
    std::string date, id;
    std::vector<Spill::Place> bytes;
  };
  struct Entry {
    std::string id, sha256;
    Spill::Place bytes;
  };
  bool Better(size_t a, size_t b) const;
  std::vector<size_t> InOrder() const;
  Result<bool> Write(size_t file, const publish::PartsFrame& frame, const std::vector<size_t>& order, const std::string& path);

  const ExportChoice& choice_;
  const publish::PartedForm form_;
  Spill aside_;
  std::mutex mutex_;
  std::vector<Part> parts_;
  std::vector<Entry> entries_;
  std::map<std::string, size_t> chosen_;  // ids of choice_.stories -> the story that it names
  std::vector<size_t> lines_;             // of each file, without its head
  int64_t rows_ = 0, masked_ = 0;
  size_t reports_seen_ = 0;
  uint64_t bytes_seen_ = 0;
};

}  // namespace tawatur::cli

// A form of export made story by story, so that no more than one need be in memory. Entry point: PartedForm.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "publish/export.h"

namespace tawatur::publish {

// What one story adds to a form.
struct StoryPart {
  struct Report { std::string id, sha256, bytes; };
  std::vector<std::string> bytes;  // to each of its files
  std::vector<Report> reports;     // json: entries that stand before all stories, by id
  int64_t rows = 0, masked = 0;    // what the form counts over all stories
};

// What stands around the parts in one file: head, parts that are not empty with separators between, tail.
struct PartsFrame { std::string path, head, separator, tail; };

class PartedForm {
 public:
  // A spreadsheet and a bag need all their stories at once.
  static bool Can(std::string_view form) { return form != "xlsx" && form != "bagit"; }
  // `mask` names whom all stories together show to be private.
  PartedForm(std::string form, ExportOptions options, Masking mask, const lexicon::Lexicon* lexicon);

  // `reports` are those of the story. Any thread.
  Result<StoryPart> Part(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports) const;
  // The form's files. `rows` and `masked`: the sums over all parts. Of json the entries of reports stand after the head, then what
  // Middle() gives, then the stories.
  Result<std::vector<PartsFrame>> Frames(int64_t rows, int64_t masked) const;
  static std::string_view Middle();
  // Lines whose id came before do not come again: people and bodies of whom several stories tell.
  bool once() const { return form_ == "ftm"; }

 private:
  Selection Of(const reconcile::Story* story, std::span<const resolve::ResolvedReport> reports) const;

  std::string form_;
  ExportOptions options_;
  Masking mask_;
  const lexicon::Lexicon* lexicon_;
  std::string opening_, tail_;  // of forms that are one list: where it begins, what ends it
};

}  // namespace tawatur::publish

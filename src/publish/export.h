// Every form in which stories leave the house (docs/exports.md). Entry points: ExportForms(), Export().
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "publish/mask.h"
#include "publish/selection.h"

namespace tawatur::publish {

struct ExportFile {
  std::string path;  // relative, with '/'
  std::string bytes;
};

// Original bytes by their SHA-256, where a report's text is not they.
using OriginalBytes = std::map<std::string, std::string>;

struct ExportOptions {
  std::string table = "statements";           // for csv, tsv, jsonl: one of ExportTables()
  bool bom = false;                           // csv, tsv: with a byte order mark
  const OriginalBytes* originals = nullptr;  // for bagit
};

struct ExportForm {
  std::string_view name, what;
  bool folder = false;  // several files that belong together
  bool binary = false;  // nothing for a terminal
};

std::span<const ExportForm> ExportForms();
std::span<const std::string_view> ExportTables();

// The files of a form, whose name must be one of ExportForms(). Of a form that is no folder the first file is the form
// itself; others stand beside it and say what was left out of it.
Result<std::vector<ExportFile>> Export(std::string_view form, const Selection& selection, const ExportOptions& options);

}  // namespace tawatur::publish

// Every form in which stories leave the house (docs/exports.md). Entry points: ExportForms(), Export().
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "publish/selection.h"

namespace tawatur::publish {

struct ExportFile {
  std::string path;  // relative, with '/'
  std::string bytes;
};

struct ExportOptions {
  std::string table = "statements";            // for csv, tsv, jsonl: one of ExportTables()
  bool bom = false;                            // csv, tsv: with a byte order mark
};

struct ExportForm {
  std::string_view name, what;
  bool folder = false;  // several files
  bool binary = false;  // nothing for a terminal
};

std::span<const ExportForm> ExportForms();
std::span<const std::string_view> ExportTables();

// The files of a form, whose name must be one of ExportForms(). A form that is no folder has exactly one file.
std::vector<ExportFile> Export(std::string_view form, const Selection& selection, const ExportOptions& options);

}  // namespace tawatur::publish

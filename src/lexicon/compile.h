// Compiles the text lists of data/lexicon/ into one blob. The build tool (tools/lexc) and --lexicon call ReadSource() and Compile().
#pragma once
#include <span>
#include <string>

#include "base/result.h"

namespace tawatur::lexicon {

struct SourceFile {
  std::string path;  // for messages
  std::string content;
};

Result<SourceFile> ReadSource(const std::string& path);

// Word lists (*.tsv whose name does not begin with "names"):   form <TAB> paradigm <TAB> tag[=value] [tag[=value] ...]
// Name lists (names*.tsv): id <TAB> type <TAB> kind <TAB> name <TAB> name_en <TAB> alias|alias|... <TAB> key=value; key=value ...
// Both described in docs/lexicon.md. An error names file and line. Lines may be in any order; the blob does not depend on it.
Result<std::string> Compile(std::span<const SourceFile> files);

}  // namespace tawatur::lexicon

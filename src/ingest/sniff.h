// ingest: which form an input has, by its first bytes and, where these cannot tell, its name. Entry point: Sniff().
#pragma once
#include <string_view>

#include "ingest/reader.h"

namespace tawatur::ingest {

constexpr size_t kSniffBytes = size_t{16} << 10;

// Never kSniff: what looks like nothing else is text. `head` is not compressed.
Format Sniff(std::string_view head, std::string_view name);

// The beginning of a JSON object that is no report itself: it has no text, and holds something that is nested.
bool LooksLikeWrapper(std::string_view object);

// The last byte of a document type declaration that `s` begins with; its size where there is none.
size_t DoctypeEnd(std::string_view s);

// Without regard to case.
bool EndsWith(std::string_view name, std::string_view ending);
// Images, styles, scripts, fonts: what lies around a saved page and holds no report.
bool IsPageResource(std::string_view name);
// Hidden files and what archivers put beside the files.
bool IsHidden(std::string_view name);

}  // namespace tawatur::ingest

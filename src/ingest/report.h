// What ingest gives: one article, post or statement, before anybody has read it.
#pragma once
#include <string>
#include <vector>

#include "base/note.h"

namespace tawatur::ingest {

// How the publication date is known (contract: published_basis).
enum class DateBasis { kNone, kByline, kUpdated, kMeta, kUrl, kInferred, kUser };

// An entry of a live page, with the time it was put there.
struct Part {
  Span span;              // in Report::text
  std::string published;  // ISO 8601
};

struct Report {
  std::string id;                  // the given id, else the path as given
  std::vector<std::string> paths;  // as given; more than one when the same bytes came twice
  std::string sha256;              // of the original bytes, 64 hex digits
  std::string url, outlet, title;  // what the input's own fields say; empty where it says nothing
  std::string author, agency;      // the writer and the wire service, where a page names them apart from its text
  std::string published;           // ISO 8601, or empty
  std::string modified;            // ISO 8601, or empty: the page's last change
  DateBasis basis = DateBasis::kNone;
  std::string text;                // what all offsets count in: the file's bytes, or the text we made
  bool made_text = false;          // text is not the input's own bytes (decoded or extracted): it is part of the output
  std::string original;            // the bytes `sha256` is of, where they are not `text` and the reader was asked to keep them
  std::vector<Part> parts;         // of a live page, in order; empty elsewhere
  std::vector<Note> notes;
};

}  // namespace tawatur::ingest

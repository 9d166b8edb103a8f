// ingest: which characters a file's bytes stand for. Entry points: Decode(), DecodeDeclared().
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/note.h"
#include "base/result.h"

namespace tawatur::ingest {

struct Decoded {
  std::string text;        // UTF-8, or nearly: a few invalid bytes stay where they are
  bool made_text = false;  // the text is not the bytes themselves
  std::vector<Note> notes;
};

// In this order: a byte order mark; UTF-8 as it is (BOM, CR LF, NUL stay, a note names invalid bytes; what had been
// read as another encoding and written as UTF-8 again is put back); UTF-16 without a
// mark; the detector's guess. Bytes that are no text (images, archives, control bytes) are an error that says what they
// look like.
Result<Decoded> Decode(std::string bytes, const std::string& place);

// The same for bytes that come with a declared encoding (of a page or its transport; empty where none is): a byte order mark
// and valid UTF-8 come before what is declared, and that before the detector. The text is valid UTF-8 without NUL.
Result<Decoded> DecodeDeclared(std::string_view bytes, const std::string& declared, const std::string& place);

// Invalid UTF-8 becomes U+FFFD, one for each byte that is part of nothing; says how many there were.
size_t ReplaceInvalid(std::string_view bytes, std::string& out);

}  // namespace tawatur::ingest

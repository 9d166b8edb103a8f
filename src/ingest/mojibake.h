// ingest: UTF-8 that was once read as windows-1252 or windows-1256 and written again. Entry point: UndoMojibake().
#pragma once
#include <string>

namespace tawatur::ingest {

// Puts back what can be put back for certain: runs whose characters, as bytes of the wrong encoding, are valid UTF-8 with
// Arabic letters. The name of that encoding, or nothing where the text is no such text; `text` is valid UTF-8.
const char* UndoMojibake(std::string& text);

}  // namespace tawatur::ingest

// ingest: reports out of JSON objects, one a line, and out of the sidecar of a text file. Entry points: Read(),
// ReadSidecar().
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/report.h"

namespace tawatur::ingest {

class JsonReader {
 public:
  JsonReader();
  ~JsonReader();

  // One line: {"id","text","url","outlet","title","published"}; only `text` must be there. `place` is file:line and the
  // id of a report that has none. Trouble that leaves the text readable (a lone surrogate, a bad date) is a note.
  Result<Report> Read(std::string_view line, const std::string& place);
  // {"url","outlet","title","published"} for a text file's report; trouble is a note of the report.
  void ReadSidecar(const std::string& path, std::string_view json, Report& report);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tawatur::ingest

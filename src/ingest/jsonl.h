// ingest: reports out of JSON objects, one a line, and out of the sidecar of a text file. Entry points: Read(),
// ReadSidecar().
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/report.h"

namespace tawatur::ingest {

class JsonReader {
 public:
  // `columns`: own names of fields (field -> name), tried before those of fields.h.
  explicit JsonReader(const std::map<std::string, std::string>& columns = {});
  ~JsonReader();

  // One object: {"id","text","url","outlet","title","published"} or the names that other collections give these fields;
  // only `text` must be there, or a title, which then is the text. `place` is file:line and the id of a report that has
  // none. Trouble that leaves the text readable (a lone surrogate, a bad date) is a note.
  Result<Report> Read(std::string_view json, const std::string& place);
  // The last Read() failed on sound JSON: it has no text.
  bool no_text() const { return no_text_; }
  // {"url","outlet","title","published"} for a text file's report; trouble is a note of the report.
  void ReadSidecar(const std::string& path, std::string_view json, Report& report);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  bool no_text_ = false;
};

// A report without a text of its own: the headline becomes it, and a note says so. False where there is none either.
bool TakeHeadline(Report& report);
// Reads `published` as ISO 8601 or as mail and feeds write dates (RFC 822); a note where it is neither.
void SetPublished(std::string stated, Report& report);

}  // namespace tawatur::ingest

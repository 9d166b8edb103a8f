// ingest: reports out of JSON Lines, and out of JSON: an array of objects, an object that holds one, or a single object.
// Entry points: OpenJsonl(), OpenJson().
#include "ingest/documents.h"
#include "ingest/sniff.h"

namespace tawatur::ingest {
namespace {

class JsonlDocuments : public Documents {
 public:
  JsonlDocuments(ByteStream stream, Origin origin, Session& session)
      : stream_(std::move(stream)), origin_(std::move(origin)), session_(session) {}

  std::optional<Report> Next() override {
    while (!session_.given_up()) {
      std::string_view line;
      Result<ByteStream::LineState> state = stream_.NextLine(session_.options.record_limit, line);
      if (!state) {
        session_.Fail(state.error());
        return std::nullopt;
      }
      if (*state == ByteStream::LineState::kEnd) return std::nullopt;
      ++line_;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos && *state == ByteStream::LineState::kLine) continue;
      std::string place = origin_.path + ":" + std::to_string(line_);
      if (*state == ByteStream::LineState::kTooLong) {
        session_.Fail("too_large", std::move(place), ErrorKind::kLimit,
                      "the line has more than " + std::to_string(session_.options.record_limit) + " bytes");
        continue;
      }
      if (line_ == 1 && line.starts_with(kBom)) line.remove_prefix(kBom.size());
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
      if (line.empty()) continue;
      Result<Report> report = session_.json.Read(line, place);
      if (!report) {
        session_.Fail(session_.json.no_text() ? "no_text_field" : "bad_json", report.error());
        continue;
      }
      if (session_.options.keep_original) report->original.assign(line);
      session_.CountGood();
      return std::move(*report);
    }
    return std::nullopt;
  }

 private:
  ByteStream stream_;
  Origin origin_;
  Session& session_;
  uint64_t line_ = 0;
};

// Walks objects in objects up to an array of objects, and gives each of these as the bytes it stands in, so that any size
// of list takes the memory of one report. A place in it is a JSON pointer: a.json#/articles/results/3.
class JsonDocuments : public Documents {
 public:
  JsonDocuments(ByteStream stream, Origin origin, Session& session)
      : stream_(std::move(stream)), origin_(std::move(origin)), session_(session) {}

  std::optional<Report> Next() override {
    while (!done_ && !session_.given_up()) {
      std::optional<Report> report = lists_ > 0 ? NextElement() : FindList();
      if (report) return report;
    }
    return std::nullopt;
  }

 private:
  static constexpr size_t kWindow = size_t{64} << 10, kDeepestList = 8, kKeyLimit = 256;

  // The next byte that is no blank, left in place; 0 at the end.
  char Look() {
    if (stream_.at() == 0) {
      Result<std::string_view> head = stream_.Peek(kBom.size());
      if (head && head->starts_with(kBom)) stream_.Consume(kBom.size());
    }
    for (;;) {
      Result<std::string_view> s = stream_.Peek(1);
      if (s && !s->empty()) s = stream_.Peek(kWindow);
      if (!s) {
        End(s.error());
        return 0;
      }
      if (s->empty()) return 0;
      size_t at = s->find_first_not_of(" \t\r\n");
      if (at != std::string_view::npos) {
        char c = (*s)[at];
        stream_.Consume(at);
        return c;
      }
      stream_.Consume(s->size());
    }
  }

  void End(const Error& error) {
    if (!done_) session_.Fail(error);
    done_ = true;
  }
  void Bad(const std::string& message) {
    if (!done_) session_.Fail("bad_json", origin_.path, ErrorKind::kData, message + " at byte " + std::to_string(stream_.at()));
    done_ = true;
  }

  // Passes over one value and keeps the bytes up to a limit. False where the input ends in it.
  bool TakeValue(size_t limit, std::string& out, bool& too_large) {
    out.clear();
    too_large = false;
    uint64_t depth = 0;
    bool quoted = false, escaped = false, begun = false;
    for (;;) {
      Result<std::string_view> s = stream_.Peek(1);
      if (s && !s->empty()) s = stream_.Peek(kWindow);
      if (!s) {
        End(s.error());
        return false;
      }
      if (s->empty()) {
        if (begun && depth == 0 && !quoted) return true;
        Bad("ends in the middle of a value");
        return false;
      }
      size_t at = 0;
      bool whole = false;
      for (; at < s->size() && !whole; ++at) {
        char c = (*s)[at];
        if (quoted) {
          quoted = escaped || c != '"';
          escaped = !escaped && c == '\\';
          whole = !quoted && depth == 0;
        } else if (c == '"') {
          quoted = true;
        } else if (c == '{' || c == '[') {
          ++depth;
        } else if (c == '}' || c == ']' || c == ',') {
          if (depth == 0) {
            whole = true;
            break;  // behind a number or word: this byte is not its
          }
          if (c != ',') whole = --depth == 0;
        }
      }
      begun = true;
      too_large = too_large || out.size() + at > limit;
      if (!too_large) out.append(s->substr(0, at));
      stream_.Consume(at);
      if (whole) return true;
    }
  }

  std::optional<Report> FindList() {
    char c = Look();
    if (c == 0) {
      if (!keys_.empty()) Bad("ends in the middle of an object");
      if (!done_ && !any_ && !told_)
        session_.Fail("no_text_field", origin_.path, ErrorKind::kData, "holds no list of objects with a field \"text\"");
      done_ = true;
      return std::nullopt;
    }
    if (keys_.empty()) {  // a value at the top; several may follow each other
      if (c == '[') return Enter();
      if (c != '{') {
        Bad("is no JSON array or object");
        return std::nullopt;
      }
      Result<std::string_view> head = stream_.Peek(kWindow);
      if (head && !LooksLikeWrapper(*head)) return TakeRecord(origin_.path + (tops_++ == 0 ? "" : "#" + std::to_string(tops_)));
      ++tops_;
      stream_.Consume(1);
      keys_.emplace_back();
      return std::nullopt;
    }
    if (c == ',' || c == '}') {
      stream_.Consume(1);
      if (c == '}') keys_.pop_back();
      return std::nullopt;
    }
    if (c != '"' || !TakeValue(kKeyLimit, keys_.back(), too_large_)) {
      Bad("has no field name");
      return std::nullopt;
    }
    if (Look() != ':') {
      Bad("has no colon behind a field name");
      return std::nullopt;
    }
    stream_.Consume(1);
    c = Look();
    if (c == '{' && keys_.size() < kDeepestList) {
      stream_.Consume(1);
      keys_.emplace_back();
    } else if (c == '[') {
      return Enter();
    } else {
      TakeValue(0, value_, too_large_);
    }
    return std::nullopt;
  }

  // At a bracket: a list of objects is read, any other passed over.
  std::optional<Report> Enter() {
    Result<std::string_view> head = stream_.Peek(kWindow);
    size_t at = head ? head->find_first_not_of(" \t\r\n", 1) : std::string_view::npos;
    if (at != std::string_view::npos && (*head)[at] == '{') {
      stream_.Consume(1);
      lists_ = 1;
      index_ = textless_ = 0;
      found_ = false;
    } else {
      bool empty = at != std::string_view::npos && (*head)[at] == ']';
      TakeValue(0, value_, too_large_);
      if (empty) session_.notes.push_back({"passed_over", {}, origin_.path + "#" + Pointer() + ": an empty list"});
      told_ = told_ || empty;
    }
    return std::nullopt;
  }

  std::optional<Report> NextElement() {
    char c = Look();
    if (c == ',') {
      stream_.Consume(1);
      return std::nullopt;
    }
    if (c == ']' || c == 0) {
      if (c == 0) Bad("ends in the middle of a list");
      stream_.Consume(1);
      lists_ = 0;
      if (textless_ > 0) {
        told_ = told_ || found_;
        std::string message = origin_.path + "#" + Pointer() + ": " + std::to_string(textless_) + " objects without a text";
        if (!found_) session_.notes.push_back({"passed_over", {}, message + " were not read"});
      }
      return std::nullopt;
    }
    return TakeRecord(origin_.path + "#" + Pointer() + "/" + std::to_string(index_++));
  }

  std::optional<Report> TakeRecord(std::string place) {
    if (!TakeValue(session_.options.record_limit, value_, too_large_)) return std::nullopt;
    if (too_large_) {
      told_ = true;
      session_.Fail("too_large", std::move(place), ErrorKind::kLimit,
                    "the object has more than " + std::to_string(session_.options.record_limit) + " bytes");
      return std::nullopt;
    }
    Result<Report> report = session_.json.Read(value_, place);
    if (!report) {
      // What stands in lists of other things (tags, places) is no bad record; a list is of reports once one was there.
      if (session_.json.no_text() && lists_ > 0 && !found_) {
        ++textless_;
      } else {
        told_ = true;
        session_.Fail(session_.json.no_text() ? "no_text_field" : "bad_json", report.error());
      }
      return std::nullopt;
    }
    if (textless_ > 0) {
      told_ = true;
      session_.Fail("no_text_field", origin_.path + "#" + Pointer(), ErrorKind::kData,
                    "its first " + std::to_string(textless_) + " objects have no field \"text\"");
      textless_ = 0;
    }
    found_ = any_ = true;
    if (session_.options.keep_original) report->original = value_;
    session_.CountGood();
    return std::move(*report);
  }

  std::string Pointer() const {
    std::string pointer;
    for (const std::string& key : keys_) pointer += "/" + (key.size() >= 2 ? key.substr(1, key.size() - 2) : key);
    return pointer;
  }

  ByteStream stream_;
  Origin origin_;
  Session& session_;
  std::vector<std::string> keys_;  // of the objects around, as they stand, in quotes
  std::string value_;
  uint64_t index_ = 0, textless_ = 0, tops_ = 0;
  int lists_ = 0;  // 1: inside a list of objects
  bool done_ = false, found_ = false, any_ = false, told_ = false, too_large_ = false;
};

template <class Form>
std::unique_ptr<Documents> OpenForm(ByteStream stream, Origin origin, Session& session) {
  std::vector<Note> notes;  // the decoded text of a record says itself what it is
  std::optional<ByteStream> utf8 = AsUtf8(std::move(stream), "UTF-8", session, notes);
  if (!utf8) return nullptr;
  for (Note& note : notes) session.notes.push_back({note.name, {}, origin.path + ": " + note.message});
  return std::make_unique<Form>(std::move(*utf8), std::move(origin), session);
}

}  // namespace

std::unique_ptr<Documents> OpenJsonl(ByteStream stream, Origin origin, Session& session) {
  return OpenForm<JsonlDocuments>(std::move(stream), std::move(origin), session);
}

std::unique_ptr<Documents> OpenJson(ByteStream stream, Origin origin, Session& session) {
  return OpenForm<JsonDocuments>(std::move(stream), std::move(origin), session);
}

}  // namespace tawatur::ingest

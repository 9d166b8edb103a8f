// store: is everything still as it was stored? Entry point: Store::Verify().
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "store/database.h"
#include "store/pack.h"
#include "store/review.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/stories.h"

namespace tawatur::store {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 64;  // a file of somebody else may hold anything

struct Check {
  std::string_view text;
  size_t quotes = 0;
  std::vector<std::string> wrong;
};

// Every object with begin, end and text, wherever it stands.
void CheckQuotes(const Json& thing, Check& check, int depth = 0) {
  if (depth > kDeepest) return check.wrong.push_back("the findings are nested too deeply");
  if (thing.is_array()) {
    for (const Json& item : thing) CheckQuotes(item, check, depth + 1);
    return;
  }
  if (!thing.is_object()) return;
  auto begin = thing.find("begin"), end = thing.find("end"), text = thing.find("text");
  if (begin != thing.end() && end != thing.end()) {
    bool numbers = begin->is_number_unsigned() && end->is_number_unsigned();
    uint64_t b = numbers ? begin->get<uint64_t>() : 1, e = numbers ? end->get<uint64_t>() : 0;
    if (b > e || e > check.text.size()) {
      check.wrong.push_back("offsets " + begin->dump() + "-" + end->dump() + " are outside the text");
    } else if (text != thing.end() && text->is_string()) {
      ++check.quotes;
      if (Readable(check.text.substr(b, e - b)) != text->get_ref<const std::string&>())
        check.wrong.push_back("the words at " + begin->dump() + "-" + end->dump() + " are not those of the quote");
    }
  }
  for (const Json& item : thing) CheckQuotes(item, check, depth + 1);
}

Trouble CheckFile(Database& database, const std::function<void(const Difference&)>& tell) {
  Statement integrity(database, "PRAGMA integrity_check(20)");
  while (integrity.Step()) {
    std::string line = integrity.Text(0);
    if (line != "ok") tell({"", line});
  }
  if (integrity.trouble()) return integrity.trouble();
  Statement keys(database, "PRAGMA foreign_key_check");
  while (keys.Step()) tell({"", "a row of " + keys.Text(0) + " belongs to no report"});
  if (keys.trouble()) return keys.trouble();
  static constexpr struct {
    const char *sql, *message;
  } kCounts[] = {
      {"SELECT count(*) FROM report WHERE number NOT IN (SELECT id FROM search_docsize)",
       " reports are missing in the search index"},
      {"SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT number FROM report)",
       " entries of the search index have no report"},
      {"SELECT count(*) FROM report WHERE number NOT IN (SELECT report FROM findings)", " reports have no findings"},
      {"SELECT count(*) FROM report WHERE number NOT IN (SELECT report FROM arrival)", " reports have no name"},
  };
  for (const auto& count : kCounts) {
    Result<int64_t> n = database.Number(count.sql);
    if (!n) return n.error();
    if (*n > 0) tell({"", std::to_string(*n) + count.message});
  }
  return std::nullopt;
}

Trouble CheckDossiers(Database& database, const std::function<void(const Difference&)>& tell) {
  Statement rows(database, "SELECT s.id, d.hash, d.size, d.json FROM dossier d JOIN story s ON s.number = d.story ORDER BY d.story");
  while (rows.Step()) {
    const std::optional<std::string> json = rows.Int(2) < 0 ? std::nullopt : Unpack(rows.Text(3), static_cast<size_t>(rows.Int(2)));
    if (!json || Keep(*json).hash != rows.Text(1)) tell({rows.Text(0), "the dossier that is kept of this story is damaged"});
  }
  return rows.trouble();
}

}  // namespace

Result<Verified> Store::Verify(const std::function<void(const Difference&)>& tell) {
  Verified verified;
  if (Trouble t = CheckFile(*database_, tell)) return *t;
  Result<std::string> log = Reviews(*this).Check();
  if (!log) return log.error();
  if (!log->empty()) tell({"", *log});
  if (Trouble t = CheckDossiers(*database_, tell)) return *t;
  Statement rows(*database_,
                 "SELECT r.id, r.sha256, r.text, r.text_sha256, r.text_is_original, r.original, r.original_size, "
                 "f.json FROM report r LEFT JOIN findings f ON f.report = r.number ORDER BY r.number");
  while (rows.Step()) {
    ++verified.reports;
    std::string id = rows.Text(0), sha256 = rows.Text(1);
    auto differs = [&](const std::string& message) { tell({id, message}); };
    StoredBytes stored;
    stored.text = rows.Text(2);
    stored.text_is_original = rows.Int(4) != 0;
    stored.has_original = !rows.IsNull(5);
    if (stored.has_original) stored.original = rows.Text(5);
    stored.original_size = rows.Int(6);
    if (stored.has_original || stored.text_is_original) {
      std::optional<std::string> original = OriginalBytes(stored);
      if (!original) {
        differs("the original bytes are damaged: they do not unpack");
      } else if (Sha256Hex(*original) != sha256) {
        differs("the original bytes have another SHA-256 than " + sha256);
      } else {
        ++verified.originals;
      }
    }
    std::optional<std::string> text = ExactText(stored);
    if (!text || Sha256Hex(*text) != rows.Text(3))
      differs("the text has changed: another SHA-256 than when it was stored");
    if (stored.has_original && stored.text_is_original && text && Readable(*text) != stored.text)
      differs("the readable text is not that of the original bytes");
    if (!text || rows.IsNull(7)) continue;
    Json json = Json::parse(rows.Text(7), nullptr, false);
    if (json.is_discarded()) {
      differs("the findings are no JSON");
      continue;
    }
    Check check{*text, 0, {}};
    CheckQuotes(json, check);
    verified.quotes += check.quotes;
    for (const std::string& message : check.wrong) differs(message);
    auto report = json.find("report");
    auto hash = report == json.end() ? json.end() : report->find("sha256");
    if (report == json.end() || hash == report->end() || *hash != sha256)
      differs("the findings are those of another report");
  }
  if (rows.trouble()) return *rows.trouble();
  return verified;
}

}  // namespace tawatur::store

// store: the stories of a case and what they are made from. Entry points: Stories::List(), Find(), Replace(). What a
// story tells follows from the texts (casefile/casefile.h); its JSON is kept beside the row, for who asks often.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ingest/report.h"
#include "store/store.h"

namespace tawatur::store {

struct TollRow { std::optional<int64_t> low, best, high; };

// A dossier's JSON as it is kept.
struct KeptDossier {
  std::string hash;    // of the JSON, 32 hex digits
  std::string packed;
  int64_t size = 0;    // of the JSON
};
KeptDossier Keep(std::string_view json);

struct StoryRow {
  int64_t number = 0;  // given by the store
  std::string id, key, title, title_en, event_class, date, date_end, place_id, place, place_en;
  bool has_point = false;
  double lat = 0, lon = 0;
  int64_t date_prec = 0, where_prec = 0;  // 0 = not known
  TollRow killed, injured;
  int64_t copies = 0, figures = 0, claims = 0, conflicts = 0, reviewed = 0, report_count = 0;
  int64_t origins = 0, waiting = 0;  // distinct first sources; figures that wait for review
  double weight = 0;                 // the highest score among those
  std::string kinds;                 // of its figures, with blanks between them
  std::string first_published, last_published;
  struct Member { int64_t report = 0; std::string sha256, dated; };
  std::vector<Member> reports;  // filled by Find() only
  KeptDossier dossier;          // for Replace(); may be empty
};

struct StoryKey { int64_t number = 0; std::string id, key; };

// What one version read of a report, beyond its findings.
struct Reading {
  int64_t report = 0;
  std::string findings, facets, profile;
};

class Stories {
 public:
  explicit Stories(Store& store) : store_(store) {}

  // Reports that this reader (version and word lists) has not read.
  Result<std::vector<int64_t>> Unread(std::string_view reader);
  // Every report was read by this reader and stands in a story.
  Result<bool> Complete(std::string_view reader);
  Result<int64_t> EachProfile(const std::function<void(int64_t report, const std::string& sha256, const std::string& profile)>& take);
  // In place of what another reader read; all of them or none.
  Result<int64_t> PutReadings(std::span<const Reading> readings, std::string_view reader);
  // One report a name, as ReportReader gives them.
  Result<std::vector<ingest::Report>> ReadReports(std::span<const int64_t> numbers);
  // Whose SHA-256 begins so.
  Result<std::vector<ingest::Report>> ReadReports(const std::string& sha256_begin);

  // The index of words comes in a piece a batch: many pieces become one, some pages a transaction.
  Result<bool> MergeIndex();
  // In any order.
  Result<int64_t> EachReport(const std::function<void(int64_t report, const std::string& sha256)>& take);
  // Reports whose bytes came under several names or paths, ascending.
  Result<std::vector<int64_t>> UnderSeveralNames();

  // Another number after another program has written.
  Result<int64_t> OthersVersion();
  Result<std::vector<StoryKey>> Keys();
  // All of it or none. Gives the number of new rows.
  Result<int64_t> Replace(std::span<const int64_t> gone, std::span<const StoryRow> fresh);
  Result<std::vector<StoryRow>> List(const Filter& filter);
  // The JSON of the story's dossier and its hash, as it was told when the row was made; nothing where none is kept.
  struct Dossier { std::string json, hash; };
  Result<std::optional<Dossier>> ReadDossier(std::string_view story_id);
  // The last decision of the log that all stories know of. What came after it is not in their rows and dossiers yet.
  Result<int64_t> ToldReview();
  Result<bool> SetToldReview(int64_t number);
  // Which story (StoryRow::number) holds each report, and the date it gives it; by report.
  Result<int64_t> EachMember(const std::function<void(int64_t report, int64_t story, const std::string& dated)>& take);
  // What this reader's grouping left for its next look; empty where nothing (whole) is there.
  Result<std::string> Grouping(std::string_view reader);
  Result<bool> SetGrouping(std::string_view reader, std::string_view bytes);
  // Reports that hold the filter's words and what it names, in ascending order; nothing for what is no word.
  Result<std::vector<int64_t>> ReportsWith(const Filter& filter);
  // By its id, the id it had when another report was its first, or the id or SHA-256 of one of its reports.
  Result<std::optional<StoryRow>> Find(std::string_view id);

  // Name and content.
  Result<std::vector<std::pair<std::string, std::string>>> WordLists();
  Result<int64_t> SetWordLists(std::span<const std::pair<std::string, std::string>> lists);

 private:
  Store& store_;
};

}  // namespace tawatur::store

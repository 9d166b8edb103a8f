// ResolvedReports -> stories -> dossiers. Entry points, in the order of the walk: Group(), DateUndated(), Reconcile().
// All pure: the same reports give the same stories in any order.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/dossier.h"

namespace tawatur::reconcile {

struct Options {
  std::string rule = "ucdp";  // how low/best/high are derived: ucdp|gtd|acled|latest (docs/tolls.md)
};

// One story: which reports, ascending by canonical order (published, then id).
struct Group { std::vector<Index> reports; };

class StoryIndex;  // story_index.h
// The stories of an index whose numbers are indexes into `reports`.
std::vector<Group> GroupsOf(const StoryIndex& index, std::span<const resolve::ResolvedReport> reports);
// The same from nothing: all reports at once.
std::vector<Group> GroupStories(std::span<const resolve::ResolvedReport> reports);
// What an undated report's own words say of its day: the day itself, or one not far from it (for the year of its other dates).
struct OwnDate {
  std::string published, near;
  bool year_assumed = false;    // words and weekday fit one recent year
  bool year_by_number = false;  // the number of the page's address lies among those of that year
};
OwnDate DateByOwnWords(const resolve::ResolvedReport& report);
// The date a group's other reports and its own words give to an undated report; empty = cannot be known.
// Also fills not_before / not_after of the report's meta where they can be bounded.
std::string InferDate(std::span<resolve::ResolvedReport> reports, const Group& group, Index undated);
// The order of stories: most reports first, then the earliest.
struct StoryRank {
  size_t reports = 0;
  std::string_view date, id;
  bool operator<(const StoryRank& o) const;
};
Dossiers Reconcile(std::span<const resolve::ResolvedReport> reports, const std::vector<Group>& groups, const lexicon::Lexicon& lexicon, const Options& options);

// Ids of the contract: first 12 hex of the SHA-256 + ':' + letter (f, e, c) + begin offset.
std::string FigureId(const resolve::ResolvedReport& r, Index figure);
std::string EventId(const resolve::ResolvedReport& r, Index event);
std::string ClaimId(const resolve::ResolvedReport& r, Index claim);

// ACLED and PLOVER codes of an event class (data/mappings/event-classes.tsv, embedded).
struct EventCodes { std::string_view event_type, sub_event_type, plover; };
EventCodes CodesOf(std::string_view event_class);

}  // namespace tawatur::reconcile

// Places, bodies and dates in the terms of the field's datasets (docs/exports.md). Entry points: CountryCodes(),
// Within, BodyOf(), Interval().
#pragma once
#include <string>
#include <string_view>

#include "publish/mask.h"
#include "publish/selection.h"

namespace tawatur::publish {

// data/mappings/countries.tsv; empty fields where there is none.
struct CountryCode { std::string_view iso, alpha2, region; };
CountryCode CountryCodes(std::string_view country_id);

// What contains a place, in English where the lists have it. Empty = not in the lists: never guessed.
struct Within {
  std::string location, country_id, country, admin1, admin2;
  bool point = false;  // the place itself has a point in the lists or by review
};

enum class BodyKind { kUnknown, kState, kArmedGroup, kExternal, kProtesters, kPlace };  // kPlace: a town, a hospital: no actor
struct Body {
  BodyKind kind = BodyKind::kUnknown;
  std::string name;        // English where known
  std::string country_id;  // of a state's body
};

// Looks things up in the lists, and those that no list has in the event's own reports.
class Things {
 public:
  Things(const Selection& selection, Masker& mask) : selection_(selection), mask_(mask) {}
  Within WithinOf(const reconcile::StoryEvent& event) const;
  Body BodyOf(const reconcile::StoryEvent& event, const reconcile::StoryEvent::Who& who) const;
  // English where known, else Arabic, else the words.
  std::string EnglishName(const reconcile::Slot& slot) const;

 private:
  struct Thing {
    std::string name, kind, parent;
    lexicon::EntityType type = lexicon::EntityType::kPlace;
  };
  Thing Find(const reconcile::StoryEvent& event, const std::string& id) const;

  const Selection& selection_;
  Masker& mask_;
};

// First and last possible day of an event; empty where nothing is known.
struct DayRange { std::string first, last; };
DayRange Interval(const reconcile::StoryEvent& event);

// The statements of an event's dead, each with its figure: what an event's row cites.
struct Cited {
  std::vector<Index> reports;                             // in the story's order
  std::vector<const reconcile::SeriesPoint*> points;      // of its series of dead
};
Cited CitedBy(const reconcile::Story& story, Index event);

}  // namespace tawatur::publish

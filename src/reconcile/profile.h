// What grouping looks at in one report. Entry point: ProfileOf(), a function of that report alone.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/rarity.h"
#include "reconcile/view.h"

namespace tawatur::reconcile {

struct Profile {
  Days published;                       // known day, or unknown
  std::vector<uint64_t> hamlets;        // places too small to be named by chance: hashes of ids, sorted
  bool anchored = false;                // its place in time is known: its days can speak against another report's
  std::vector<int> event_days;          // days of its own happenings, most told first
  uint8_t weekdays = 0;                 // bits: weekdays it gives to its own happenings (for undated reports)
  // A place with what is told around it: its words (sorted hashes), its days, its counts (as below). In a roundup only that is its news.
  struct Spot {
    Where where;
    double weight = 0;
    std::vector<uint64_t> words, counts;
    std::vector<int> days;
    size_t told = 0;
  };
  std::vector<Spot> spots;              // named places that are no country or region, most told first
  std::vector<uint64_t> facilities, persons, bodies;       // hashes of ids, sorted
  std::vector<std::string_view> classes;                   // of its own happenings, sorted, unique
  std::vector<uint64_t> counts;         // hash of (kind, number), sorted
  struct Term { uint64_t hash; float weight; };
  std::vector<Term> terms;              // its telling words by hash; weights make a unit vector
  std::vector<Term> lead;               // likewise, of the headline and the first paragraphs
  std::vector<uint64_t> rare;           // the most telling words
  uint64_t outlet = 0;                  // hash of its name, 0 if unknown
  std::vector<bool> prose;              // parallel to fingerprints.word: the word stands in a line of prose or in the headline
};

Profile ProfileOf(const resolve::ResolvedReport& r, const extract::Rarity& rarity);
double Cosine(const std::vector<Profile::Term>& a, const std::vector<Profile::Term>& b);
uint64_t HashOf(std::string_view s);

}  // namespace tawatur::reconcile

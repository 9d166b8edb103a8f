// What grouping looks at in one report, in about two kilobytes. Entry points: ProfileOf(), a function of that report alone;
// Pack() and Unpack(), for keeping it.
#pragma once
#include <array>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rarity.h"
#include "reconcile/view.h"

namespace tawatur::reconcile {

// A named place as far as FitOf() asks.
struct SpotPlace {
  uint32_t id = 0;                      // hash
  std::array<uint32_t, 6> chain{};      // itself and what contains it, nearest first; 0 = no more
  float lat = 0, lon = 0;
  bool has_point = false, wide = false, capital = false, loose_region = false, small = false;
};
PlaceFit FitOf(const SpotPlace& a, const SpotPlace& b);

// A profile without its lists.
struct ProfileHead {
  enum Part : uint8_t { kDays, kHamlets, kPlaces, kFacilities, kPersons, kBodies, kCounts, kRare, kMarks, kAttackers, kKilled, kInjured, kTitlePlaces, kToll, kTerms, kLead, kStems, kTitle, kParts };
  struct Range { uint16_t begin = 0, size = 0; };  // all lists together are some thousand at most
  // A place with what is told around it: its words, its days, its counts. In a roundup only that is its news.
  struct Spot {
    SpotPlace where;
    Range words, counts, days;
  };

  uint64_t self = 0;                    // hash of id and bytes: the order in which everything is done
  uint64_t classes = 0, fitting = 0;    // bits: classes of its own happenings; classes that may name one of them
  int32_t published_from = 0, published_to = 0;
  bool published_known = false;         // kToll: the first count of dead, no part of another. kDays: days of its own happenings, most told first (as int32_t)
  bool anchored = false;                // its place in time is known: its days can speak against another report's
  bool windowed = false;                // when it may have been published, if anything tells; and in which months, whatever the year
  int32_t window_from = 0, window_to = 0;
  uint16_t months = 0xFFF;
  int8_t said_weekday = -1;             // of publication, as its words or its date tell; -1 = unknown
  uint8_t weekdays = 0;                 // bits: weekdays it gives to its own happenings (for undated reports)
  uint8_t mark_bits = 0;                // of the fingerprints only those whose lowest bits are 0 are kept
  uint32_t outlet = 0;                  // hash of its name, 0 if unknown
  std::array<Range, kParts> part{};     // kTerms to kTitle: pairs of hash and weight (a float's bits), a unit vector by hash

  Days Window() const { return {window_from, window_to, windowed}; }
  Days Published() const { return {published_from, published_to, published_known}; }
};

// All lists stand in one pool, sorted, each value a hash of 32 bits: what two reports share is found by walking both.
struct Profile : ProfileHead {
  Profile() = default;
  // The same in other memory.
  Profile(const Profile& p, std::pmr::memory_resource* memory) : ProfileHead(p), spots(p.spots, memory), pool(p.pool, memory) {}

  std::pmr::vector<Spot> spots;  // named places that are no country or region, most told first
  std::pmr::vector<uint32_t> pool;

  std::span<const uint32_t> At(Range r) const { return {pool.data() + r.begin, r.size}; }
  std::span<const uint32_t> operator[](Part p) const { return At(part[p]); }
};

Profile ProfileOf(const resolve::ResolvedReport& r, const extract::Rarity& rarity);
uint64_t HashOf(std::string_view s);
uint32_t ShortHash(std::string_view s);

// Bytes to keep and the way back; little-endian. Bytes of another build may mean something else: keep the version beside them.
std::string Pack(const Profile& p);
std::optional<Profile> Unpack(std::string_view bytes);
// Whether its publication is known; nothing where the bytes are too few.
std::optional<bool> IsDated(std::string_view bytes);

// Parallel to the fingerprints' words: the word stands in a line of prose or in the headline.
std::vector<bool> ProseOf(const resolve::ResolvedReport& r);

}  // namespace tawatur::reconcile

// Look-up over the compiled word lists. Entry points: Lexicon::Builtin(), Lexicon::Find().
//
// A lexicon is a set of keys (folded words, or phrases of folded words) with senses. A sense is a tag with a value:
// a number (number words, months), a symbol (a short ASCII word such as "killed", interned), or an entity (names).
// Looking a word up costs one probe of an open table by its 64-bit hash; a phrase is looked up only where its head asks.
// Format of the text lists: docs/lexicon.md; of the compiled blob: lexicon/compile.h.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/large_pages.h"
#include "base/result.h"

namespace tawatur::lexicon {

enum class Tag : uint16_t {
#define TAG(enumerator, name) enumerator,
#include "lexicon/tag.def"
#undef TAG
  kCount
};
std::string_view TagName(Tag tag);

enum class Number : uint8_t { kNone, kSingular, kDual, kDualOrPlural, kPlural };
enum class Gender : uint8_t { kNone, kMasculine, kFeminine };
enum class Form : uint8_t { kBase, kConstruct, kImperfect, kFeminineAdjective };  // what the paradigm made of it

struct Sense {
  Tag tag;
  Number number = Number::kNone;
  Gender gender = Gender::kNone;
  Form form = Form::kBase;
  bool takes_pronoun = false;  // may carry a suffixed pronoun (paradigm letter '+')
  bool symbolic = false;       // value is a symbol
  int64_t value = 0;           // number, symbol id or entity index
  uint64_t tags = kNoTags;     // of a key's first sense: its tag and those of the seven behind it, a byte each
  static constexpr uint64_t kNoTags = ~uint64_t{0};
};
static_assert(static_cast<size_t>(Tag::kCount) <= 0xFF);  // which is none

// The first of a key's senses with this tag; null if there is none. Which of them it is nobody can guess: eight are compared at once.
inline const Sense* FindSense(std::span<const Sense> senses, Tag tag) {
  constexpr uint64_t kEach = 0x0101010101010101u, kSize = 8;
  if (senses.empty()) return nullptr;
  const uint64_t other = senses.front().tags ^ kEach * static_cast<uint64_t>(tag);  // a byte is 0 where the tag is
  const uint64_t found = (other - kEach) & ~other & 0x80 * kEach;
  if (found) return &senses[static_cast<size_t>(std::countr_zero(found)) / 8];
  for (size_t k = kSize; k < senses.size(); ++k) {
    if (senses[k].tag == tag) return &senses[k];
  }
  return nullptr;
}

// A set of tags: a rule that asks a word for one costs a bit test on most words.
struct TagSet {
  std::array<uint64_t, 4> bits{};
  static_assert(static_cast<size_t>(Tag::kCount) <= 256);
  constexpr bool Has(Tag t) const { return bits[static_cast<size_t>(t) >> 6] >> (static_cast<size_t>(t) & 63) & 1; }
  constexpr void Add(Tag t) { bits[static_cast<size_t>(t) >> 6] |= uint64_t{1} << (static_cast<size_t>(t) & 63); }
  constexpr void Add(const TagSet& o) {
    for (size_t i = 0; i < bits.size(); ++i) bits[i] |= o.bits[i];
  }
  constexpr bool Any(const TagSet& o) const {
    return ((bits[0] & o.bits[0]) | (bits[1] & o.bits[1]) | (bits[2] & o.bits[2]) | (bits[3] & o.bits[3])) != 0;
  }
  constexpr bool Empty() const { return (bits[0] | bits[1] | bits[2] | bits[3]) == 0; }
};
constexpr TagSet TagsOf(std::initializer_list<Tag> tags) {
  TagSet s;
  for (Tag t : tags) s.Add(t);
  return s;
}

// The bit of a word, by its hash without article, among those that go on with a phrase.
constexpr uint64_t NextBit(uint64_t word) { return uint64_t{1} << (word >> 58); }

struct alignas(64) Entry {  // a cache line
  uint64_t hash = 0;           // of its key
  const Sense* first = nullptr;
  uint32_t count = 0;
  uint8_t longest_phrase = 0;  // > 1: some phrase of up to this many words begins with this word
  uint64_t next = 0;           // NextBit() of the words that go on with a phrase that begins so
  TagSet tags;                 // of its senses
  std::span<const Sense> Senses() const { return {first, count}; }
  bool MayGoOn(uint64_t word) const { return next & NextBit(word); }  // false of most words behind most heads
};

enum class EntityType : uint8_t { kPerson, kOrganisation, kPlace, kFacility };

// A named thing of the lists. Views live as long as the lexicon. What is asked of every name in a text comes first: one cache line.
struct alignas(64) Entity {
  std::string_view id;       // permanent slug
  EntityType type = EntityType::kOrganisation;
  bool has_point = false;
  std::string_view kind;     // e.g. state, government, ministry, army, police, armed_group, monitor, agency, outlet, un, ngo, party;
                             // city, town, village, quarter, camp, governorate, country, region, river; prison, hospital, base, ...
  std::string_view parent;   // id of the containing place / superior body; empty where none
  uint64_t head = 0;         // hash of the first of several words of its name, without article; 0 of a name of one word
  std::string_view name;     // canonical Arabic
  std::string_view name_en;  // canonical English, neutral
  std::string_view domain;   // outlets and agencies: registered domain(s), comma separated
  std::string_view speaker_kind;  // party, authority, monitor, international, expert, outlet, ...; empty = by kind
  double lat = 0, lon = 0;   // WGS84 degrees
};

class Lexicon {
 public:
  // The shipped table, compiled into the library. Shared, immutable, safe from many threads.
  static const Lexicon& Builtin();
  // The shipped table with user lists probed first (text format of docs/lexicon.md; a line's key replaces the shipped key).
  static Result<std::unique_ptr<Lexicon>> WithUserLists(std::span<const std::string> paths);
  // From a compiled blob that outlives the lexicon (tests, the build tool).
  static Result<std::unique_ptr<Lexicon>> FromBlob(std::string_view blob);

  // Null when the word (or phrase) is not listed. `hash` = text::HashWord, or JoinHash over a phrase's words.
  // Inline, as every word of a text comes here: most are not listed, and a clear bit says so from a table that stays in the cache.
  const Entry* Find(uint64_t hash) const {
    if (!MayBeListed(hash)) return nullptr;
    for (uint64_t i = hash & slot_mask_;; i = (i + 1) & slot_mask_) {
      const Slot& s = slots_[i];
      if (s.entry == 0) return nullptr;
      if (s.check == static_cast<uint32_t>(hash >> 32) && entries_[s.entry - 1].hash == hash) return &entries_[s.entry - 1];
    }
  }
  // Looking many keys up: those that may be listed, then all their slots, then all their entries, then Find(); for each lies anywhere
  // in memory, which is asked for ahead of use.
  bool MayBeListed(uint64_t hash) const { return (~listed_[hash >> 20 & listed_mask_] & Bits(hash)) == 0; }
  void PrefetchSlot(uint64_t hash) const { __builtin_prefetch(&slots_[hash & slot_mask_]); }
  void PrefetchEntry(uint64_t hash) const {
    const uint32_t entry = slots_[hash & slot_mask_].entry;
    __builtin_prefetch(entries_.data() + (entry ? entry - 1 : 0));
  }
  std::string_view Symbol(int64_t id) const {
    return static_cast<uint64_t>(id) < symbols_.size() ? symbols_[static_cast<size_t>(id)] : std::string_view();
  }
  // Entries are told by their index too: half the size of a pointer.
  uint32_t IndexOf(const Entry& e) const { return static_cast<uint32_t>(&e - entries_.data()); }
  const Entry& EntryAt(uint32_t index) const { return entries_[index]; }
  const Entity& EntityAt(int64_t index) const { return entities_[static_cast<size_t>(index)]; }
  // The place or body that an entity is part of, or -1: none above a country.
  int64_t Above(int64_t entity) const { return above_[static_cast<size_t>(entity)]; }
  size_t entity_count() const { return entities_.size(); }
  // Index of the entity with this id, or -1.
  int64_t EntityById(std::string_view id) const;

 private:
  struct Slot {
    uint32_t check = 0;  // upper half of the hash
    uint32_t entry = 0;  // index + 1; 0 = free
  };
  Lexicon();
  bool Load(std::string_view blob);
  void Grow(size_t keys);
  Entry& Place(uint64_t hash);
  // Two bits a key, both in one word.
  static uint64_t Bits(uint64_t hash) { return uint64_t{1} << (hash >> 52 & 63) | uint64_t{1} << (hash >> 58); }
  void Mark(uint64_t hash) { listed_[hash >> 20 & listed_mask_] |= Bits(hash); }

  std::vector<Slot, LargePages<Slot>> slots_;
  uint64_t slot_mask_ = 0;
  std::vector<uint64_t> listed_;  // of the keys: what is not in here is not listed
  uint64_t listed_mask_ = 0;
  std::vector<Entry, LargePages<Entry>> entries_;
  std::vector<std::string_view> symbols_;
  std::vector<Entity, LargePages<Entity>> entities_;
  std::vector<int64_t> above_;  // parallel to them
  std::unordered_map<std::string_view, int64_t> symbol_ids_, entity_ids_;
  std::deque<std::vector<Sense, LargePages<Sense>>> senses_;  // of a blob each
  std::deque<std::string> blobs_;          // user lists' own bytes
};

}  // namespace tawatur::lexicon

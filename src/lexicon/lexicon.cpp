// The compiled lists in memory. Entry points: Lexicon::Builtin(), Lexicon::Find().
#include "lexicon/lexicon.h"

#include <algorithm>
#include <utility>

#include "lexicon/blob.h"
#include "lexicon/compile.h"

extern "C" {
extern const char tawatur_lexicon_blob[];
extern const char tawatur_lexicon_blob_end[];
}

namespace tawatur::lexicon {

// The entry of a key, made where there is none. Grow() has made room.
Entry& Lexicon::Place(uint64_t hash) {
  for (uint64_t i = hash & slot_mask_;; i = (i + 1) & slot_mask_) {
    Slot& s = slots_[i];
    if (s.entry && entries_[s.entry - 1].hash == hash) return entries_[s.entry - 1];
    if (s.entry) continue;
    entries_.emplace_back().hash = hash;
    s = {static_cast<uint32_t>(hash >> 32), static_cast<uint32_t>(entries_.size())};
    Mark(hash);
    return entries_.back();
  }
}

// Makes room for so many more keys.
void Lexicon::Grow(size_t keys) {
  size_t want = 1024;
  while (want * 3 < 4 * (entries_.size() + keys)) want *= 2;
  entries_.reserve(entries_.size() + keys);
  if (want <= slots_.size()) return;
  slots_.assign(want, {});
  slot_mask_ = want - 1;
  listed_.assign(want / 8, 0);  // 8 bits a slot: one or two words in a hundred that are not listed pass
  listed_mask_ = want / 8 - 1;
  for (uint32_t e = 0; e < entries_.size(); ++e) {
    const uint64_t hash = entries_[e].hash;
    uint64_t i = hash & slot_mask_;
    while (slots_[i].entry) i = (i + 1) & slot_mask_;
    slots_[i] = {static_cast<uint32_t>(hash >> 32), e + 1};
    Mark(hash);
  }
}

// Adds a blob's content; its keys replace those already there.
bool Lexicon::Load(std::string_view blob) {
  if (!blob.starts_with(kMagic)) return false;
  BlobReader r(blob.substr(kMagic.size()));
  if (r.Get<uint32_t>() != kVersion) return false;
  std::vector<int64_t> symbol_map(r.Get<uint32_t>());
  for (auto& id : symbol_map) {
    const std::string_view s = r.String();
    const auto [it, fresh] = symbol_ids_.emplace(s, static_cast<int64_t>(symbols_.size()));
    if (fresh) symbols_.push_back(s);
    id = it->second;
    if (r.bad()) return false;
  }
  std::vector<int64_t> entity_map(r.Get<uint32_t>());
  for (auto& index : entity_map) {
    Entity e;
    e.id = r.String();
    const std::string_view type = r.String();
    e.type = type == "person" ? EntityType::kPerson : type == "organisation" ? EntityType::kOrganisation : type == "place" ? EntityType::kPlace : EntityType::kFacility;
    const auto kind = r.Get<uint32_t>();
    if (kind >= symbol_map.size()) return false;
    e.kind = Symbol(symbol_map[kind]);  // kinds are few: asked for again and again, they are near
    e.name = r.String();
    e.name_en = r.String();
    e.parent = r.String();
    e.domain = r.String();
    e.speaker_kind = r.String();
    e.has_point = r.Get<uint8_t>() != 0;
    e.lat = r.Get<double>();
    e.lon = r.Get<double>();
    e.head = r.Get<uint64_t>();
    if (r.bad()) return false;
    const auto [it, fresh] = entity_ids_.emplace(e.id, static_cast<int64_t>(entities_.size()));
    if (fresh) {
      entities_.push_back(e);
    } else {
      entities_[static_cast<size_t>(it->second)] = e;
    }
    index = it->second;
  }
  above_.clear();
  for (const Entity& e : entities_) above_.push_back(e.kind == "country" || e.parent.empty() ? -1 : EntityById(e.parent));
  const auto keys = r.Get<uint32_t>();
  if (r.bad() || keys > blob.size()) return false;
  Grow(keys);
  auto& pool = senses_.emplace_back();
  std::vector<std::pair<uint32_t, size_t>> where;  // entry, its first sense in the pool
  where.reserve(keys);
  for (uint32_t i = 0; i < keys; ++i) {
    const auto hash = r.Get<uint64_t>();
    const auto longest = r.Get<uint8_t>();
    const auto next = longest > 0 ? r.Get<uint64_t>() : 0;
    const auto n = r.Get<uint16_t>();
    if (r.bad()) return false;
    Entry& entry = Place(hash);
    entry.longest_phrase = std::max(entry.longest_phrase, longest);
    entry.next |= next;
    if (n == 0) continue;
    where.emplace_back(static_cast<uint32_t>(&entry - entries_.data()), pool.size());
    entry.count = n;
    entry.tags = TagSet{};
    uint64_t tags = Sense::kNoTags;
    for (uint16_t k = 0; k < n; ++k) {
      Sense& s = pool.emplace_back();
      s.tag = static_cast<Tag>(r.Get<uint16_t>());
      s.number = static_cast<Number>(r.Get<uint8_t>());
      s.gender = static_cast<Gender>(r.Get<uint8_t>());
      s.form = static_cast<Form>(r.Get<uint8_t>());
      const auto flags = r.Get<uint8_t>();
      s.takes_pronoun = flags & 1;
      s.symbolic = flags & 2;
      s.value = r.Get<int64_t>();
      if (r.bad() || s.tag >= Tag::kCount) return false;
      if (k < sizeof Sense::tags) tags ^= (0xFF ^ static_cast<uint64_t>(s.tag)) << 8 * k;
      entry.tags.Add(s.tag);
      const auto v = static_cast<size_t>(s.value);
      if (s.symbolic) {
        if (v >= symbol_map.size()) return false;
        s.value = symbol_map[v];
      } else if (s.tag == Tag::kName || s.tag == Tag::kNisba || s.tag == Tag::kWeakName) {
        if (v >= entity_map.size()) return false;
        s.value = entity_map[v];
      }
    }
    pool[pool.size() - n].tags = tags;
  }
  for (const auto& [entry, first] : where) entries_[entry].first = pool.data() + first;
  return true;
}

Lexicon::Lexicon() { Grow(1); }

const Lexicon& Lexicon::Builtin() {
  static const std::unique_ptr<Lexicon> lexicon = [] {
    auto made = FromBlob(std::string_view(tawatur_lexicon_blob, static_cast<size_t>(tawatur_lexicon_blob_end - tawatur_lexicon_blob)));
    return made ? std::move(*made) : std::unique_ptr<Lexicon>(new Lexicon());  // the build made the blob: it cannot be bad
  }();
  return *lexicon;
}

Result<std::unique_ptr<Lexicon>> Lexicon::FromBlob(std::string_view blob) {
  std::unique_ptr<Lexicon> lexicon(new Lexicon());
  if (!lexicon->Load(blob)) return Error{ErrorKind::kData, "", "not a compiled lexicon of this version"};
  return lexicon;
}

Result<std::unique_ptr<Lexicon>> Lexicon::WithUserLists(std::span<const std::string> paths) {
  auto lexicon = FromBlob(std::string_view(tawatur_lexicon_blob, static_cast<size_t>(tawatur_lexicon_blob_end - tawatur_lexicon_blob)));
  if (!lexicon) return lexicon.error();
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    Result<SourceFile> file = ReadSource(path);
    if (!file) return file.error();
    files.push_back(std::move(*file));
  }
  auto blob = Compile(files);
  if (!blob) return blob.error();
  Lexicon& all = **lexicon;
  all.blobs_.push_back(std::move(*blob));
  if (!all.Load(all.blobs_.back())) return Error{ErrorKind::kInternal, "", "a freshly compiled lexicon does not load"};
  return lexicon;
}

int64_t Lexicon::EntityById(std::string_view id) const {
  const auto it = entity_ids_.find(id);
  return it == entity_ids_.end() ? -1 : it->second;
}

}  // namespace tawatur::lexicon

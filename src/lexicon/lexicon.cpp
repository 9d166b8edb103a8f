// The compiled lists in memory. Entry points: Lexicon::Builtin(), Lexicon::Find().
#include "lexicon/lexicon.h"

#include <deque>
#include <fstream>
#include <sstream>
#include <unordered_map>

#include "lexicon/blob.h"
#include "lexicon/compile.h"

extern "C" {
extern const char tawatur_lexicon_blob[];
extern const char tawatur_lexicon_blob_end[];
}

namespace tawatur::lexicon {

struct Slot {
  uint64_t hash = 0;  // 0 = free
  uint32_t entry = 0;
};

struct Lexicon::Impl {
  std::deque<std::string> blobs;  // user lists' own bytes
  std::vector<std::string_view> symbols;
  std::unordered_map<std::string_view, int64_t> symbol_ids;
  std::vector<Entity> entities;
  std::unordered_map<std::string_view, int64_t> entity_ids;
  std::deque<std::vector<Sense>> senses;
  std::deque<Entry> entries;
  std::vector<Slot> table;
  uint64_t mask = 0;
  size_t used = 0;
  // One bit a key: most words are not listed, and a clear bit says so from a table that stays in the cache.
  std::vector<uint64_t> listed;
  uint64_t listed_mask = 0;

  Slot& Place(uint64_t hash) {
    uint64_t i = hash & mask;
    while (table[i].hash && table[i].hash != hash) i = (i + 1) & mask;
    return table[i];
  }
  uint64_t Bit(uint64_t hash) const { return hash >> 20 & listed_mask; }
  void Mark(uint64_t hash) { listed[Bit(hash) >> 6] |= uint64_t{1} << (Bit(hash) & 63); }
  bool MayBeListed(uint64_t hash) const { return listed[Bit(hash) >> 6] >> (Bit(hash) & 63) & 1; }
  void Grow(size_t keys) {
    size_t want = 1024;
    while (want < 2 * (used + keys)) want *= 2;
    if (want <= table.size()) return;
    std::vector<Slot> old(want);
    old.swap(table);
    mask = want - 1;
    listed.assign(want / 4, 0);
    listed_mask = want * 16 - 1;
    for (const Slot& s : old) {
      if (!s.hash) continue;
      Place(s.hash) = s;
      Mark(s.hash);
    }
  }
  bool Load(std::string_view blob);
};

// Adds a blob's content; its keys replace those already there.
bool Lexicon::Impl::Load(std::string_view blob) {
  if (!blob.starts_with(kMagic)) return false;
  BlobReader r(blob.substr(kMagic.size()));
  if (r.Get<uint32_t>() != kVersion) return false;
  std::vector<int64_t> symbol_map(r.Get<uint32_t>());
  for (auto& id : symbol_map) {
    const std::string_view s = r.String();
    const auto [it, fresh] = symbol_ids.emplace(s, static_cast<int64_t>(symbols.size()));
    if (fresh) symbols.push_back(s);
    id = it->second;
    if (r.bad()) return false;
  }
  std::vector<int64_t> entity_map(r.Get<uint32_t>());
  for (auto& index : entity_map) {
    Entity e;
    e.id = r.String();
    const std::string_view type = r.String();
    e.type = type == "person" ? EntityType::kPerson : type == "organisation" ? EntityType::kOrganisation : type == "place" ? EntityType::kPlace : EntityType::kFacility;
    e.kind = r.String();
    e.name = r.String();
    e.name_en = r.String();
    e.parent = r.String();
    e.domain = r.String();
    e.speaker_kind = r.String();
    e.has_point = r.Get<uint8_t>() != 0;
    e.lat = r.Get<double>();
    e.lon = r.Get<double>();
    if (r.bad()) return false;
    const auto [it, fresh] = entity_ids.emplace(e.id, static_cast<int64_t>(entities.size()));
    if (fresh) {
      entities.push_back(e);
    } else {
      entities[static_cast<size_t>(it->second)] = e;
    }
    index = it->second;
  }
  const auto keys = r.Get<uint32_t>();
  Grow(keys);
  for (uint32_t i = 0; i < keys; ++i) {
    const auto hash = r.Get<uint64_t>();
    const auto longest = r.Get<uint8_t>();
    const auto n = r.Get<uint16_t>();
    auto& list = senses.emplace_back(n);
    for (Sense& s : list) {
      s.tag = static_cast<Tag>(r.Get<uint16_t>());
      s.number = static_cast<Number>(r.Get<uint8_t>());
      s.gender = static_cast<Gender>(r.Get<uint8_t>());
      s.form = static_cast<Form>(r.Get<uint8_t>());
      const auto flags = r.Get<uint8_t>();
      s.takes_pronoun = flags & 1;
      s.symbolic = flags & 2;
      s.value = r.Get<int64_t>();
      s.surface = r.String();
      if (r.bad() || s.tag >= Tag::kCount) return false;
      const auto v = static_cast<size_t>(s.value);
      if (s.symbolic) {
        if (v >= symbol_map.size()) return false;
        s.value = symbol_map[v];
      } else if (s.tag == Tag::kName || s.tag == Tag::kNisba || s.tag == Tag::kWeakName) {
        if (v >= entity_map.size()) return false;
        s.value = entity_map[v];
      }
    }
    Slot& slot = Place(hash);
    if (slot.hash == 0) {
      slot = {hash, static_cast<uint32_t>(entries.size())};
      entries.emplace_back();
      Mark(hash);
      ++used;
    }
    Entry& entry = entries[slot.entry];
    if (n > 0) {
      entry.senses = list;
      entry.tags = TagSet{};
      for (const Sense& sense : list) entry.tags.Add(sense.tag);
    } else {
      senses.pop_back();
    }
    entry.longest_phrase = std::max(entry.longest_phrase, longest);
  }
  return !r.bad();
}

Lexicon::Lexicon() : impl_(std::make_unique<Impl>()) {}
Lexicon::~Lexicon() = default;

const Lexicon& Lexicon::Builtin() {
  static const std::unique_ptr<Lexicon> lexicon = [] {
    auto made = FromBlob(std::string_view(tawatur_lexicon_blob, static_cast<size_t>(tawatur_lexicon_blob_end - tawatur_lexicon_blob)));
    return made ? std::move(*made) : std::unique_ptr<Lexicon>(new Lexicon());  // the build made the blob: it cannot be bad
  }();
  return *lexicon;
}

Result<std::unique_ptr<Lexicon>> Lexicon::FromBlob(std::string_view blob) {
  std::unique_ptr<Lexicon> lexicon(new Lexicon());
  lexicon->impl_->Grow(1);
  if (!lexicon->impl_->Load(blob)) return Error{ErrorKind::kData, "", "not a compiled lexicon of this version"};
  return lexicon;
}

Result<std::unique_ptr<Lexicon>> Lexicon::WithUserLists(std::span<const std::string> paths) {
  auto lexicon = FromBlob(std::string_view(tawatur_lexicon_blob, static_cast<size_t>(tawatur_lexicon_blob_end - tawatur_lexicon_blob)));
  if (!lexicon) return lexicon.error();
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in) return Error{ErrorKind::kIo, path, "cannot be read"};
    files.push_back({path, content.str()});
  }
  auto blob = Compile(files);
  if (!blob) return blob.error();
  Impl& impl = *(*lexicon)->impl_;
  impl.blobs.push_back(std::move(*blob));
  if (!impl.Load(impl.blobs.back())) return Error{ErrorKind::kInternal, "", "a freshly compiled lexicon does not load"};
  return lexicon;
}

const Entry* Lexicon::Find(uint64_t hash) const {
  const Impl& m = *impl_;
  if (m.table.empty() || !m.MayBeListed(hash)) return nullptr;
  for (uint64_t i = hash & m.mask;; i = (i + 1) & m.mask) {
    const Slot& s = m.table[i];
    if (s.hash == hash) return &m.entries[s.entry];
    if (s.hash == 0) return nullptr;
  }
}

std::string_view Lexicon::Symbol(int64_t id) const {
  return id >= 0 && static_cast<size_t>(id) < impl_->symbols.size() ? impl_->symbols[static_cast<size_t>(id)] : std::string_view();
}
const Entity& Lexicon::EntityAt(int64_t index) const { return impl_->entities[static_cast<size_t>(index)]; }
size_t Lexicon::entity_count() const { return impl_->entities.size(); }
int64_t Lexicon::EntityById(std::string_view id) const {
  const auto it = impl_->entity_ids.find(id);
  return it == impl_->entity_ids.end() ? -1 : it->second;
}

}  // namespace tawatur::lexicon

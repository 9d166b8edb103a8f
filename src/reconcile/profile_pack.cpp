// Profile <-> bytes, see profile.h.
#include <bit>
#include <cstring>

#include "reconcile/profile.h"

namespace tawatur::reconcile {
namespace {

static_assert(std::endian::native == std::endian::little);

struct Writer {
  std::string out;
  template <class T>
  void Put(T value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); }
};

struct Reader {
  std::string_view in;
  bool ok = true;
  template <class T>
  void Get(T& value) {
    if (in.size() < sizeof value) return void(ok = false);
    std::memcpy(&value, in.data(), sizeof value);
    in.remove_prefix(sizeof value);
  }
  bool Flag() {
    uint8_t v = 0;
    Get(v);
    return v != 0;
  }
};

void Put(Writer& w, const Profile::Range& r) { w.Put(r.begin), w.Put(r.size); }
void Get(Reader& r, Profile::Range& x) { r.Get(x.begin), r.Get(x.size); }

}  // namespace

std::string Pack(const Profile& p) {
  Writer w;
  w.Put(p.self), w.Put(p.classes), w.Put(p.fitting), w.Put(p.published_from), w.Put(p.published_to);
  w.Put(static_cast<uint8_t>(p.published_known)), w.Put(static_cast<uint8_t>(p.anchored)), w.Put(p.weekdays), w.Put(p.mark_bits), w.Put(p.outlet);
  w.Put(static_cast<uint8_t>(p.windowed)), w.Put(p.window_from), w.Put(p.window_to), w.Put(p.months), w.Put(p.said_weekday);
  for (const Profile::Range& r : p.part) Put(w, r);
  w.Put(static_cast<uint8_t>(p.spots.size()));
  for (const Profile::Spot& s : p.spots) {
    const SpotPlace& x = s.where;
    w.Put(x.id);
    for (uint32_t up : x.chain) w.Put(up);
    w.Put(x.lat), w.Put(x.lon);
    w.Put(static_cast<uint8_t>(x.has_point | x.wide << 1 | x.capital << 2 | x.loose_region << 3 | x.small << 4));
    Put(w, s.words), Put(w, s.counts), Put(w, s.days);
  }
  w.Put(static_cast<uint32_t>(p.pool.size()));
  w.out.append(reinterpret_cast<const char*>(p.pool.data()), p.pool.size() * sizeof(uint32_t));
  return std::move(w.out);
}

std::optional<bool> IsDated(std::string_view bytes) {
  Reader r{bytes};
  Profile p;
  r.Get(p.self), r.Get(p.classes), r.Get(p.fitting), r.Get(p.published_from), r.Get(p.published_to);
  const bool known = r.Flag();
  return r.ok ? std::optional(known) : std::nullopt;
}

std::optional<Profile> Unpack(std::string_view bytes) {
  Reader r{bytes};
  Profile p;
  r.Get(p.self), r.Get(p.classes), r.Get(p.fitting), r.Get(p.published_from), r.Get(p.published_to);
  p.published_known = r.Flag(), p.anchored = r.Flag(), r.Get(p.weekdays), r.Get(p.mark_bits), r.Get(p.outlet);
  p.windowed = r.Flag(), r.Get(p.window_from), r.Get(p.window_to), r.Get(p.months), r.Get(p.said_weekday);
  for (Profile::Range& x : p.part) Get(r, x);
  uint8_t spots = 0;
  r.Get(spots);
  for (uint8_t i = 0; i < spots && r.ok; ++i) {
    Profile::Spot& s = p.spots.emplace_back();
    SpotPlace& x = s.where;
    r.Get(x.id);
    for (uint32_t& up : x.chain) r.Get(up);
    r.Get(x.lat), r.Get(x.lon);
    uint8_t flags = 0;
    r.Get(flags);
    x.has_point = flags & 1, x.wide = flags & 2, x.capital = flags & 4, x.loose_region = flags & 8, x.small = flags & 16;
    Get(r, s.words), Get(r, s.counts), Get(r, s.days);
  }
  uint32_t size = 0;
  r.Get(size);
  if (!r.ok || p.mark_bits > 31 || r.in.size() != size_t{size} * sizeof(uint32_t)) return std::nullopt;
  p.pool.resize(size);
  std::memcpy(p.pool.data(), r.in.data(), r.in.size());
  auto inside = [&](const Profile::Range& x) { return x.begin <= size && x.size <= size - x.begin; };
  for (const Profile::Range& x : p.part) {
    if (!inside(x)) return std::nullopt;
  }
  for (const Profile::Spot& s : p.spots) {
    if (!inside(s.words) || !inside(s.counts) || !inside(s.days)) return std::nullopt;
  }
  for (size_t i = Profile::kTerms; i < Profile::kParts; ++i) {
    if (p.part[i].size % 2 != 0) return std::nullopt;
  }
  return p;
}

}  // namespace tawatur::reconcile

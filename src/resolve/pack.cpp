// A ResolvedReport <-> bytes of this process; see pack.h. What is plain goes as it lies in memory, the rest member by member: each struct is
// taken apart by a structured binding, so that one that gains a member does not compile until that is named here.
#include "resolve/pack.h"

#include <concepts>
#include <cstring>
#include <optional>
#include <type_traits>
#include <vector>

namespace tawatur::resolve {
namespace {

struct Writer {
  std::string out;
  void Bytes(const void* from, size_t size) { out.append(static_cast<const char*>(from), size); }
  template <class List>
  void Size(const List& list) {
    const auto size = static_cast<uint32_t>(list.size());  // a text has no more than 4 GB
    Bytes(&size, sizeof size);
  }
};

struct Reader {
  std::string_view in;
  void Bytes(void* to, size_t size) {
    if (size > 0) std::memcpy(to, in.data(), size);
    in.remove_prefix(size);
  }
  template <class List>
  void Size(List& list) {
    uint32_t size = 0;
    Bytes(&size, sizeof size);
    list.resize(size);
  }
};

template <class T>
struct ListOf : std::false_type {};
template <class T>
struct ListOf<std::vector<T>> : std::true_type {};
template <class T>
struct MaybeOf : std::false_type {};
template <class T>
struct MaybeOf<std::optional<T>> : std::true_type {};
template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;  // Writer takes what is const

template <class Io, class T>
void One(Io& io, T& x);
template <class Io, class... T>
void All(Io& io, T&... x) {
  (One(io, x), ...);
}

template <class Io, Is<Note> T>
void Members(Io& io, T& x) {
  auto& [name, span, message] = x;
  All(io, name, span, message);
}
template <class Io, Is<ingest::Part> T>
void Members(Io& io, T& x) {
  auto& [span, published] = x;
  All(io, span, published);
}
template <class Io, Is<text::Furniture> T>
void Members(Io& io, T& x) {
  auto& [span, kind] = x;
  All(io, span, kind);
}
template <class Io, Is<extract::Attribution> T>
void Members(Io& io, T& x) {
  auto& [speaker, speaker_kind, via, cue, verb, content, quoted, continued, rule] = x;
  All(io, speaker, speaker_kind, via, cue, verb, content, quoted, continued, rule);
}
template <class Io, Is<extract::Figure> T>
void Members(Io& io, T& x) {
  auto& [kind, low, high, modality, vague, number, evidence, sentence, category, affiliation, attribution, caveat, when, when_assumed, place,
         part_of, cumulative, background, status, event, doubt, rule] = x;
  All(io, kind, low, high, modality, vague, number, evidence, sentence, category, affiliation, attribution, caveat, when, when_assumed, place,
      part_of, cumulative, background, status, event, doubt, rule);
}
template <class Io, Is<extract::Event> T>
void Members(Io& io, T& x) {
  auto& [event_class, status, means, trigger, evidence, sentence, actors, when, place, background, rule] = x;
  All(io, event_class, status, means, trigger, evidence, sentence, actors, when, place, background, rule);
}
template <class Io, Is<extract::Fingerprints> T>
void Members(Io& io, T& x) {
  auto& [word, token, mark] = x;
  All(io, word, token, mark);
}
template <class Io, Is<extract::Findings> T>
void Members(Io& io, T& x) {
  auto& [numbers, times, mentions, attributions, figures, claims, events, bylines, dateline, outlet_mention, agencies, agency_place, fingerprints,
         notes, opinion, interview, interviewee] = x;
  All(io, numbers, times, mentions, attributions, figures, claims, events, bylines, dateline, outlet_mention, agencies, agency_place, fingerprints,
      notes, opinion, interview, interviewee);
}
template <class Io, Is<Entity> T>
void Members(Io& io, T& x) {
  auto& [id, type, name, name_en, kind, lexicon, has_point, lat, lon, parent, join_reason, anonymous, private_person] = x;
  All(io, id, type, name, name_en, kind, lexicon, has_point, lat, lon, parent, join_reason, anonymous, private_person);
}
template <class Io, Is<SlotValue> T>
void Members(Io& io, T& x) {
  auto& [slot, value] = x;
  All(io, slot, value);
}
template <class Io, Is<Reviewed> T>
void Members(Io& io, T& x) {
  auto& [object, id, index, status, by, at, reason, review, machine, changes, span, evidence, unread] = x;
  All(io, object, id, index, status, by, at, reason, review, machine, changes, span, evidence, unread);
}
template <class Io, Is<ReportMeta> T>
void Members(Io& io, T& x) {
  auto& [id, sha256, url, outlet, title, lang, author, agency, modified, paths, parts, published, basis, near, not_before, not_after] = x;
  All(io, id, sha256, url, outlet, title, lang, author, agency, modified, paths, parts, published, basis, near, not_before, not_after);
}
template <class Io, Is<ResolvedReport> T>
void Members(Io& io, T& x) {
  auto& [meta, text, made_text, findings, furniture, entities, mention_entity, time_value, figure_when, figure_as_of, event_date, notes, reviews] = x;
  All(io, meta, text, made_text, findings, furniture, entities, mention_entity, time_value, figure_when, figure_as_of, event_date, notes, reviews);
}

template <class Io, class T>
void One(Io& io, T& x) {
  using Value = std::remove_const_t<T>;
  if constexpr (std::is_trivially_copyable_v<Value>) {
    io.Bytes(&x, sizeof x);
  } else if constexpr (std::same_as<Value, std::string>) {
    io.Size(x);
    io.Bytes(x.data(), x.size());
  } else if constexpr (ListOf<Value>::value) {
    io.Size(x);
    if constexpr (std::is_trivially_copyable_v<typename Value::value_type>) {
      io.Bytes(x.data(), x.size() * sizeof(typename Value::value_type));
    } else {
      for (auto& item : x) One(io, item);
    }
  } else if constexpr (MaybeOf<Value>::value) {
    bool there = x.has_value();
    One(io, there);
    if constexpr (!std::is_const_v<T>) {
      if (there) x.emplace();
    }
    if (there) One(io, *x);
  } else {
    Members(io, x);
  }
}

}  // namespace

std::string Pack(const ResolvedReport& report) {
  Writer writer;
  writer.out.reserve(report.text.size() + (size_t{16} << 10));
  One(writer, report);
  return std::move(writer.out);
}

ResolvedReport Unpack(std::string_view bytes) {
  Reader reader{bytes};
  ResolvedReport report;
  One(reader, report);
  return report;
}

}  // namespace tawatur::resolve

// tawatur: findings held against a gold. Entry points: Scorer::Compare(), Wilson().
#include "scores.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "text/fold.h"

namespace tawatur::cli {
namespace {

using Json = Scorer::Json;

constexpr size_t kMuchLonger = 40;  // bytes by which a found span may be longer than the gold's

const Json& At(const Json& object, std::string_view key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto at = object.find(std::string(key));
  return at == object.end() ? kNull : *at;
}

std::string TextOf(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

bool IsBlank(const Json& v) { return v.is_null() || (v.is_string() && v.get<std::string>().empty()) || ((v.is_array() || v.is_object()) && v.empty()); }

// All names that a value goes by: an id, a name, the words of the report, folded.
std::set<std::string> NamesOf(const Json& v) {
  std::set<std::string> names;
  if (v.is_string()) names.insert(text::FoldKey(v.get<std::string>()));
  for (const char* key : {"id", "name", "name_en", "text"}) {
    if (const std::string name = TextOf(At(v, key)); !name.empty()) names.insert(text::FoldKey(name));
  }
  return names;
}

bool SameThing(const Json& gold, const Json& found) {
  if (IsBlank(gold)) return IsBlank(found);
  if (gold.is_array() || found.is_array()) {  // lists: every one of the gold's is there
    const Json wanted = gold.is_array() ? gold : Json::array({gold}), got = found.is_array() ? found : Json::array({found});
    return std::all_of(wanted.begin(), wanted.end(), [&](const Json& w) {
      return std::any_of(got.begin(), got.end(), [&](const Json& g) { return !IsBlank(g) && SameThing(w, g); });
    });
  }
  if (!gold.is_object() && !gold.is_string()) return gold == found;
  const std::set<std::string> a = NamesOf(gold), b = NamesOf(found);
  return std::any_of(a.begin(), a.end(), [&](const std::string& name) { return b.count(name) > 0; });
}

struct Range { size_t begin = 0, end = 0; };
std::optional<Range> RangeOf(const Json& v) {
  const Json &begin = At(v, "begin"), &end = At(v, "end");
  if (!begin.is_number_unsigned() || !end.is_number_unsigned()) return std::nullopt;
  return Range{begin.get<size_t>(), end.get<size_t>()};
}

// The field itself or what its "_also" lists besides.
template <class Same>
bool Accepts(const Json& gold, const std::string& key, const Same& same) {
  if (same(At(gold, key))) return true;
  const Json& also = At(gold, key + "_also");
  return also.is_array() && std::any_of(also.begin(), also.end(), same);
}

}  // namespace

struct Scorer::Kind {
  const char* what;
  const char* label;                 // the field that names the kind
  const char* span;                  // where it stands in the text
  std::vector<const char*> exact;    // must be the gold's for the finding to be right
  std::vector<const char*> slots;
};

Share Wilson(size_t right, size_t all) {
  if (all == 0) return {};
  constexpr double z = 1.959964;
  const double n = static_cast<double>(all), p = static_cast<double>(right) / n, square = z * z;
  const double middle = p + square / (2 * n), half = z * std::sqrt(p * (1 - p) / n + square / (4 * n * n)), whole = 1 + square / n;
  return {std::max(0.0, (middle - half) / whole), p, std::min(1.0, (middle + half) / whole)};
}

double Tally::F1() const {
  const size_t all = 2 * right + extra + missed;
  return all == 0 ? 0 : 2 * static_cast<double>(right) / static_cast<double>(all);
}

Tally Scorer::Total(std::string_view what) const {
  Tally total;
  for (const auto& [key, t] : kinds_) {
    if (key.first == what) total.right += t.right, total.extra += t.extra, total.missed += t.missed;
  }
  return total;
}

void Scorer::Compare(const Json& gold, const Json& found) {
  static const Kind kKinds[] = {
      {"figures", "kind", "number", {"low", "high"},
       {"modality", "category", "affiliation", "speaker", "speaker_kind", "via", "when", "as_of", "place", "status", "background"}},
      {"claims", "type", "content", {}, {"strength", "speaker", "speaker_kind", "target"}},
  };
  const Json& report = gold.contains("report") ? gold["report"] : gold;
  const std::string id = TextOf(At(report, "id")).empty() ? TextOf(At(report, "sha256")) : TextOf(At(report, "id"));
  for (const Kind& kind : kKinds) {
    if (At(gold, kind.what).is_array()) CompareList(kind, gold[kind.what], At(found, kind.what), id);
  }
}

void Scorer::CompareList(const Kind& kind, const Json& gold, const Json& found, const std::string& report) {
  auto mistake = [&](const char* which, const Json& g, const Json& f) {
    mistakes_.push_back({{"report", report}, {"what", kind.what}, {"mistake", which}, {"gold", g}, {"found", f}});
  };
  std::set<size_t> used;
  for (const Json& g : gold) {
    const std::optional<Range> range = RangeOf(At(g, kind.span));
    if (!range) continue;
    std::vector<size_t> near;
    for (size_t i = 0; i < found.size(); ++i) {
      const std::optional<Range> f = RangeOf(At(found[i], kind.span));
      const bool overlaps = f && f->begin < range->end && range->begin < f->end;
      const bool longer = overlaps && kind.exact.size() > 0 && f->end - f->begin > range->end - range->begin + kMuchLonger;
      if (overlaps && !longer && used.count(i) == 0) near.push_back(i);
    }
    const bool vague = TextOf(At(g, "modality")) == "vague";
    const auto hit = std::find_if(near.begin(), near.end(), [&](size_t i) {
      if (!Accepts(g, kind.label, [&](const Json& v) { return !v.is_null() && v == At(found[i], kind.label); })) return false;
      return vague || std::all_of(kind.exact.begin(), kind.exact.end(), [&](const char* key) { return At(g, key) == At(found[i], key); });
    });
    if (At(g, "optional") == true) {
      used.insert(near.begin(), near.end());
      continue;
    }
    Tally& tally = kinds_[{kind.what, TextOf(At(g, kind.label))}];
    if (hit == near.end()) {
      ++tally.missed;
      mistake(near.empty() ? "missed" : "other", g, near.empty() ? Json() : found[near.front()]);
      continue;
    }
    ++tally.right;
    used.insert(*hit);
    CompareSlots(kind, g, found[*hit], report);
  }
  for (size_t i = 0; i < found.size(); ++i) {
    if (used.count(i)) continue;
    ++kinds_[{kind.what, TextOf(At(found[i], kind.label))}].extra;
    mistake("extra", Json(), found[i]);
  }
}

// A slot that the gold leaves out is not compared; one that it gives as null must be empty.
void Scorer::CompareSlots(const Kind& kind, const Json& gold, const Json& found, const std::string& report) {
  for (const char* slot : kind.slots) {
    if (!gold.contains(slot)) continue;
    SlotTally& tally = slots_[{kind.what, slot}];
    ++tally.all;
    const Json& got = At(found, slot);
    if (Accepts(gold, slot, [&](const Json& v) { return SameThing(v, got); })) ++tally.right;
    else mistakes_.push_back({{"report", report}, {"what", kind.what}, {"mistake", "slot"}, {"slot", slot}, {"gold", gold}, {"found", found}});
  }
}

}  // namespace tawatur::cli

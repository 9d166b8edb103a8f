// The small questions that the steps of reconcile share, see view.h.
#include "reconcile/view.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace tawatur::reconcile {

const resolve::Entity* EntityAt(const resolve::ResolvedReport& r, Index mention) {
  for (int hops = 0; mention != kNone && mention < r.findings.mentions.size() && hops < 4; ++hops) {
    if (const resolve::Entity* e = r.EntityOf(mention)) return e;
    mention = r.findings.mentions[mention].same_as;
  }
  return nullptr;
}

Slot SlotOf(const resolve::ResolvedReport& r, Index mention) {
  Slot s;
  if (mention == kNone || mention >= r.findings.mentions.size()) return s;
  s.text = std::string(Slice(r.text, r.findings.mentions[mention].span));
  if (const resolve::Entity* e = EntityAt(r, mention)) {
    s.id = e->id, s.name = e->name, s.name_en = e->name_en;
    s.has_point = e->has_point, s.lat = e->lat, s.lon = e->lon;
  }
  return s;
}

Index SpeakerOf(const resolve::ResolvedReport& r, const extract::Figure& f) {
  return f.attribution == kNone ? kNone : r.findings.attributions[f.attribution].speaker;
}

std::string RootBody(const View& v, const std::string& id) {
  // Offices and persons speak for their body; a ministry and an army of one state are two bodies.
  std::string at = id;
  for (int hops = 0; v.lexicon != nullptr && hops < 4; ++hops) {
    const int64_t i = v.lexicon->EntityById(at);
    if (i < 0) break;
    const std::string_view parent = v.lexicon->EntityAt(i).parent;
    const int64_t p = parent.empty() ? -1 : v.lexicon->EntityById(parent);
    if (p < 0) break;
    const lexicon::Entity& up = v.lexicon->EntityAt(p);
    if (up.type != lexicon::EntityType::kOrganisation || up.kind == "state" || up.kind == "government" || up.kind == "un" ||
        up.kind == "alliance") {
      break;
    }
    at = std::string(parent);
  }
  if (v.full_names != nullptr) {
    if (const auto full = v.full_names->find(at); full != v.full_names->end()) return full->second;
  }
  return at;
}

std::string BodyOf(const View& v, const resolve::ResolvedReport& r, Index mention) {
  const resolve::Entity* e = EntityAt(r, mention);
  if (e == nullptr) return {};
  const extract::Mention& m = r.findings.mentions[mention];
  if (m.anonymous || e->anonymous) return e->id;  // an unnamed source is nobody but itself
  if (e->type == lexicon::EntityType::kPerson) {
    Index body = m.body;
    for (Index i = 0; body == kNone && i < r.findings.mentions.size(); ++i) {  // another mention may name the body
      if (EntityAt(r, i) == e && r.findings.mentions[i].body != kNone) body = r.findings.mentions[i].body;
    }
    if (const resolve::Entity* b = EntityAt(r, body)) return RootBody(v, b->id);
  }
  return RootBody(v, e->id);
}

bool IsWide(std::string_view kind) {
  return kind == "country" || kind == "state" || kind == "governorate" || kind == "province" || kind == "region" || kind == "sea" ||
         kind == "river" || kind == "continent";
}

bool IsGovernorate(std::string_view kind) { return kind == "governorate" || kind == "province"; }

namespace {

const lexicon::Entity* Listed(const View& v, std::string_view id) {
  const lexicon::Lexicon& lexicon = v.lexicon != nullptr ? *v.lexicon : lexicon::Lexicon::Builtin();
  const int64_t i = id.empty() ? -1 : lexicon.EntityById(id);
  return i < 0 ? nullptr : &lexicon.EntityAt(i);
}

}  // namespace

std::string GovernorateOf(const View& v, const Where& w) {
  for (const std::string& id : w.chain) {
    if (const lexicon::Entity* e = Listed(v, id); e != nullptr && IsGovernorate(e->kind)) return id;
  }
  return {};
}

bool BearsGovernorate(const View& v, const std::string& id) {
  const lexicon::Entity* town = Listed(v, id);
  const lexicon::Entity* up = town == nullptr || IsWide(town->kind) ? nullptr : Listed(v, town->parent);
  if (up == nullptr || !IsGovernorate(up->kind)) return false;
  // "Muhafazat Hims"; or under another name in Arabic and the same in English.
  const bool named = up->name.ends_with(town->name) && (up->name.size() == town->name.size() || up->name[up->name.size() - town->name.size() - 1] == ' ');
  return named || (!town->name_en.empty() && up->name_en.starts_with(town->name_en));
}

std::vector<std::string> PlaceChain(const View& v, const resolve::ResolvedReport& r, Index mention) {
  std::vector<std::string> chain;
  const resolve::Entity* e = EntityAt(r, mention);
  if (e == nullptr) return chain;
  chain.push_back(e->id);
  std::string up = e->parent;
  while (!up.empty() && chain.size() < 8 && std::find(chain.begin(), chain.end(), up) == chain.end()) {
    chain.push_back(up);
    const int64_t i = v.lexicon != nullptr ? v.lexicon->EntityById(up) : -1;
    if (i >= 0) {
      up = std::string(v.lexicon->EntityAt(i).parent);
    } else {
      auto it = std::find_if(r.entities.begin(), r.entities.end(), [&](const resolve::Entity& x) { return x.id == chain.back(); });
      up = it == r.entities.end() ? std::string() : it->parent;
    }
  }
  return chain;
}

bool LongAgo(const View& v, const Group& group, Ref event) {
  const resolve::ResolvedReport& r = v.At(event.report);
  const Days d = DaysOfMention(v, event);
  if (!d.known) return false;
  Days told = DaysOf(r.meta.published.empty() ? r.meta.not_before : r.meta.published);
  for (size_t i = 0; i < group.reports.size() && !told.known; ++i) told = DaysOf(v.At(group.reports[i]).meta.published);
  return told.known && d.to < told.from - 30;
}

Where WhereOf(const View& v, const resolve::ResolvedReport& r, Index mention) {
  Where w;
  const resolve::Entity* e = EntityAt(r, mention);
  if (e == nullptr) return w;
  w.id = e->id, w.kind = e->kind, w.wide = IsWide(e->kind);
  w.has_point = e->has_point, w.lat = e->lat, w.lon = e->lon;
  w.chain = PlaceChain(v, r, mention);
  // "madinat X" is longer than the name; a bare X may be the governorate.
  w.capital = r.findings.mentions[mention].span.Size() <= e->name.size() + 4 && BearsGovernorate(v, e->id);
  return w;
}

double Kilometres(double lat1, double lon1, double lat2, double lon2) {
  const double k = std::numbers::pi / 180;
  const double a = std::sin((lat2 - lat1) * k / 2), b = std::sin((lon2 - lon1) * k / 2);
  return 12742 * std::asin(std::sqrt(a * a + std::cos(lat1 * k) * std::cos(lat2 * k) * b * b));
}

PlaceFit FitOf(const Where& a, const Where& b) {
  if (!a.Known() || !b.Known()) return PlaceFit::kUnknown;
  if (a.id == b.id) return PlaceFit::kSame;
  if (std::find(a.chain.begin(), a.chain.end(), b.id) != a.chain.end() || std::find(b.chain.begin(), b.chain.end(), a.id) != b.chain.end()) {
    return PlaceFit::kInside;
  }
  auto governed = [](const Where& capital, const Where& w) {
    return capital.capital && capital.chain.size() > 1 && std::find(w.chain.begin(), w.chain.end(), capital.chain[1]) != w.chain.end();
  };
  if (governed(a, b) || governed(b, a)) return PlaceFit::kInside;
  if (a.has_point && b.has_point && !a.wide && !b.wide && Kilometres(a.lat, a.lon, b.lat, b.lon) <= 15) return PlaceFit::kInside;
  // Regions overlap each other and governorates: within one country they say nothing against a place.
  auto loose_region = [](const Where& w) { return w.kind == "region" || w.kind == "river" || w.kind == "sea"; };
  const bool one_country = a.chain.back() == b.chain.back() || a.chain.size() < 2 || b.chain.size() < 2;
  if ((loose_region(a) || loose_region(b)) && one_country) return PlaceFit::kUnknown;
  // An unlisted spot with no containing place says nothing against a listed one.
  const bool loose = (a.chain.size() < 2 && !a.has_point) || (b.chain.size() < 2 && !b.has_point);
  return loose ? PlaceFit::kUnknown : PlaceFit::kApart;
}

int WherePrec(const Where& w) {
  if (!w.Known()) return 0;
  if (w.kind == "country" || w.kind == "state") return 6;
  if (w.kind == "sea") return 7;
  if (w.kind == "governorate" || w.kind == "province") return 4;
  if (w.kind == "district") return 3;
  if (w.kind == "region" || w.kind == "river") return 5;
  return w.has_point ? 1 : 2;
}

bool Before(const resolve::ResolvedReport& a, const resolve::ResolvedReport& b) {
  const std::string &x = a.meta.published, &y = b.meta.published;
  if (x.empty() != y.empty()) return y.empty();
  if (x != y) return x < y;
  return std::tie(a.meta.id, a.meta.sha256) < std::tie(b.meta.id, b.meta.sha256);
}

Evidence At(Index report, Span span) { return {report, span}; }

void AddEvidence(std::vector<Evidence>& to, Evidence e) {
  if (!e.span.Empty() && std::find(to.begin(), to.end(), e) == to.end()) to.push_back(e);
}

std::string Fill(std::string_view pattern, std::string_view a, std::string_view b) {
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern.substr(i, 3) == "{a}" || pattern.substr(i, 3) == "{b}") {
      out += pattern[i + 1] == 'a' ? a : b;
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

std::string NeutralName(const View& v, const Slot& slot, bool english) {
  if (v.lexicon == nullptr || slot.id.empty()) return {};
  const int64_t i = v.lexicon->EntityById(slot.id);
  if (i < 0) return {};
  const lexicon::Entity& e = v.lexicon->EntityAt(i);
  return std::string(english && !e.name_en.empty() ? e.name_en : e.name);
}

}  // namespace tawatur::reconcile

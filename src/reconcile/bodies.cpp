// Which bodies of a story are one, see view.h. Entry points: FullNames(), OneSide().
#include <algorithm>
#include <set>

#include "reconcile/view.h"
#include "text/fold.h"

namespace tawatur::reconcile {
namespace {

// Of which a state has one for each subject. "The security forces" or "the brigades" have many longer names that are not theirs.
bool OneOfItsKind(std::string_view kind) {
  return kind == "ministry" || kind == "civil_defence" || kind == "red_crescent" || kind == "monitor" || kind == "parliament" || kind == "authority";
}

}  // namespace

std::map<std::string, std::string> FullNames(const View& v, const std::vector<Index>& reports) {
  struct Named { std::string kind, id; };
  std::multimap<std::string, Named> names;  // by folded name
  std::map<std::string, Named> bare;
  for (Index r : reports) {
    const resolve::ResolvedReport& report = v.At(r);
    std::set<std::string_view> seen;
    for (Index m = 0; m < report.findings.mentions.size(); ++m) {
      const resolve::Entity* e = EntityAt(report, m);
      if (e == nullptr || e->anonymous || e->type != lexicon::EntityType::kOrganisation || !OneOfItsKind(e->kind) || !seen.insert(e->id).second) continue;
      const std::string name = text::FoldKey(e->name);
      if (name.find(' ') == std::string::npos) continue;  // "the ministry"
      names.emplace(name, Named{e->kind, RootBody(v, e->id)});
      if (e->lexicon < 0) bare.emplace(name, Named{e->kind, e->id});
    }
  }
  std::map<std::string, std::string> out;
  for (const auto& [name, body] : bare) {
    std::set<std::string> full;
    const std::string head = name + ' ';
    for (auto it = names.lower_bound(head); it != names.end() && it->first.starts_with(head); ++it) {
      if (it->second.kind == body.kind && it->second.id != body.id) full.insert(it->second.id);
    }
    if (full.size() == 1) out.emplace(body.id, *full.begin());
  }
  for (auto& [id, full] : out) {  // "the ministry of health" -> "... in Gaza" -> "... in Gaza Strip"
    for (size_t hops = 0; hops < out.size() && out.contains(full); ++hops) full = out.at(full);
  }
  return out;
}

bool OneSide(const View& v, const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return false;
  auto entity = [&](const std::string& id) {
    const int64_t i = v.lexicon == nullptr ? -1 : v.lexicon->EntityById(id);
    return i < 0 ? nullptr : &v.lexicon->EntityAt(i);
  };
  auto above = [&](const std::string& low, const std::string& high) {
    std::string at = low;
    for (int hops = 0; hops < 6 && !at.empty(); ++hops) {
      if (at == high) return true;
      const lexicon::Entity* e = entity(at);
      at = e == nullptr ? std::string() : std::string(e->parent);
    }
    return false;
  };
  if (above(a, b) || above(b, a)) return true;
  const lexicon::Entity* e = entity(a);
  return e != nullptr && !e->parent.empty() && e->type == lexicon::EntityType::kOrganisation && e->kind != "armed_group" && above(b, std::string(e->parent));
}

}  // namespace tawatur::reconcile

// Who or what is meant: names joined, split and corrected by people. Entry points: EntityFor(), MentionFor().
#include <algorithm>

#include "reconcile/decision_slots.h"
#include "resolve/entities.h"

namespace tawatur::reconcile {

Index EntityFor(resolve::ResolvedReport& r, const lexicon::Lexicon& lexicon, const Thing& thing) {
  const std::string id = thing.id.empty() ? resolve::UnlistedId(thing.type, thing.name) : thing.id;
  if (id.empty()) return kNone;
  auto same = [&](const resolve::Entity& e) { return e.id == id || (thing.id.empty() && e.name == thing.name); };
  const auto at = std::find_if(r.entities.begin(), r.entities.end(), same);
  if (at != r.entities.end()) return static_cast<Index>(at - r.entities.begin());
  resolve::Entity e;
  if (const int64_t listed = lexicon.EntityById(id); listed >= 0) {
    e = resolve::ListedEntity(lexicon, listed);
  } else {
    e.id = id, e.type = thing.type, e.name = thing.name.empty() ? id : thing.name, e.name_en = thing.name_en;
  }
  e.join_reason = "a person said so";
  r.entities.push_back(std::move(e));
  return static_cast<Index>(r.entities.size() - 1);
}

Index MentionFor(resolve::ResolvedReport& r, const lexicon::Lexicon& lexicon, const Thing& thing, uint32_t at) {
  const Index entity = EntityFor(r, lexicon, thing);
  if (entity == kNone) return kNone;
  Index best = kNone;
  auto distance = [&](Index m) {
    const uint32_t begin = r.findings.mentions[m].span.begin;
    return begin > at ? begin - at : at - begin;
  };
  for (Index m = 0; m < r.mention_entity.size(); ++m) {
    if (r.mention_entity[m] == entity && (best == kNone || distance(m) < distance(best))) best = m;
  }
  if (best != kNone) return best;
  extract::Mention made;
  made.span = {at, at};
  made.type = r.entities[entity].type;
  made.entity = r.entities[entity].lexicon;
  made.rule = "review";
  r.findings.mentions.push_back(made);
  r.mention_entity.push_back(entity);
  return static_cast<Index>(r.findings.mentions.size() - 1);
}

}  // namespace tawatur::reconcile

// Decisions of people meet the machine's readings of one report. Entry point: Apply(). docs/review.md states the rules.
#include "reconcile/decisions.h"

#include <algorithm>
#include <charconv>

#include "extract/contract_words.h"
#include "reconcile/decision_slots.h"
#include "reconcile/view.h"
#include "resolve/entities.h"
#include "resolve/resolve.h"

namespace tawatur::reconcile {
namespace {

using resolve::Reviewed;
using resolve::SlotValue;

const std::string* ValueOf(const std::vector<SlotValue>& slots, std::string_view slot) {
  for (const SlotValue& s : slots) {
    if (s.slot == slot && s.value) return &*s.value;
  }
  return nullptr;
}

class Applier {
 public:
  Applier(const Decisions& all, const lexicon::Lexicon& lexicon, resolve::ResolvedReport& r) : all_(all), lexicon_(lexicon), r_(r) {}

  void Run() {
    const auto own = all_.of_report.find(r_.meta.sha256);
    static const std::vector<Decision> kNothing;
    const std::vector<Decision>& decisions = own == all_.of_report.end() ? kNothing : own->second;
    // Names first: a statement's speaker or place may be one of them. Then what changes, then what goes, so that
    // the places of statements in their lists hold until then.
    for (const Decision& d : decisions) {
      if (d.letter == 'm') Name(d);
      if (d.letter == 0) OfReport(d);
    }
    for (const EntityJoin& j : all_.joins) JoinEntities(j);
    for (const Decision& d : decisions) {
      if (d.letter == 'f' || d.letter == 'c' || d.letter == 'e') OfStatement(d);
    }
    Drop();
  }

 private:
  Reviewed Said(const Decision& d) const {
    Reviewed x;
    x.object = d.object, x.status = d.status, x.by = d.by, x.at = d.at, x.reason = d.reason, x.review = d.review;
    x.span = d.span;
    return x;
  }
  std::string IdOf(char letter, uint32_t begin) const { return r_.meta.sha256.substr(0, 12) + ":" + letter + std::to_string(begin); }
  // Words as names are compared, whatever they name.
  std::string Folded(Span s) const { return resolve::UnlistedId(lexicon::EntityType::kPerson, Slice(r_.text, s)); }
  bool InText(Span s) const { return s.begin <= s.end && s.end <= r_.text.size(); }

  void OfReport(const Decision& d) {
    Reviewed x = Said(d);
    x.id = r_.meta.sha256, x.span = {};
    if (d.object == "dating") {
      if (const std::string* day = ValueOf(d.changes, "published")) {
        x.machine = {{"published", r_.meta.published.empty() ? std::optional<std::string>() : r_.meta.published}};
        x.changes = d.changes;
        resolve::Redate(r_, *day);
        r_.meta.basis = ingest::DateBasis::kUser;
        r_.meta.not_before.clear(), r_.meta.not_after.clear();
      }
    }
    r_.reviews.push_back(std::move(x));
  }

  // Every mention of the same words is meant: a name that is wrong once is wrong throughout.
  void Name(const Decision& d) {
    const auto& mentions = r_.findings.mentions;
    if (!InText(d.span)) return;
    const std::string words = Folded(d.span);
    std::vector<Index> same;
    Index first = kNone;
    for (Index m = 0; m < mentions.size(); ++m) {
      if (mentions[m].span.Empty() || Folded(mentions[m].span) != words) continue;
      same.push_back(m);
      if (first == kNone || mentions[m].span == d.span) first = m;
    }
    Reviewed x = Said(d);
    x.id = IdOf('m', d.span.begin), x.evidence = d.span, x.unread = same.empty();
    if (first != kNone && d.status != "accepted") {
      const resolve::Entity* was = EntityAt(r_, first);
      const resolve::Entity before = was ? *was : resolve::Entity{};
      x.machine = {{"id", before.id}, {"name", before.name}};
      x.changes = d.changes;
      Index entity = kNone;
      if (d.status == "split") entity = Split(d, before, x);
      if (d.status == "corrected") entity = Corrected(d, before);
      for (Index m : same) {
        r_.mention_entity[m] = entity;
        r_.findings.mentions[m].same_as = kNone;
        r_.findings.mentions[m].entity = entity == kNone ? -1 : r_.entities[entity].lexicon;
      }
    }
    r_.reviews.push_back(std::move(x));
  }

  // A thing of its own, named by its own words.
  Index Split(const Decision& d, const resolve::Entity& before, Reviewed& x) {
    const std::string* name = ValueOf(d.changes, "name");
    resolve::Entity e;
    e.type = before.type, e.kind = before.kind, e.private_person = before.private_person, e.anonymous = before.anonymous;
    e.name = name ? *name : std::string(Slice(r_.text, d.span));
    e.id = resolve::UnlistedId(e.type, e.name);
    if (e.id == before.id) e.id += "~2";
    e.join_reason = "a person took it apart from " + before.id;
    x.changes = {{"id", e.id}, {"name", e.name}};
    r_.entities.push_back(std::move(e));
    return static_cast<Index>(r_.entities.size() - 1);
  }

  Index Corrected(const Decision& d, const resolve::Entity& before) {
    const std::string *id = ValueOf(d.changes, "id"), *name = ValueOf(d.changes, "name"), *name_en = ValueOf(d.changes, "name_en");
    const std::string *lat = ValueOf(d.changes, "lat"), *lon = ValueOf(d.changes, "lon"), *type = ValueOf(d.changes, "type");
    Thing thing{id ? *id : std::string(), name ? *name : before.name, name_en ? *name_en : std::string(), before.type};
    if (type) thing.type = extract::FromWord<lexicon::EntityType>(*type).value_or(before.type);
    if (!id && !name) thing.id = before.id;
    const Index at = EntityFor(r_, lexicon_, thing);
    if (at == kNone) return kNone;
    resolve::Entity& e = r_.entities[at];
    if (e.lexicon < 0) e.private_person = e.private_person || before.private_person;
    if (name) e.name = *name;
    if (name_en) e.name_en = *name_en;
    if (lat && lon) e.has_point = true, e.lat = std::strtod(lat->c_str(), nullptr), e.lon = std::strtod(lon->c_str(), nullptr);
    return at;
  }

  void JoinEntities(const EntityJoin& j) {
    for (Index i = 0; i < r_.entities.size(); ++i) {
      if (r_.entities[i].id != j.from) continue;
      const resolve::Entity before = r_.entities[i];
      const Index into = EntityFor(r_, lexicon_, {j.into, {}, {}, before.type});
      if (into == kNone || into == i) continue;
      std::replace(r_.mention_entity.begin(), r_.mention_entity.end(), i, into);
      r_.entities[into].join_reason = "a person said that " + before.id + " is the same";
      Reviewed x;
      x.object = "join", x.id = "entity:" + j.from, x.status = "joined";
      x.by = j.by, x.at = j.at, x.reason = j.reason, x.review = j.review;
      x.machine = {{"id", before.id}, {"name", before.name}};
      x.changes = {{"id", j.into}};
      r_.reviews.push_back(std::move(x));
    }
  }

  // The statement whose words stand there; of another version's reading the one that shares most of them.
  Index Find(char letter, Span span) const {
    Index best = kNone;
    uint32_t shared = 0;
    auto look = [&](Index i, Span s) {
      if (s == span) best = i, shared = UINT32_MAX;
      const uint32_t common = s.Overlaps(span) ? std::min(s.end, span.end) - std::max(s.begin, span.begin) : 0;
      if (common > shared) best = i, shared = common;
    };
    const extract::Findings& f = r_.findings;
    for (Index i = 0; letter == 'f' && i < f.figures.size(); ++i) look(i, f.figures[i].number);
    for (Index i = 0; letter == 'c' && i < f.claims.size(); ++i) look(i, f.claims[i].content);
    for (Index i = 0; letter == 'e' && i < f.events.size(); ++i) look(i, f.events[i].trigger);
    return best;
  }

  std::optional<Span> SpanIn(const Decision& d, const std::string& slot) const {
    const std::string *begin = ValueOf(d.machine, slot + ".begin"), *end = ValueOf(d.machine, slot + ".end");
    if (!begin || !end) return std::nullopt;
    Span s;
    std::from_chars(begin->data(), begin->data() + begin->size(), s.begin);
    std::from_chars(end->data(), end->data() + end->size(), s.end);
    return InText(s) ? std::optional(s) : std::nullopt;
  }

  // What a person accepted or corrected stays, also where this version no longer reads it: as it was read then.
  Index Restore(const Decision& d) {
    const std::optional<Span> evidence = SpanIn(d, "evidence");
    if (!evidence || !InText(d.span)) return kNone;
    extract::Findings& f = r_.findings;
    Index at = kNone;
    if (d.letter == 'f') {
      extract::Figure x;
      x.number = d.span, x.evidence = *evidence, x.sentence = kNone, x.rule = "review";
      at = static_cast<Index>(f.figures.size());
      f.figures.push_back(x), r_.figure_when.emplace_back(), r_.figure_as_of.emplace_back();
    } else if (d.letter == 'c') {
      extract::Claim x;
      x.content = d.span, x.evidence = *evidence, x.sentence = kNone, x.rule = "review";
      at = static_cast<Index>(f.claims.size());
      f.claims.push_back(x);
    } else {
      extract::Event x;
      x.trigger = d.span, x.evidence = *evidence, x.sentence = kNone, x.rule = "review", x.event_class = ClassSymbol("other");
      at = static_cast<Index>(f.events.size());
      f.events.push_back(x), r_.event_date.emplace_back();
    }
    std::vector<SlotValue> slots;
    for (const SlotValue& s : d.machine) {
      const std::string part = s.slot.substr(RootOf(s.slot).size());
      if ((part.empty() || part == ".id" || part == ".name") && WhyNot(d.object, s).empty()) slots.push_back(s);
    }
    Change({r_, d.letter, at}, slots);
    return at;
  }

  void OfStatement(const Decision& d) {
    Index at = Find(d.letter, d.span);
    Reviewed x = Said(d);
    x.changes = d.changes;
    if (at == kNone && d.status != "rejected") at = Restore(d), x.unread = true;
    if (at == kNone) {
      x.id = IdOf(d.letter, d.span.begin), x.unread = true;
      r_.reviews.push_back(std::move(x));
      return;
    }
    StatementRef s{r_, d.letter, at};
    const extract::Findings& f = r_.findings;
    x.index = at;
    x.id = d.letter == 'f' ? FigureId(r_, at) : d.letter == 'c' ? ClaimId(r_, at) : EventId(r_, at);
    x.evidence = d.letter == 'f' ? f.figures[at].evidence : d.letter == 'c' ? f.claims[at].evidence : f.events[at].evidence;
    if (d.status == "rejected") {
      const std::vector<std::string_view> told = d.letter == 'f'   ? std::vector<std::string_view>{"kind", "low", "high", "speaker"}
                                                 : d.letter == 'c' ? std::vector<std::string_view>{"type", "speaker", "target"}
                                                                   : std::vector<std::string_view>{"class", "date", "place"};
      for (std::string_view slot : told) Remember(s, slot, x.machine);
      x.changes.clear();
    } else {
      for (const SlotValue& c : d.changes) Remember(s, RootOf(c.slot), x.machine);
      Change(s, d.changes);
    }
    r_.reviews.push_back(std::move(x));
  }

  static void Remember(const StatementRef& s, std::string_view root, std::vector<SlotValue>& machine) {
    for (const SlotValue& known : machine) {
      if (RootOf(known.slot) == root) return;
    }
    for (SlotValue& v : ReadSlot(s, root)) machine.push_back(std::move(v));
  }

  void Change(const StatementRef& s, const std::vector<SlotValue>& changes) {
    // One bound of an exact count changes both.
    if (s.letter == 'f') {
      extract::Figure& f = r_.findings.figures[s.index];
      const std::string *low = ValueOf(changes, "low"), *high = ValueOf(changes, "high");
      if (low && !high && f.high && f.low == f.high) SetSlot(s, {"high", *low});
      if (high && !low && f.low && f.low == f.high) SetSlot(s, {"low", *high});
    }
    for (const SlotValue& c : changes) {
      const std::string_view root = RootOf(c.slot);
      if (!IsEntitySlot(root)) {
        SetSlot(s, c);
      } else if (c.slot == root) {
        SetEntity(s, root, kNone);
      } else if (c.slot.ends_with(".id") || (c.slot.ends_with(".name") && !ValueOf(changes, std::string(root) + ".id"))) {
        const std::string key(root);
        const std::string *id = ValueOf(changes, key + ".id"), *name = ValueOf(changes, key + ".name"), *name_en = ValueOf(changes, key + ".name_en");
        Thing thing{id ? *id : "", name ? *name : "", name_en ? *name_en : "",
                    root == "place" ? lexicon::EntityType::kPlace : lexicon::EntityType::kOrganisation};
        if (const Index m = MentionFor(r_, lexicon_, thing, EvidenceOf(s).begin); m != kNone) SetEntity(s, root, m);
      }
    }
  }

  Span EvidenceOf(const StatementRef& s) const {
    const extract::Findings& f = r_.findings;
    return s.letter == 'f' ? f.figures[s.index].evidence : s.letter == 'c' ? f.claims[s.index].evidence : f.events[s.index].evidence;
  }

  // Where each of `size` statements goes when the rejected ones leave; kNone = it left.
  std::vector<Index> Places(std::string_view object, size_t size) const {
    std::vector<Index> to(size, 0);
    for (const Reviewed& x : r_.reviews) {
      if (x.object == object && x.status == "rejected" && x.index < size) to[x.index] = kNone;
    }
    Index next = 0;
    for (Index& t : to) {
      if (t != kNone) t = next++;
    }
    return to;
  }

  template <class T>
  static void Keep(std::vector<T>& list, const std::vector<Index>& to) {
    for (size_t i = 0; i < to.size(); ++i) {
      if (to[i] != kNone && to[i] != i) list[to[i]] = std::move(list[i]);
    }
    list.resize(static_cast<size_t>(std::count_if(to.begin(), to.end(), [](Index t) { return t != kNone; })));
  }

  // What was rejected leaves the lists, and all that points into them follows.
  void Drop() {
    extract::Findings& f = r_.findings;
    const std::vector<Index> figures = Places("figure", f.figures.size()), claims = Places("claim", f.claims.size()),
                             events = Places("event", f.events.size());
    Keep(f.figures, figures), Keep(r_.figure_when, figures), Keep(r_.figure_as_of, figures);
    Keep(f.claims, claims);
    Keep(f.events, events), Keep(r_.event_date, events);
    for (extract::Figure& x : f.figures) {
      if (x.part_of != kNone) x.part_of = figures[x.part_of];
      if (x.event != kNone) x.event = events[x.event];
    }
    for (Reviewed& x : r_.reviews) {
      if (x.index == kNone) continue;
      x.index = x.object == "figure" ? figures[x.index] : x.object == "claim" ? claims[x.index] : events[x.index];
    }
  }

  const Decisions& all_;
  const lexicon::Lexicon& lexicon_;
  resolve::ResolvedReport& r_;
};

}  // namespace

void Apply(const Decisions& decisions, const lexicon::Lexicon& lexicon, resolve::ResolvedReport& report) {
  if (!decisions.joins.empty() || decisions.of_report.count(report.meta.sha256)) Applier(decisions, lexicon, report).Run();
  for (const Move& move : decisions.moves) {
    if (move.report != report.meta.sha256) continue;
    Reviewed moved;
    moved.object = "membership", moved.id = move.report, moved.status = "moved";
    moved.by = move.by, moved.at = move.at, moved.reason = move.reason, moved.review = move.review;
    moved.changes = {{move.with.empty() ? "alone" : "with", move.with.empty() ? "true" : move.with}};
    report.reviews.push_back(std::move(moved));
  }
}

}  // namespace tawatur::reconcile

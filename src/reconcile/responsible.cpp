// Who is said to be responsible for the main happening: role, how firmly, by whom, and what they answer. Entry point: FindResponsible().
//
// From three things: attackers that reports name, claims of responsibility, accusations. An accusation against somebody other than
// the attacker is about help or neglect, unless no attacker is named. Nobody here is guilty: each line is somebody's statement.
#include <algorithm>
#include <map>
#include <set>

#include "reconcile/steps.h"
#include "text/fold.h"

namespace tawatur::reconcile {
namespace {

using extract::ClaimType;
using extract::Strength;

constexpr uint32_t kNear = 1, kFar = 6;  // sentences
constexpr double kVillage = 3;           // kilometres
constexpr int kWeeks = 14;               // days

struct Row {
  Responsible out;
  std::set<std::string> origins;
};

std::string KeyOf(const View& v, const resolve::ResolvedReport& r, Index mention) { return BodyOf(v, r, mention); }

// Smaller = firmer.
int Order(const Responsible& r) {
  const int stance = r.stance == "claimed" || r.stance == "accepted" ? 0 : r.stance == "accused" ? 1 : 2;
  return stance * 10 + static_cast<int>(r.strength);
}

bool CanAct(const resolve::Entity* e) {
  // Who only tells, counts or rescues attacks nobody: such an actor is a misreading.
  static constexpr std::string_view kNever[] = {"outlet", "agency", "monitor", "civil_defence", "red_crescent", "ngo", "think_tank", "un", "science"};
  if (e != nullptr && std::find(std::begin(kNever), std::end(kNever), e->kind) != std::end(kNever)) return false;
  return e != nullptr && !e->anonymous &&
         (e->type == lexicon::EntityType::kOrganisation || e->type == lexicon::EntityType::kPerson || e->kind == "country" || e->kind == "state");
}

class Finder {
 public:
  Finder(const View& v, Story& story) : v_(v), story_(story) {}

  void Run() {
    if (story_.event == kNone) return;
    const StoryEvent& main = story_.events[story_.event];
    natural_ = InfoOf(main.event_class).natural;
    Look(main);
    // Who struck the neighbouring village, and who struck back, count only where nobody is said to have struck this one.
    for (Ref m : main.mentions) {
      if (!Elsewhere(m) && !StruckBack(m) && !Counted(m)) FromEvent(m);
    }
    if (attackers_.empty()) {
      for (Ref m : main.mentions) FromEvent(m);
    }
    for (const StoryClaim& c : story_.claims) {
      FromClaim(c.claim);
      for (Ref same : c.same) {
        if (std::find(c.copied.begin(), c.copied.end(), same) == c.copied.end()) FromClaim(same);  // copies accuse once
      }
    }
    size_t most = 0;
    for (const Row& r : rows_) {
      if (r.out.role == "perpetrator") most = std::max(most, r.origins.size());
    }
    // A name that no list knows, told once beside listed attackers, is more often a misread phrase than a party; whom one report in many
    // names as the attacker, it mostly names for another happening, unless it names it together with the others.
    const auto unlisted = [](const Row& r) { return r.out.who.id.find('~') != std::string::npos; };
    const bool listed = std::any_of(rows_.begin(), rows_.end(), [&](const Row& r) { return !unlisted(r); });
    std::set<std::string> dropped;
    for (const Row& r : rows_) {
      if (r.out.role != "perpetrator") continue;
      const bool misread = listed && unlisted(r) && r.origins.size() < 2;
      const bool stray = r.out.stance != "claimed" && 4 * r.origins.size() < most && !Together(r, most);
      if (misread || stray) dropped.insert(r.out.who.id);
    }
    std::erase_if(rows_, [&](const Row& r) { return r.out.role == "perpetrator" && dropped.contains(r.out.who.id); });
    Answers();
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      if (Order(a.out) != Order(b.out)) return Order(a.out) < Order(b.out);
      return a.origins.size() > b.origins.size();
    });
    for (Row& r : rows_) story_.responsible.push_back(std::move(r.out));
  }

 private:
  // "X and Y shelled the village": with somebody whom most reports name.
  bool Together(const Row& row, size_t most) const {
    const auto with = together_.find(row.out.who.id);
    return with != together_.end() && std::any_of(rows_.begin(), rows_.end(), [&](const Row& r) {
      return r.out.role == "perpetrator" && r.out.who.id != row.out.who.id && r.out.who.id.find('~') == std::string::npos && 4 * r.origins.size() >= most && with->second.contains(r.out.who.id);
    });
  }

  Row& RowOf(const std::string& key, const Slot& who, const std::string& role) {
    auto it = std::find_if(rows_.begin(), rows_.end(), [&](const Row& r) { return r.out.who.id == key && r.out.role == role; });
    if (it != rows_.end()) return *it;
    Row row;
    row.out.who = who;
    row.out.who.id = key;
    if (const int64_t i = v_.lexicon == nullptr ? -1 : v_.lexicon->EntityById(key); i >= 0) {
      row.out.who.name = v_.lexicon->EntityAt(i).name, row.out.who.name_en = v_.lexicon->EntityAt(i).name_en;
    }
    row.out.role = role;
    row.out.stance = "suspected";
    row.out.strength = Strength::kReported;
    rows_.push_back(std::move(row));
    return rows_.back();
  }

  void Say(Row& row, const std::string& stance, Strength strength, const Slot& by, const std::string& origin, Evidence evidence) {
    Responsible next = row.out;
    next.stance = stance, next.strength = strength;
    if (row.out.stated_by.empty() || Order(next) < Order(row.out)) row.out.stance = stance, row.out.strength = strength;
    if (row.origins.insert(origin).second) row.out.stated_by.push_back(by);
    AddEvidence(row.out.evidence, evidence);
  }

  void Look(const StoryEvent& main) {
    for (Ref m : main.mentions) {
      const resolve::ResolvedReport& r = v_.At(m.report);
      const Index spot = SpotOfEvent(v_, m);
      const resolve::Entity* e = EntityAt(r, spot);
      if (!here_.Known() && e != nullptr && e->id == main.place.id) here_ = WhereOf(v_, r, spot);
      for (const extract::Actor& a : v_.EventAt(m).actors) {
        if (a.role == "attacker" && CanAct(EntityAt(r, a.mention))) accused_in_[KeyOf(v_, r, a.mention)].insert(m.report);
      }
    }
  }

  bool Elsewhere(Ref m) const {
    const Where w = WhereOf(v_, v_.At(m.report), SpotOfEvent(v_, m));
    if (!w.Known() || !here_.Known() || w.wide || w.capital || w.id == here_.id) return false;
    auto holds = [](const Where& in, const Where& out) { return std::find(in.chain.begin(), in.chain.end(), out.id) != in.chain.end(); };
    if (holds(w, here_) || holds(here_, w)) return false;
    return !w.has_point || !here_.has_point || Kilometres(w.lat, w.lon, here_.lat, here_.lon) > kVillage;
  }

  // "the attacks since the year began by X and Y": a count of many happenings.
  bool Counted(Ref m) const {
    const extract::Event& e = v_.EventAt(m);
    const std::vector<extract::TimeExpr>& times = v_.At(m.report).findings.times;
    for (auto t = std::lower_bound(times.begin(), times.end(), e.sentence, [](const extract::TimeExpr& x, uint32_t s) { return x.sentence < s; });
         t != times.end() && t->sentence == e.sentence; ++t) {
      if (t->open_from && t->from.grain >= extract::Unit::kWeek) return true;
    }
    const Days d = DaysOfMention(v_, m);
    return d.known && d.Length() > kWeeks;
  }

  // It was aimed at whom as many reports name as the attacker.
  bool StruckBack(Ref m) const {
    const resolve::ResolvedReport& r = v_.At(m.report);
    auto reports = [&](const extract::Actor& a) {
      const auto it = accused_in_.find(KeyOf(v_, r, a.mention));
      return it == accused_in_.end() ? size_t{0} : it->second.size();
    };
    size_t doers = 0, targets = 0;
    for (const extract::Actor& a : v_.EventAt(m).actors) (a.role == "target" ? targets : doers) = std::max(a.role == "target" ? targets : doers, reports(a));
    return targets > 0 && targets >= doers;
  }

  void FromEvent(Ref m) {
    const resolve::ResolvedReport& r = v_.At(m.report);
    const extract::Event& e = v_.EventAt(m);
    if (e.status == extract::EventStatus::kDenied || e.status == extract::EventStatus::kPlanned) return;
    for (const extract::Actor& a : e.actors) {
      if (a.role == "target" || a.role == "victim") {
        if (const std::string hit = KeyOf(v_, r, a.mention); !hit.empty()) hit_.insert(hit);
      }
      if (InfoOf(e.event_class).natural || DeniedActor(v_, m, a)) continue;  // nobody shook the earth
      if (e.event_class == "armed_clash") continue;  // whoever clashes with whom did not thereby attack
      if (a.role != "attacker" || !CanAct(EntityAt(r, a.mention))) continue;
      const std::string key = KeyOf(v_, r, a.mention);
      for (const extract::Actor& b : e.actors) {
        if (b.role == "attacker" && b.mention != a.mention) together_[key].insert(KeyOf(v_, r, b.mention));
      }
      // Who states it: the speaker whose words hold the trigger, else the report.
      Slot by;
      std::string origin = "report:" + v_.At(SourceOf(v_, m.report, e.trigger, story_.copies)).meta.id;
      for (const extract::Attribution& at : r.findings.attributions) {
        if (at.speaker == kNone || !at.content.Contains(e.trigger)) continue;
        by = SlotOf(r, at.speaker);
        if (const std::string body = BodyOf(v_, r, at.speaker); !body.empty()) origin = body;
        break;
      }
      if (origin == key) continue;  // what somebody says of itself is no accusation
      Say(RowOf(key, SlotOf(r, a.mention), "perpetrator"), "accused", Strength::kAsserted, by, origin, At(m.report, e.evidence));
      attackers_.insert(key);
    }
  }

  // "Of blowing up the dam": a flood has no perpetrator, that has.
  bool NamesDeed(const resolve::ResolvedReport& r, const extract::Claim& c) const {
    const std::vector<extract::Event>& events = r.findings.events;
    return std::any_of(events.begin(), events.end(), [&](const extract::Event& e) {
      const ClassInfo info = InfoOf(e.event_class);
      return (c.content.Empty() ? c.evidence : c.content).Contains(e.trigger) && !info.natural && info.event_type != "" && info.weight >= kWeighty;
    });
  }

  // "Of being late", "of negligence": before any deed is named. The lists hold words without what is written to them.
  bool Neglects(const resolve::ResolvedReport& r, const extract::Claim& c) const {
    const Span said = c.content.Empty() ? c.evidence : c.content;
    const std::string words = text::FoldKey(Slice(r.text, said));
    for (size_t begin = 0; begin < words.size();) {
      const size_t end = std::min(words.find(' ', begin), words.size());
      if (NegligenceWord(std::string_view(words).substr(begin, end - begin))) return true;
      begin = end + 1;
    }
    return false;
  }

  bool NegligenceWord(std::string_view word) const {
    auto listed = [&](std::string_view w) {
      const lexicon::Entry* entry = w.empty() ? nullptr : v_.lexicon->Find(text::HashWord(w));
      return entry != nullptr && std::any_of(entry->Senses().begin(), entry->Senses().end(), [&](const lexicon::Sense& s) {
        return s.tag == lexicon::Tag::kClaimFault && s.symbolic && v_.lexicon->Symbol(s.value) == "neglect";
      });
    };
    auto without = [](std::string_view w, std::initializer_list<unsigned char> letters) {
      const bool has = !w.empty() && std::find(letters.begin(), letters.end(), static_cast<unsigned char>(w[0])) != letters.end();
      return has ? w.substr(1) : w;
    };
    word = without(without(word, {text::kWaw}), {text::kBeh, text::kLam});
    const bool article = word.size() > 2 && static_cast<unsigned char>(word[0]) == text::kAlef && static_cast<unsigned char>(word[1]) == text::kLam;
    return v_.lexicon != nullptr && (listed(word) || (article && listed(word.substr(2))));
  }

  // The claim stands beside a mention of the main happening: a deed told in passing beside it, an accusation a little further off.
  bool OfMain(Ref ref, const extract::Claim& c) const {
    const uint32_t reach = c.rule == "claim.deed" ? kNear : kFar;
    for (Ref m : story_.events[story_.event].mentions) {
      if (m.report != ref.report) continue;
      const uint32_t a = v_.EventAt(m).sentence;
      if ((a > c.sentence ? a - c.sentence : c.sentence - a) <= reach) return true;
    }
    return false;
  }

  void FromClaim(Ref ref) {
    const resolve::ResolvedReport& r = v_.At(ref.report);
    const extract::Claim& c = v_.ClaimAt(ref);
    if (!OfMain(ref, c)) return;
    // Whom we know only because it speaks ("the site said") is a teller and no party.
    const bool teller = c.speaker != kNone && r.findings.mentions[c.speaker].rule == "speaker";
    if (c.type == ClaimType::kResponsibility && !teller && CanAct(EntityAt(r, c.speaker))) {
      const std::string key = KeyOf(v_, r, c.speaker);
      if (!attackers_.empty() && !attackers_.contains(key)) return;  // of some other happening
      Say(RowOf(key, SlotOf(r, c.speaker), "perpetrator"), "claimed", c.strength, SlotOf(r, c.speaker), key, At(ref.report, c.evidence));
      return;
    }
    if (c.type != ClaimType::kAccusation || c.endorsed == false) return;
    if (c.target_unnamed || !CanAct(EntityAt(r, c.target))) return;
    const std::string key = KeyOf(v_, r, c.target);
    const std::string body = BodyOf(v_, r, c.speaker);
    if (key == body) return;
    std::string role = attackers_.empty() || attackers_.contains(key) ? "perpetrator" : "supporter";
    if (hit_.contains(key) && !attackers_.contains(key)) role = "negligent";  // who was attacked did not help the attack
    if (c.rule.find("support") != std::string_view::npos) role = "supporter";
    if ((natural_ && !NamesDeed(r, c)) || Neglects(r, c)) role = "negligent";
    const bool firm = c.strength == Strength::kAsserted || c.strength == Strength::kReported;
    Say(RowOf(key, SlotOf(r, c.target), role), firm ? "accused" : "suspected", c.strength, SlotOf(r, c.speaker),
        body.empty() ? "report:" + r.meta.id : body, At(ref.report, c.evidence));
  }

  void Answers() {
    for (Row& row : rows_) {
      row.out.answer = "not reported";
      int best = 9;
      for (const StoryClaim& sc : story_.claims) {
        const extract::Claim& c = v_.ClaimAt(sc.claim);
        // Better a reply too many than "none reported".
        if (!OneSide(v_, KeyOf(v_, v_.At(sc.claim.report), c.speaker), row.out.who.id)) continue;
        const int rank = c.type == ClaimType::kResponsibility ? 0 : c.type == ClaimType::kDenial ? 1 : c.type == ClaimType::kNoComment ? 2 : 9;
        if (rank >= best) continue;
        best = rank;
        row.out.answer = rank == 0 ? "claimed" : rank == 1 ? "denied" : "no_comment";
      }
    }
  }

  const View& v_;
  Story& story_;
  std::vector<Row> rows_;
  std::set<std::string> attackers_, hit_;
  std::map<std::string, std::set<Index>> accused_in_;  // who is named as attacker, in which reports
  std::map<std::string, std::set<std::string>> together_;  // who is named as attacker, with whom
  bool natural_ = false;                               // a quake, a flood: there is no perpetrator
  Where here_;                                         // the main happening's place
};

}  // namespace

void FindResponsible(const View& v, Story& story) { Finder(v, story).Run(); }

}  // namespace tawatur::reconcile

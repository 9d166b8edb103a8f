// Around the words of a happening: see events_frame.h. The words stand in data/lexicon/events.tsv.
#include "extract/events_frame.h"

#include <algorithm>

#include "extract/event_rules.h"

namespace tawatur::extract {
namespace {

constexpr uint32_t kReach = 9;      // tokens that a word of fear, demand or denial governs
constexpr uint32_t kMarkReach = 9;   // tokens between a verb and the mark that it asks for
constexpr uint32_t kFigureReach = 3;

// Values of event.unreal.
enum Unreal : int64_t { kTalk = 0, kReal = 1, kAll = 2, kIndefinite = 3, kMay = 4 };

bool InName(const Phrase& p) {
  return std::any_of(p.senses.begin(), p.senses.end(), [](const Sense& s) { return s.tag == Tag::kName; });
}

}  // namespace

void EventFrame::Open(uint32_t sentence) {
  static constexpr TagSet kVictims = TagsOf({Tag::kHappening, Tag::kHappeningNoun, Tag::kPersonKind});
  static constexpr TagSet kOccurs = TagsOf({Tag::kEventLight, Tag::kEventPassive, Tag::kFigureCause});
  const TagSet& tags = w_.sentences[sentence];
  x_ = &t_.sentences[sentence];
  tags_ = &tags;
  governors_.clear();
  marks_.clear();
  domain_ = tags.Has(Tag::kEventDomain);
  victims_ = tags.Any(kVictims);
  occurs_ = tags.Any(kOccurs);
  while (time_ < found_.times.size() && found_.times[time_].first < x_->first) ++time_;
  for (times_last_ = time_; times_last_ < found_.times.size() && found_.times[times_last_].first < x_->last;) ++times_last_;
}

// What marks, arms, fears and denies. For words that have none of these tags there is nothing to do.
void EventFrame::See(uint32_t i) {
  static constexpr TagSet kArms = TagsOf({Tag::kEventWeapon, Tag::kMeans});
  static constexpr TagSet kOurs = TagsOf({Tag::kEventWeapon, Tag::kMeans, Tag::kEventMark, Tag::kEventUnreal});
  const TagSet& tags = w_.words[i].tags;
  if (!tags.Any(kOurs)) return;
  const Index inside = w_.words[i].inside;
  const bool part = inside != kNone && w_.phrases[inside].first != i;  // within "ceasefire" there is no fire
  if (const Hit h = w_.At(i, Tag::kEventMark); h && !part) {
    const std::string_view kind = w_.lexicon->Symbol(h.sense->value);
    if (kind == "occurs") {
      occurs_ |= h.sense->form != lexicon::Form::kImperfect;
    } else if (kind != "held" && kind != "origin" && kind != "force") {
      marks_.push_back({i, kind});
    }
  } else if (!part && tags.Any(kArms)) {
    marks_.push_back({i, "arms"});
  }
  const Hit h = w_.At(i, Tag::kEventUnreal);
  const Hit event = h ? w_.At(i, Tag::kEvent) : Hit{};
  if (!h || (inside != kNone && InName(w_.phrases[inside])) || (event && event.last > h.last)) return;
  const int64_t value = h.sense->value;
  if (value == kReal) {
    for (Governor& g : governors_) g.last = std::min(g.last, i);
    return;
  }
  if (value == kMay && (i + 1 >= x_->last || !event_rules::BeginsWithYeh(t_.Word(i + 1)))) return;
  governors_.push_back({i, std::min(x_->last, i + 1 + (value == kIndefinite ? 5 : kReach)), value == kAll});
}

bool EventFrame::Question() const {
  if (!x_->stop) return false;
  return std::any_of(t_.tokens.begin() + x_->first, t_.tokens.begin() + x_->last, [](const text::Token& t) { return t.sign == '?'; });
}

bool EventFrame::Dated() const {
  for (Index i = time_; i < times_last_; ++i) {
    const TimeType type = found_.times[i].type;
    if (type != TimeType::kDuration && type != TimeType::kSet) return true;
  }
  return false;
}

bool EventFrame::InTime(uint32_t i) const {
  for (Index k = time_; k < times_last_; ++k) {
    if (found_.times[k].first <= i && i < found_.times[k].last) return true;
  }
  return false;
}

const EventFrame::Mark* EventFrame::MarkOf(uint32_t i, std::string_view kind) const {
  const Mark* best = nullptr;
  for (const Mark& m : marks_) {
    if (m.token == i || (m.token > i ? m.token - i : i - m.token) > kMarkReach) continue;
    const bool protest = m.kind == "protest" || m.kind == "protesters" || m.kind == "crowd";
    const bool fits = m.kind == kind || (m.kind == "protesters" && protest && kind == "protest") || (kind == "crowd" && protest) || (kind == "armed" && !protest) || (kind == "arms" && !protest && m.kind != "armed");
    if (fits && (best == nullptr || (best->kind == "arms" && m.kind != "arms"))) best = &m;
  }
  return best;
}

std::string_view EventFrame::Refined(uint32_t i, const Hit& hit) const {
  const Hit h = w_.At(i, Tag::kEventIf);
  if (!h || h.last != hit.last) return {};
  const Mark* m = MarkOf(i, w_.lexicon->Symbol(h.sense->value));
  return m != nullptr && m->kind != "arms" && m->kind != "protest" && m->kind != "protesters" && m->kind != "crowd" && m->kind != "armed" ? m->kind : std::string_view();
}

bool EventFrame::Governed(uint32_t i, bool past) const {
  return std::any_of(governors_.begin(), governors_.end(), [&](const Governor& g) { return g.first < i && i < g.last && (g.all || !past); });
}

// "a cyber attack", "an attack on the referee": beside it stands what makes it another thing.
bool EventFrame::Figurative(uint32_t i, uint32_t last, bool verb) const {
  if (!tags_->Has(Tag::kEventFigurative)) return false;
  const uint32_t begin = i > x_->first + 1 ? i - 1 : x_->first, end = std::min(x_->last, last + kFigureReach);
  for (uint32_t k = begin; k < end; ++k) {
    if ((k < i || k >= last) && w_.Is(k, Tag::kEventFigurative)) return true;
    if (k >= last && ((t_.tokens[k].sign != 0 && t_.tokens[k].sign != '"') || (!verb && w_.Is(k, Tag::kNpStop)))) break;
  }
  return false;
}

// Something says that it took place: a verb of taking place, victims, a day, a place; or it is told as news ("an attack on ...").
bool EventFrame::Supported(uint32_t i, uint32_t last) const {
  if (occurs_ || victims_ || Dated() || roles_.Placed()) return true;
  if (std::any_of(marks_.begin(), marks_.end(), [](const Mark& m) { return m.kind != "crowd"; })) return true;
  if ((w_.words[i].cut.clitics & text::kArticle) != 0) return false;
  if (i == x_->first) return true;  // a headline
  return last < x_->last && (event_rules::IsOnOrAgainst(t_.tokens[last]) || event_rules::IsIn(t_.tokens[last]));
}

bool EventFrame::Tells(uint32_t i, const Hit& hit) const {
  const bool article = (w_.words[i].cut.clitics & text::kArticle) != 0;
  const bool verb = w_.Is(i, Tag::kEventVerb) && !article, noun = !w_.Is(i, Tag::kEventVerb) || w_.Is(i, Tag::kEventNoun);
  if (!verb && !noun) return false;
  const bool imperfect = hit.sense->form == lexicon::Form::kImperfect;
  if (verb && imperfect && !event_rules::ThirdPerson(w_.words[i], t_.Word(i))) return false;
  // Behind a preposition a verb of the list is its verbal noun: "by killing".
  const auto governed_noun = [&] { return (w_.words[i].cut.clitics & (text::kWith | text::kFor)) != 0 || (i > x_->first && event_rules::IsPreposition(t_.tokens[i - 1])); };
  const bool past = verb && !noun && !imperfect && !governed_noun();
  if (const Hit h = w_.At(i, Tag::kEventIf); h && h.last == hit.last) {
    if (MarkOf(i, w_.lexicon->Symbol(h.sense->value)) == nullptr || InTime(i)) return false;
  }
  if (Figurative(i, hit.last, verb)) return false;
  if (domain_ && !(victims_ && !marks_.empty())) return false;
  const bool violence = !past && event_rules::IsHumanViolence(w_.lexicon->Symbol(hit.sense->value));
  if (violence && Question()) return false;
  const Hit mark = w_.At(i, Tag::kEventMark);
  const bool protesters = mark && mark.last == hit.last && w_.lexicon->Symbol(mark.sense->value) == "protesters";  // who protests has done so
  if (Governed(i, protesters || past)) return false;
  return protesters || !violence || Supported(i, hit.last);
}

}  // namespace tawatur::extract

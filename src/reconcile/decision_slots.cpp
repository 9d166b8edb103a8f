// The slots of a statement by the names the contract gives them. Entry points: WhyNot(), ReadSlot(), SetSlot().
#include "reconcile/decision_slots.h"

#include <algorithm>
#include <charconv>

#include "base/iso_date.h"
#include "extract/contract_words.h"
#include "reconcile/decisions.h"
#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

using namespace extract;
using resolve::SlotValue;
using Value = std::optional<std::string>;

std::optional<int64_t> CountOf(const std::string& text) {
  int64_t n = 0;
  auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (bad != std::errc() || end != text.data() + text.size() || n < 0) return std::nullopt;
  return n;
}

// A day, month or year, or a span of them: what a person may put for a date.
bool IsDate(std::string_view text) {
  if (const size_t slash = text.find('/'); slash != std::string_view::npos) {
    return IsDate(text.substr(0, slash)) && IsDate(text.substr(slash + 1));
  }
  if (text.size() >= 10) return ParseIsoDay(text).has_value();
  return (text.size() == 4 || (text.size() == 7 && text[4] == '-')) && text.substr(0, 4).find_first_not_of("0123456789") == text.npos;
}

bool IsDegrees(const std::string& text, double most) {
  char* end = nullptr;
  const double d = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == 0 && d >= -most && d <= most;
}

template <class E>
bool Known(const std::string& word) { return FromWord<E>(word).has_value(); }
bool IsBool(const std::string& word) { return word == "true" || word == "false"; }
bool IsCount(const std::string& word) { return CountOf(word).has_value(); }
bool IsClass(const std::string& word) { return !ClassSymbol(word).empty(); }
bool IsDay(const std::string& word) { return IsDate(word); }
bool IsText(const std::string& word) { return !word.empty(); }
bool IsLatitude(const std::string& word) { return IsDegrees(word, 90); }
bool IsLongitude(const std::string& word) { return IsDegrees(word, 180); }

struct Rule { std::string_view object, slot; bool blank; bool (*fits)(const std::string&); };
constexpr Rule kRules[] = {
    {"figure", "kind", false, Known<FigureKind>},     {"figure", "low", true, IsCount},
    {"figure", "high", true, IsCount},                {"figure", "modality", false, Known<Modality>},
    {"figure", "category", true, Known<Category>},    {"figure", "status", false, Known<FigureStatus>},
    {"figure", "background", false, IsBool},          {"figure", "cumulative", false, IsBool},
    {"figure", "when", true, IsDay},                  {"figure", "as_of", true, IsDay},
    {"figure", "speaker_kind", true, Known<SpeakerKind>}, {"figure", "speaker", true, nullptr},
    {"figure", "place", true, nullptr},               {"figure", "affiliation", true, nullptr},
    {"claim", "type", false, Known<ClaimType>},       {"claim", "strength", false, Known<Strength>},
    {"claim", "speaker_kind", true, Known<SpeakerKind>}, {"claim", "speaker", true, nullptr},
    {"claim", "target", true, nullptr},               {"event", "class", false, IsClass},
    {"event", "status", false, Known<EventStatus>},   {"event", "background", false, IsBool},
    {"event", "date", true, IsDay},                   {"event", "place", true, nullptr},
    {"name", "id", false, IsText},                    {"name", "name", false, IsText},
    {"name", "name_en", false, IsText},               {"name", "type", false, Known<lexicon::EntityType>},
    {"place", "id", false, IsText},                   {"place", "name", false, IsText},
    {"place", "name_en", false, IsText},              {"place", "lat", false, IsLatitude},
    {"place", "lon", false, IsLongitude},             {"dating", "published", false, IsDay},
};

std::string Number(std::optional<int64_t> n) { return n ? std::to_string(*n) : std::string(); }
Value OrNone(std::string_view text) { return text.empty() ? Value() : Value(text); }
std::string_view Bool(bool b) { return b ? "true" : "false"; }

Index EntityMention(const StatementRef& s, std::string_view root) {
  const Findings& f = s.report.findings;
  if (s.letter == 'f') {
    const Figure& x = f.figures[s.index];
    return root == "speaker" ? SpeakerOf(s.report, x) : root == "place" ? x.place : x.affiliation;
  }
  if (s.letter == 'c') return root == "speaker" ? f.claims[s.index].speaker : f.claims[s.index].target;
  return f.events[s.index].place;
}

Value ReadFigure(const StatementRef& s, std::string_view slot) {
  const resolve::ResolvedReport& r = s.report;
  const Figure& f = r.findings.figures[s.index];
  if (slot == "kind") return OrNone(Word(f.kind));
  if (slot == "low") return OrNone(Number(f.low));
  if (slot == "high") return OrNone(Number(f.high));
  if (slot == "modality") return OrNone(Word(f.modality));
  if (slot == "category") return OrNone(Word(f.category));
  if (slot == "status") return OrNone(Word(f.status));
  if (slot == "background") return OrNone(Bool(f.background));
  if (slot == "cumulative") return OrNone(Bool(f.cumulative));
  if (slot == "when") return OrNone(r.figure_when[s.index]);
  if (slot == "as_of") return OrNone(r.figure_as_of[s.index]);
  if (slot == "speaker_kind" && f.attribution != kNone) return OrNone(Word(r.findings.attributions[f.attribution].speaker_kind));
  return {};
}

// Its own attribution: others may share the one it has.
Attribution& OwnAttribution(resolve::ResolvedReport& r, Figure& f) {
  Attribution own;
  if (f.attribution != kNone) own = r.findings.attributions[f.attribution];
  else own.cue = own.content = {f.number.begin, f.number.begin};
  own.rule = "review";
  r.findings.attributions.push_back(std::move(own));
  f.attribution = static_cast<Index>(r.findings.attributions.size() - 1);
  return r.findings.attributions.back();
}

void SetFigure(const StatementRef& s, std::string_view slot, const Value& value) {
  resolve::ResolvedReport& r = s.report;
  Figure& f = r.findings.figures[s.index];
  const std::string v = value.value_or("");
  if (slot == "kind") f.kind = FromWord<FigureKind>(v).value_or(f.kind);
  if (slot == "low") f.low = CountOf(v);
  if (slot == "high") f.high = CountOf(v);
  if (slot == "modality") f.modality = FromWord<Modality>(v).value_or(f.modality);
  if (slot == "category") f.category = FromWord<Category>(v).value_or(Category::kNone);
  if (slot == "status") f.status = FromWord<FigureStatus>(v).value_or(f.status);
  if (slot == "background") f.background = v == "true";
  if (slot == "cumulative") f.cumulative = v == "true";
  if (slot == "when") r.figure_when[s.index] = v;
  if (slot == "as_of") r.figure_as_of[s.index] = v;
  if (slot == "speaker_kind") OwnAttribution(r, f).speaker_kind = FromWord<SpeakerKind>(v).value_or(SpeakerKind::kNone);
}

}  // namespace

std::string_view RootOf(std::string_view slot) { return slot.substr(0, slot.find('.')); }

bool IsEntitySlot(std::string_view root) {
  return root == "speaker" || root == "place" || root == "affiliation" || root == "target";
}

std::string WhyNot(std::string_view object, const SlotValue& change) {
  const std::string_view root = RootOf(change.slot);
  auto quoted = [](std::string_view s) { return "\"" + std::string(s) + "\""; };
  for (const Rule& rule : kRules) {
    if (rule.object != object || rule.slot != root) continue;
    if (rule.fits == nullptr) {  // an entity
      const std::string_view part = change.slot == root ? "" : std::string_view(change.slot).substr(root.size() + 1);
      if (part.empty() && change.value) return quoted(root) + " is an object with \"id\" or \"name\", or null";
      if (!part.empty() && part != "id" && part != "name" && part != "name_en") return quoted(root) + " has no " + quoted(part);
      return {};
    }
    if (change.slot != root) return quoted(root) + " holds a plain value";
    if (!change.value || change.value->empty()) return rule.blank ? "" : quoted(root) + " cannot be blank";
    return rule.fits(*change.value) ? "" : quoted(*change.value) + " is no " + quoted(root) + " (docs/review.md lists the slots)";
  }
  return "a " + std::string(object) + " has no slot " + quoted(root) + " that can be corrected";
}

std::vector<SlotValue> ReadSlot(const StatementRef& s, std::string_view root) {
  if (IsEntitySlot(root)) {
    const Slot slot = SlotOf(s.report, EntityMention(s, root));
    if (slot.Empty()) return {{std::string(root), {}}};
    return {{std::string(root) + ".id", OrNone(slot.id)}, {std::string(root) + ".name", OrNone(slot.name.empty() ? slot.text : slot.name)}};
  }
  Value v;
  if (s.letter == 'f') {
    v = ReadFigure(s, root);
  } else if (s.letter == 'c') {
    const Claim& c = s.report.findings.claims[s.index];
    v = OrNone(root == "type" ? Word(c.type) : root == "strength" ? Word(c.strength) : root == "speaker_kind" ? Word(c.speaker_kind) : "");
  } else if (s.letter == 'e') {
    const Event& e = s.report.findings.events[s.index];
    v = root == "class"        ? OrNone(e.event_class)
        : root == "status"     ? OrNone(Word(e.status))
        : root == "background" ? OrNone(Bool(e.background))
        : root == "date"       ? OrNone(s.report.event_date[s.index])
                               : Value();
  }
  return {{std::string(root), v}};
}

void SetSlot(const StatementRef& s, const SlotValue& change) {
  const std::string_view slot = change.slot;
  const std::string v = change.value.value_or("");
  if (s.letter == 'f') {
    SetFigure(s, slot, change.value);
  } else if (s.letter == 'c') {
    Claim& c = s.report.findings.claims[s.index];
    if (slot == "type") c.type = FromWord<ClaimType>(v).value_or(c.type);
    if (slot == "strength") c.strength = FromWord<Strength>(v).value_or(c.strength);
    if (slot == "speaker_kind") c.speaker_kind = FromWord<SpeakerKind>(v).value_or(SpeakerKind::kNone);
  } else {
    Event& e = s.report.findings.events[s.index];
    if (slot == "class" && IsClass(v)) e.event_class = ClassSymbol(v);
    if (slot == "status") e.status = FromWord<EventStatus>(v).value_or(e.status);
    if (slot == "background") e.background = v == "true";
    if (slot == "date") s.report.event_date[s.index] = v;
  }
}

void SetEntity(const StatementRef& s, std::string_view root, Index mention) {
  Findings& f = s.report.findings;
  if (s.letter == 'f') {
    Figure& x = f.figures[s.index];
    if (root == "place") x.place = mention;
    else if (root == "affiliation") x.affiliation = mention;
    else if (mention == kNone) x.attribution = kNone;
    else OwnAttribution(s.report, x).speaker = mention;
  } else if (s.letter == 'c') {
    Claim& c = f.claims[s.index];
    (root == "speaker" ? c.speaker : c.target) = mention;
    if (root == "target") c.target_span = {}, c.target_unnamed = false;
    if (root == "speaker" && mention == kNone) c.speaker_kind = SpeakerKind::kNone;
  } else {
    f.events[s.index].place = mention;
  }
}

}  // namespace tawatur::reconcile

// Places that only say where another one lies: "the village of X in the countryside of Y". Entry point: SpotOf().
#include "reconcile/view.h"
#include "text/fold.h"

namespace tawatur::reconcile {
namespace {

constexpr size_t kFar = 64;     // bytes between two names that stand together
constexpr size_t kWords = 3;

bool IsPlace(const resolve::ResolvedReport& r, Index mention) {
  const extract::Mention& m = r.findings.mentions[mention];
  const bool place = m.type == lexicon::EntityType::kPlace || m.type == lexicon::EntityType::kFacility;
  return place && !m.adjective && EntityAt(r, mention) != nullptr;
}

// Lies in a town rather than holding one.
bool Small(std::string_view kind) { return kind == "village" || kind == "camp" || kind == "quarter" || kind == "street" || kind == "square" || kind == "market"; }

// A street or market that no list holds: nobody finds it on a map, the town is told.
bool Nameless(const resolve::Entity& e) { return e.lexicon < 0 && (e.kind == "street" || e.kind == "square" || e.kind == "market" || e.kind == "road"); }

// Do these words put what stands before them into what stands after? Folded; "bi-rif", "fi mantiqat", "qurb", "al-tabi'a li-".
bool Locates(std::string_view words) {
  using namespace text;
  size_t count = 0, first = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const auto c = static_cast<unsigned char>(words[i]);
    if (c == ' ' || c == '"') continue;
    if (!IsLetter(c)) return false;  // a comma, a line's end: the next thing
    if (i == 0 || words[i - 1] == ' ' || words[i - 1] == '"') first = count++ == 0 ? i : first;
  }
  if (count == 0 || count > kWords) return false;
  const std::string_view word = words.substr(first, words.find_first_of(" \"", first) - first);
  auto letter = [&](size_t i) { return i < word.size() ? static_cast<unsigned char>(word[i]) : 0; };
  if (letter(0) == kBeh) return true;
  if (letter(0) == kFeh && letter(1) == kYeh && word.size() == 2) return true;
  if (letter(0) == kQaf && letter(1) == kReh && letter(2) == kBeh && word.size() == 3) return true;
  return letter(0) == kAlef && letter(1) == kLam && count > 1;
}

}  // namespace

Index SpotOf(const resolve::ResolvedReport& r, Index mention) {
  for (int hops = 0; hops < 3 && mention != kNone && mention < r.findings.mentions.size() && IsPlace(r, mention); ++hops) {
    const Span own = r.findings.mentions[mention].span;
    Index before = mention;
    while (before > 0 && (r.findings.mentions[before].span.end > own.begin || r.findings.mentions[before].adjective)) --before;
    const extract::Mention& b = r.findings.mentions[before];
    if (b.span.end > own.begin || own.begin - b.span.end > kFar || !IsPlace(r, before)) break;
    const resolve::Entity &narrow = *EntityAt(r, before), &wide = *EntityAt(r, mention);
    if (narrow.id == wide.id || IsWide(narrow.kind) || Nameless(narrow) || (Small(wide.kind) && !Small(narrow.kind))) break;
    const std::string between = text::FoldKey(Slice(r.text, {b.span.end, own.begin}));
    const bool adjoins = between.find_first_not_of(' ') == std::string::npos;
    // "X, south of Y": the direction is a word of Y's mention.
    if (adjoins ? own.Size() <= wide.name.size() + 4 : !Locates(between)) break;
    mention = before;
  }
  return mention;
}

// "The north of X": not X itself.
bool IsPart(const resolve::ResolvedReport& r, Index mention) {
  const resolve::Entity* e = EntityAt(r, mention);
  const std::string_view words = Slice(r.text, r.findings.mentions[mention].span);
  return e != nullptr && e->lexicon >= 0 && words.size() > e->name.size() + 4 && words.ends_with(e->name);
}

Index SpotOfEvent(const View& v, Ref event) { return SpotOf(v.At(event.report), v.EventAt(event).place); }

}  // namespace tawatur::reconcile

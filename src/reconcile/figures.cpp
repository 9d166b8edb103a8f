// Statements that count the same -> series with points, status, conflict, independence. Entry point: MergeFigures().
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

using extract::FigureKind;
using extract::FigureStatus;

bool Numeric(const SeriesPoint& p) { return p.low || p.high; }
int64_t Value(const SeriesPoint& p) { return p.low ? *p.low : *p.high; }

// Two points say the same when one number satisfies both.
bool Agree(const SeriesPoint& a, const SeriesPoint& b) {
  if (Value(a) == Value(b)) return true;
  auto holds = [](const SeriesPoint& p, int64_t n) { return (!p.low || n >= *p.low) && (!p.high || n <= *p.high) && p.low != p.high; };
  return a.modality == extract::Modality::kBetween ? holds(a, Value(b)) : b.modality == extract::Modality::kBetween && holds(b, Value(a));
}

std::string Shown(const SeriesPoint& p) {
  if (p.low && p.high && *p.low != *p.high) return std::to_string(*p.low) + "-" + std::to_string(*p.high);
  return std::to_string(Value(p));
}

std::vector<SeriesPoint> PointsOf(const View& v, const std::vector<Ref>& refs, const std::vector<Copy>& copies) {
  std::vector<SeriesPoint> points;
  for (Ref ref : refs) {
    const resolve::ResolvedReport& r = v.At(ref.report);
    const extract::Figure& f = v.FigureAt(ref);
    SeriesPoint p;
    if (ref.index < r.figure_as_of.size()) p.as_of = r.figure_as_of[ref.index];
    if (p.as_of.empty()) p.as_of = r.meta.published;
    p.low = f.low, p.high = f.high, p.modality = f.modality, p.status = f.status;
    if (!f.vague.Empty()) p.vague = std::string(Slice(r.text, f.vague));
    if (!f.caveat.Empty()) p.caveat = std::string(Slice(r.text, f.caveat));
    if (f.attribution != kNone) {
      const extract::Attribution& a = r.findings.attributions[f.attribution];
      p.speaker = SlotOf(r, a.speaker);
      if (!p.speaker.Empty()) p.speaker_kind = a.speaker_kind;
      for (Index via : a.via) p.via.push_back(SlotOf(r, via));
    }
    p.origin = OriginOf(v, ref, copies);
    auto it = std::find_if(points.begin(), points.end(), [&](const SeriesPoint& q) {
      return q.low == p.low && q.high == p.high && q.modality == p.modality && q.origin == p.origin && q.as_of == p.as_of && q.vague == p.vague &&
             q.speaker.id == p.speaker.id && q.status == p.status;
    });
    if (it == points.end()) it = points.insert(points.end(), std::move(p));
    it->figures.push_back(ref);
    AddEvidence(it->evidence, At(ref.report, f.evidence));
    if (it->caveat.empty() && !f.caveat.Empty()) it->caveat = std::string(Slice(r.text, f.caveat));
  }
  auto order = [](const SeriesPoint& p) { return p.as_of.empty() ? std::string("9999") : p.as_of; };
  std::stable_sort(points.begin(), points.end(), [&](const SeriesPoint& a, const SeriesPoint& b) {
    if (order(a).substr(0, 10) != order(b).substr(0, 10)) return order(a).substr(0, 10) < order(b).substr(0, 10);
    return a.low.value_or(a.high.value_or(0)) < b.low.value_or(b.high.value_or(0));
  });
  return points;
}

// Do the statements with these two numbers name groups of different width?
bool ScopeDiffers(const View& v, const SeriesPoint& a, const SeriesPoint& b) {
  std::set<std::string> ids_a, ids_b;
  std::set<size_t> words_a, words_b;
  std::set<extract::Category> c, d;
  auto read = [&](const SeriesPoint& p, std::set<std::string>& ids, std::set<size_t>& words, std::set<extract::Category>& cats) {
    for (Ref ref : p.figures) {
      const Slot s = SlotOf(v.At(ref.report), v.FigureAt(ref).affiliation);
      cats.insert(v.FigureAt(ref).category);
      if (s.Empty()) continue;
      ids.insert(s.id);
      words.insert(static_cast<size_t>(std::count(s.text.begin(), s.text.end(), ' ')));
    }
  };
  read(a, ids_a, words_a, c), read(b, ids_b, words_b, d);
  if (c != d) return true;
  if (ids_a.empty() || ids_b.empty()) return false;
  if (ids_a != ids_b) return true;
  // One body under a shorter and a longer name ("the forces", "the security forces").
  return v.FigureAt(a.figures[0]).affiliation != kNone && words_a != words_b &&
         v.lexicon != nullptr && v.lexicon->EntityById(*ids_a.begin()) >= 0 &&
         v.lexicon->EntityAt(v.lexicon->EntityById(*ids_a.begin())).kind != "armed_group";
}

// The numbers that still stand: without what its own speaker replaced later, and without bounds that somebody's count has outgrown.
std::vector<const SeriesPoint*> Standing(const std::vector<const SeriesPoint*>& numbers) {
  std::vector<const SeriesPoint*> out = numbers;
  std::erase_if(out, [&](const SeriesPoint* p) {
    return std::any_of(numbers.begin(), numbers.end(), [&](const SeriesPoint* q) {
      if (!p->high && p->as_of <= q->as_of && (Value(*q) > Value(*p) || (Value(*q) == Value(*p) && q->high))) return true;
      return !p->speaker.id.empty() && p->origin == q->origin && !p->as_of.empty() && p->as_of < q->as_of;
    });
  });
  return out;
}

// Who rejects which number: one that somebody else states, or one that is ascribed to the speaker itself.
struct Rejected { const SeriesPoint *by = nullptr, *number = nullptr; };

void Judge(const View& v, FigureSeries& s) {
  std::vector<const SeriesPoint*> numbers;
  std::set<Index> reports;
  std::set<std::string> origins;
  std::map<std::string, std::string> named;  // first-hand speakers: origin, name
  Rejected denied, withdrawn;
  for (const SeriesPoint& p : s.points) {
    for (Ref f : p.figures) reports.insert(f.report);
    const bool rejects = p.status == FigureStatus::kDenied || p.status == FigureStatus::kClaimedFalse;
    bool own = false, told = false;
    for (const SeriesPoint& q : s.points) {
      if (!rejects || &q == &p || !Numeric(q) || (Numeric(p) && Value(q) != Value(p))) continue;
      told = true, own |= q.origin == p.origin;
      if (q.origin == p.origin) withdrawn = {&p, &q};
      else if (denied.by == nullptr) denied = {&p, &q};
    }
    // A number that no report states of anybody is rejected all the same; what its speaker is only said to have said is its own.
    if (rejects && Numeric(p) && !told && denied.by == nullptr && s.points.size() > 1) denied = {&p, &p};
    if (own && denied.by == &p) denied = {};
    if (!Numeric(p)) continue;
    numbers.push_back(&p);
    origins.insert(p.origin);
    if (!p.speaker.id.empty() && p.speaker_kind != extract::SpeakerKind::kAnonymous && p.speaker_kind != extract::SpeakerKind::kNone) named.emplace(p.origin, p.speaker.name);
  }
  // "The Ministry of Health" of one report may be "the Syrian Ministry of Health" of another: no independence is shown then.
  std::erase_if(named, [&](const auto& a) {
    return std::any_of(named.begin(), named.end(), [&](const auto& b) {
      return a.first != b.first && (b.second.find(a.second) != std::string::npos && (a.second != b.second || a.first < b.first));
    });
  });
  const bool only_denied = !numbers.empty() && std::all_of(numbers.begin(), numbers.end(), [&](const SeriesPoint* p) {
    return std::all_of(p->figures.begin(), p->figures.end(), [&](Ref f) { return v.FigureAt(f).status == FigureStatus::kDenied; });
  });
  s.independence = named.size() >= 2 ? "shown" : origins.size() >= 2 ? "unknown" : "none";

  if (withdrawn.by != nullptr && denied.by == nullptr) {  // it is nobody's any more; what differs is the rest
    std::vector<const SeriesPoint*> rest = numbers;
    std::erase_if(rest, [&](const SeriesPoint* p) { return Value(*p) == Value(*withdrawn.number) && p->origin == withdrawn.by->origin; });
    if (!rest.empty()) numbers = std::move(rest);
  }
  const SeriesPoint *least = nullptr, *most = nullptr;
  bool agree = true;
  auto bounds = [&](const std::vector<const SeriesPoint*>& of) {
    least = most = nullptr, agree = true;
    for (const SeriesPoint* p : of) {
      agree = agree && Agree(*of.front(), *p);
      if (least == nullptr || Value(*p) < Value(*least)) least = p;
      if (most == nullptr || Value(*p) > Value(*most)) most = p;
    }
    for (size_t i = 0; agree && i < of.size(); ++i) {
      for (const SeriesPoint* q : of) agree = agree && Agree(*of[i], *q);
    }
  };
  bounds(numbers);
  auto conflict = [&](std::string kind, std::string_view key, const std::string& a, const std::string& b) {
    const Wording w = WordingOf(key);
    s.conflict = FigureConflict{std::move(kind), {}, Fill(w.en, a, b), Fill(w.ar, a, b)};
  };
  // Our own voice names listed bodies only.
  auto rejected = [&](std::string_view key, const Rejected& r) {
    const std::string en = NeutralName(v, r.by->speaker, true), ar = NeutralName(v, r.by->speaker, false);
    const Wording w = WordingOf(en.empty() || ar.empty() ? std::string(key) + "_unnamed" : std::string(key));
    return std::pair(Fill(w.en, Shown(*r.number), en), Fill(w.ar, Shown(*r.number), ar));
  };
  auto contest = [&](std::string_view key, const Rejected& r) {
    auto [en, ar] = rejected(key, r);
    s.conflict = FigureConflict{"value", {}, std::move(en), std::move(ar)};
  };
  if (only_denied) {
    s.status = "contested";
    conflict("value", "conflict.denied", Shown(*most), {});
    return;
  }
  if (numbers.empty() || agree) {
    s.status = numbers.size() > 1 || reports.size() > 1 ? "agreed" : "single";
    if (reports.size() < 2 && origins.size() < 2) s.status = "single";
    if (denied.by != nullptr && !numbers.empty()) s.status = "contested", contest("conflict.contested", denied);
    else if (withdrawn.by != nullptr && !numbers.empty()) s.status = "withdrawn", contest("conflict.withdrawn", withdrawn);
    return;
  }
  if (denied.by != nullptr) {
    s.status = "contested";
    contest("conflict.contested", denied);
    return;
  }
  // Later against earlier: points are in order of as_of. Differing numbers of one time, or of an unknown time, just differ.
  const bool stock = s.kind == FigureKind::kDetained || s.kind == FigureKind::kStrength;
  bool dated = true, rises = true, falls = false;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const Days d = DaysOf(numbers[i]->as_of);
    dated &= d.known;
    if (i == 0) continue;
    const SeriesPoint &p = *numbers[i - 1], &q = *numbers[i];
    const Days c = DaysOf(p.as_of);
    const bool later = c.known && d.known && c.from < d.from;
    bool running = false;  // "bringing the number to ..." says itself that it grew
    for (Ref f : q.figures) running |= v.FigureAt(f).cumulative && (q.origin == p.origin || p.speaker.id.empty() || q.speaker.id.empty());
    if (Value(q) > Value(p) && !later && !running) rises = false;
    if (Value(q) < Value(p)) rises = false, falls |= later && q.origin == p.origin;
  }
  const SeriesPoint &first = *numbers.front(), &last = *numbers.back();
  if (!stock && rises && dated) {
    s.status = "grew";
    conflict("time", "conflict.grew", Shown(first), Shown(last));
  } else if (falls && dated) {
    s.status = "revised_down";
    conflict("time", "conflict.revised_down", Shown(*most), Shown(last));
  } else {
    const SeriesPoint *low = least, *high = most;
    bounds(Standing(numbers));
    if (least == nullptr || agree) least = low, most = high;  // a bound against the one count that outgrew it
    s.status = "differs";
    conflict("value", "conflict.value", Shown(*least), Shown(*most));
  }
  if (s.conflict && withdrawn.by != nullptr) {
    const auto [en, ar] = rejected("conflict.withdrawn", withdrawn);
    s.conflict->explanation += " " + en, s.conflict->explanation_ar += " " + ar;
  }
  if (s.conflict && ScopeDiffers(v, *least, *most)) {
    s.conflict->also.push_back("scope");
    const Wording w = WordingOf("conflict.scope");
    s.conflict->explanation += " " + Fill(w.en, Shown(*least), Shown(*most));
    s.conflict->explanation_ar += " " + Fill(w.ar, Shown(*least), Shown(*most));
  }
}

void Describe(const View& v, const std::vector<Ref>& refs, FigureSeries& s) {
  std::map<extract::Category, int> categories;
  const Slot* side = nullptr;
  std::vector<Slot> slots;
  std::set<std::optional<int64_t>> totals;  // of which the statements count a part
  bool part = true;
  std::map<Index, int> events;
  std::vector<std::pair<Where, Slot>> places;
  for (Ref f : refs) {
    const extract::Figure& g = v.FigureAt(f);
    if (g.category != extract::Category::kNone) ++categories[g.category];
    slots.push_back(SlotOf(v.At(f.report), g.affiliation));
    const auto& figures = v.At(f.report).findings.figures;
    part = part && g.part_of < figures.size();
    if (part) totals.insert(figures[g.part_of].low);
    if (Index e = EventOf(v, f); e != kNone) ++events[e];
    if (Where w = WhereOf(v, v.At(f.report), g.place); w.Known()) places.emplace_back(std::move(w), SlotOf(v.At(f.report), g.place));
    s.background |= g.background;
  }
  // The narrowest place that no more statements contradict than bear out.
  bool wide = true;
  for (const auto& [here, slot] : places) {
    int fits = 0;
    for (const auto& other : places) {
      const PlaceFit fit = FitOf(here, other.first);
      fits += fit == PlaceFit::kApart ? -1 : fit == PlaceFit::kUnknown ? 0 : 1;
    }
    if (fits > 0 && (s.place.Empty() || (wide && !here.wide))) s.place = slot, wide = here.wide;
  }
  for (const Slot& x : slots) {
    if (side == nullptr && !x.id.empty()) side = &x;
  }
  auto common = [](const auto& m) { return std::max_element(m.begin(), m.end(), [](auto& a, auto& b) { return a.second < b.second; })->first; };
  if (!events.empty()) s.event = common(events);
  const extract::Category category = categories.empty() ? extract::Category::kNone : common(categories);
  const Wording w = WordingOf(std::string("category.") + std::string(CategorySymbol(category)));
  s.population = w.en, s.population_ar = w.ar;
  if (side != nullptr) {
    const std::string en = NeutralName(v, *side, true), ar = NeutralName(v, *side, false);
    if (!en.empty()) s.population += " (" + en + ")";
    if (!ar.empty()) s.population_ar += " (" + ar + ")";
  }
  // "Among them 28 in a critical state": nothing else would tell them from all the injured.
  if (part && category == extract::Category::kNone && side == nullptr) {
    const bool one = totals.size() == 1 && totals.begin()->has_value();
    const Wording of = WordingOf(one ? "part_of" : "part"), comma = WordingOf("comma");
    const std::string total = one ? std::to_string(**totals.begin()) : std::string();
    s.population.append(comma.en).append(" ").append(Fill(of.en, total));
    s.population_ar.append(comma.ar).append(" ").append(Fill(of.ar, total));
  }
}

}  // namespace

std::string OriginOf(const View& v, Ref figure, const std::vector<Copy>& copies) {
  const resolve::ResolvedReport& r = v.At(figure.report);
  const extract::Figure& f = v.FigureAt(figure);
  const Index speaker = SpeakerOf(r, f);
  if (speaker != kNone && !r.findings.mentions[speaker].anonymous) {
    if (std::string body = BodyOf(v, r, speaker); !body.empty()) return body;
  }
  return "report:" + v.At(SourceOf(v, figure.report, f.number, copies)).meta.id;  // nobody named
}

Index SourceOf(const View& v, Index report, Span words, const std::vector<Copy>& copies) {
  const Copy* from = nullptr;
  for (const Copy& c : copies) {
    const bool covers = c.by == report && std::any_of(c.spans.begin(), c.spans.end(), [&](Span s) { return s.Contains(words); });
    if (covers && (from == nullptr || Before(v.At(c.of), v.At(from->of)))) from = &c;
  }
  return from == nullptr ? report : from->of;
}

void MergeFigures(const View& v, Story& story) {
  for (const std::vector<Ref>& refs : SameFigures(v, story)) {
    FigureSeries s;
    s.kind = v.FigureAt(refs.front()).kind;
    Describe(v, refs, s);
    s.points = PointsOf(v, refs, story.copies);
    Judge(v, s);
    story.figures.push_back(std::move(s));
  }
  std::stable_sort(story.figures.begin(), story.figures.end(), [](const FigureSeries& a, const FigureSeries& b) {
    if (a.background != b.background) return b.background;
    if (a.kind != b.kind) return a.kind < b.kind;
    return a.population < b.population;
  });
}

}  // namespace tawatur::reconcile

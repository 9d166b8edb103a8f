// Why a figure, claim or event stands as it does. Entry point: Why().
#include "publish/why.h"

#include "publish/json_writer.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

struct Story {
  const resolve::ResolvedReport& r;
  std::string out;

  void Line(std::string_view label, std::string_view value) {
    if (value.empty()) return;
    out.append(label).append(": ").append(ValidUtf8(value)).append("\n");
  }
  std::string Words(Span s) const { return std::string(Slice(r.text, s)); }
  std::string Place(Span s) const { return "bytes " + std::to_string(s.begin) + " to " + std::to_string(s.end); }
  std::string Mention(Index m) const {
    if (m == kNone || m >= r.findings.mentions.size()) return {};
    const auto& mention = r.findings.mentions[m];
    const auto* e = m < r.mention_entity.size() ? r.EntityOf(m) : nullptr;
    std::string s = Words(mention.span);
    if (mention.anonymous) s += " (a source the text does not name)";
    if (e != nullptr) {
      s += " = " + (e->name.empty() ? s : e->name) + " <" + e->id + ">";
      if (!e->join_reason.empty()) s += ", because: " + e->join_reason;
    }
    return s;
  }
  // speaker <- agency <- outlet, each as far as it is known.
  std::string Chain(const extract::Attribution* said) const {
    std::string s = said && said->speaker != kNone ? Mention(said->speaker) : "nobody named";
    if (said != nullptr) {
      for (Index via : said->via) s += " <- " + Mention(via);
    }
    return s + " <- " + (r.meta.outlet.empty() ? "outlet not known" : r.meta.outlet);
  }
  void Published() {
    Line("Report", r.meta.id);
    Line("Published",
         r.meta.published.empty() ? "not known" : r.meta.published + " (" + std::string(Word(r.meta.basis)) + ")");
  }
};

std::string Bounds(std::optional<int64_t> low, std::optional<int64_t> high) {
  if (!low && !high) return "not countable from the words";
  if (low && high) return *low == *high ? std::to_string(*low) : std::to_string(*low) + " to " + std::to_string(*high);
  return low ? "at least " + std::to_string(*low) : "at most " + std::to_string(*high);
}

void Figure(Story& s, Index i) {
  const auto& r = s.r;
  const auto& f = r.findings.figures[i];
  const auto* said = f.attribution != kNone ? &r.findings.attributions[f.attribution] : nullptr;
  s.Line("Figure", reconcile::FigureId(r, i));
  s.Line("Says", std::string(Word(f.kind)) + ", " + Bounds(f.low, f.high) + " (" + std::string(Word(f.modality)) + ")");
  s.Line("Its words", s.Words(f.number) + " (" + s.Place(f.number) + ")");
  s.Line("Quote", s.Words(f.evidence) + " (" + s.Place(f.evidence) + ")");
  s.Line("Who is counted", Word(f.category));
  s.Line("Whose people", s.Mention(f.affiliation));
  s.Line("Chain", s.Chain(said));
  if (said != nullptr) {
    s.Line("Attributed by", s.Words(said->cue) + (said->continued ? " (continues the statement before it)" : ""));
    s.Line("Attribution rule", said->rule);
  }
  s.Line("Caveat", s.Words(f.caveat));
  s.Line("Happened",
         i < r.figure_when.size() && !r.figure_when[i].empty() ? r.figure_when[i] : "the text does not say when");
  s.Line("As of", i < r.figure_as_of.size() && !r.figure_as_of[i].empty() ? r.figure_as_of[i] : "not known");
  s.Line("Place", s.Mention(f.place));
  if (f.part_of != kNone) s.Line("Part of", reconcile::FigureId(r, f.part_of));
  if (f.background) s.Line("Background", "it belongs to another happening than the one reported");
  if (f.status != extract::FigureStatus::kAsserted) s.Line("Status", Word(f.status));
  s.Line("Rule", f.rule);
  for (auto doubt : f.doubt) s.Line("Doubt", std::string(DoubtWords(doubt)) + " (" + std::string(doubt) + ")");
  // What else could have been meant: other numbers and other speakers of the same words.
  for (const auto& n : r.findings.numbers) {
    if (!f.evidence.Contains(n.span) || n.span.Overlaps(f.number)) continue;
    s.Line("Other number in the quote", s.Words(n.span) + (n.counts_nothing ? " (counts nothing)" : ""));
  }
  for (size_t a = 0; a < r.findings.attributions.size(); ++a) {
    const auto& other = r.findings.attributions[a];
    if (a == f.attribution || other.speaker == kNone || !f.evidence.Overlaps(other.cue)) continue;
    s.Line("Other speaker in the quote", s.Mention(other.speaker));
  }
}

void Claim(Story& s, Index i) {
  const auto& c = s.r.findings.claims[i];
  s.Line("Claim", reconcile::ClaimId(s.r, i));
  s.Line("Says", std::string(Word(c.type)) + " (" + std::string(Word(c.strength)) + ")");
  s.Line("Its words", s.Words(c.content) + " (" + s.Place(c.content) + ")");
  s.Line("Quote", s.Words(c.evidence) + " (" + s.Place(c.evidence) + ")");
  extract::Attribution said;
  said.speaker = c.speaker;
  s.Line("Chain", s.Chain(&said));
  s.Line("Relayed by", s.Mention(c.relayed_by));
  if (c.endorsed) s.Line("Taken as its own by who relays it", *c.endorsed ? "yes" : "no, rejected");
  s.Line("About", c.target != kNone ? s.Mention(c.target) : s.Words(c.target_span));
  if (c.target_unnamed) s.Line("About whom", "left unnamed by the speaker");
  s.Line("Weakened by", s.Words(c.hedge));
  s.Line("Rule", c.rule);
}

void Event(Story& s, Index i) {
  const auto& e = s.r.findings.events[i];
  s.Line("Event", reconcile::EventId(s.r, i));
  s.Line("Says", std::string(e.event_class) + " (" + std::string(Word(e.status)) + ")");
  s.Line("Its words", s.Words(e.trigger) + " (" + s.Place(e.trigger) + ")");
  s.Line("Quote", s.Words(e.evidence) + " (" + s.Place(e.evidence) + ")");
  for (const auto& a : e.actors) s.Line(a.role, a.mention != kNone ? s.Mention(a.mention) : s.Words(a.span));
  s.Line("Means", e.means);
  s.Line("Date",
         i < s.r.event_date.size() && !s.r.event_date[i].empty() ? s.r.event_date[i] : "the text does not say when");
  s.Line("Place", s.Mention(e.place));
  if (e.background) s.Line("Background", "another happening than the one reported");
  s.Line("Rule", e.rule);
}

}  // namespace

std::string Why(const resolve::ResolvedReport& r, std::string_view id) {
  Story s{r, {}};
  const auto find = [&](size_t n, auto id_of, auto tell) {
    for (size_t i = 0; i < n && s.out.empty(); ++i) {
      if (id_of(r, static_cast<Index>(i)) == id) tell(s, static_cast<Index>(i));
    }
  };
  find(r.findings.figures.size(), reconcile::FigureId, Figure);
  find(r.findings.claims.size(), reconcile::ClaimId, Claim);
  find(r.findings.events.size(), reconcile::EventId, Event);
  if (!s.out.empty()) s.Published();
  return s.out;
}

}  // namespace tawatur::publish

// The statements table: the ledger itself, one row a figure or claim, whether or not a series took it up. Entry point:
// StatementTable().
#include <algorithm>
#include <map>

#include "publish/tables.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

using reconcile::Ref;

constexpr std::string_view kColumns =
    "story,statement,type,kind,low,best,high,modality,vague,category,affiliation,target,strength,status,background,"
    "cumulative,part_of,doubt,caveat,speaker,speaker_id,speaker_kind,agency,chain,origin,when,date_prec,as_of,place,place_id,"
    "lat,lon,where_prec,event,series,relation,conflict,explanation,independence,copy_of,review,reviewed_by,reviewed_at,"
    "words,words_begin,words_end,rule," SOURCE_COLUMNS;

// Where a statement of a report has come to stand in the dossier.
struct InStory {
  const reconcile::FigureSeries* series = nullptr;
  const reconcile::SeriesPoint* point = nullptr;
  const reconcile::StoryClaim* claim = nullptr;
};

const resolve::Reviewed* ReviewOf(const resolve::ResolvedReport& r, std::string_view object, Index index) {
  for (const auto& x : r.reviews) {
    if (x.object == object && x.index == index) return &x;
  }
  return nullptr;
}

class Statements {
 public:
  Statements(const Selection& selection, Masker& mask)
      : words_{selection, mask}, mask_(mask), reports_(selection.reports), table_("statements", kColumns) {}

  Table Take() { return std::move(table_); }

  void Add(const reconcile::Story& story) {
    std::map<Ref, InStory> figures, claims;
    for (const auto& series : story.figures) {
      for (const auto& point : series.points) {
        for (const Ref& f : point.figures) figures[f] = {&series, &point, nullptr};
      }
    }
    for (const auto& claim : story.claims) {
      claims[claim.claim].claim = &claim;
      for (const Ref& same : claim.same) claims[same].claim = &claim;
    }
    for (Index report : story.reports) {
      const auto& found = reports_[report].findings;
      // In the order of the text, figures before claims where both begin at one byte.
      std::vector<std::pair<uint32_t, Ref>> order;
      const auto count = static_cast<Index>(found.figures.size());
      for (Index i = 0; i < count; ++i) order.push_back({found.figures[i].number.begin, {report, i}});
      for (Index i = 0; i < found.claims.size(); ++i) order.push_back({found.claims[i].content.begin, {report, count + i}});
      std::sort(order.begin(), order.end());
      for (const auto& [begin, at] : order) {
        if (at.index < count) Figure(story, at, figures[at]);
        else Claim(story, {report, at.index - count}, claims[{report, at.index - count}]);
      }
    }
  }

 private:
  // speaker <- agency <- outlet, each as far as it is known.
  std::string Chain(const std::string& speaker, const std::string& via, const std::string& outlet) const {
    return (speaker.empty() ? "not named" : speaker) + (via.empty() ? "" : " <- " + via) + " <- " +
           (outlet.empty() ? "outlet not known" : outlet);
  }

  void CopyAndReview(const reconcile::Story& story, Ref at, std::string_view object) {
    std::string of;
    for (const auto& copy : story.copies) {
      if (copy.by == at.report) of += (of.empty() ? "" : "; ") + mask_.Text(reports_[copy.of].meta.id);
    }
    table_ << of;
    const auto* review = ReviewOf(reports_[at.report], object, at.index);
    if (review == nullptr) table_ << "unreviewed" << "" << "";
    else table_ << review->status << mask_.Text(review->by) << review->at;
  }

  void Place(const resolve::ResolvedReport& r, Index mention) {
    const auto* place = mention != kNone && mention < r.mention_entity.size() ? r.EntityOf(mention) : nullptr;
    table_ << words_.MentionName(r, mention) << words_.MentionId(r, mention);
    table_.Degrees(place && place->has_point, place ? place->lat : 0).Degrees(place && place->has_point, place ? place->lon : 0);
    const int precision = place ? WherePrecision(place->type, place->kind) : 0;
    table_.Precision(precision == 1 && !place->has_point ? 2 : precision);  // as the dossier has it
  }

  void Tail(Ref at, Span said, std::string_view rule, Span evidence) {
    table_ << mask_.Quote(reports_[at.report], said) << said.begin << said.end << rule;
    words_.Source(table_, at.report, evidence);
    table_.End();
  }

  void Figure(const reconcile::Story& story, Ref at, const InStory& in) {
    const auto& r = reports_[at.report];
    const auto& f = r.findings.figures[at.index];
    const auto* said = f.attribution != kNone ? &r.findings.attributions[f.attribution] : nullptr;
    std::string via;
    for (Index v : said ? said->via : std::vector<Index>()) via += (via.empty() ? "" : "; ") + words_.MentionName(r, v);
    const std::string speaker = said ? words_.MentionName(r, said->speaker) : "";
    std::string doubt;
    for (const auto& d : f.doubt) doubt += (doubt.empty() ? "" : "; ") + std::string(d);
    const std::string when = at.index < r.figure_when.size() ? r.figure_when[at.index] : "";
    // One number is its own best; of a bound or a range nobody said which.
    const bool one = f.low && f.high && *f.low == *f.high;
    Table& t = table_;
    t << story.id << reconcile::FigureId(r, at.index) << "figure" << Word(f.kind) << f.low
      << (one ? f.low : std::optional<int64_t>()) << f.high << Word(f.modality) << mask_.Quote(r, f.vague) << Word(f.category)
      << words_.MentionName(r, f.affiliation) << "" << "" << Word(f.status) << f.background << f.cumulative
      << (f.part_of != kNone ? reconcile::FigureId(r, f.part_of) : "") << doubt << mask_.Quote(r, f.caveat);
    t << speaker << words_.MentionId(r, said ? said->speaker : kNone)
      << (said ? Word(said->speaker_kind) : std::string_view()) << via << Chain(speaker, via, mask_.Text(r.meta.outlet))
      << (in.point ? mask_.Id(in.point->origin) : "") << when;
    t.Precision(SplitDate(when).precision) << (at.index < r.figure_as_of.size() ? r.figure_as_of[at.index] : "");
    Place(r, f.place);
    const auto* s = in.series;
    t << (s && s->event < story.events.size() ? story.events[s->event].id : "");
    const Ref first = s ? s->points.front().figures.front() : Ref();
    t << (s ? reconcile::FigureId(reports_[first.report], first.index) : "") << (s ? s->status : "")
      << (s && s->conflict ? s->conflict->kind : "") << (s && s->conflict ? mask_.Text(s->conflict->explanation) : "")
      << (s ? s->independence : "");
    CopyAndReview(story, at, "figure");
    Tail(at, f.number, f.rule, f.evidence);
  }

  void Claim(const reconcile::Story& story, Ref at, const InStory& in) {
    const auto& r = reports_[at.report];
    const auto& c = r.findings.claims[at.index];
    const std::string via = words_.MentionName(r, c.relayed_by), speaker = words_.MentionName(r, c.speaker);
    const std::optional<int64_t> none;
    Table& t = table_;
    t << story.id << reconcile::ClaimId(r, at.index) << "claim" << Word(c.type) << none << none << none << "" << "" << ""
      << "" << (c.target != kNone ? words_.MentionName(r, c.target) : mask_.Quote(r, c.target_span)) << Word(c.strength)
      << "" << "" << "" << "" << "" << mask_.Quote(r, c.hedge) << speaker << words_.MentionId(r, c.speaker) << Word(c.speaker_kind)
      << via << Chain(speaker, via, mask_.Text(r.meta.outlet)) << "" << "" << "" << "" << "" << "" << none << none << none << "";
    const auto* x = in.claim;
    t << (x ? reconcile::ClaimId(reports_[x->claim.report], x->claim.index) : "")
      << (!x ? "" : x->reports.size() > 1 ? "repeated" : "single") << "" << "" << "";
    CopyAndReview(story, at, "claim");
    Tail(at, c.content.Empty() ? c.evidence : c.content, c.rule, c.evidence);
  }

  TableWords words_;
  Masker& mask_;
  std::span<const resolve::ResolvedReport> reports_;
  Table table_;
};

}  // namespace

Table StatementTable(const Selection& selection, Masker& mask) {
  Statements statements(selection, mask);
  for (const reconcile::Story* story : selection.stories) statements.Add(*story);
  return statements.Take();
}

}  // namespace tawatur::publish

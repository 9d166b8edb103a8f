// Findings of one part of a text into those of the whole. Entry point: AppendPart().
//
// Spans count in the whole text already; tokens, sentences and everything found are counted from the part's begin and move.
#include "extract/parts.h"

#include <iterator>

namespace tawatur::extract {
namespace {

template <class T>
void Append(std::vector<T>& from, std::vector<T>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void AppendPart(Findings& part, uint32_t token, uint32_t sentence, Findings& whole) {
  const auto move = [](Index& i, size_t by) {
    if (i != kNone) i += static_cast<Index>(by);
  };
  const size_t mentions = whole.mentions.size(), times = whole.times.size(), attributions = whole.attributions.size();
  const size_t figures = whole.figures.size(), events = whole.events.size();
  for (NumberExpr& x : part.numbers) x.first += token, x.last += token;
  for (TimeExpr& x : part.times) x.first += token, x.last += token, x.sentence += sentence;
  for (Mention& x : part.mentions) {
    x.first += token, x.last += token;
    move(x.same_as, mentions);
    move(x.body, mentions);
  }
  for (Attribution& x : part.attributions) {
    move(x.speaker, mentions);
    for (Index& via : x.via) move(via, mentions);
  }
  for (Event& x : part.events) {
    x.sentence += sentence;
    for (Actor& actor : x.actors) move(actor.mention, mentions);
    move(x.when, times);
    move(x.place, mentions);
  }
  for (Figure& x : part.figures) {
    x.sentence += sentence;
    move(x.affiliation, mentions);
    move(x.attribution, attributions);
    move(x.when, times);
    move(x.place, mentions);
    move(x.part_of, figures);
    move(x.event, events);
  }
  for (Claim& x : part.claims) {
    x.sentence += sentence;
    move(x.speaker, mentions);
    move(x.target, mentions);
    move(x.relayed_by, mentions);
  }
  // What a text says of its own publication stands at its head.
  if (mentions == 0 && token == 0) {
    whole.bylines = std::move(part.bylines);
    whole.dateline = part.dateline;
    whole.outlet_mention = part.outlet_mention;
    whole.agencies = std::move(part.agencies);
    whole.agency_place = std::move(part.agency_place);
    whole.opinion = part.opinion;
    whole.interview = part.interview;
    whole.interviewee = part.interviewee;
  }
  Append(part.numbers, whole.numbers);
  Append(part.times, whole.times);
  Append(part.mentions, whole.mentions);
  Append(part.attributions, whole.attributions);
  Append(part.figures, whole.figures);
  Append(part.claims, whole.claims);
  Append(part.events, whole.events);
  Append(part.notes, whole.notes);
  part = Findings{};
}

}  // namespace tawatur::extract

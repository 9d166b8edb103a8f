// fuzz: any bytes as a text through all extractors; every span stays inside the text, every index points at something, and the
// evidence of a figure holds its number.
#include <cstdint>
#include <cstdlib>

#include "extract/extract.h"
#include "lexicon/lexicon.h"
#include "text/text.h"

namespace {

using tawatur::Index;
using tawatur::kNone;
using tawatur::Span;

void Require(bool holds) {
  if (!holds) std::abort();
}

struct Sizes {
  size_t text, mentions, times, attributions, figures, events;
  void Check(Span s) const { Require(s.begin <= s.end && s.end <= text); }
  static void Check(Index i, size_t size) { Require(i == kNone || i < size); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tawatur;
  static text::Text text;
  static extract::Words words;
  static extract::Findings f;
  ingest::Report report;
  report.text.assign(reinterpret_cast<const char*>(data), size);
  text::Read(report, text);
  text.lang = "ar";  // whatever it is: it must not break anything
  extract::Extract(text, lexicon::Lexicon::Builtin(), words, f);
  const Sizes all{size, f.mentions.size(), f.times.size(), f.attributions.size(), f.figures.size(), f.events.size()};
  for (const auto& x : f.numbers) all.Check(x.span), all.Check(x.bound);
  for (const auto& x : f.times) all.Check(x.span);
  for (const auto& x : f.mentions) {
    all.Check(x.span), all.Check(x.title);
    Sizes::Check(x.same_as, all.mentions), Sizes::Check(x.body, all.mentions);
  }
  for (const auto& x : f.attributions) {
    all.Check(x.cue), all.Check(x.content);
    Sizes::Check(x.speaker, all.mentions);
    for (Index via : x.via) Require(via < all.mentions);
  }
  for (const auto& x : f.events) {
    all.Check(x.trigger), all.Check(x.evidence);
    Sizes::Check(x.when, all.times), Sizes::Check(x.place, all.mentions);
    for (const auto& actor : x.actors) all.Check(actor.span), Sizes::Check(actor.mention, all.mentions);
  }
  for (const auto& x : f.figures) {
    all.Check(x.number), all.Check(x.evidence), all.Check(x.vague), all.Check(x.caveat);
    Require(x.evidence.Contains(x.number));
    Require(!x.low || !x.high || *x.low <= *x.high);
    Sizes::Check(x.affiliation, all.mentions), Sizes::Check(x.place, all.mentions), Sizes::Check(x.when, all.times);
    Sizes::Check(x.attribution, all.attributions), Sizes::Check(x.part_of, all.figures), Sizes::Check(x.event, all.events);
  }
  for (const auto& x : f.claims) {
    all.Check(x.content), all.Check(x.evidence), all.Check(x.target_span), all.Check(x.hedge);
    Sizes::Check(x.speaker, all.mentions), Sizes::Check(x.target, all.mentions), Sizes::Check(x.relayed_by, all.mentions);
  }
  return 0;
}

// Hand-built ResolvedReports for tests of reconcile: names, times, events and figures are given by their words in a text.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "extract/extract.h"
#include "lexicon/lexicon.h"
#include "resolve/resolved.h"
#include "text/text.h"

namespace tawatur::testing {

class ReportBuilder {
 public:
  ReportBuilder(std::string id, std::string published, std::string body) {
    r_.meta.id = id;
    r_.meta.sha256 = id + std::string(64, '0');
    r_.meta.published = std::move(published);
    if (!r_.meta.published.empty()) r_.meta.basis = ingest::DateBasis::kMeta;
    r_.text = std::move(body);
  }

  Span Find(const std::string& words) const {
    const size_t at = r_.text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    return at == std::string::npos ? Span{} : Span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  }

  // A listed name by its id, or an unlisted one ("type~...").
  Index Name(const std::string& words, const std::string& id) {
    extract::Mention m;
    m.span = Find(words);
    const auto& lexicon = lexicon::Lexicon::Builtin();
    resolve::Entity e;
    e.id = id;
    e.lexicon = lexicon.EntityById(id);
    e.name = words;
    if (e.lexicon >= 0) {
      const lexicon::Entity& x = lexicon.EntityAt(e.lexicon);
      e.type = x.type, e.kind = std::string(x.kind), e.name = std::string(x.name), e.name_en = std::string(x.name_en);
      e.parent = std::string(x.parent), e.has_point = x.has_point, e.lat = x.lat, e.lon = x.lon;
    } else {
      e.type = id.starts_with("place") ? lexicon::EntityType::kPlace : id.starts_with("organisation") ? lexicon::EntityType::kOrganisation
               : id.starts_with("facility")                              ? lexicon::EntityType::kFacility
                                                                         : lexicon::EntityType::kPerson;
    }
    Index entity = kNone;
    for (Index i = 0; i < r_.entities.size(); ++i) {
      if (r_.entities[i].id == id) entity = i;
    }
    if (entity == kNone) entity = static_cast<Index>(r_.entities.size()), r_.entities.push_back(e);
    m.type = e.type;
    r_.findings.mentions.push_back(m);
    r_.mention_entity.push_back(entity);
    return static_cast<Index>(r_.findings.mentions.size() - 1);
  }

  Index Time(const std::string& words, std::string value, extract::TimePoint point = {}) {
    extract::TimeExpr t;
    t.span = Find(words);
    t.from = point;
    r_.findings.times.push_back(t);
    r_.time_value.push_back(std::move(value));
    return static_cast<Index>(r_.findings.times.size() - 1);
  }

  Index Event(std::string_view event_class, const std::string& trigger, Index place = kNone, Index when = kNone) {
    extract::Event e;
    e.event_class = event_class;
    e.trigger = Find(trigger);
    e.evidence = Line(e.trigger);
    e.place = place, e.when = when;
    r_.findings.events.push_back(e);
    r_.event_date.push_back(when == kNone ? std::string() : r_.time_value[when]);
    return static_cast<Index>(r_.findings.events.size() - 1);
  }

  extract::Figure& Figure(extract::FigureKind kind, const std::string& number, int64_t value) {
    extract::Figure f;
    f.kind = kind;
    f.low = f.high = value;
    f.number = Find(number);
    f.evidence = Line(f.number);
    r_.findings.figures.push_back(f);
    r_.figure_when.emplace_back();
    r_.figure_as_of.push_back(r_.meta.published);
    return r_.findings.figures.back();
  }

  Index Said(Index speaker, extract::SpeakerKind kind, const std::string& content) {
    extract::Attribution a;
    a.speaker = speaker, a.speaker_kind = kind;
    a.content = Find(content);
    r_.findings.attributions.push_back(a);
    return static_cast<Index>(r_.findings.attributions.size() - 1);
  }

  extract::Claim& Claim(extract::ClaimType type, const std::string& content, Index speaker, Index target) {
    extract::Claim c;
    c.type = type;
    c.content = Find(content);
    c.evidence = Line(c.content);
    c.speaker = speaker, c.target = target;
    r_.findings.claims.push_back(c);
    return r_.findings.claims.back();
  }

  extract::Findings& findings() { return r_.findings; }
  resolve::ResolvedReport& raw() { return r_; }

  resolve::ResolvedReport Build() {
    ingest::Report report;
    report.text = r_.text;
    text::Text t;
    text::Read(report, t);
    extract::Words words;
    words.text = &t;
    extract::TakeFingerprints(words, r_.findings);
    return r_;
  }

 private:
  Span Line(Span s) const {
    size_t begin = r_.text.rfind('\n', s.begin), end = r_.text.find('\n', s.end);
    return {static_cast<uint32_t>(begin == std::string::npos ? 0 : begin + 1), static_cast<uint32_t>(end == std::string::npos ? r_.text.size() : end)};
  }

  resolve::ResolvedReport r_;
};

}  // namespace tawatur::testing

// One item a line. Entry points: DumpText(), DumpFindings().
#include "publish/dump.h"

#include "publish/json_writer.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

// A line: kind, begin-end, then cells; line ends and tabs inside a cell become spaces.
class Line {
 public:
  Line(std::string& out, std::string_view kind, Span span) : out_(out) {
    out_.append(kind).append("\t").append(std::to_string(span.begin)).append("-").append(std::to_string(span.end));
  }
  ~Line() { out_ += '\n'; }
  Line& operator<<(std::string_view cell) {
    out_ += '\t';
    for (char c : ValidUtf8(cell)) out_ += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    return *this;
  }
  Line& operator()(std::string_view name, std::string_view value) {
    return value.empty() ? *this : *this << std::string(name) + "=" + std::string(value);
  }

 private:
  std::string& out_;
};

std::string Bounds(std::optional<int64_t> low, std::optional<int64_t> high) {
  const std::string a = low ? std::to_string(*low) : "?", b = high ? std::to_string(*high) : "?";
  return a == b ? a : a + ".." + b;
}

}  // namespace

void DumpText(const text::Text& t, std::string& out) {
  static constexpr std::string_view kKinds[] = {"word", "number", "punct", "newline"};
  for (size_t i = 0; i < t.sentences.size(); ++i) {
    const auto& s = t.sentences[i];
    Line(out, "sentence", s.span) << std::to_string(i) << (s.furniture ? "furniture" : "") << t.Verbatim(s.span);
    for (uint32_t k = s.first; k < s.last && k < t.tokens.size(); ++k) {
      const auto& token = t.tokens[k];
      Line(out, "token", token.span()) << std::to_string(k) << kKinds[static_cast<size_t>(token.kind)]
                                       << (token.joined ? "joined" : "") << t.Verbatim(token.span());
    }
  }
  for (const auto& f : t.furniture) Line(out, "furniture", f.span) << f.kind << t.Verbatim(f.span);
  for (const auto& n : t.notes) Line(out, "note", n.span) << n.name << n.message;
}

void DumpFindings(const resolve::ResolvedReport& r, std::string& out) {
  const auto words = [&](Span s) { return Slice(r.text, s); };
  const auto mention = [&](Index m) -> std::string {
    if (m == kNone || m >= r.findings.mentions.size()) return {};
    const auto* e = m < r.mention_entity.size() ? r.EntityOf(m) : nullptr;
    return std::string(words(r.findings.mentions[m].span)) + (e ? " <" + e->id + ">" : "");
  };
  const auto time = [&](Index t) { return t != kNone && t < r.time_value.size() ? r.time_value[t] : std::string(); };
  const auto& f = r.findings;
  for (const auto& n : f.numbers) {
    Line(out, "number", n.span) << Word(n.kind) << Word(n.modality) << words(n.span)
                                << (n.counts_nothing ? "counts nothing" : "");
  }
  for (size_t i = 0; i < f.times.size(); ++i) {
    Line(out, "time", f.times[i].span) << Word(f.times[i].type) << time(static_cast<Index>(i)) << words(f.times[i].span)
                                       << f.times[i].rule;
  }
  for (size_t i = 0; i < f.mentions.size(); ++i) {
    const auto& m = f.mentions[i];
    Line(out, "mention", m.span) << Word(m.type) << mention(static_cast<Index>(i)) << (m.anonymous ? "anonymous" : "")
                                 << m.rule;
  }
  for (const auto& a : f.attributions) {
    Line line(out, "attribution", a.cue);
    line << a.verb << words(a.cue);
    line("speaker", mention(a.speaker))("speaker_kind", Word(a.speaker_kind))("content", words(a.content))("rule",
                                                                                                           a.rule);
  }
  for (size_t i = 0; i < f.figures.size(); ++i) {
    const auto& x = f.figures[i];
    const auto* said = x.attribution != kNone ? &f.attributions[x.attribution] : nullptr;
    Line line(out, "figure", x.number);
    line << reconcile::FigureId(r, static_cast<Index>(i)) << Word(x.kind) << Bounds(x.low, x.high) << Word(x.modality)
         << words(x.number);
    line("category", Word(x.category))("affiliation", mention(x.affiliation))("speaker",
                                                                              said ? mention(said->speaker) : "");
    line("when", i < r.figure_when.size() ? r.figure_when[i] : "")("place", mention(x.place));
    line("status", Word(x.status))("background", x.background ? "yes" : "")("rule", x.rule);
  }
  for (size_t i = 0; i < f.claims.size(); ++i) {
    const auto& x = f.claims[i];
    Line line(out, "claim", x.content);
    line << reconcile::ClaimId(r, static_cast<Index>(i)) << Word(x.type) << Word(x.strength) << words(x.content);
    line("speaker", mention(x.speaker))(
        "target", x.target != kNone ? mention(x.target) : std::string(words(x.target_span)))("rule", x.rule);
  }
  for (size_t i = 0; i < f.events.size(); ++i) {
    const auto& x = f.events[i];
    Line line(out, "event", x.trigger);
    line << reconcile::EventId(r, static_cast<Index>(i)) << x.event_class << Word(x.status) << words(x.trigger);
    line("date", i < r.event_date.size() ? r.event_date[i] : "")("place", mention(x.place))("means", x.means);
    for (const auto& a : x.actors) line(a.role, a.mention != kNone ? mention(a.mention) : std::string(words(a.span)));
    line("background", x.background ? "yes" : "")("rule", x.rule);
  }
  for (const auto& n : r.notes) Line(out, "note", n.span) << n.name << n.message;
}

}  // namespace tawatur::publish

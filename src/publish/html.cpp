// The page's pen. Entry point: Html.
#include "publish/html.h"

#include <algorithm>
#include <set>

#include "publish/json_writer.h"
#include "publish/words.h"
#include "reconcile/days.h"

namespace tawatur::publish {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x93";
constexpr std::string_view kFrom = "\xE2\x86\x90";  // leftwards arrow; the style turns it with the direction

// The form of an Arabic noun after a number (CLDR's classes).
std::string_view ArabicForm(int64_t n) {
  if (n == 0) return "zero";
  if (n == 1) return "one";
  if (n == 2) return "two";
  const int64_t m = n % 100;
  return m >= 3 && m <= 10 ? "few" : m >= 11 ? "many" : "other";
}

std::string DigitsMarkup(std::string_view digits) {
  return "<bdi class=\"n\" dir=\"ltr\">" + Escaped(digits) + "</bdi>";
}

}  // namespace

std::string Grouped(int64_t n) {
  std::string s = std::to_string(n);
  if (n < 1000) return s;
  for (size_t at = s.size() - 3;; at -= 3) {
    s.insert(at, ",");
    if (at <= 3) break;
  }
  return s;
}

std::string Escaped(std::string_view s) {
  std::string out;
  out.reserve(s.size() + s.size() / 16);
  for (const char c : ValidUtf8(s)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        // Control characters may not stand in HTML at all.
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
          out += "\xEF\xBF\xBD";
        else
          out += c;
    }
  }
  return out;
}

std::pair<std::string, std::string> DateWords(const Labels& labels, std::string_view iso, std::string_view end) {
  const auto one = [&](std::string_view v) -> std::pair<std::string, std::string> {
    const std::string_view day = v.substr(0, 10);
    if (day.size() < 7 || day[4] != '-' || day[5] == 'W') return {std::string(v), std::string(v)};
    const std::string month = "month." + std::string(day.substr(5, 2));
    if (labels.Find(month) == nullptr) return {std::string(v), std::string(v)};
    std::string d = day.size() == 10 ? std::string(day.substr(8, 2)) + " " : "";
    if (!d.empty() && d[0] == '0') d.erase(0, 1);
    const std::string year = " " + std::string(day.substr(0, 4));
    std::string clock = v.size() >= 16 && v[10] == 'T' ? std::string(v.substr(11, 5)) : "";
    return {d + std::string(labels.Ar(month)) + year + (clock.empty() ? "" : " " + clock),
            d + std::string(labels.En(month)) + year + (clock.empty() ? "" : ", " + clock)};
  };
  const DateSpan split = SplitDate(iso);
  const std::string_view to = end.empty() ? split.to : end;
  auto from = one(split.from);
  if (to.empty() || to == split.from) return from;
  const auto until = one(to);
  return {from.first + " " + std::string(kDash) + " " + until.first,
          from.second + " " + std::string(kDash) + " " + until.second};
}

Html& Html::Both(std::string_view ar, std::string_view en) {
  if (ar == en) return Text(ar);
  Raw("<span class=\"ar\" lang=\"ar\">").Text(ar).Raw("</span><span class=\"en\" lang=\"en\">").Text(en).Raw("</span>");
  return *this;
}

Html& Html::Own(std::string_view ar, std::string_view en) {
  const auto put = [&](std::string_view s) {
    const auto digit = [&](size_t i) { return i < s.size() && s[i] >= '0' && s[i] <= '9'; };
    for (size_t i = 0; i < s.size();) {
      size_t end = i;
      if (digit(i)) {
        // Digits with single signs between them: 2022-01-20, 21-25, 18:40, 12,000.
        for (end = i + 1;
             digit(end) || (digit(end + 1) && std::string_view("-:.,/").find(s[end]) != std::string_view::npos);)
          ++end;
        Digits(s.substr(i, end - i));
      } else {
        while (end < s.size() && !digit(end)) ++end;
        Text(s.substr(i, end - i));
      }
      i = end;
    }
  };
  if (ar == en) return put(ar), *this;
  Raw("<span class=\"ar\" lang=\"ar\">");
  put(ar);
  Raw("</span><span class=\"en\" lang=\"en\">");
  put(en);
  return Raw("</span>");
}

Html& Html::Attribute(std::string_view name, std::string_view ar, std::string_view en) {
  return Raw(" ")
      .Raw(name)
      .Raw("=\"")
      .Text(ar)
      .Raw("\" data-at=\"")
      .Raw(name)
      .Raw("\" data-ar=\"")
      .Text(ar)
      .Raw("\" data-en=\"")
      .Text(en)
      .Raw("\"");
}

Html& Html::Number(int64_t n) { return Digits(Grouped(n)); }

Html& Html::Digits(std::string_view digits) { return Raw(DigitsMarkup(digits)); }

Html& Html::Bounds(std::optional<int64_t> low, std::optional<int64_t> high) {
  if (low && high && *low == *high) return Number(*low);
  if (low && high) {
    // In Arabic by a word: which way a dash runs between numbers is read in both ways there.
    Raw("<span class=\"ar\" lang=\"ar\">").Number(*low).Raw(" ").Text(labels_.Ar("bound.to")).Raw(" ").Number(*high);
    return Raw("</span><span class=\"en\" lang=\"en\">")
        .Digits(Grouped(*low) + std::string(kDash) + Grouped(*high))
        .Raw("</span>");
  }
  if (low) return L("bound.at_least").Raw(" ").Number(*low);
  if (high) return L("bound.at_most").Raw(" ").Number(*high);
  return Raw("<span class=\"none\">").L("none.value").Raw("</span>");
}

Html& Html::Count(int64_t n, std::string_view key) { return CountRange(n, n, key); }

Html& Html::CountRange(std::optional<int64_t> low, std::optional<int64_t> high, std::string_view key) {
  if (!low && !high) return Bounds(low, high);
  const int64_t n = high ? *high : *low;
  const bool single = low == high;
  std::string_view form = ArabicForm(n);
  if (!single && (form == "one" || form == "two")) form = "few";  // no words alone inside a range
  const std::string ar = std::string(key) + "." + std::string(form),
                    en = std::string(key) + (n == 1 && single ? ".one" : ".other");
  // One and two are said by the noun itself in Arabic.
  Raw("<span class=\"ar\" lang=\"ar\">");
  if (form != "one" && form != "two") Bounds(low, high).Raw(" ");
  Text(labels_.Ar(ar)).Raw("</span><span class=\"en\" lang=\"en\">");
  return Bounds(low, high).Raw(" ").Text(labels_.En(en)).Raw("</span>");
}

Html& Html::Date(std::string_view iso, std::string_view end, int precision) {
  const DateSpan whole = SplitDate(iso);
  if (end.empty()) end = whole.to;
  const std::string_view meant = reconcile::KnownPart(whole.from, precision);
  if (meant.size() < whole.from.size() && (end.empty() || end.starts_with(meant))) {
    iso = meant;
    end = {};
  }
  if (iso.empty()) return Raw("<span class=\"none\">").L("none.date").Raw("</span>");
  const auto [ar, en] = DateWords(labels_, iso, end);
  const std::string_view from = SplitDate(iso).from;
  const bool valid =
      from.size() == 4 || from.size() == 7 || from.size() == 10 || (from.size() >= 16 && from[10] == 'T');
  valid ? Raw("<time class=\"n\" datetime=\"").Text(from).Raw("\">") : Raw("<span class=\"n\">");
  return Both(ar, en).Raw(valid ? "</time>" : "</span>");
}

Html& Html::Slot(const reconcile::Slot& slot, std::string_view none) {
  if (slot.Empty()) return none.empty() ? *this : Raw("<span class=\"none\">").L(none).Raw("</span>");
  const std::string ar = mask_.Text(slot.name.empty() ? slot.text : slot.name);
  if (slot.name_en.empty()) return Raw("<bdi lang=\"ar\">").Text(ar).Raw("</bdi>");
  return Raw("<bdi>").Both(ar, mask_.Text(slot.name_en)).Raw("</bdi>");
}

Html& Html::Mention(const resolve::ResolvedReport& r, Index mention, std::string_view none) {
  reconcile::Slot slot;
  if (mention != kNone && mention < r.findings.mentions.size()) {
    slot.text = mask_.Quote(r, r.findings.mentions[mention].span);
    if (const auto* e = mention < r.mention_entity.size() ? r.EntityOf(mention) : nullptr)
      slot.name = e->name, slot.name_en = e->name_en;
  }
  return Slot(slot, none);
}

Html& Html::Chain(const reconcile::Slot& speaker, std::span<const reconcile::Slot> via) {
  Slot(speaker, "none.source");
  for (const auto& v : via)
    Raw(" <span class=\"from\" aria-hidden=\"true\">")
        .Raw(kFrom)
        .Raw("</span><span class=\"vh\">")
        .L("word.via")
        .Raw("</span> ")
        .Slot(v);
  return *this;
}

Html& Html::StatementMark(int n) {
  return Raw("<a class=\"sn n\" dir=\"ltr\" href=\"#s")
      .Raw(std::to_string(n))
      .Raw("\">")
      .Raw(std::to_string(n))
      .Raw("</a>");
}

Html& Html::Quotes(int statement, std::span<const reconcile::Evidence> evidence, size_t open) {
  for (size_t i = 0; i < evidence.size(); ++i) {
    const auto& e = evidence[i];
    if (e.report >= reports_.size()) continue;
    const auto& r = reports_[e.report];
    if (i == open)
      Raw("<details class=\"more\"><summary>")
          .Both(labels_.Ar("quotes.more"), labels_.En("quotes.more"))
          .Raw(" (")
          .Number(static_cast<int64_t>(evidence.size() - open))
          .Raw(")</summary>");
    back_links_[e.report].push_back({e.span, statement});
    Raw("<div class=\"q\"><q lang=\"ar\" dir=\"rtl\">")
        .Text(mask_.Quote(r, e.span))
        .Raw("</q> <a class=\"src\" href=\"#r");
    Raw(std::to_string(e.report)).Raw("-").Raw(std::to_string(e.span.begin)).Raw("\"><bdi>");
    Text(ReportName(*this, r.meta)).Raw("</bdi>");
    if (!r.meta.published.empty()) Raw(" \xC2\xB7 ").Date(std::string_view(r.meta.published).substr(0, 10));
    Raw("</a></div>");
  }
  if (evidence.size() > open) Raw("</details>");
  return *this;
}

void Html::OpenSection(std::string_view id, std::string_view key) {
  sections_.emplace_back(id, key);
  Raw("<section aria-labelledby=\"h-")
      .Raw(id)
      .Raw("\" id=\"")
      .Raw(id)
      .Raw("\"><h2 id=\"h-")
      .Raw(id)
      .Raw("\">")
      .L(key)
      .Raw("</h2>\n");
}

void Html::OpenFold(std::string_view key, size_t n) {
  Raw("<details class=\"fold\"><summary>").L(key).Raw(" (").Number(static_cast<int64_t>(n)).Raw(")</summary>\n");
}

void Html::FoldRest(std::string_view close, std::string_view key, size_t n, std::string_view open) {
  Raw(close);
  OpenFold(key, n);
  Raw(open);
}

std::string ReportName(Html& h, const resolve::ReportMeta& m) {
  if (!m.outlet.empty()) return h.mask().Text(m.outlet);
  const std::string id = h.mask().Text(m.id);
  return id.substr(id.find_last_of('/') + 1);
}

std::string ReportTitle(Html& h, const resolve::ResolvedReport& r) {
  constexpr size_t kMost = 220;  // bytes
  if (!r.meta.title.empty()) return h.mask().Text(r.meta.title);
  for (size_t at = 0; at < r.text.size();) {
    const size_t end = std::min(r.text.find('\n', at), r.text.size());
    Span line{static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    at = end + 1;
    const bool furniture = std::any_of(r.furniture.begin(), r.furniture.end(), [&](const auto& f) {
      return f.span.begin < line.end && line.begin < f.span.end;
    });
    if (furniture || Slice(r.text, line).find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (line.end - line.begin <= kMost) return h.mask().Quote(r, line);
    // Cut before a word, and say so.
    const size_t blank = r.text.rfind(' ', line.begin + kMost);
    if (blank == std::string::npos || blank <= line.begin) return {};
    line.end = static_cast<uint32_t>(blank);
    return h.mask().Quote(r, line) + " \xE2\x80\xA6";
  }
  return {};
}

void PutStoryTitle(Html& h, std::string_view event_class, const reconcile::Slot& place, std::string_view ar,
                   std::string_view en) {
  if (event_class.empty()) {
    h.Own(ar, en);
    return;
  }
  std::string name = h.labels().En("event", event_class);
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  h.Both(h.labels().Ar("event", event_class), name);
  if (!place.Empty()) h.Raw(": ").Slot(place);
}

std::pair<std::string, std::string> SeriesName(Html& h, const reconcile::FigureSeries& f) {
  const auto& labels = h.labels();
  std::string ar = labels.Ar("kind", Word(f.kind)), en = labels.En("kind", Word(f.kind));
  if ((f.population.empty() && f.population_ar.empty()) || f.population == "people") return {ar, en};
  std::string population_ar = h.mask().Text(f.population_ar.empty() ? f.population : f.population_ar);
  std::string population_en = h.mask().Text(f.population.empty() ? f.population_ar : f.population);
  // "Killed: people (X)" is "Killed (X)", and "Held: detainees" is "Held".
  const std::string_view who = std::string_view(f.population).substr(0, f.population.find(" ("));
  const bool said = who == "people" || (who == "detainees" && f.kind == extract::FigureKind::kDetained);
  if (!said) return {ar + ": " + population_ar, en + ": " + population_en};
  const auto side = [](const std::string& s) { return s.substr(std::min(s.find(" ("), s.size())); };
  return {ar + side(population_ar), en + side(population_en)};
}

size_t OriginCount(const reconcile::Story& s) {
  std::set<std::string> toll, all;
  for (const auto& series : s.figures) {
    for (const auto& p : series.points) {
      if (p.origin.empty()) continue;
      all.insert(p.origin);
      if (series.kind == extract::FigureKind::kKilled && !series.background && series.event == s.event)
        toll.insert(p.origin);
    }
  }
  return toll.empty() ? all.size() : toll.size();
}

size_t CopyCount(const reconcile::Story& s) {
  std::set<Index> by;
  for (const auto& copy : s.copies) by.insert(copy.by);
  return by.size();
}

}  // namespace tawatur::publish

// The reports themselves: their table, and their full text with every quoted word marked. Entry points: PutReports(),
// PutReader(), PutReport().
#include <algorithm>
#include <map>
#include <set>

#include "publish/html.h"
#include "publish/words.h"

namespace tawatur::publish {
namespace {

constexpr size_t kOpenRows = 20, kOpenTexts = 8;  // more are folded

// A text in pieces between which nothing changes: marked or not, furniture or not, a number or not.
class Reader {
 public:
  Reader(Html& h, Index report) : h_(h), r_(h.reports()[report]), name_("r" + std::to_string(report) + "-") {
    const auto size = static_cast<uint32_t>(r_.text.size());
    const auto links = h.back_links().find(report);
    if (links != h.back_links().end()) {
      for (const auto& link : links->second) {
        if (link.span.Empty() || link.span.end > size) continue;
        Layer(link.span, kMark);
        starts_.insert(link.span.begin);
        ends_[link.span.end].push_back(link.statement);
      }
    }
    for (const auto& f : r_.findings.figures) {
      if (!f.number.Empty() && f.number.end <= size) Layer(f.number, kNumber);
    }
    for (const auto& f : r_.furniture) {
      if (!f.span.Empty() && f.span.end <= size) Layer(f.span, kFurniture);
    }
    for (Span s : h.mask().Spans(r_)) Layer(s, kMasked);
    cuts_[0];
    cuts_[size];
  }

  void Put() {
    h_.Raw("<p>");
    int depth[kLayers] = {};
    for (auto cut = cuts_.begin(); cut != cuts_.end(); ++cut) {
      const auto next = std::next(cut);
      // Back links stand after the words that end here.
      if (const auto end = ends_.find(cut->first); end != ends_.end()) PutBackLinks(end->second);
      for (size_t l = 0; l < kLayers; ++l) depth[l] += cut->second.change[l];
      if (next == cuts_.end()) break;
      const Span span{cut->first, next->first};
      if (depth[kMasked] > 0) {
        if (cut->second.change[kMasked] > 0) Piece(span.begin, Masker::Token(), depth);
        continue;
      }
      Lines(span, depth);
    }
    h_.Raw("</p>\n");
  }

 private:
  enum LayerKind : size_t { kMark, kNumber, kFurniture, kMasked, kLayers };
  struct Cut {
    int change[kLayers] = {};
  };

  void Layer(Span s, LayerKind layer) {
    ++cuts_[s.begin].change[layer];
    --cuts_[s.end].change[layer];
  }

  // A mark never runs over a line end: each line is a paragraph.
  void Lines(Span span, const int* depth) {
    uint32_t at = span.begin;
    while (at < span.end) {
      const size_t line_end = r_.text.find('\n', at);
      const uint32_t to =
          line_end == std::string::npos || line_end >= span.end ? span.end : static_cast<uint32_t>(line_end);
      if (to > at) Piece(at, Slice(r_.text, {at, to}), depth);
      if (to == span.end) break;
      h_.Raw("</p>\n<p>");
      at = to + 1;
    }
  }

  void Piece(uint32_t begin, std::string_view words, const int* depth) {
    const bool mark = depth[kMark] > 0, furniture = depth[kFurniture] > 0;
    if (mark) {
      // Words that begin together share a target; should one begin at a line end, it is the first that follows.
      bool first = true;
      std::string id;
      for (; !starts_.empty() && *starts_.begin() <= begin; starts_.erase(starts_.begin()), first = false) {
        const std::string one = " id=\"" + name_ + std::to_string(*starts_.begin()) + "\"";
        first ? void(id = one) : void(h_.Raw("<span" + one + "></span>"));
      }
      h_.Raw("<mark").Raw(id);
      if (depth[kNumber] > 0) h_.Raw(" class=\"num\"");
      h_.Raw(">").Text(words).Raw("</mark>");
    } else if (furniture) {
      h_.Raw("<span class=\"furn\">").Text(words).Raw("</span>");
    } else {
      h_.Text(words);
    }
  }

  void PutBackLinks(std::vector<int>& statements) {
    std::sort(statements.begin(), statements.end());
    statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
    h_.Raw("<span class=\"back n\" dir=\"ltr\">");
    for (int n : statements)
      h_.Raw("<a href=\"#s").Raw(std::to_string(n)).Raw("\">").Raw(std::to_string(n)).Raw("</a>");
    h_.Raw("</span>");
  }

  Html& h_;
  const resolve::ResolvedReport& r_;
  std::string name_;
  std::map<uint32_t, Cut> cuts_;
  std::set<uint32_t> starts_;
  std::map<uint32_t, std::vector<int>> ends_;
};

void PutOutlet(Html& h, const resolve::ReportMeta& m) { h.Raw("<bdi>").Text(ReportName(h, m)).Raw("</bdi>"); }

void PutPublished(Html& h, const resolve::ReportMeta& m) {
  h.Date(m.published);
  const bool bounded = !m.not_before.empty() || !m.not_after.empty();
  if (!m.published.empty() || !bounded) h.Raw(" <span class=\"prec\">").W("basis", Word(m.basis)).Raw("</span>");
  if (!m.published.empty() || !bounded) return;
  h.Raw(" <span class=\"prec\">");
  if (!m.not_before.empty()) h.L("word.not_before").Raw(" ").Date(m.not_before);
  if (!m.not_before.empty() && !m.not_after.empty()) h.L("list.comma").Raw(" ");
  if (!m.not_after.empty()) h.L("word.not_after").Raw(" ").Date(m.not_after);
  h.Raw("</span>");
}

// `data-sha` tells the script which report's statements these words hold.
void PutText(Html& h, Index i) {
  h.Raw("<div class=\"text\" lang=\"ar\" dir=\"rtl\" data-sha=\"").Text(h.reports()[i].meta.sha256).Raw("\">");
  Reader(h, i).Put();
  h.Raw("</div>");
}

}  // namespace

void PutReports(Html& h, const reconcile::Story& s) {
  h.OpenSection("reports", "section.reports");
  const auto head = [&] {
    h.Raw("<table class=\"grid\"><thead><tr>");
    for (std::string_view col : {"col.report", "col.published", "col.path", "col.sha256"})
      h.Raw("<th scope=\"col\">").L(col).Raw("</th>");
    h.Raw("</tr></thead><tbody>\n");
  };
  head();
  for (size_t k = 0; k < s.reports.size(); ++k) {
    const Index i = s.reports[k];
    if (k == kOpenRows) {
      h.Raw("</tbody></table>\n");
      h.OpenFold("reports.more", s.reports.size() - k);
      head();
    }
    const auto& m = h.reports()[i].meta;
    h.Raw("<tr><th scope=\"row\"><a href=\"#r").Raw(std::to_string(i)).Raw("\">");
    PutOutlet(h, m);
    h.Raw("</a>");
    if (const std::string title = ReportTitle(h, h.reports()[i]); !title.empty())
      h.Raw(" <span class=\"sub\" lang=\"ar\" dir=\"auto\">").Text(title).Raw("</span>");
    h.Raw("</th><td><span class=\"th\">").L("col.published").Raw("</span>");
    PutPublished(h, m);
    h.Raw("</td><td><span class=\"th\">").L("col.path").Raw("</span>");
    for (const auto& path : m.paths)
      h.Raw("<bdi dir=\"ltr\" class=\"mono block\">").Text(h.mask().Text(path)).Raw("</bdi>");
    if (!m.url.empty()) h.Raw("<bdi dir=\"ltr\" class=\"mono block\">").Text(h.mask().Url(m.url)).Raw("</bdi>");
    h.Raw("</td><td><span class=\"th\">")
        .L("col.sha256")
        .Raw("</span><bdi dir=\"ltr\" class=\"mono hash\">")
        .Text(m.sha256)
        .Raw("</bdi></td></tr>\n");
  }
  h.Raw("</tbody></table>\n");
  if (s.reports.size() > kOpenRows) h.CloseFold();
  h.CloseSection();
}

void PutReader(Html& h, const reconcile::Story& s) {
  h.OpenSection("reader", "section.reader");
  h.Raw("<p class=\"lead\">").L("reader.lead").Raw("</p>\n<div data-island=\"layers\"></div>\n");
  const bool many = s.reports.size() > kOpenTexts;
  for (Index i : s.reports) {
    const auto& m = h.reports()[i].meta;
    h.Raw("<article class=\"report\" id=\"r").Raw(std::to_string(i)).Raw("\"><h3>");
    PutOutlet(h, m);
    h.Raw(" <span class=\"sub\">");
    PutPublished(h, m);
    h.Raw("</span></h3>");
    if (many) {
      const std::string title = ReportTitle(h, h.reports()[i]);
      h.Raw("<details class=\"more\"><summary>").L("word.words").Raw(": <bdi lang=\"ar\">").Text(title).Raw("</bdi></summary>");
    }
    PutText(h, i);
    h.Raw(many ? "</details></article>\n" : "</article>\n");
  }
  h.CloseSection();
}

void PutReport(Html& h) {
  const auto& m = h.reports()[0].meta;
  const std::string title = ReportTitle(h, h.reports()[0]);
  h.Raw("<header class=\"head\"><h1><bdi lang=\"ar\">").Text(title.empty() ? ReportName(h, m) : title);
  h.Raw("</bdi></h1><dl class=\"where\"><div><dt>").L("col.report").Raw("</dt><dd>");
  PutOutlet(h, m);
  h.Raw("</dd></div><div><dt>").L("col.published").Raw("</dt><dd>");
  PutPublished(h, m);
  h.Raw("</dd></div></dl>\n<p class=\"sub\">");
  if (!m.url.empty()) h.Raw("<bdi dir=\"ltr\" class=\"mono block\">").Text(h.mask().Url(m.url)).Raw("</bdi>");
  h.Raw("<bdi dir=\"ltr\" class=\"mono block\">SHA-256 ").Text(m.sha256).Raw("</bdi></p></header>\n");
  h.Raw("<div class=\"reading\">");
  PutText(h, 0);
  h.Raw("<div data-island=\"report\"></div></div>\n");
}

}  // namespace tawatur::publish

// ingest: the article out of a web page. Entry point: HtmlReader::Read().
#include "ingest/html.h"

#include <algorithm>

#include "ingest/encoding.h"
#include "ingest/html_article.h"
#include "ingest/html_meta.h"
#include "ingest/html_tree.h"
#include "ingest/iso_time.h"
#include "ingest/page_words.h"

namespace tawatur::ingest {
namespace {

constexpr size_t kDeclaredWithin = 4096;  // bytes of the head in which a charset may be declared

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string Lowered(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(), Lower);
  return out;
}

// <meta charset=...>, <meta http-equiv content="text/html; charset=...">, <?xml encoding="...">.
std::string DeclaredCharset(std::string_view bytes) {
  std::string head = Lowered(bytes.substr(0, kDeclaredWithin));
  for (std::string_view key : {"charset", "encoding"}) {
    for (size_t at = head.find(key); at != std::string::npos; at = head.find(key, at + 1)) {
      size_t tag = head.rfind('<', at);
      if (tag == std::string::npos) continue;
      std::string_view name = std::string_view(head).substr(tag);
      if (!name.starts_with("<meta") && !name.starts_with("<?xml")) continue;
      size_t value = head.find_first_not_of(" \t\r\n", at + key.size());
      if (value == std::string::npos || head[value] != '=') continue;
      value = head.find_first_not_of(" \t\r\n\"'", value + 1);
      if (value == std::string::npos) continue;
      size_t end = head.find_first_of(" \t\r\n\"';/>?", value);
      return head.substr(value, std::min(end, head.size()) - value);
    }
  }
  return {};
}

// The row of a table whose cells are words of one line, or nothing: tables also lay out whole pages.
struct Place {
  uint32_t row = 0, cell = 0;
};
Place PlaceOf(const HtmlTree& tree, const HtmlLayout& layout, uint32_t element) {
  constexpr uint32_t kLongRow = 300;  // letters
  Place place;
  for (uint32_t e = element; e != 0 && tree.nodes[e].tag != HtmlTag::k_table; e = tree.nodes[e].parent) {
    const HtmlTag tag = tree.nodes[e].tag;
    if (tag == HtmlTag::k_td || tag == HtmlTag::k_th) place.cell = e;
    if (tag == HtmlTag::k_tr && layout.letters[e] < kLongRow) place.row = e;
  }
  return place;
}

// The time that a line of a live page gives its entry; empty where it gives none.
std::string EntryTime(const HtmlTree& tree, const HtmlBlock& block) {
  constexpr uint32_t kTimeLine = 60;  // letters
  if (block.letters > kTimeLine) return {};
  for (uint32_t e = block.first; e != 0; e = tree.nodes[e].parent) {
    if (tree.nodes[e].tag != HtmlTag::kText) {
      if (std::string_view stamp = StampIn(tree, e); !stamp.empty()) return NormalIsoTime(stamp).value_or("");
    }
    if (e == block.element) break;
  }
  return {};
}

// Fills the page's text, and the parts of a live page.
void FillText(const HtmlTree& tree, const HtmlLayout& layout, const HtmlArticle& article, const std::string& title, Page& page) {
  std::string& text = page.text;
  text = title;
  if (article.dateline != kNoBlock) text += '\n' + BlockText(tree, layout, layout.blocks[article.dateline], false);
  Place last;
  for (uint32_t b : article.blocks) {
    const HtmlBlock& block = layout.blocks[b];
    const Place next = PlaceOf(tree, layout, block.element);
    if (!text.empty()) text += next.row != 0 && next.row == last.row && next.cell != last.cell ? " | " : "\n";
    last = next;
    const auto begin = static_cast<uint32_t>(text.size());
    text += BlockText(tree, layout, block);
    std::string time = article.live ? EntryTime(tree, block) : std::string();
    if (time.empty()) continue;
    if (!page.parts.empty()) page.parts.back().span.end = begin;
    page.parts.push_back({{begin, begin}, std::move(time)});
  }
  if (!text.empty()) text += '\n';
  if (!page.parts.empty()) page.parts.back().span.end = static_cast<uint32_t>(text.size());
}

// The agency that a line at an end of the article names: "source: agencies".
std::string SignOff(const HtmlTree& tree, const HtmlLayout& layout, const HtmlArticle& article, const PageWords& words) {
  constexpr size_t kAtEnd = 3;  // lines
  for (size_t k = 0; k < article.blocks.size(); ++k) {
    if (k >= kAtEnd && k + kAtEnd < article.blocks.size()) continue;
    std::string source = words.SourceOf(BlockText(tree, layout, layout.blocks[article.blocks[k]]));
    if (!source.empty()) return source;
  }
  return {};
}

bool IsSeparator(std::string_view s, size_t& size) {
  for (std::string_view sign : {" ", "|", "-", ":", "/", "\xC2\xB7", "\xC2\xBB", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA2"}) {
    if (s.starts_with(sign)) {
      size = sign.size();
      return true;
    }
  }
  return false;
}

std::string_view Stripped(std::string_view s) {
  size_t size = 0;
  while (IsSeparator(s, size)) s.remove_prefix(size);
  for (bool again = true; again;) {
    again = false;
    for (size_t tail = 1; tail <= 3 && tail <= s.size(); ++tail) {
      if (IsSeparator(s.substr(s.size() - tail), size) && size == tail) {
        s.remove_suffix(tail);
        again = true;
        break;
      }
    }
  }
  return s;
}

// "Headline | Site": what the page's title says beside the headline.
std::string SiteInTitle(const std::vector<std::string>& titles, const std::string& headline) {
  constexpr size_t kLongest = 60;  // bytes: a site's name is short
  if (headline.empty()) return {};
  for (const std::string& title : titles) {
    size_t at = title.find(headline);
    if (at == std::string::npos) continue;
    std::string_view after = Stripped(std::string_view(title).substr(at + headline.size()));
    std::string_view before = Stripped(std::string_view(title).substr(0, at));
    std::string_view site = after.empty() ? before : after;
    if (!site.empty() && site.size() <= kLongest) return std::string(site);
  }
  return {};
}

// A page's title without its site's name behind it.
std::string WithoutSite(const std::string& title, const std::string& site) {
  if (site.empty() || title.size() <= site.size() || !title.ends_with(site)) return title;
  std::string_view rest = Stripped(std::string_view(title).substr(0, title.size() - site.size()));
  return rest.empty() ? title : std::string(rest);
}

// "https://site.example/", "https://site.example/ar": an address of no article.
bool IsRoot(std::string_view url) {
  size_t host = url.find("://");
  if (host == std::string_view::npos) return false;
  size_t path = url.find('/', host + 3);
  if (path == std::string_view::npos) return true;
  std::string_view rest = url.substr(path + 1);
  while (rest.ends_with('/')) rest.remove_suffix(1);
  return rest.empty() || rest.size() == 2 || rest.starts_with("index.") || rest.starts_with("default.") || rest == "home";
}

// A page of many headlines, some of them with their first sentences, is a list and no article.
bool IsArticle(const HtmlArticle& article, const HtmlMeta& meta, bool fragment) {
  constexpr uint32_t kFew = 60, kEnough = 250;  // letters of running text
  constexpr uint32_t kMany = 12;
  if (fragment) return !article.blocks.empty();
  const bool list = article.led * 2 >= article.running && article.running > 0 && article.teasers + article.led >= 3;
  if (meta.is_article && !IsRoot(meta.url)) return article.letters >= kFew;
  if (list || IsRoot(meta.url)) return false;
  if (meta.is_site && !article.agrees) return false;
  return article.letters >= kEnough || (article.letters >= kFew && (article.agrees || article.teasers < kMany));
}

}  // namespace

struct HtmlReader::Words : PageWords {};

HtmlReader::HtmlReader() : words_(std::make_unique<Words>()) {}
HtmlReader::~HtmlReader() = default;

Result<Page> HtmlReader::Read(std::string_view bytes, const HtmlOptions& options, const std::string& place) const {
  if (bytes.size() > options.size_limit) {
    return Error{ErrorKind::kLimit, place,
                 "has " + std::to_string(bytes.size()) + " bytes; one page may have " +
                     std::to_string(options.size_limit)};
  }
  std::string declared = options.charset.empty() ? DeclaredCharset(bytes) : options.charset;
  Result<Decoded> decoded = DecodeDeclared(bytes, declared, place);
  if (!decoded) return decoded.error();
  Result<HtmlTree> tree = ParseHtml(decoded->text, {}, place);
  if (!tree) return tree.error();

  HtmlLayout layout = FindLayout(*tree, *words_);
  HtmlMeta meta = ReadMeta(*tree, layout, *words_);
  HtmlHints hints{meta.titles, meta.author, options.fragment, !meta.published.empty(), meta.is_live};
  HtmlArticle article = FindArticle(*tree, layout, *words_, hints);
  bool found = IsArticle(article, meta, options.fragment);
  if (!found && (meta.is_article || article.agrees)) {
    // Something took the article for furniture: a second look, which believes no names.
    HtmlLayout loose = FindLayout(*tree, *words_, false);
    HtmlArticle again = FindArticle(*tree, loose, *words_, hints);
    found = IsArticle(again, meta, false);
    if (found) layout = std::move(loose), article = std::move(again);
  }

  Page page;
  page.notes = std::move(decoded->notes);
  for (Note& note : page.notes) note.span = {};  // they count in the markup, not in the text
  page.author = std::move(meta.author);
  page.outlet = meta.outlet.empty() ? SiteInTitle(meta.titles, article.title) : std::move(meta.outlet);
  if (page.outlet.empty()) page.outlet = std::move(meta.site);
  page.title = !article.title.empty() ? article.title : meta.titles.empty() ? std::string() : WithoutSite(meta.titles.front(), page.outlet);
  page.agency = meta.agency.empty() ? SignOff(*tree, layout, article, *words_) : std::move(meta.agency);
  if (page.agency == page.outlet) page.agency.clear();
  page.url = meta.url.empty() ? options.url : std::move(meta.url);
  page.language = std::move(meta.language);
  page.published = std::move(meta.published);
  page.modified = std::move(meta.modified);
  if (!page.published.empty()) page.basis = DateBasis::kMeta;
  if (!meta.odd_date.empty() && page.published.empty())
    page.notes.push_back({"bad_published", {}, "the stated publication date \"" + meta.odd_date + "\" is no ISO 8601"});
  if (tree->flattened)
    page.notes.push_back({"deep_markup", {}, "elements nested deeper than 512 were read as if they stood side by side"});

  if (found) {
    FillText(*tree, layout, article, options.fragment ? std::string() : page.title, page);
  } else if (meta.is_article && meta.article_body.size() > 200) {
    page.text = page.title + "\n" + meta.article_body + "\n";
    page.notes.push_back({"text_of_metadata", {}, "the markup holds no article; its text is that of the page's JSON-LD"});
  } else {
    page.notes.push_back({"no_article", {}, "no article was found in the page"});
  }
  return page;
}

void FillReport(Page&& page, Report& report) {
  report.text = std::move(page.text);
  report.parts = std::move(page.parts);
  report.made_text = true;
  auto fill = [](std::string& field, std::string& value) {
    if (field.empty()) field = std::move(value);
  };
  fill(report.url, page.url);
  fill(report.outlet, page.outlet);
  fill(report.title, page.title);
  fill(report.author, page.author);
  fill(report.agency, page.agency);
  fill(report.modified, page.modified);
  if (report.published.empty() && !page.published.empty()) {
    report.published = std::move(page.published);
    report.basis = page.basis;
  }
  report.notes.insert(report.notes.end(), std::make_move_iterator(page.notes.begin()),
                      std::make_move_iterator(page.notes.end()));
}

bool LooksLikeHtml(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  size_t at = head.find_first_not_of(" \t\r\n\f");
  while (at != std::string_view::npos && head.substr(at).starts_with("<!--")) {  // comments of content systems and savers
    size_t end = head.find("-->", at);
    if (end == std::string_view::npos) break;
    at = head.find_first_not_of(" \t\r\n\f", end + 3);
  }
  if (at == std::string_view::npos) return false;
  std::string start = Lowered(head.substr(at, 256));
  if (start.starts_with("<?xml")) {
    size_t end = start.find("?>");
    if (end == std::string::npos) return false;
    at = start.find_first_not_of(" \t\r\n", end + 2);
    if (at == std::string::npos) return false;
    start.erase(0, at);
  }
  for (std::string_view tag : {"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<article", "<p>", "<table"}) {
    if (start.starts_with(tag)) return true;
  }
  return false;
}

}  // namespace tawatur::ingest

// ingest: the article out of a web page. Entry point: HtmlReader::Read().
#include "ingest/html.h"

#include <algorithm>

#include "ingest/encoding.h"
#include "ingest/html_tree.h"
#include "ingest/iso_time.h"

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

}  // namespace

struct HtmlReader::Words {};

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
  Page page;
  page.notes = std::move(decoded->notes);
  page.url = options.url;
  for (uint32_t i = 0; i < tree->nodes.size(); ++i) {
    const HtmlNode& node = tree->nodes[i];
    if (node.tag == HtmlTag::k_title && page.title.empty()) page.title = tree->PlainText(i);
    if (node.tag == HtmlTag::k_p || node.tag == HtmlTag::k_h1) {
      std::string line = tree->PlainText(i);
      if (!line.empty()) page.text += line + "\n";
    }
  }
  if (page.text.empty()) page.notes.push_back({"no_article", {}, "no article was found in the page"});
  return page;
}

void FillReport(Page&& page, Report& report) {
  report.text = std::move(page.text);
  report.made_text = true;
  auto fill = [](std::string& field, std::string& value) {
    if (field.empty()) field = std::move(value);
  };
  fill(report.url, page.url);
  fill(report.outlet, page.outlet);
  fill(report.title, page.title);
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

// ingest: the article out of a web page. Entry point: HtmlReader::Read(). Words for it: data/ingest/page-words.tsv; how it
// goes about it: docs/html.md.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/note.h"
#include "base/result.h"
#include "ingest/report.h"

namespace tawatur::ingest {

struct HtmlOptions {
  std::string charset;    // what the transport declares (Content-Type of a WARC response); empty where nothing is known
  std::string url;        // where the page was fetched; a canonical address in the page comes before it
  bool fragment = false;  // a piece of a page (content:encoded of a feed): all of it but its furniture is the article
  size_t size_limit = size_t{16} << 20;  // of markup; above it the page is an error of kind kLimit
};

// What a page says. Everything but `text` is empty where the page is silent.
struct Page {
  std::string text;              // UTF-8; begins with the headline; blocks on lines of their own. Empty: no article
  std::string title, author;
  std::string outlet;            // the site, as its metadata name it
  std::string agency;            // the wire service that metadata or the byline name
  std::string url;               // canonical address
  std::string language;          // as declared: "ar", "ar-SY"
  std::string published;         // ISO 8601
  std::string modified;          // ISO 8601
  DateBasis basis = DateBasis::kNone;  // of `published`: kMeta, or kUpdated where only `modified` is known
  std::vector<Part> parts;       // entries of a live page
  std::vector<Note> notes;       // spans count in `text`
};

class HtmlReader {
 public:
  HtmlReader();
  ~HtmlReader();

  // `bytes` in any encoding; `place` names the input in errors. A page without an article is a Page with empty text and
  // the note "no_article"; a page beyond a limit (size, depth, number of elements) is an error, because its text would be
  // incomplete.
  Result<Page> Read(std::string_view bytes, const HtmlOptions& options, const std::string& place) const;

 private:
  struct Words;
  std::unique_ptr<const Words> words_;
};

// Moves what the page says into the report: fields that the report has already (from a feed, a sidecar) stay.
void FillReport(Page&& page, Report& report);

// An HTML document or fragment by its first bytes: a doctype, <html>, or another tag that pages begin with.
bool LooksLikeHtml(std::string_view head);

}  // namespace tawatur::ingest

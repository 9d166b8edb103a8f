// ingest: what a page says of itself beside its text: JSON-LD, microdata, OpenGraph, meta, link, <time>. Entry point:
// ReadMeta().
#pragma once
#include <string>
#include <vector>

#include "ingest/html_article.h"

namespace tawatur::ingest {

struct HtmlMeta {
  std::vector<std::string> titles;  // the likeliest first; the last ones may carry the site's name
  std::string outlet, author, agency, url, language;
  std::string site;                 // its name in the page's own head: where nothing else names it
  std::string published, modified;  // ISO 8601
  std::string article_body;         // of JSON-LD: a check, and what is left where the markup holds no text
  std::string odd_date;             // a date as stated that is no ISO 8601
  bool is_article = false;          // says that it is one article
  bool is_live = false;
  bool is_site = false;             // says that it is a site or a list: og:type website, CollectionPage, an address without a path
};

HtmlMeta ReadMeta(const HtmlTree& tree, const HtmlLayout& layout, const PageWords& words);

// The machine-readable time that an element states in an attribute, as it stands there; else empty.
std::string_view StampIn(const HtmlTree& tree, uint32_t element);

// html_json_ld.cpp: fills what JSON-LD states; called first.
void ReadJsonLd(const HtmlTree& tree, HtmlMeta& meta);
// Fills `field` where it is empty: blanks collapsed, references decoded once more (many pages encode them twice).
void FillField(std::string_view value, std::string& field);
void FillTime(std::string_view value, std::string& field, HtmlMeta& meta);

}  // namespace tawatur::ingest

// ingest: what a page says of itself beside its text: JSON-LD, microdata, OpenGraph, meta, link, <time>. Entry point:
// ReadMeta().
//
// In this order, the first that says something counts. Of a page with several articles the first is read.
#include "ingest/html_meta.h"

#include <algorithm>

#include "ingest/html_tokens.h"
#include "ingest/iso_time.h"

namespace tawatur::ingest {
namespace {

using enum HtmlTag;
using Attribute = HtmlAttribute;

std::string Lowered(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool HasWord(std::string_view list, std::string_view word) {
  for (size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    bool begins = at == 0 || list[at - 1] == ' ';
    size_t end = at + word.size();
    if (begins && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

class MetaReader {
 public:
  MetaReader(const HtmlTree& tree, const HtmlLayout& layout, const PageWords& words, HtmlMeta& meta)
      : tree_(tree), layout_(layout), words_(words), meta_(meta) {}

  void Run() {
    const auto n = static_cast<uint32_t>(tree_.nodes.size());
    FindScopes();
    for (uint32_t i = 1; i < n; ++i) Microdata(i);
    for (uint32_t i = 1; i < n; ++i) {
      if (tree_.nodes[i].tag == k_meta) Meta(i);
      if (tree_.nodes[i].tag == k_link) Link(i);
    }
    for (size_t k = 0; k < late_.size(); ++k) FillTime(late_[k], meta_.published, meta_);
    for (uint32_t i = 1; i < n; ++i) Classes(i);
    for (uint32_t i = 1; i < n; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      if (node.tag == k_title && meta_.titles.size() < kMostTitles) AddTitle(tree_.PlainText(i));
      if ((node.tag == k_html || node.tag == k_body) && node.attributes > 0) FillField(Get(i, Attribute::k_lang), meta_.language);
      if (node.tag == k_html) FillField(Get(i, Attribute::k_xml_lang), meta_.language);
    }
    if (meta_.published.empty()) OnlyTime();
    FillField(site_, meta_.site);
    FillField(language_, meta_.language);
  }

 private:
  static constexpr size_t kMostTitles = 6;
  static constexpr uint32_t kLongName = 50;  // letters
  std::string_view Get(uint32_t i, Attribute name) const { return tree_.Get(i, name); }

  // What an element states: its content or datetime attribute, else its text.
  std::string ValueOf(uint32_t i) const {
    for (Attribute name : {Attribute::k_content, Attribute::k_datetime}) {
      if (std::string_view value = Get(i, name); !value.empty()) return std::string(value);
    }
    return tree_.PlainText(i);
  }

  void AddTitle(std::string title) {
    std::string clean;
    FillField(title, clean);
    if (!clean.empty() && std::find(meta_.titles.begin(), meta_.titles.end(), clean) == meta_.titles.end()) meta_.titles.push_back(clean);
  }

  // Of several articles in microdata (teasers have them too) the page's own is the longest.
  void FindScopes() {
    scope_.assign(tree_.nodes.size(), 0);
    for (uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      const HtmlNode& node = tree_.nodes[i];
      scope_[i] = scope_[node.parent];
      if (node.tag == kText || node.attributes == 0) continue;
      std::string_view type = Get(i, Attribute::k_itemtype);
      const bool live = type.ends_with("LiveBlogPosting");
      if (!type.ends_with("Article") && !type.ends_with("BlogPosting") && !type.ends_with("/Report")) continue;
      scope_[i] = i;
      if (main_ == 0 || layout_.letters[i] > layout_.letters[main_]) main_ = i;
      meta_.is_article = true;
      meta_.is_live = meta_.is_live || live;
    }
  }

  void Microdata(uint32_t i) {
    const HtmlNode& node = tree_.nodes[i];
    if (node.tag == kText || node.attributes == 0) return;
    if (std::string_view property = Get(i, Attribute::k_property); !property.empty() && node.tag != k_meta) {
      if (HasWord(property, "dc:date") || HasWord(property, "dc:created") || HasWord(property, "schema:datePublished")) FillTime(StampOf(i), meta_.published, meta_);
      if (HasWord(property, "schema:dateModified") || HasWord(property, "dc:modified")) FillTime(StampOf(i), meta_.modified, meta_);
    }
    std::string_view prop = Get(i, Attribute::k_itemprop);
    if (prop.empty() || scope_[i] != main_) return;
    if (HasWord(prop, "headline")) AddTitle(ValueOf(i));
    if (HasWord(prop, "datePublished")) FillTime(StampOf(i), meta_.published, meta_);
    if (HasWord(prop, "dateModified")) FillTime(StampOf(i), meta_.modified, meta_);
    if (HasWord(prop, "inLanguage")) FillField(ValueOf(i), meta_.language);
    if (HasWord(prop, "mainEntityOfPage")) FillField(Get(i, Attribute::k_content), meta_.url);
    if (HasWord(prop, "author") || HasWord(prop, "creator")) FillField(NameIn(i), meta_.author);
    if (HasWord(prop, "publisher")) FillField(NameIn(i), meta_.outlet);
    if (HasWord(prop, "sourceOrganization")) FillField(NameIn(i), meta_.agency);
  }

  std::string NameIn(uint32_t i) const {
    for (uint32_t k = i + 1; k < tree_.nodes[i].end; ++k) {
      if (tree_.nodes[k].tag != kText && HasWord(Get(k, Attribute::k_itemprop), "name")) return ValueOf(k);
    }
    return Get(i, Attribute::k_itemscope).data() && tree_.Has(i, Attribute::k_itemscope) ? std::string() : ValueOf(i);
  }

  // Machine-readable time of an element.
  std::string StampOf(uint32_t i) const {
    std::string_view stamp = StampIn(tree_, i);
    return stamp.empty() ? ValueOf(i) : std::string(stamp);
  }

  void Meta(uint32_t i) {
    std::string key = Lowered(Get(i, Attribute::k_property));
    if (key.empty()) key = Lowered(Get(i, Attribute::k_name));
    if (key.empty()) key = Lowered(Get(i, Attribute::k_http_equiv));
    std::string_view value = Get(i, Attribute::k_content);
    if (key.empty() || value.empty()) return;
    auto is = [&](auto... names) { return ((key == names) || ...); };
    if (is("og:title", "twitter:title", "dc.title", "title", "headline", "parsely-title")) AddTitle(std::string(value));
    if (is("og:site_name", "application-name", "dc.publisher", "publisher")) FillField(value, meta_.outlet);
    if (is("og:url")) FillField(value, meta_.url);
    if (is("og:type") && (value == "article" || value == "news" || value == "newsarticle")) meta_.is_article = true;
    if (is("og:type") && value == "website") meta_.is_site = true;
    if (is("article:published_time", "og:article:published_time")) {
      meta_.is_article = true;
      FillTime(value, meta_.published, meta_);
    }
    if (is("article:modified_time", "og:updated_time", "last-modified", "lastmod", "dc.date.modified", "dcterms.modified")) FillTime(value, meta_.modified, meta_);
    if (is("date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "datepublished", "dc.date", "dc.date.issued", "dc.date.created",
           "dcterms.date", "dcterms.created", "dcterms.issued", "parsely-pub-date", "sailthru.date", "citation_publication_date", "article_date_original", "originalpublicationdate")) {
      late_.emplace_back(value);
    }
    if (is("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl", "sailthru.author") && !value.starts_with("http")) FillField(value, meta_.author);
    if (is("content-language", "og:locale", "dc.language", "language")) FillField(value, language_);
    if (is("source", "news_source", "article:source")) FillField(value, meta_.agency);
  }

  void Link(uint32_t i) {
    if (HasWord(Lowered(Get(i, Attribute::k_rel)), "canonical")) {
      // The address that a page declares as its own comes before those in its descriptions.
      std::string url;
      FillField(Get(i, Attribute::k_href), url);
      if (url.starts_with("http")) meta_.url = url;
    }
  }

  // hentry and <time>: what is left to date a page and name its author.
  void Classes(uint32_t i) {
    const HtmlNode& node = tree_.nodes[i];
    if (node.tag == kText || node.attributes == 0) return;
    if ((layout_.kinds[i] & kSite) && layout_.letters[i] < kLongName) FillField(tree_.PlainText(i), site_);
    if (layout_.out[i]) return;
    std::string_view names = Get(i, Attribute::k_class);
    const bool updated = names.find("updated") != std::string_view::npos || names.find("modified") != std::string_view::npos;
    if (node.tag == k_time || HasWord(names, "published") || HasWord(names, "dt-published") || HasWord(names, "updated")) {
      std::string stamp = StampOf(i);
      if (NormalIsoTime(stamp)) FillTime(stamp, updated && !HasWord(names, "published") ? meta_.modified : meta_.published, meta_);
    }
    if (HasWord(Get(i, Attribute::k_rel), "author") || ((layout_.kinds[i] & kAuthor) && !(layout_.kinds[i] & kFurniture))) Author(i);
  }

  // The one time that a page without any other states anywhere, to the minute: posts carry it in a footer.
  void OnlyTime() {
    std::string only;
    for (uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      if (tree_.nodes[i].tag != k_time) continue;
      const std::optional<std::string> stamp = NormalIsoTime(StampOf(i));
      if (!stamp || stamp->find('T') == std::string::npos || (!only.empty() && only != *stamp)) return;
      only = *stamp;
    }
    if (!only.empty()) meta_.published = only;
  }

  // The name in an author's line: what is marked as the name, else the link, else the line itself.
  void Author(uint32_t i) {
    if (!meta_.author.empty() || layout_.letters[i] > kLongName) return;
    uint32_t name = i;
    for (uint32_t k = i; k < tree_.nodes[i].end; ++k) {
      if (tree_.nodes[k].tag == kText || layout_.letters[k] == 0) continue;
      std::string_view inner = Get(k, Attribute::k_class);
      if (HasWord(inner, "fn") || HasWord(inner, "p-name")) {
        name = k;
        break;
      }
      if (name == i && tree_.nodes[k].tag == k_a) name = k;
    }
    FillField(words_.AuthorOf(tree_.PlainText(name)), meta_.author);
  }

  const HtmlTree& tree_;
  const HtmlLayout& layout_;
  const PageWords& words_;
  HtmlMeta& meta_;
  std::string language_, site_;
  std::vector<std::string> late_;  // dates of publication that say not how sure they are
  std::vector<uint32_t> scope_;  // by node: the article in microdata around it, or 0
  uint32_t main_ = 0;            // the page's own
};

}  // namespace

std::string_view StampIn(const HtmlTree& tree, uint32_t element) {
  for (Attribute name : {Attribute::k_datetime, Attribute::k_content, Attribute::k_title}) {
    if (std::string_view value = tree.Get(element, name); !value.empty() && NormalIsoTime(value)) return value;
  }
  return {};
}

void FillField(std::string_view value, std::string& field) {
  if (!field.empty() || value.empty()) return;
  std::string decoded;
  AppendDecoded(value, true, decoded);
  AppendCollapsed(decoded, field);
  while (!field.empty() && field.back() == ' ') field.pop_back();
}

void FillTime(std::string_view value, std::string& field, HtmlMeta& meta) {
  if (!field.empty()) return;
  std::string stated;
  FillField(value, stated);
  if (stated.empty()) return;
  if (std::optional<std::string> normal = NormalIsoTime(stated)) {
    field = *normal;
  } else if (meta.odd_date.empty()) {
    meta.odd_date = stated;
  }
}

HtmlMeta ReadMeta(const HtmlTree& tree, const HtmlLayout& layout, const PageWords& words) {
  HtmlMeta meta;
  ReadJsonLd(tree, meta);
  MetaReader(tree, layout, words, meta).Run();
  return meta;
}

}  // namespace tawatur::ingest

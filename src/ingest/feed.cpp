// ingest: the items of a feed (RSS 0.9x to 2.0, RSS 1.0, Atom). Entry point: OpenFeed(). Items are cut out of the bytes and
// parsed one by one, so that a feed of any size takes the memory of one item and a bad item costs itself alone.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/sha256.h"
#include "ingest/documents.h"
#include "ingest/encoding.h"
#include "ingest/sniff.h"

namespace tawatur::ingest {
namespace {

constexpr size_t kPrologLimit = size_t{1} << 20;
// Never XML_PARSE_HUGE, no network, no entities: what a feed declares itself is left out before it is parsed.
constexpr int kParse = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER | XML_PARSE_NOCDATA;

struct FreeDocument {
  void operator()(xmlDoc* d) const { xmlFreeDoc(d); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;

Document Parse(const std::string& xml) {
  Document document(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, kParse));
  return document;
}

bool Is(const xmlNode* node, const char* name) {
  return node->type == XML_ELEMENT_NODE && std::strcmp(reinterpret_cast<const char*>(node->name), name) == 0;
}
bool HasPrefix(const xmlNode* node, const char* prefix) {
  const char* own = node->ns && node->ns->prefix ? reinterpret_cast<const char*>(node->ns->prefix) : "";
  return std::strcmp(own, prefix) == 0;
}

std::string Taken(xmlChar* s) {
  std::string out = s ? reinterpret_cast<const char*>(s) : "";
  xmlFree(s);
  return out;
}
std::string Content(const xmlNode* node) { return Taken(xmlNodeGetContent(node)); }
std::string Attribute(xmlNode* node, const char* name) { return Taken(xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name))); }

std::string_view Trimmed(std::string_view s) {
  size_t begin = s.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(" \t\r\n") + 1 - begin);
}

// Where `<name` or `</name` stands, from `at` on; what CDATA and comments hold is no tag.
size_t FindTag(std::string_view s, std::string_view tag, size_t at) {
  for (; (at = s.find('<', at)) != std::string_view::npos; ++at) {
    std::string_view rest = s.substr(at);
    const char* skip = rest.starts_with("<![CDATA[") ? "]]>" : rest.starts_with("<!--") ? "-->" : nullptr;
    if (skip && (at = s.find(skip, at)) == std::string_view::npos) break;
    if (skip || !rest.starts_with(tag) || rest.size() == tag.size()) continue;
    if (std::string_view(" \t\r\n>/").find(rest[tag.size()]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

// Names of HTML's characters (&nbsp;) are no XML; they become numbers. Text in CDATA stays as it is.
std::string NumberedEntities(std::string_view xml) {
  std::string out;
  for (size_t at = 0; at < xml.size();) {
    size_t next = std::min(xml.find_first_of("&<", at), xml.size());
    out.append(xml.substr(at, next - at));
    at = next;
    if (at == xml.size()) break;
    if (xml.substr(at).starts_with("<![CDATA[")) {
      size_t end = xml.find("]]>", at);
      end = end == std::string_view::npos ? xml.size() : end;
      out.append(xml.substr(at, end - at));
      at = end;
      continue;
    }
    size_t end = xml[at] == '&' ? xml.substr(at, 12).find(';') : std::string_view::npos;
    std::string name(end == std::string_view::npos ? "" : xml.substr(at + 1, end - 1));
    const htmlEntityDesc* entity = name.empty() || name[0] == '#' ? nullptr : htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (entity && name != "amp" && name != "lt" && name != "gt" && name != "quot" && name != "apos") {
      out += "&#" + std::to_string(entity->value) + ";";
      at += end + 1;
    } else {
      out += xml[at++];
    }
  }
  return out;
}

class FeedDocuments : public Documents {
 public:
  FeedDocuments(ByteStream stream, Origin origin, Session& session, std::vector<Note> notes)
      : stream_(std::move(stream)), origin_(std::move(origin)), session_(session), notes_(std::move(notes)) {}

  std::optional<Report> Next() override {
    if (!begun_) {
      begun_ = true;
      done_ = !ReadProlog();
    }
    while (!done_ && !session_.given_up()) {
      std::optional<std::string> item = CutItem();
      if (!item) break;
      if (item->empty()) continue;
      if (std::optional<Report> report = ReadItem(*item)) {
        session_.CountGood();
        return report;
      }
    }
    done_ = true;
    return std::nullopt;
  }

 private:
  // What stands before the first item: the root's start tag, which items are parsed in, and the name of the feed.
  bool ReadProlog() {
    Result<std::string_view> head = stream_.Peek(kPrologLimit);
    if (!head) return session_.Fail(head.error()), false;
    size_t item = FindTag(*head, "<item", 0), entry = FindTag(*head, "<entry", 0);
    tag_ = entry < item ? "entry" : "item";
    size_t first = std::min(item, entry);
    std::string prolog(head->substr(0, first));
    if (first == std::string_view::npos && head->size() == kPrologLimit) {
      session_.Fail("bad_feed", origin_.path, ErrorKind::kData, "has no item in its first " + std::to_string(kPrologLimit) + " bytes");
      return false;
    }
    DropDoctype(prolog);
    std::string readable;
    ReplaceInvalid(prolog, readable);
    prolog = std::move(readable);
    size_t root = prolog.find('<');
    while (root != std::string::npos && root + 1 < prolog.size() && (prolog[root + 1] == '?' || prolog[root + 1] == '!')) {
      bool comment = prolog.compare(root, 4, "<!--") == 0;
      size_t end = prolog.find(comment ? "-->" : ">", root);
      root = end == std::string::npos ? end : prolog.find('<', end);
    }
    size_t end = root == std::string::npos ? root : prolog.find('>', root);
    if (end == std::string::npos) {
      session_.Fail("bad_feed", origin_.path, ErrorKind::kData, "has no first element");
      return false;
    }
    open_ = prolog.substr(root, end + 1 - root);
    if (open_.ends_with("/>")) open_.replace(open_.size() - 2, 2, ">");
    root_ = open_.substr(1, open_.find_first_of(" \t\r\n>") - 1);
    if (Document document = Parse(NumberedEntities(prolog))) outlet_ = TitleOf(xmlDocGetRootElement(document.get()));
    if (first == std::string_view::npos) {
      session_.notes.push_back({"passed_over", {}, origin_.path + ": the feed has no items"});
      return false;
    }
    stream_.Consume(first);
    return true;
  }

  // A document type may declare entities of any size; no item needs any.
  static void DropDoctype(std::string& prolog) {
    size_t begin = prolog.find("<!DOCTYPE");
    if (begin == std::string::npos) return;
    size_t end = begin + DoctypeEnd(std::string_view(prolog).substr(begin));
    prolog.erase(begin, end + 1 - begin);
  }

  static std::string TitleOf(xmlNode* root) {
    for (xmlNode* n = root ? root->children : nullptr; n; n = n->next) {
      if (Is(n, "channel")) return TitleOf(n);
      if (Is(n, "title") && !HasPrefix(n, "media")) return std::string(Trimmed(Content(n)));
    }
    return {};
  }

  // From the item's start tag to behind its end tag; text in CDATA and comments may hold anything. Nothing at the end;
  // empty where the item was too large.
  std::optional<std::string> CutItem() {
    std::string open = "<" + tag_, close = "</" + tag_;
    const size_t limit = session_.options.record_limit;
    for (size_t window = size_t{64} << 10;; window = std::min(window * 2, limit + 1)) {
      Result<std::string_view> s = stream_.Peek(window);
      if (!s) return session_.Fail(s.error()), std::nullopt;
      size_t begin = FindTag(*s, open, 0);
      if (begin == std::string_view::npos) {
        if (s->size() < window) {
          if (stream_.error()) session_.Fail(*stream_.error());
          return std::nullopt;
        }
        stream_.Consume(s->size() - open.size());
        continue;
      }
      if (begin > 0) {
        stream_.Consume(begin);
        window = size_t{32} << 10;
        continue;
      }
      size_t at = FindTag(*s, close, 1);
      size_t end = at == std::string_view::npos ? at : s->find('>', at);
      if (end != std::string_view::npos) {
        std::string item(s->substr(0, end + 1));
        stream_.Consume(end + 1);
        ++number_;
        return item;
      }
      if (s->size() < window) {
        ++number_;
        if (stream_.error()) session_.Fail(*stream_.error());
        session_.Fail("cut_record", Place(), ErrorKind::kData, "ends in the middle of the item");
        return std::nullopt;
      }
      if (window > limit) {
        ++number_;
        stream_.Consume(open.size());
        session_.Fail("too_large", Place(), ErrorKind::kLimit, "the item has more than " + std::to_string(limit) + " bytes");
        return std::string();
      }
    }
  }

  std::string Place() const { return origin_.path + "#" + tag_ + " " + std::to_string(number_); }

  // HTML in a title or a text; plain words stay as they are.
  std::string Plain(const std::string& html, Report& report) {
    if (html.find_first_of("<&") == std::string::npos) return std::string(Trimmed(html));
    HtmlOptions options;
    options.charset = "UTF-8";
    options.fragment = true;
    Result<Page> page = session_.html.Read(html, options, Place());
    if (!page) {
      failed_ = page.error();
      return {};
    }
    for (Note& note : page->notes) {
      if (note.name != "no_article") report.notes.push_back({note.name, {}, note.message});
    }
    return std::string(Trimmed(page->text));
  }

  std::optional<Report> ReadItem(const std::string& item) {
    std::string readable;
    size_t invalid = ReplaceInvalid(item, readable);
    std::replace(readable.begin(), readable.end(), '\0', ' ');  // libxml2 would stop there
    Document document = Parse(open_ + NumberedEntities(readable) + "</" + root_ + ">");
    xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    xmlNode* node = root ? root->children : nullptr;
    while (node && !Is(node, tag_.c_str())) node = node->next;
    if (!node) {
      session_.Fail("bad_feed", Place(), ErrorKind::kData, "is no XML that can be read");
      return std::nullopt;
    }
    Report report;
    report.notes = notes_;
    report.id = Place();
    report.paths.push_back(report.id);
    report.sha256 = Sha256Hex(item);
    report.made_text = true;
    if (invalid > 0) report.notes.push_back({"invalid_utf8", {}, std::to_string(invalid) + " bytes are no UTF-8; each became U+FFFD"});
    if (session_.options.keep_original) report.original = item;
    failed_.reset();
    std::string full, summary, updated, published;
    for (xmlNode* n = node->children; n; n = n->next) {
      if (n->type != XML_ELEMENT_NODE || HasPrefix(n, "media") || HasPrefix(n, "itunes")) continue;
      if (Is(n, "title")) report.title = Plain(Content(n), report);
      if (Is(n, "encoded") || Is(n, "content")) full = TextOf(n);
      if (Is(n, "description") || Is(n, "summary")) summary = TextOf(n);
      if (Is(n, "pubDate") || Is(n, "date") || Is(n, "published") || Is(n, "issued")) published = Trimmed(Content(n));
      if (Is(n, "updated") || Is(n, "modified")) updated = Trimmed(Content(n));
      if (Is(n, "source")) report.outlet = Is(node, "entry") ? TitleOf(n) : std::string(Trimmed(Content(n)));
      if (Is(n, "link")) TakeLink(n, report);
      if (Is(n, "guid") && report.url.empty() && Attribute(n, "isPermaLink") != "false" && Content(n).find("://") != std::string::npos) report.url = Trimmed(Content(n));
    }
    if (report.outlet.empty()) report.outlet = outlet_;
    SetPublished(published.empty() ? updated : published, report);
    if (published.empty() && !report.published.empty()) report.basis = DateBasis::kUpdated;
    std::string text = Plain(full.empty() ? summary : full, report);
    if (failed_) {
      session_.Fail(failed_->kind == ErrorKind::kLimit ? "too_large" : "not_text", *failed_);
      return std::nullopt;
    }
    if (text.empty()) {
      if (TakeHeadline(report)) return report;
      session_.Fail("no_text_field", Place(), ErrorKind::kData, "has neither text nor title");
      return std::nullopt;
    }
    if (full.empty()) report.notes.push_back({"summary_only", {}, "the feed gives a description of this report, which may be less than its text"});
    report.text = report.title.empty() || text.starts_with(report.title) ? std::move(text) : report.title + "\n\n" + text;
    return report;
  }

  // Of Atom's XHTML the markup, of all else the characters.
  static std::string TextOf(xmlNode* node) {
    if (Attribute(node, "type") != "xhtml") return Content(node);
    std::string out;
    xmlBuffer* buffer = xmlBufferCreate();
    for (xmlNode* n = node->children; buffer && n; n = n->next) xmlNodeDump(buffer, node->doc, n, 0, 0);
    if (buffer) out = reinterpret_cast<const char*>(xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return out;
  }

  static void TakeLink(xmlNode* node, Report& report) {
    std::string href = Attribute(node, "href"), rel = Attribute(node, "rel");
    if (href.empty()) href = Trimmed(Content(node));
    if (!href.empty() && (rel.empty() || rel == "alternate")) report.url = href;
  }

  ByteStream stream_;
  Origin origin_;
  Session& session_;
  std::vector<Note> notes_;
  std::string tag_, open_, root_, outlet_;
  std::optional<Error> failed_;
  uint64_t number_ = 0;
  bool begun_ = false, done_ = false;
};

}  // namespace

std::unique_ptr<Documents> OpenFeed(ByteStream stream, Origin origin, Session& session) {
  std::vector<Note> notes;
  std::string declared = origin.charset;
  if (Result<std::string_view> head = stream.Peek(256); head && head->find("encoding=") < head->find("?>")) {
    std::string_view rest = head->substr(head->find("encoding=") + 9);
    if (rest.size() > 2) declared = rest.substr(1, rest.find(rest[0], 1) - 1);
  }
  std::optional<ByteStream> utf8 = AsUtf8(std::move(stream), declared, session, notes);
  if (!utf8) return nullptr;
  return std::make_unique<FeedDocuments>(std::move(*utf8), std::move(origin), session, std::move(notes));
}

}  // namespace tawatur::ingest

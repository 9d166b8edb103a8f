// ingest: what a page's JSON-LD states of its article. Entry point: ReadJsonLd().
#include <simdjson.h>

#include <unordered_map>

#include "ingest/html_meta.h"

namespace tawatur::ingest {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int kDeepest = 6;  // objects within objects that are looked into

std::string_view StringOf(const element& value) {
  std::string_view s;
  return value.get_string().get(s) == simdjson::SUCCESS ? s : std::string_view();
}

bool Get(const object& o, const char* key, element& value) { return o.at_key(key).get(value) == simdjson::SUCCESS; }

// Calls `f` with every type of an object: "@type" is a string or a list.
template <class F>
bool AnyType(const object& o, F f) {
  element type;
  if (!Get(o, "@type", type)) return false;
  array types;
  if (type.get_array().get(types) != simdjson::SUCCESS) return f(StringOf(type));
  for (element t : types) {
    if (f(StringOf(t))) return true;
  }
  return false;
}

bool IsArticleType(std::string_view type) {
  if (type.starts_with("http")) type.remove_prefix(std::min(type.size(), type.rfind('/') + 1));
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" || type == "LiveBlogPosting";
}

class Reader {
 public:
  explicit Reader(HtmlMeta& meta) : meta_(meta) {}

  void Read(element root) {
    Look(root, 0);
    if (found_ || video_) {
      Fill();
    } else if (!reviewed_.empty()) {
      FillTime(reviewed_, meta_.published, meta_);
    }
  }
  bool found() const { return found_; }

 private:
  // The first article of the page, and everything that has an "@id" for others to point at.
  void Look(const element& value, int depth) {
    if (depth > kDeepest) return;
    array list;
    object o;
    if (value.get_array().get(list) == simdjson::SUCCESS) {
      for (element e : list) Look(e, depth + 1);
      return;
    }
    if (value.get_object().get(o) != simdjson::SUCCESS) return;
    element part;
    if (Get(o, "@id", part)) {
      element name;
      if (std::string_view id = StringOf(part); !id.empty() && Get(o, "name", name)) names_.try_emplace(id, StringOf(name));
    }
    if (AnyType(o, [](std::string_view t) { return t == "CollectionPage" || t == "SearchResultsPage"; })) meta_.is_site = true;
    const bool list_of_others = AnyType(o, [](std::string_view t) { return t == "ItemList" || t == "BreadcrumbList"; });
    if (!found_ && AnyType(o, IsArticleType)) {
      found_ = true;
      article_ = o;
    }
    // A video is the page's subject where no article is.
    if (!found_ && !video_ && AnyType(o, [](std::string_view t) { return t == "VideoObject" || t == "AudioObject"; })) {
      video_ = true;
      article_ = o;
    }
    // A check of somebody's claim: the page may say no more of itself.
    if (reviewed_.empty() && AnyType(o, [](std::string_view t) { return t == "ClaimReview"; }) && Get(o, "datePublished", part)) reviewed_ = StringOf(part);
    if (Get(o, "@graph", part)) Look(part, depth + 1);
    for (const char* key : {"mainEntity", "author", "publisher", "creator"}) {
      if (!list_of_others && Get(o, key, part)) Look(part, depth + 1);
    }
  }

  void Fill() {
    meta_.is_article = true;
    meta_.is_live = meta_.is_live || AnyType(article_, [](std::string_view t) { return t.ends_with("LiveBlogPosting"); });
    for (const char* key : {"headline", "name"}) {
      std::string title;
      FillField(Text(key), title);
      if (!title.empty()) {
        meta_.titles.push_back(title);
        break;
      }
    }
    FillTime(Text("datePublished"), meta_.published, meta_);
    FillTime(Text("uploadDate"), meta_.published, meta_);
    FillTime(Text("dateCreated"), meta_.published, meta_);
    FillTime(Text("dateModified"), meta_.modified, meta_);
    FillField(Names("author"), meta_.author);
    FillField(Names("creator"), meta_.author);
    FillField(Names("publisher"), meta_.outlet);
    FillField(Names("sourceOrganization"), meta_.agency);
    FillField(Text("inLanguage"), meta_.language);
    FillField(Text("url"), meta_.url);
    FillField(Text("mainEntityOfPage"), meta_.url);
    meta_.article_body = Text("articleBody");
  }

  // A string, or what names an object: its "@id" or "url".
  std::string Text(const char* key) const {
    element value;
    if (!Get(article_, key, value)) return {};
    object o;
    if (value.get_object().get(o) == simdjson::SUCCESS) {
      element id;
      return std::string(Get(o, "@id", id) || Get(o, "url", id) ? StringOf(id) : std::string_view());
    }
    return std::string(StringOf(value));
  }

  // The names of a person or body, or of several.
  std::string Names(const char* key) const {
    element value;
    if (!Get(article_, key, value)) return {};
    std::string out;
    auto add = [&](std::string_view name) {
      if (name.empty() || name.starts_with("http")) return;
      if (!out.empty()) out += ", ";
      out += name;
    };
    array list;
    if (value.get_array().get(list) == simdjson::SUCCESS) {
      for (element e : list) add(Name(e));
    } else {
      add(Name(value));
    }
    return out;
  }

  std::string_view Name(const element& value) const {
    object o;
    if (value.get_object().get(o) != simdjson::SUCCESS) return StringOf(value);
    element name;
    if (Get(o, "name", name)) {
      array names;
      if (name.get_array().get(names) == simdjson::SUCCESS) return names.size() > 0 ? StringOf(names.at(0)) : std::string_view();
      return StringOf(name);
    }
    if (Get(o, "@id", name)) {
      if (auto at = names_.find(StringOf(name)); at != names_.end()) return at->second;
    }
    return {};
  }

  HtmlMeta& meta_;
  bool found_ = false, video_ = false;
  std::string_view reviewed_;  // the day of a check of a claim
  object article_;
  std::unordered_map<std::string_view, std::string_view> names_;
};

}  // namespace

void ReadJsonLd(const HtmlTree& tree, HtmlMeta& meta) {
  simdjson::dom::parser parser;
  for (std::string_view script : tree.json_ld) {
    size_t begin = script.find_first_of("{[");
    size_t end = script.find_last_of("}]");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) continue;
    // Line ends inside strings are no JSON, and are in many pages.
    std::string json(script.substr(begin, end + 1 - begin));
    for (char& c : json) {
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    element root;
    if (parser.parse(json).get(root) != simdjson::SUCCESS) continue;
    Reader reader(meta);
    reader.Read(root);
    if (reader.found()) return;
  }
}

}  // namespace tawatur::ingest

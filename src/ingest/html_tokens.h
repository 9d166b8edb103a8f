// ingest: tags and text of a page, one after the other. Entry point: HtmlTokens::Next().
//
// A tokenizer after the HTML standard, in one pass whose time grows with the page's length alone, whatever the page holds.
// What is never closed (a comment, a raw element) ends at once instead of swallowing the rest of the page.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tawatur::ingest {

struct HtmlToken {
  enum class Kind { kText, kStart, kEnd } kind = Kind::kText;
  std::string_view text;  // kText: with references undecoded; else the element's name as written
  struct Attribute {
    std::string_view name, value;  // as written
  };
  std::vector<Attribute> attributes;  // of kStart
};

class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view page) : page_(page) {}

  // False at the end.
  bool Next(HtmlToken& token);
  // Goes behind the end tag of the element just begun and gives what lies between; nothing where no end tag is to come.
  std::string_view SkipTo(std::string_view name);

 private:
  void Comment();
  void Tag(HtmlToken& token);

  std::string_view page_;
  size_t at_ = 0;
  std::vector<std::string> unclosed_;  // names, "--" for comments, whose end is not to come
};

// Decodes character references ("&amp;", "&#1575;"). In attributes those without a semicolon are left alone.
void AppendDecoded(std::string_view raw, bool attribute, std::string& out);

}  // namespace tawatur::ingest

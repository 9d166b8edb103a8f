// The page around what it shows. Standalone it holds its style, its script and its data, each allowed by hash or no code
// at all; from the service they are linked. Entry points: Page(), PutBar().
#include "publish/page.h"

#include "base/sha256.h"
#include "publish/embedded.h"
#include "publish/json_writer.h"

namespace tawatur::publish {
namespace {

// Base64 of bytes given as hex digits: a content security policy names the script and style by their hash.
std::string Base64OfHex(std::string_view hex) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string out;
  for (size_t i = 0; i < hex.size(); i += 6) {
    unsigned bits = 0, have = 0;
    for (size_t k = i; k < i + 6; ++k) {
      bits = bits << 4 | (k < hex.size() ? digit(hex[k]) : 0u);
      have += k < hex.size();
    }
    out += kAlphabet[bits >> 18 & 63];
    out += kAlphabet[bits >> 12 & 63];
    out += have > 2 ? kAlphabet[bits >> 6 & 63] : '=';
    out += have > 4 ? kAlphabet[bits & 63] : '=';
  }
  return out;
}

// JSON inside a script element: nothing in it may end the element or begin a comment.
void PutData(std::string& out, std::string_view id, std::string_view json) {
  out.append("<script type=\"application/json\" id=\"").append(id).append("\">");
  for (char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  out += "</script>\n";
}

// By content, so that a browser may keep them for ever.
std::string Address(std::string_view file) {
  return "/" + std::string(file) + "?v=" + Sha256Hex(EmbeddedFile(file)).substr(0, 16);
}

std::string_view Link(std::string_view path) { return path; }

}  // namespace

std::string LabelsJson(const Labels& labels) {
  std::string out;
  JsonWriter json(out);
  json.BeginObject();
  const auto put = [&](std::string_view prefix, const std::vector<Label>& list) {
    for (const Label& label : list) {
      json.Key(std::string(prefix) + std::string(label.key));
      json.BeginArray();
      json.String(label.ar);
      json.String(label.en);
      json.EndArray();
    }
  };
  put("", labels.all());
  put("event.", labels.events());
  json.EndObject();
  return out;
}

void PutBar(Html& h, const HtmlOptions& options) {
  h.Raw("<a class=\"skip\" href=\"#main\">").L("page.skip").Raw("</a>\n<header class=\"bar\"><p class=\"brand\">");
  if (options.served) {
    h.Raw("<a href=\"/\">").L("page.brand").Raw("</a></p><nav class=\"places\"");
    h.Attribute("aria-label", h.labels().Ar("nav.label"), h.labels().En("nav.label")).Raw("><ul>");
    for (const auto& [path, key] : {std::pair{Link("/"), "nav.stories"}, {"/review", "nav.review"}, {"/add", "nav.add"}}) {
      if (options.read_only && key != std::string_view("nav.stories")) continue;
      h.Raw("<li><a href=\"").Raw(path).Raw("\">").L(key).Raw("</a></li>");
    }
    h.Raw("</ul></nav>");
  } else {
    h.L("page.brand").Raw("</p>");
  }
  // Nothing of this is needed to read the page, so it is shown by the script only.
  h.Raw("<div class=\"controls\" hidden>");
  h.Raw("<button type=\"button\" id=\"lang\"><span class=\"ar\" lang=\"en\">").Text(h.labels().En("page.lang"));
  h.Raw("</span><span class=\"en\" lang=\"ar\">").Text(h.labels().Ar("page.lang")).Raw("</span></button>");
  h.Raw("<button type=\"button\" id=\"digits\" aria-pressed=\"false\">")
      .L("page.digits")
      .Raw(" <span aria-hidden=\"true\" dir=\"ltr\" class=\"sample\">123</span></button>");
  h.Raw("<button type=\"button\" id=\"theme\">").L("page.theme").Raw("</button></div></header>\n<main id=\"main\">\n");
}

std::string Page(Html& body, const PageFrame& frame, const HtmlOptions& options) {
  const std::string_view css = EmbeddedFile("app.css"), js = EmbeddedFile("app.js");
  std::string out =
      "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\" data-digits=\"latn\">\n<head>\n<meta charset=\"utf-8\">\n";
  if (!options.served) {
    out +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action "
        "'none'; style-src 'sha256-" +
        Base64OfHex(Sha256Hex(css)) + "'; script-src 'sha256-" + Base64OfHex(Sha256Hex(js)) + "'\">\n";
  }
  out +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
      "content=\"no-referrer\">\n";
  out += "<meta name=\"color-scheme\" content=\"light dark\">\n<title data-ar=\"" + Escaped(frame.title_ar) +
         "\" data-en=\"" + Escaped(frame.title_en) + "\">" + Escaped(frame.title_ar) + "</title>\n";
  if (options.served) {
    out += "<link rel=\"stylesheet\" href=\"" + Address("app.css") + "\">\n<link rel=\"icon\" href=\"data:,\">\n";
  } else {
    out.append("<style>").append(css).append("</style>\n");
  }
  out.append("</head>\n<body data-page=\"").append(frame.kind).append("\"");
  if (options.served) out += " data-served";
  if (options.read_only) out += " data-read-only";
  if (options.mask) out += " data-masked";
  out += ">\n" + body.out();
  PutData(out, "labels", LabelsJson(body.labels()));
  if (!frame.data.empty()) PutData(out, "data", frame.data);
  if (options.served) {
    out += "<script src=\"" + Address("app.js") + "\"></script>\n";
  } else {
    out.append("<script>").append(js).append("</script>\n");
  }
  out += "</body>\n</html>\n";
  return out;
}

}  // namespace tawatur::publish

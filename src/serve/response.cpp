// serve: answers. Entry points: Ok(), Problem().
#include "base/sha256.h"
#include "publish/json_writer.h"
#include "serve/http.h"

namespace tawatur::serve {
namespace {

constexpr size_t kTagDigits = 32;

}  // namespace

std::string_view Reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

Response Ok(std::string type, std::string body) {
  Response r;
  r.type = std::move(type);
  r.etag = '"' + Sha256Hex(body).substr(0, kTagDigits) + '"';
  r.body = std::make_shared<const std::string>(std::move(body));
  return r;
}

Response Problem(int status, std::string_view detail) {
  std::string body;
  publish::JsonWriter json(body);
  json.BeginObject();
  json.Field("type", "about:blank");
  json.Field("title", Reason(status));
  json.Field("status", status);
  json.Field("detail", detail);
  json.EndObject();
  body += '\n';
  Response r;
  r.status = status;
  r.detail = detail;
  r.type = "application/problem+json";
  r.body = std::make_shared<const std::string>(std::move(body));
  return r;
}

}  // namespace tawatur::serve

// serve: one question and its answer, free of any HTTP library. Entry points: ParseTarget(), Problem(), Ok().
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tawatur::serve {

struct Request {
  std::string method;                                       // as sent
  std::string host;                                         // the Host field; empty unless there is exactly one
  std::string target;                                       // as sent
  std::string if_none_match;
  std::string path;                                         // decoded; filled by the app
  std::vector<std::pair<std::string, std::string>> fields;  // of the query, decoded

  // The first of that name; empty where there is none.
  std::string_view Field(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type;
  std::shared_ptr<const std::string> body;  // shared: one page goes to many readers
  std::string etag;
  std::vector<std::pair<std::string, std::string>> headers;
};

// Cuts the target into path and query and decodes both; false where it is no origin-form target or not decodable.
bool ParseTarget(Request& request);
std::string EncodePathSegment(std::string_view s);

// An answer with its ETag, a hash of the body.
Response Ok(std::string type, std::string body);
// RFC 9457.
Response Problem(int status, std::string_view detail);
std::string_view Reason(int status);

// The address says this machine; anything else in Host is another site's name that was made to point here.
bool IsLoopbackHost(std::string_view host);

}  // namespace tawatur::serve

// serve: one question and its answer, free of any HTTP library. Entry points: ParseTarget(), Problem(), Ok().
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tawatur::serve {

// A file that came with a request, in a folder of its own; both go when the last one lets go.
class Upload {
 public:
  // Nothing where there is no room.
  static std::shared_ptr<Upload> Make(std::string_view name);
  ~Upload();
  const std::string& folder() const { return folder_; }  // with a slash at its end
  const std::string& path() const { return path_; }
  const std::string& name() const { return name_; }

 private:
  Upload() = default;
  std::string folder_, path_, name_;
};
// The last part of a name that a client gave, without what a file system or a terminal minds.
std::string PlainFileName(std::string_view given);

struct Request {
  std::string method;                                       // as sent
  std::string host, origin, site, token, content_type;      // fields; empty unless there is exactly one
  std::string target;                                       // as sent
  std::string if_none_match;
  std::optional<uint64_t> length;                           // of the body, as stated
  bool chunked = false;
  bool person = false;                                      // a browser that would show a page
  std::string path;                                         // decoded; filled by ParseTarget
  std::vector<std::pair<std::string, std::string>> fields;  // of the query, decoded
  std::string body;                                         // where the plan says so
  std::shared_ptr<Upload> upload;

  // The first of that name; empty where there is none.
  std::string_view Field(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type;
  std::shared_ptr<const std::string> body;  // shared: one page goes to many readers
  std::string etag;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string detail;  // of a problem
};

// What becomes of a request's body, decided when only its header is known.
struct BodyPlan {
  enum class Kind { kNone, kText, kFile };
  Kind kind = Kind::kNone;
  uint64_t most = 0;                // bytes
  std::optional<Response> refusal;  // sent at once; the body is not read
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

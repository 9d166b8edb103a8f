// Result<T>: a value or one clear error. For files, data and databases; documents' own oddities are notes.
#pragma once
#include <string>
#include <utility>
#include <variant>

namespace tawatur {

enum class ErrorKind { kUsage, kIo, kData, kLimit, kInternal };

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string place;    // file, or file:line; may be empty
  std::string message;  // cause and, where there is one, the next step
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : v_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : v_(std::in_place_index<1>, std::move(error)) {}
  bool ok() const { return v_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& operator*() { return std::get<0>(v_); }
  const T& operator*() const { return std::get<0>(v_); }
  T* operator->() { return &std::get<0>(v_); }
  const T* operator->() const { return &std::get<0>(v_); }
  const Error& error() const { return std::get<1>(v_); }

 private:
  std::variant<T, Error> v_;
};

}  // namespace tawatur

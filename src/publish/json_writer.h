// JSON, written straight into a string: no tree, keys in the order they are given. Used by every JSON form of this
// room.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tawatur::publish {

// Appends to `out`, which must outlive it. Commas are its business; closing what was opened is the caller's.
// Invalid UTF-8 comes out as U+FFFD, one for each byte that belongs to no character.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }
  void Key(std::string_view key);

  void String(std::string_view value);
  void StringOrNull(std::string_view value) { value.empty() ? Null() : String(value); }
  void Int(int64_t value);
  void Double(double value);  // whole numbers without a fraction; what is no number as null
  void Bool(bool value);
  void Null();

  void Field(std::string_view key, std::string_view value) { Key(key), String(value); }
  void Field(std::string_view key, const char* value) { Key(key), String(value); }
  void Field(std::string_view key, int64_t value) { Key(key), Int(value); }
  void Field(std::string_view key, uint32_t value) { Key(key), Int(value); }
  void Field(std::string_view key, int value) { Key(key), Int(value); }
  void Field(std::string_view key, bool value) { Key(key), Bool(value); }
  void Field(std::string_view key, std::optional<int64_t> value) { Key(key), value ? Int(*value) : Null(); }
  void Field(std::string_view key, std::optional<double> value) { Key(key), value ? Double(*value) : Null(); }
  void FieldOrNull(std::string_view key, std::string_view value) { Key(key), StringOrNull(value); }

 private:
  void Comma();
  void Open(char c);
  void Close(char c);

  std::string& out_;
  std::vector<bool> has_items_;  // one an open object or array
  bool after_key_ = false;
};

// Length in bytes of the UTF-8 character at `i`, or 0 when the byte there belongs to none.
size_t Utf8Length(std::string_view s, size_t i);
// The same text with U+FFFD for every such byte.
std::string ValidUtf8(std::string_view s);

}  // namespace tawatur::publish

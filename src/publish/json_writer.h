// JSON, written straight into a string: no tree, keys in the order they are given. Used by every JSON form of this
// room.
#pragma once
#include <cstdint>
#include <cstring>
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
  // A key that stands in the code: plain ASCII, which needs no care.
  template <size_t N>
  void Key(const char (&key)[N]) {
    char piece[N + 3];  // ,"key":
    char* p = piece;
    if (NeedsComma()) *p++ = ',';
    *p++ = '"';
    std::memcpy(p, key, N - 1);
    p += N - 1;
    *p++ = '"';
    *p++ = ':';
    out_.append(piece, static_cast<size_t>(p - piece));
    after_key_ = true;
  }

  void String(std::string_view value);
  void StringOrNull(std::string_view value) { value.empty() ? Null() : String(value); }
  void Int(int64_t value);
  void Double(double value);  // whole numbers without a fraction; what is no number as null
  void Bool(bool value);
  void Null();

  // `key`: a literal, or a string_view.
  template <class K> void Field(const K& key, std::string_view value) { Key(key), String(value); }
  template <class K> void Field(const K& key, const char* value) { Key(key), String(value); }
  template <class K> void Field(const K& key, int64_t value) { Key(key), Int(value); }
  template <class K> void Field(const K& key, uint32_t value) { Key(key), Int(value); }
  template <class K> void Field(const K& key, int value) { Key(key), Int(value); }
  template <class K> void Field(const K& key, bool value) { Key(key), Bool(value); }
  template <class K> void Field(const K& key, std::optional<int64_t> v) { Key(key), v ? Int(*v) : Null(); }
  template <class K> void Field(const K& key, std::optional<double> v) { Key(key), v ? Double(*v) : Null(); }
  template <class K> void FieldOrNull(const K& key, std::string_view value) { Key(key), StringOrNull(value); }

 private:
  bool NeedsComma() {
    if (after_key_ || has_items_.empty()) return after_key_ = false;
    const bool comma = has_items_.back() != 0;
    has_items_.back() = 1;
    return comma;
  }
  void Comma();
  void Open(char c);
  void Close(char c);
  void Escaped(std::string_view value, size_t plain);

  std::string& out_;
  std::vector<uint8_t> has_items_;  // one an open object or array
  bool after_key_ = false;
};

// Length in bytes of the UTF-8 character at `i`, or 0 when the byte there belongs to none.
size_t Utf8Length(std::string_view s, size_t i);
// The same text with U+FFFD for every such byte.
std::string ValidUtf8(std::string_view s);

}  // namespace tawatur::publish

// The compiled lexicon as bytes: written by compile.cpp, read by lexicon.cpp. Little endian, version in the head.
//
//   "TWLX" u32 version | u32 n, n x string symbols | u32 n, n x entity | u32 n, n x key
//   string = u32 size, bytes.  entity = id, type (strings), u32 kind (a symbol), name, name_en, parent, domain, speaker (strings), u8 point,
//   f64 lat, f64 lon, u64 head (hash of the first of several words)
//   key = u64 hash, u8 longest_phrase, u64 next (only where phrases begin so), u16 n, n x sense
//   sense = u16 tag, u8 number, u8 gender, u8 form, u8 flags (1 pronoun, 2 symbolic), i64 value
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace tawatur::lexicon {

inline constexpr std::string_view kMagic = "TWLX";
inline constexpr uint32_t kVersion = 4;
// Keys of words that carry a suffixed pronoun are the word's hash joined with this.
inline constexpr uint64_t kPronounKey = 0x70726F6E6F756Eu;

class BlobWriter {
 public:
  template <class T> void Put(T v) { bytes.append(reinterpret_cast<const char*>(&v), sizeof v); }
  void Put(std::string_view s) {
    Put(static_cast<uint32_t>(s.size()));
    bytes += s;
  }
  std::string bytes;
};

class BlobReader {
 public:
  explicit BlobReader(std::string_view b) : b_(b) {}
  template <class T> T Get() {
    T v{};
    if (b_.size() < sizeof v) {
      bad_ = true;
      return v;
    }
    std::memcpy(&v, b_.data(), sizeof v);
    b_.remove_prefix(sizeof v);
    return v;
  }
  std::string_view String() {
    const auto n = Get<uint32_t>();
    if (b_.size() < n) {
      bad_ = true;
      return {};
    }
    std::string_view s = b_.substr(0, n);
    b_.remove_prefix(n);
    return s;
  }
  bool bad() const { return bad_; }

 private:
  std::string_view b_;
  bool bad_ = false;
};

}  // namespace tawatur::lexicon

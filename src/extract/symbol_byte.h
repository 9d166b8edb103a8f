// A kind that the lists write as a symbol, as one byte found when the word is looked up. Entry points: NpStop, Given.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace tawatur::extract {

template <const auto& kSymbols>  // the first is empty: none
class SymbolByte {
 public:
  constexpr SymbolByte() = default;
  static constexpr SymbolByte Of(std::string_view symbol) { return SymbolByte(CodeOf(symbol)); }
  constexpr bool empty() const { return code_ == 0; }

  // A kind as it is written in the lists; one that they do not have is told by the compiler.
  struct Name {
    consteval Name(const char* name) : code(CodeOf(name)) {
      if (code == kOther) throw "no such symbol";
    }
    uint8_t code;
  };
  friend constexpr bool operator==(SymbolByte a, Name b) { return a.code_ == b.code; }

 private:
  static constexpr uint8_t kOther = kSymbols.size();  // of a user's list: no rule asks for it
  static constexpr uint8_t CodeOf(std::string_view symbol) {
    for (uint8_t i = 0; i < kSymbols.size(); ++i) {
      if (kSymbols[i] == symbol) return i;
    }
    return kOther;
  }
  constexpr explicit SymbolByte(uint8_t code) : code_(code) {}
  uint8_t code_ = 0;
};

inline constexpr std::array<std::string_view, 13> kNpStops = {"",    "adverb", "aux",  "conj",     "identity", "idiom", "masdar",
                                                              "one", "prep",   "relative", "same", "that",     "verb"};
inline constexpr std::array<std::string_view, 7> kGivenKinds = {"", "definite", "family", "foreign", "kunya", "middle", "weak"};
using NpStop = SymbolByte<kNpStops>;    // np.stop: the words at which a name ends
using Given = SymbolByte<kGivenKinds>;  // name.given: first names

}  // namespace tawatur::extract

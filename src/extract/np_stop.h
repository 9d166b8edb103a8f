// The words at which a name ends, by kind (the symbols of np.stop): one byte a word, found when it is looked up. Entry point: NpStop.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace tawatur::extract {

class NpStop {
 public:
  constexpr NpStop() = default;
  // "noun" ends no name of a body and is no stop: a word that no person's name goes on with.
  static constexpr NpStop Of(std::string_view symbol) { return symbol == "noun" ? NpStop() : NpStop(CodeOf(symbol)); }
  constexpr bool empty() const { return code_ == 0; }

  // A kind as it is written in the lists; one that they do not have is told by the compiler.
  struct Name {
    consteval Name(const char* name) : code(CodeOf(name)) {
      if (code == kOther) throw "no kind of np.stop";
    }
    uint8_t code;
  };
  friend constexpr bool operator==(NpStop a, Name b) { return a.code_ == b.code; }

 private:
  static constexpr std::array<std::string_view, 13> kNames = {"",       "adverb", "aux",  "conj",     "identity", "idiom", "masdar",
                                                           "one",    "prep",   "relative", "same",     "that",     "verb"};
  static constexpr uint8_t kOther = kNames.size();  // of a user's list: a name ends there, and no rule asks for it
  static constexpr uint8_t CodeOf(std::string_view symbol) {
    for (uint8_t i = 0; i < kNames.size(); ++i) {
      if (kNames[i] == symbol) return i;
    }
    return kOther;
  }
  constexpr explicit NpStop(uint8_t code) : code_(code) {}
  uint8_t code_ = 0;
};

}  // namespace tawatur::extract

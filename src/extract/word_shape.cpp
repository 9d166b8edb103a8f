// Letters of a word -> Shape bits. Entry point: ShapeOf().
#include "extract/word_shape.h"

#include "text/fold.h"

namespace tawatur::extract {
namespace {

using text::kAin, text::kAlef, text::kBeh, text::kFeh, text::kHeh, text::kLam, text::kNoon, text::kTeh, text::kWaw, text::kYeh;

unsigned char At(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[i]) : 0; }
unsigned char Back(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[w.size() - 1 - i]) : 0; }

bool EndsLikeAdjective(std::string_view w, size_t bare) {
  if (w.size() < bare + 4 || (At(w, 0) == kLam && At(w, 1) == kLam)) return false;
  const unsigned char a = Back(w, 0), b = Back(w, 1), c = Back(w, 2);
  if (a == kYeh) return true;                                               // -i
  if (a == kHeh && b == kYeh) return true;                                  // -iya
  if (w.size() < bare + 5) return false;
  if (a == kNoon && (b == kWaw || b == kYeh) && (c == kYeh)) return true;   // -iyun, -iyin
  return a == kTeh && b == kAlef && c == kYeh;                              // -iyat
}

// Long vowels written out, and no verb or particle. No test of a name, only of whether one goes on.
bool LikeForeign(std::string_view w) {
  if (w.size() < 5) return false;
  const unsigned char a = At(w, 0);
  if (a == kTeh || a == kYeh || a == kLam || a == kBeh || a == kFeh || a == kWaw || a == kNoon) return false;  // a verb or a particle
  if (a == text::kSeen && (At(w, 1) == kYeh || At(w, 1) == kTeh || At(w, 1) == kNoon)) return false;           // "will ..."
  if (Back(w, 0) == kAlef && Back(w, 1) == kWaw) return false;                                                 // "they ..."
  size_t vowels = 0;
  for (size_t k = 1; k < w.size(); ++k) vowels += At(w, k) == kAlef || At(w, k) == kWaw || At(w, k) == kYeh;
  return vowels >= 2 || (vowels == 1 && Back(w, 0) == text::kGhain && Back(w, 1) == kNoon);
}

bool LikeAli(std::string_view w) {
  const size_t bare = w.size() == 5 && At(w, 0) == kAlef && At(w, 1) == kLam ? 2 : 0;
  return w.size() == bare + 3 && At(w, bare) == kAin && At(w, bare + 1) == kLam && At(w, bare + 2) == kYeh;
}

}  // namespace

uint8_t ShapeOf(std::string_view w, bool article, bool listed, bool adjective) {
  const bool plural = w.size() >= 7 + (At(w, 0) == kWaw ? 2 : 0) && Back(w, 0) == kNoon && (Back(w, 1) == kWaw || Back(w, 1) == kYeh);
  const bool al = At(w, 0) == kAlef && At(w, 1) == kLam;
  const bool of_faith = w.size() == 5 && al && At(w, 2) == text::kDal && At(w, 3) == kYeh && At(w, 4) == kNoon;
  const bool god = w.size() == 4 && al && At(w, 2) == kLam && At(w, 3) == kHeh;
  uint8_t shape = 0;
  const auto add = [&](bool has, Shape bit) { shape = static_cast<uint8_t>(shape | (has ? bit : 0)); };
  add(adjective || EndsLikeAdjective(w, article ? 2 : 0), kLikeAdjective);
  add(plural, kMasculinePlural);
  add(w.size() >= 5 && Back(w, 0) == kTeh && Back(w, 1) == kAlef, kFemininePlural);
  add(!listed && LikeForeign(w), kLikeForeign);
  add(of_faith, kOfFaith);
  add(god, kTheGod);
  add(LikeAli(w), kLikeAli);
  return shape;
}

}  // namespace tawatur::extract

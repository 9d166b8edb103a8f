// The table of folding that both ways of it read. Entry point: kArabicBlock.
#pragma once
#include <array>

#include "text/fold.h"

namespace tawatur::text {

// In the tables:
inline constexpr unsigned char kDrop = 0;     // nothing is written
inline constexpr unsigned char kForeign = 1;  // a letter of another script

// U+0600..U+06FF.
constexpr std::array<unsigned char, 256> ArabicBlock() {
  std::array<unsigned char, 256> t{};
  for (auto& x : t) x = kForeign;
  for (int c = 0x28; c <= 0x3A; ++c) t[c] = static_cast<unsigned char>(0xA0 + c);  // beh .. ghain
  for (int c = 0x41; c <= 0x48; ++c) t[c] = static_cast<unsigned char>(0xA0 + c);  // feh .. waw
  t[0x21] = kHamza;
  for (int c : {0x22, 0x23, 0x25, 0x27, 0x71, 0x72, 0x73, 0x75}) t[c] = kAlef;
  t[0x24] = t[0x76] = kWaw;
  t[0x26] = t[0x49] = t[0x4A] = t[0xCC] = t[0xCE] = t[0xD0] = t[0xD2] = t[0x78] = kYeh;
  t[0x29] = kHeh;
  for (int c : {0xBE, 0xC0, 0xC1, 0xC2, 0xC3, 0xD5}) t[c] = kHeh;
  for (int c : {0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAF}) t[c] = kKaf;
  t[0x7E] = kBeh;
  t[0x86] = kJeem;
  t[0x98] = kZain;
  t[0xA4] = kFeh;
  t[0xA8] = kQaf;
  t[0xBA] = kNoon;
  for (int c = 0x60; c <= 0x69; ++c) t[c] = static_cast<unsigned char>('0' + c - 0x60);
  for (int c = 0xF0; c <= 0xF9; ++c) t[c] = static_cast<unsigned char>('0' + c - 0xF0);
  t[0x6A] = '%';
  t[0x6B] = '.';
  t[0x6C] = ',';
  t[0x0C] = ',';
  t[0x0D] = ',';
  t[0x1B] = ';';
  t[0x1F] = '?';
  t[0xD4] = '.';
  t[0x6D] = '*';
  for (int c = 0x00; c <= 0x05; ++c) t[c] = kDrop;
  for (int c = 0x10; c <= 0x1A; ++c) t[c] = kDrop;
  t[0x1C] = kDrop;                                   // Arabic letter mark
  t[0x40] = kDrop;                                   // tatweel
  for (int c = 0x4B; c <= 0x5F; ++c) t[c] = kDrop;   // diacritics
  t[0x70] = kDrop;
  for (int c = 0xD6; c <= 0xED; ++c) {
    if (c != 0xDE && c != 0xE5 && c != 0xE6 && c != 0xE9) t[c] = kDrop;
  }
  return t;
}
inline constexpr auto kArabicBlock = ArabicBlock();

}  // namespace tawatur::text

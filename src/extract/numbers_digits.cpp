// Digits with their separators, in either convention (350.209 and 350,209; 3.5 and 3,5; 1 414 021). Entry point:
// ReadDigits().
#include <array>
#include <cmath>

#include "extract/numbers.h"

namespace tawatur::extract {
namespace {

constexpr int kMostGroups = 6;

struct Groups {
  std::array<uint32_t, kMostGroups> token{};
  std::array<unsigned char, kMostGroups>
      sign{};  // what stands before the group: '.', ',', 'a' Arabic comma, ' ', 'd' decimal sign, 't' thousands
  int size = 0;
};

uint32_t Length(const Words& w, uint32_t i) { return w.text->tokens[i].fold_size; }

// The Arabic decimal and thousands signs say what they are; folding makes them '.' and ','.
unsigned char SignAt(const Words& w, uint32_t i) {
  std::string_view s = w.text->Verbatim(w.text->tokens[i].span());
  if (s.size() == 2 && static_cast<unsigned char>(s[0]) == 0xD9) {
    if (static_cast<unsigned char>(s[1]) == 0xAB) return 'd';
    if (static_cast<unsigned char>(s[1]) == 0xAC) return 't';
  }
  if (s.size() == 2 && static_cast<unsigned char>(s[0]) == 0xD8) return 'a';  // the Arabic comma
  return w.text->tokens[i].sign;
}

Groups Collect(const Words& w, uint32_t i) {
  const auto& t = w.text->tokens;
  Groups g;
  g.token[0] = i;
  g.size = 1;
  while (g.size < kMostGroups) {
    uint32_t p = g.token[static_cast<size_t>(g.size - 1)];
    if (IsDigits(w, p + 2) && !t[p + 1].space_before && !t[p + 2].space_before &&
        (IsSign(w, p + 1, '.') || IsSign(w, p + 1, ','))) {
      g.sign[static_cast<size_t>(g.size)] = SignAt(w, p + 1);
      g.token[static_cast<size_t>(g.size++)] = p + 2;
    } else if (IsDigits(w, p + 1) && t[p + 1].space_before && t[p + 1].begin - t[p].end <= 3 && Length(w, p + 1) == 3) {
      g.sign[static_cast<size_t>(g.size)] = ' ';
      g.token[static_cast<size_t>(g.size++)] = p + 1;
    } else {
      break;
    }
  }
  return g;
}

// Groups [1, n) are groups of three behind one to three digits.
bool Thousands(const Words& w, const Groups& g, int n) {
  if (n < 2 || Length(w, g.token[0]) > 3 || w.text->Word(g.token[0])[0] == '0') return false;
  for (int k = 1; k < n; ++k)
    if (Length(w, g.token[static_cast<size_t>(k)]) != 3 || g.sign[static_cast<size_t>(k)] == 'd') return false;
  return true;
}

bool Same(const Groups& g, int n) {
  for (int k = 2; k < n; ++k)
    if (g.sign[static_cast<size_t>(k)] != g.sign[1]) return false;
  return true;
}

double Value(const Words& w, const Groups& g, int whole, int all) {
  double v = 0;
  double part = 1;
  for (int k = 0; k < all; ++k) {
    for (char c : w.text->Word(g.token[static_cast<size_t>(k)])) {
      v = v * 10 + (c - '0');
      if (k >= whole) part *= 10;
    }
  }
  return v / part;
}

bool ScaleFollows(const Words& w, uint32_t i) {
  return IsWord(w, i) && SameSentence(w, i, i - 1) &&
         (w.WordSense(i, Tag::kNumScale) != nullptr || w.WordSense(i, Tag::kNumScales) != nullptr);
}

void Put(uint32_t first, uint32_t last, uint32_t length, double value, NumberRead& out) {
  constexpr uint32_t kMost = 18;  // digits of a number
  out.nothing |= length > kMost;
  out.value = value;
  out.first = first;
  out.last = last;
  out.digits = true;
  out.length = static_cast<uint8_t>(length > 200 ? 200 : length);
}

}  // namespace

bool ReadDigitsAlone(const Words& w, uint32_t i, NumberRead& out) {
  double value = 0;
  for (const char c : w.text->Word(i)) value = value * 10 + (c - '0');
  out.plain = true;
  Put(i, i + 1, Length(w, i), value, out);
  return true;
}

bool ReadDigits(const Words& w, uint32_t i, NumberRead& out) {
  Groups g = Collect(w, i);
  int whole = 1, all = 1;  // groups before the decimal sign, groups in all
  if (g.size > 1) {
    int n = g.size;
    while (n > 1 && g.sign[static_cast<size_t>(n - 1)] == ' ' && !Thousands(w, g, n)) --n;
    unsigned char last = g.sign[static_cast<size_t>(n - 1)];
    uint32_t last_length = n > 1 ? Length(w, g.token[static_cast<size_t>(n - 1)]) : 0;
    bool mixed_spaces = n > 2 && last == ' ';
    if (n > 1 && Thousands(w, g, n) && (Same(g, n) || mixed_spaces) &&
        !(n == 2 && last == '.' && ScaleFollows(w, g.token[1] + 1))) {
      whole = all = n;
    } else if (n == 2 && last != ' ' && last != 't' &&
               ((last != ',' && last != 'a') || last_length <= 2 || w.text->Word(i) == "0")) {
      all = 2;
    } else if (n > 2 && last != ' ' && Thousands(w, g, n - 1) && last != g.sign[1]) {
      whole = n - 1, all = n;
    } else if (n > 2 && last == '.') {
      out.nothing = true;  // 2.0.1, 192.168.1.1, 28.01.2022
      whole = all = n;
    }
  }
  uint32_t end = g.token[static_cast<size_t>(all - 1)];
  uint32_t length = 0;
  for (int k = 0; k < all; ++k) length += Length(w, g.token[static_cast<size_t>(k)]);
  out.plain = all == 1;
  Put(i, end + 1, length, Value(w, g, whole, all), out);
  return true;
}

}  // namespace tawatur::extract

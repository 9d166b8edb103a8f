// Where tokens begin and end in folded bytes, by 32-byte instructions where there are any. Entry point: FindEdges().
//
// Of 64 bytes at a time three words of bits tell the letters, digits and gaps: where a bit differs from the one before it a token
// begins or ends.
#include "text/edges.h"

#include <bit>
#include <cstring>

#include "text/fold_wide.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#define WIDE __attribute__((target("avx2,popcnt,bmi")))
#endif

namespace tawatur::text {
namespace {

constexpr size_t kBlock = 64;

// A bit for each byte of a block.
struct Bits {
  uint64_t letters = 0, digits = 0, gaps = 0;
};

Bits BitsOf(const char* p) {
  Bits bits;
  for (size_t i = 0; i < kBlock; ++i) {
    const Class kind = kClasses[static_cast<unsigned char>(p[i])];
    bits.letters |= uint64_t{kind == kLetter} << i;
    bits.digits |= uint64_t{kind == kDigit} << i;
    bits.gaps |= uint64_t{kind == kGap} << i;
  }
  return bits;
}

// Writes the places of the bits and gives where the next goes. Some more are written than there are: how many cannot be foretold.
[[gnu::always_inline]] inline uint32_t* Put(uint64_t bits, uint32_t base, uint32_t* out) {
  uint32_t* const end = out + std::popcount(bits);
  do {
    for (int k = 0; k < 16; ++k, bits &= bits - 1) *out++ = base + static_cast<uint32_t>(std::countr_zero(bits));
  } while (out < end);
  return end;
}

template <Bits (*kBitsOf)(const char*)>
[[gnu::always_inline]] inline uint32_t Find(std::string_view b, std::vector<uint32_t>& begins, std::vector<uint32_t>& ends) {
  if (begins.size() < b.size() + kBlock) {  // a token has a byte at least
    begins.resize(b.size() + b.size() / 2 + kBlock);
    ends.resize(begins.size());
  }
  uint32_t *begin = begins.data(), *end = ends.data();
  uint64_t letter_before = 0, digit_before = 0, sign_before = 0;  // the last byte, in the lowest bit
  for (size_t at = 0; at <= b.size(); at += kBlock) {  // the last block ends what goes on up to the end
    char tail[kBlock];
    const char* p = b.data() + at;
    if (at + kBlock > b.size()) {
      std::memset(tail, ' ', sizeof tail);
      std::memcpy(tail, p, b.size() - at);
      p = tail;
    }
    const Bits bits = kBitsOf(p);
    const uint64_t signs = ~(bits.letters | bits.digits | bits.gaps);
    const uint64_t letters = bits.letters << 1 | letter_before, digits = bits.digits << 1 | digit_before;
    begin = Put((bits.letters & ~letters) | (bits.digits & ~digits) | signs, static_cast<uint32_t>(at), begin);
    end = Put((letters & ~bits.letters) | (digits & ~bits.digits) | signs << 1 | sign_before, static_cast<uint32_t>(at), end);
    letter_before = bits.letters >> 63;
    digit_before = bits.digits >> 63;
    sign_before = signs >> 63;
  }
  return static_cast<uint32_t>(begin - begins.data());
}

#ifdef WIDE
WIDE inline __m256i All(char c) { return _mm256_set1_epi8(c); }
WIDE inline uint64_t Mask(__m256i x) { return static_cast<uint32_t>(_mm256_movemask_epi8(x)); }

WIDE inline Bits WideBitsOf(const char* p) {
  Bits bits;
  for (int half = 0; half < 2; ++half) {
    const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 32 * half));
    const __m256i latin = _mm256_andnot_si256(_mm256_cmpgt_epi8(x, All('z')), _mm256_cmpgt_epi8(x, All('a' - 1)));
    const __m256i digit = _mm256_andnot_si256(_mm256_cmpgt_epi8(x, All('9')), _mm256_cmpgt_epi8(x, All('0' - 1)));
    const __m256i gap = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(x, All(' ')), _mm256_cmpeq_epi8(x, All('#'))), _mm256_cmpeq_epi8(x, All('_')));
    bits.letters |= Mask(_mm256_or_si256(x, latin)) << (32 * half);  // an Arabic letter has its high bit set
    bits.digits |= Mask(digit) << (32 * half);
    bits.gaps |= Mask(gap) << (32 * half);
  }
  return bits;
}

WIDE uint32_t FindWide(std::string_view b, std::vector<uint32_t>& begins, std::vector<uint32_t>& ends) { return Find<WideBitsOf>(b, begins, ends); }
#endif

}  // namespace

uint32_t FindEdges(std::string_view folded, std::vector<uint32_t>& begins, std::vector<uint32_t>& ends) {
#ifdef WIDE
  static const bool wide = HasWideFold();
  if (wide) return FindWide(folded, begins, ends);
#endif
  return FindEdgesPortable(folded, begins, ends);
}

uint32_t FindEdgesPortable(std::string_view folded, std::vector<uint32_t>& begins, std::vector<uint32_t>& ends) { return Find<BitsOf>(folded, begins, ends); }

}  // namespace tawatur::text

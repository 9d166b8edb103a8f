// Folding with 32-byte instructions (AVX2). Entry point: FoldBlocks().
//
// A letter is looked up where its lead byte stands, by the byte behind it; what folds to nothing and the trailing bytes are then
// squeezed out, eight bytes at a time, and the places of those that stay are their origins.
#include "text/fold_wide.h"

#include "text/fold_table.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>

#include <bit>

namespace tawatur::text {
namespace {

// U+0600..U+067F in rows of 16, each but the first xor-ed with the one before it: a byte's row is then the xor of all rows up to it.
constexpr std::array<unsigned char, 128> Rows() {
  std::array<unsigned char, 128> t{};
  for (size_t i = 0; i < t.size(); ++i) t[i] = static_cast<unsigned char>(kArabicBlock[i] ^ (i < 16 ? 0 : kArabicBlock[i - 16]));
  return t;
}
constexpr auto kRows = Rows();

// The places of a byte's set bits, in order.
constexpr std::array<uint64_t, 256> Places() {
  std::array<uint64_t, 256> t{};
  for (unsigned m = 0; m < 256; ++m) {
    unsigned n = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
      if (m >> bit & 1) t[m] |= uint64_t{bit} << (8 * n++);
    }
  }
  return t;
}
constexpr auto kPlaces = Places();

#define WIDE __attribute__((target("avx2,popcnt,bmi")))
WIDE inline uint32_t Mask(__m256i x) { return static_cast<uint32_t>(_mm256_movemask_epi8(x)); }
WIDE inline __m256i All(int c) { return _mm256_set1_epi8(static_cast<char>(c)); }

}  // namespace

bool HasWideFold() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi"); }

WIDE void FoldBlocks(const unsigned char* begin, const unsigned char* end, const unsigned char*& at, unsigned char* b, uint32_t* o, size_t& written) {
  constexpr ptrdiff_t kBlock = 32;
  const unsigned char* p = at;
  size_t n = written;
  __m256i row[8];
  for (int r = 0; r < 8; ++r) row[r] = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(kRows.data() + 16 * r)));
  while (end - p > kBlock) {
    const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    const __m256i next = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 1));
    const __m256i upper = _mm256_cmpeq_epi8(now, All(0xD9));  // U+0640..U+067F
    const __m256i lead = _mm256_or_si256(upper, _mm256_cmpeq_epi8(now, All(0xD8)));
    // Which letter of the 128, in the places of lead bytes.
    __m256i index = _mm256_or_si256(_mm256_and_si256(next, All(0x3F)), _mm256_and_si256(upper, All(0x40)));
    __m256i value = _mm256_shuffle_epi8(row[0], index);
    for (int r = 1; r < 8; ++r) {  // below zero gives nothing
      index = _mm256_sub_epi8(index, All(16));
      value = _mm256_xor_si256(value, _mm256_shuffle_epi8(row[r], index));
    }
    const __m256i capital = _mm256_and_si256(_mm256_cmpgt_epi8(now, All('A' - 1)), _mm256_cmpgt_epi8(All('Z' + 1), now));
    const __m256i ascii = _mm256_or_si256(now, _mm256_and_si256(capital, All(0x20)));
    const __m256i control = _mm256_andnot_si256(_mm256_cmpeq_epi8(now, All('\n')), _mm256_cmpgt_epi8(All(' '), now));
    const __m256i quote = _mm256_or_si256(_mm256_cmpeq_epi8(now, All('\'')), _mm256_cmpeq_epi8(now, All('`')));
    const __m256i rare = _mm256_or_si256(_mm256_or_si256(control, quote), _mm256_cmpeq_epi8(now, All(0x7F)));
    value = _mm256_blendv_epi8(ascii, value, lead);

    const uint32_t high = Mask(now), leads = Mask(lead), trails = Mask(_mm256_cmpgt_epi8(All(-64), next));
    const uint32_t foreign = Mask(_mm256_cmpeq_epi8(value, All(kForeign)));
    const uint32_t other = (high ^ (leads | leads << 1)) | (leads & ~trails) | (Mask(rare) & ~high) | (foreign & leads);
    uint32_t keep = (leads | ~high) & ~Mask(_mm256_cmpeq_epi8(value, All(kDrop)));
    const auto good = static_cast<uint32_t>(std::countr_zero(other));  // 32 where all are
    if (good < kBlock) keep &= (1u << good) - 1;
    const __m128i halves[] = {_mm256_castsi256_si128(value), _mm256_extracti128_si256(value, 1)};
    __m256i origin = _mm256_set1_epi32(static_cast<int>(p - begin));
    for (int g = 0; g < 4; ++g) {
      const uint32_t m = keep >> (8 * g) & 0xFF;
      const __m128i places = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&kPlaces[m]));
      const __m128i eight = g % 2 ? _mm_srli_si128(halves[g / 2], 8) : halves[g / 2];
      _mm_storel_epi64(reinterpret_cast<__m128i*>(b + n), _mm_shuffle_epi8(eight, places));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(o + n), _mm256_add_epi32(_mm256_cvtepu8_epi32(places), origin));
      origin = _mm256_add_epi32(origin, _mm256_set1_epi32(8));
      n += static_cast<uint32_t>(std::popcount(m));
    }
    if (good < kBlock) {
      p += good;
      break;
    }
    p += kBlock + (leads >> 31);  // a letter that the block's end cuts belongs to it
  }
  at = p;
  written = n;
}

}  // namespace tawatur::text

#else

namespace tawatur::text {
bool HasWideFold() { return false; }
void FoldBlocks(const unsigned char*, const unsigned char*, const unsigned char*&, unsigned char*, uint32_t*, size_t&) {}
}  // namespace tawatur::text

#endif

// base: SHA-256 with the processor's own instructions, where it has them. Entry point: Sha256BlocksFast().
#include "base/sha256_blocks.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <cpuid.h>
#include <immintrin.h>

namespace tawatur {
namespace {

bool HasShaInstructions() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3)) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));
}

__attribute__((target("sha,sse4.1,ssse3"))) void Blocks(uint32_t* state, const unsigned char* data, size_t blocks) {
  auto load = [](const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); };
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  // The instructions want the state as (a b e f) and (c d g h).
  __m128i first = _mm_shuffle_epi32(load(state), 0xB1), second = _mm_shuffle_epi32(load(state + 4), 0x1B);
  __m128i abef = _mm_alignr_epi8(first, second, 8), cdgh = _mm_blend_epi16(second, first, 0xF0);
  for (; blocks > 0; --blocks, data += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i w[16];
    for (int i = 0; i < 16; ++i) {
      w[i] = i < 4 ? _mm_shuffle_epi8(load(data + 16 * i), big_endian)
                   : _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w[i - 4], w[i - 3]),
                                                        _mm_alignr_epi8(w[i - 1], w[i - 2], 4)),
                                          w[i - 1]);
      __m128i round = _mm_add_epi32(w[i], load(kSha256Round + 4 * i));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, round);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(round, 0x0E));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  first = _mm_shuffle_epi32(abef, 0x1B);
  second = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state), _mm_blend_epi16(first, second, 0xF0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state + 4), _mm_alignr_epi8(second, first, 8));
}

}  // namespace

bool Sha256BlocksFast(uint32_t* state, const unsigned char* data, size_t blocks) {
  static const bool can = HasShaInstructions();
  if (can) Blocks(state, data, blocks);
  return can;
}

}  // namespace tawatur

#else

namespace tawatur {

bool Sha256BlocksFast(uint32_t*, const unsigned char*, size_t) { return false; }

}  // namespace tawatur

#endif

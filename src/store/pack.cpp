// store: original bytes, compressed. Entry points: Pack(), Unpack().
#include "store/pack.h"

#include <zlib.h>

namespace tawatur::store {
namespace {

// zlib shrinks by about a thousand at most; a size beyond that is a lie and gets no memory.
constexpr size_t kMostShrinking = 1100;

constexpr int kLevel = 3;  // half the time of the default, a tenth more bytes

}  // namespace

std::string Pack(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  // Fails for want of memory only; the empty result then fails its check when it is read.
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
                kLevel) != Z_OK)
    size = 0;
  out.resize(size);
  return out;
}

std::optional<std::string> Unpack(std::string_view packed, size_t size) {
  if (size > (packed.size() + 1) * kMostShrinking) return std::nullopt;
  std::string out(size + 1, '\0');  // one more, so that an overlong content shows
  uLongf got = out.size();
  if (uncompress(reinterpret_cast<Bytef*>(out.data()), &got, reinterpret_cast<const Bytef*>(packed.data()),
                 packed.size()) != Z_OK ||
      got != size)
    return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace tawatur::store

// store: original bytes, compressed. Entry points: Pack(), Unpack().
#include "store/pack.h"

#include <libdeflate.h>

#include <memory>

namespace tawatur::store {
namespace {

// zlib shrinks by about a thousand at most; a size beyond that is a lie and gets no memory.
constexpr size_t kMostShrinking = 1100;

constexpr int kLevel = 1;  // a fifth of the time of zlib's default, an eighth more bytes

}  // namespace

std::string Pack(std::string_view bytes) {
  // Fails for want of memory only; the empty result then fails its check when it is read.
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> packer(libdeflate_alloc_compressor(kLevel),
                                                                                             &libdeflate_free_compressor);
  if (!packer) return {};
  std::string out(libdeflate_zlib_compress_bound(packer.get(), bytes.size()), '\0');
  out.resize(libdeflate_zlib_compress(packer.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

std::optional<std::string> Unpack(std::string_view packed, size_t size) {
  if (size > (packed.size() + 1) * kMostShrinking) return std::nullopt;
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> unpacker(libdeflate_alloc_decompressor(),
                                                                                                   &libdeflate_free_decompressor);
  std::string out(size, '\0');
  // Without a place for the size that came out, another size is a failure.
  if (!unpacker || libdeflate_zlib_decompress(unpacker.get(), packed.data(), packed.size(), out.data(), out.size(), nullptr) != LIBDEFLATE_SUCCESS)
    return std::nullopt;
  return out;
}

}  // namespace tawatur::store

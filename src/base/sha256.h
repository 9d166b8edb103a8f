// base: SHA-256 (FIPS 180-4) of original bytes; a report's identity. Entry points: Sha256Hex(), Sha256::Update().
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tawatur {

class Sha256 {
 public:
  void Update(std::string_view bytes);
  // Ends the message and gives 64 lower-case hex digits. The object is spent afterwards.
  std::string Hex();

 private:
  void Blocks(const unsigned char* data, size_t blocks);

  std::array<uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> pending_{};
  size_t pending_size_ = 0;
  uint64_t total_ = 0;
};

std::string Sha256Hex(std::string_view bytes);

// The 64 digits in 32 bytes, for where there are as many as reports.
using Sha256Key = std::array<uint64_t, 4>;
Sha256Key Sha256KeyOf(std::string_view hex);

}  // namespace tawatur

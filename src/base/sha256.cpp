// base: SHA-256, plain and portable. Entry point: Sha256Hex().
#include "base/sha256.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

#include "base/sha256_blocks.h"

namespace tawatur {
namespace {

uint32_t Load(const unsigned char* p) {
  return uint32_t{p[0]} << 24 | uint32_t{p[1]} << 16 | uint32_t{p[2]} << 8 | uint32_t{p[3]};
}

}  // namespace

void Sha256BlocksPlain(uint32_t* state, const unsigned char* data, size_t blocks) {
  uint32_t w[64];
  for (; blocks > 0; --blocks, data += 64) {
    for (int i = 0; i < 16; ++i) w[i] = Load(data + 4 * i);
    for (int i = 16; i < 64; ++i) {
      uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
      uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6],
             h = state[7];
    for (int i = 0; i < 64; ++i) {
      uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
      uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kSha256Round[i] + w[i];
      uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
      uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const uint32_t add[8] = {a, b, c, d, e, f, g, h};
    for (size_t i = 0; i < 8; ++i) state[i] += add[i];
  }
}

void Sha256::Blocks(const unsigned char* data, size_t blocks) {
  if (!Sha256BlocksFast(state_.data(), data, blocks)) Sha256BlocksPlain(state_.data(), data, blocks);
}

void Sha256::Update(std::string_view bytes) {
  total_ += bytes.size();
  if (pending_size_ > 0) {
    size_t n = std::min(bytes.size(), pending_.size() - pending_size_);
    std::memcpy(pending_.data() + pending_size_, bytes.data(), n);
    pending_size_ += n;
    bytes.remove_prefix(n);
    if (pending_size_ < pending_.size()) return;
    Blocks(pending_.data(), 1);
    pending_size_ = 0;
  }
  size_t whole = bytes.size() / 64;
  if (whole > 0) Blocks(reinterpret_cast<const unsigned char*>(bytes.data()), whole);
  bytes.remove_prefix(whole * 64);
  if (!bytes.empty()) std::memcpy(pending_.data(), bytes.data(), bytes.size());
  pending_size_ = bytes.size();
}

std::string Sha256::Hex() {
  uint64_t bits = total_ * 8;
  unsigned char tail[128] = {};
  std::memcpy(tail, pending_.data(), pending_size_);
  tail[pending_size_] = 0x80;
  size_t size = pending_size_ < 56 ? 64 : 128;
  for (size_t i = 0; i < 8; ++i) tail[size - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
  Blocks(tail, size / 64);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(64);
  for (uint32_t word : state_) {
    for (int shift = 28; shift >= 0; shift -= 4) hex += kDigits[(word >> shift) & 15];
  }
  return hex;
}

std::string Sha256Hex(std::string_view bytes) {
  Sha256 hash;
  hash.Update(bytes);
  return hash.Hex();
}

Sha256Key Sha256KeyOf(std::string_view hex) {
  Sha256Key key{};
  for (size_t i = 0; i < key.size() && 16 * i < hex.size(); ++i) {
    const std::string_view part = hex.substr(16 * i, 16);
    std::from_chars(part.data(), part.data() + part.size(), key[i], 16);
  }
  return key;
}

}  // namespace tawatur

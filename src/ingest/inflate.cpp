// ingest: gzip and zstd undone while they are read, within the meter's limit. Entry points: Inflate(), Unpack().
#include "ingest/inflate.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>

namespace tawatur::ingest {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kGzipMagic = "\x1F\x8B\x08", kZstdMagic = "\x28\xB5\x2F\xFD", kDictionaryMagic = "\x5D\x2A\x4D\x18";
constexpr size_t kIn = size_t{256} << 10;
// A member of a web archive is one record: small enough to be undone at once, which is three times as fast.
constexpr size_t kFastOut = size_t{1} << 20;
constexpr size_t kDictionaryLimit = size_t{8} << 20;
constexpr int kWindowLog = 27;  // 128 MB, what zstd's own program takes

// What all decompressors share: input, meter, and how trouble is said.
class Decompressor : public ByteSource {
 public:
  Decompressor(ByteStream in, Meter& meter) : in_(std::move(in)), meter_(&meter) {}

 protected:
  Result<size_t> Made(size_t n) {
    meter_->made += n;
    if (!meter_->Bomb()) return n;
    return Error{ErrorKind::kLimit, in_.place(),
                 "grows to more than " + std::to_string(Meter::kRatio) + " times its size (a decompression bomb?)"};
  }
  Error Damaged() {
    return {ErrorKind::kData, in_.place(), "is damaged near byte " + std::to_string(in_.at()) + " of its compressed data"};
  }
  Error Cut() { return {ErrorKind::kData, in_.place(), "ends in the middle of its compressed data"}; }

  ByteStream in_;
  Meter* meter_;
};

class GzipSource : public Decompressor {
 public:
  GzipSource(ByteStream in, Meter& meter, Coding coding) : Decompressor(std::move(in), meter), coding_(coding) {
    if (coding_ == Coding::kGzip) fast_.reset(libdeflate_alloc_decompressor());
    static constexpr int kWindowBits[] = {15 + 16, 15, -15};
    ready_ = inflateInit2(&z_, kWindowBits[static_cast<size_t>(coding)]) == Z_OK;
  }
  ~GzipSource() override { inflateEnd(&z_); }

  // As many small members as fit: a call for each would cost more than they do.
  Result<size_t> Read(char* to, size_t size) override {
    size_t made = 0;
    while (made < size && !failed_) {
      if (given_ < whole_) {
        size_t n = std::min(size - made, whole_ - given_);
        std::copy_n(member_.data() + given_, n, to + made);
        given_ += n;
        made += n;
      } else if (inside_) {
        if (made > 0) break;
        Result<size_t> n = ReadSome(to, size);
        if (!n || *n > 0) return n;
      } else {
        Result<bool> more = NextMember();
        if (!more) failed_ = more.error();
        if (!more || !*more) break;
      }
    }
    if (made > 0 || !failed_) return made;
    Error error = std::move(*failed_);
    failed_.reset();
    return error;
  }

  bool Recover(std::string_view start) override {
    if (coding_ != Coding::kGzip) return false;
    for (;;) {
      Result<std::string_view> head = in_.Peek(kIn);
      if (!head || head->size() < 18) return false;
      size_t at = head->find(kGzipMagic, 1);
      if (at == std::string_view::npos) {
        in_.Consume(head->size() - 2);
        continue;
      }
      in_.Consume(at);
      if (BeginsWith(start)) break;
    }
    inside_ = false;
    failed_.reset();
    given_ = whole_ = 0;
    return inflateReset(&z_) == Z_OK;
  }

 private:
  struct FreeFast {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
  };

  bool BeginsWith(std::string_view start) {
    Result<std::string_view> head = in_.Peek(kIn);
    if (!head || inflateReset(&z_) != Z_OK) return false;
    std::array<char, 64> out{};
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(head->data()));
    z_.avail_in = static_cast<uInt>(head->size());
    z_.next_out = reinterpret_cast<Bytef*>(out.data());
    z_.avail_out = static_cast<uInt>(std::min(start.size(), out.size()));
    int status = inflate(&z_, Z_SYNC_FLUSH);
    return (status == Z_OK || status == Z_STREAM_END) && z_.avail_out == 0 && std::string_view(out.data()).starts_with(start);
  }

  // At the next member; false at the end. A small one is undone whole.
  Result<bool> NextMember() {
    Result<std::string_view> head = in_.Peek(kIn);
    if (!head) return head.error();
    if (coding_ == Coding::kGzip && any_) {
      while (!head->empty() && head->front() == '\0') {  // tapes and some tools fill up with zeros
        in_.Consume(std::min(head->find_first_not_of('\0'), head->size()));
        head = in_.Peek(kIn);
        if (!head) return head.error();
      }
    }
    if (head->empty()) {
      if (!any_) return Cut();
      return false;
    }
    if (any_ && (coding_ != Coding::kGzip || !head->starts_with(kGzipMagic.substr(0, std::min(head->size(), size_t{3}))))) {
      return Error{ErrorKind::kData, in_.place(), "has other bytes behind its compressed data"};
    }
    any_ = true;
    if (fast_ && TryWhole(*head)) {
      Result<size_t> n = Made(whole_);
      if (!n) return n.error();
      return true;
    }
    given_ = whole_ = 0;
    if (!ready_ || inflateReset(&z_) != Z_OK) return Error{ErrorKind::kInternal, in_.place(), "zlib cannot start"};
    inside_ = true;
    return true;
  }

  bool TryWhole(std::string_view head) {
    if (member_.size() < kFastOut) member_.resize(kFastOut);
    size_t used = 0;
    given_ = whole_ = 0;
    if (libdeflate_gzip_decompress_ex(fast_.get(), head.data(), head.size(), member_.data(), member_.size(), &used,
                                      &whole_) != LIBDEFLATE_SUCCESS) {
      whole_ = 0;
      return false;
    }
    in_.Consume(used);
    return true;
  }

  Result<size_t> ReadSome(char* to, size_t size) {
    Result<std::string_view> head = in_.Peek(1);
    if (head && !head->empty()) head = in_.Peek(kIn);
    if (!head) return head.error();
    if (head->empty()) return Cut();
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(head->data()));
    z_.avail_in = static_cast<uInt>(head->size());
    z_.next_out = reinterpret_cast<Bytef*>(to);
    z_.avail_out = static_cast<uInt>(std::min(size, size_t{1} << 30));
    size_t room = z_.avail_out;
    int status = inflate(&z_, Z_NO_FLUSH);
    in_.Consume(head->size() - z_.avail_in);
    if (status == Z_STREAM_END) {
      inside_ = false;
    } else if (status != Z_OK) {
      return Damaged();
    }
    return Made(room - z_.avail_out);
  }

  Coding coding_;
  z_stream z_{};
  std::unique_ptr<libdeflate_decompressor, FreeFast> fast_;
  std::string member_;  // one whole member, decompressed
  size_t given_ = 0, whole_ = 0;
  std::optional<Error> failed_;  // behind what was given
  bool ready_ = false, inside_ = false, any_ = false;
};

class ZstdSource : public Decompressor {
 public:
  ZstdSource(ByteStream in, Meter& meter) : Decompressor(std::move(in), meter), z_(ZSTD_createDCtx()) {
    if (z_) ZSTD_DCtx_setParameter(z_.get(), ZSTD_d_windowLogMax, kWindowLog);
  }

  Result<size_t> Read(char* to, size_t size) override {
    if (!z_) return Error{ErrorKind::kInternal, in_.place(), "zstd cannot start"};
    if (!begun_) {
      begun_ = true;
      Result<bool> dictionary = TakeDictionary();
      if (!dictionary) return dictionary.error();
    }
    for (;;) {
      Result<std::string_view> head = in_.Peek(kIn);
      if (!head) return head.error();
      if (head->empty() && pending_ == 0) return size_t{0};
      ZSTD_inBuffer from{head->data(), head->size(), 0};
      ZSTD_outBuffer out{to, size, 0};
      size_t status = ZSTD_decompressStream(z_.get(), &out, &from);
      in_.Consume(from.pos);
      if (ZSTD_isError(status)) {
        Error error = Damaged();
        error.message += std::string(" (") + ZSTD_getErrorName(status) + ")";
        return error;
      }
      pending_ = status;
      if (out.pos > 0) return Made(out.pos);
      if (head->empty()) return Cut();
    }
  }

  bool Recover(std::string_view start) override {
    for (;;) {
      Result<std::string_view> head = in_.Peek(kIn);
      if (!head || head->size() < 6) return false;
      size_t at = head->find(kZstdMagic, 1);
      if (at == std::string_view::npos) {
        in_.Consume(head->size() - 3);
        continue;
      }
      in_.Consume(at);
      head = in_.Peek(kIn);
      if (!head) return false;
      ZSTD_DCtx_reset(z_.get(), ZSTD_reset_session_only);
      std::array<char, 64> bytes{};
      ZSTD_inBuffer from{head->data(), head->size(), 0};
      ZSTD_outBuffer out{bytes.data(), std::min(start.size(), bytes.size()), 0};
      size_t status = ZSTD_decompressStream(z_.get(), &out, &from);
      if (!ZSTD_isError(status) && std::string_view(bytes.data(), out.pos) == start) break;
    }
    ZSTD_DCtx_reset(z_.get(), ZSTD_reset_session_only);
    pending_ = 0;
    return true;
  }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* z) const { ZSTD_freeDCtx(z); }
  };

  // The first frame of a .warc.zst may be skippable and hold the dictionary of all others, itself compressed or not.
  Result<bool> TakeDictionary() {
    Result<std::string_view> head = in_.Peek(8);
    if (!head) return head.error();
    if (!head->starts_with(kDictionaryMagic) || head->size() < 8) return false;
    size_t size = 0;
    for (size_t i = 8; i-- > 4;) size = size << 8 | static_cast<unsigned char>((*head)[i]);
    if (size > kDictionaryLimit) return Error{ErrorKind::kLimit, in_.place(), "has a zstd dictionary of " + std::to_string(size) + " bytes"};
    in_.Consume(8);
    std::string dictionary;
    Result<size_t> got = in_.Read(size, dictionary);
    if (!got) return got.error();
    if (*got < size) return Cut();
    if (std::string_view(dictionary).starts_with(kZstdMagic)) {
      Result<std::string> plain = Unpack(std::move(dictionary), Coding::kZstd, kDictionaryLimit, *meter_, in_.place());
      if (!plain) return plain.error();
      dictionary = std::move(*plain);
    }
    if (ZSTD_isError(ZSTD_DCtx_loadDictionary(z_.get(), dictionary.data(), dictionary.size()))) return Damaged();
    return true;
  }

  std::unique_ptr<ZSTD_DCtx, Free> z_;
  size_t pending_ = 0;  // of the frame that is being read; 0 between frames
  bool begun_ = false;
};

class BrotliSource : public Decompressor {
 public:
  BrotliSource(ByteStream in, Meter& meter)
      : Decompressor(std::move(in), meter), state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {}

  Result<size_t> Read(char* to, size_t size) override {
    while (state_ && !done_) {
      Result<std::string_view> head = in_.Peek(kIn);
      if (!head) return head.error();
      size_t in_size = head->size(), out_size = size;
      const uint8_t* from = reinterpret_cast<const uint8_t*>(head->data());
      uint8_t* out = reinterpret_cast<uint8_t*>(to);
      BrotliDecoderResult status = BrotliDecoderDecompressStream(state_.get(), &in_size, &from, &out_size, &out, nullptr);
      in_.Consume(head->size() - in_size);
      if (status == BROTLI_DECODER_RESULT_ERROR) return Damaged();
      done_ = status == BROTLI_DECODER_RESULT_SUCCESS;
      if (size > out_size) return Made(size - out_size);
      if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && head->empty()) return Cut();
    }
    return size_t{0};
  }

 private:
  struct Free {
    void operator()(BrotliDecoderState* s) const { BrotliDecoderDestroyInstance(s); }
  };
  std::unique_ptr<BrotliDecoderState, Free> state_;
  bool done_ = false;
};

}  // namespace

std::optional<Coding> CodingOf(std::string_view head) {
  if (head.starts_with(kGzipMagic)) return Coding::kGzip;
  if (head.starts_with(kZstdMagic) || head.starts_with(kDictionaryMagic)) return Coding::kZstd;
  return std::nullopt;
}

ByteStream Inflate(ByteStream in, Coding coding, Meter& meter) {
  std::string place = in.place();
  std::unique_ptr<ByteSource> source;
  switch (coding) {
    case Coding::kZstd: source = std::make_unique<ZstdSource>(std::move(in), meter); break;
    case Coding::kBrotli: source = std::make_unique<BrotliSource>(std::move(in), meter); break;
    default: source = std::make_unique<GzipSource>(std::move(in), meter, coding);
  }
  return ByteStream(std::move(source), std::move(place));
}

Result<std::string> Unpack(std::string bytes, Coding coding, size_t limit, Meter& meter, const std::string& place) {
  return Inflate(ByteStream::Of(std::move(bytes), place), coding, meter).ReadRest(limit);
}

}  // namespace tawatur::ingest

// Bytes of a file -> reports, on one core: JSON Lines, a web archive under gzip a record at a time (its text records, and its pages with
// their articles found), and what a crawl costs whose records are of no interest. Bytes a second are those of the file.
// Texts: TAWATUR_BENCH_TEXTS=FILE, else ../shared/eval/bulk.jsonl when it is there, else the project's own samples.
#include <benchmark/benchmark.h>
#include <unistd.h>
#include <zlib.h>

#include "ingest/reader.h"
#include "texts.h"

namespace tawatur {
namespace {

constexpr size_t kEnough = size_t{48} << 20;  // bytes of text in a file

std::string Gzip(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string Quoted(const std::string& s) {
  std::string out = "\"";
  for (char c : s) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out + "\"";
}

std::string Record(const char* type, const char* media, const std::string& block, size_t number) {
  std::string id = std::to_string(number);
  return std::string("WARC/1.0\r\nWARC-Type: ") + type + "\r\nWARC-Record-ID: <urn:test:" + id +
         ">\r\nWARC-Target-URI: https://example.org/" + id + "\r\nContent-Type: " + media +
         "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

// A page as outlets make them: menus, scripts and related links are nine tenths of it.
std::string Page(const ingest::Report& r) {
  std::string links, out = "<!DOCTYPE html><html lang=\"ar\"><head><meta charset=\"utf-8\"><title>x</title><script>";
  for (int i = 0; i < 300; ++i) out += "window.layer" + std::to_string(i) + " = {\"a\": [1, 2, " + std::to_string(i * 7919) + "]};\n";
  for (int i = 0; i < 80; ++i) links += "<li class=\"item-" + std::to_string(i) + "\"><a href=\"/section/" + std::to_string(i * 31) + "\">" + std::to_string(i) + "</a></li>\n";
  out += "</script></head><body><nav><ul>" + links + "</ul></nav><main><article><h1>x</h1>\n";
  for (size_t at = 0; at < r.text.size();) {
    size_t end = std::min(r.text.find('\n', at), r.text.size());
    if (end > at) out += "<p class=\"paragraph\">" + r.text.substr(at, end - at) + "</p>\n";
    at = end + 1;
  }
  return out + "</article></main><aside><ul>" + links + "</ul></aside></body></html>\n";
}

enum class Form { kJsonl, kTexts, kPages, kOther };

std::string Make(Form form) {
  std::string out;
  size_t bytes = 0, number = 0;
  const auto reports = Load();
  while (bytes < kEnough && !reports.empty()) {
    for (const auto& r : reports) {
      if (bytes >= kEnough) break;
      std::string piece;
      switch (form) {
        case Form::kJsonl: piece = "{\"id\":\"" + std::to_string(number) + "\",\"published\":\"2022-01-20\",\"text\":" + Quoted(r.text) + "}\n"; break;
        case Form::kTexts: piece = Record("conversion", "text/plain", r.text, number); break;
        case Form::kPages: piece = Record("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + Page(r), number); break;
        case Form::kOther: piece = Record("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\n\r\n" + Page(r), number); break;
      }
      bytes += piece.size();
      out += form == Form::kJsonl ? piece : Gzip(piece);
      ++number;
    }
  }
  return out;
}

void FileToReports(benchmark::State& state, Form form) {
  const std::string bytes = Make(form);
  std::string path = "/tmp/tawatur-ingest-bench-XXXXXX";
  const int fd = mkstemp(path.data());
  if (fd < 0 || write(fd, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) return state.SkipWithError("cannot write a file");
  close(fd);
  size_t reports = 0, text = 0;
  for (auto _ : state) {
    reports = text = 0;
    ingest::Reader reader(std::vector<std::string>{path}, {});
    while (std::optional<ingest::Report> report = reader.Next()) {
      ++reports;
      text += report->text.size();
    }
    if (!reader.TakeFailures().empty()) state.SkipWithError("a record failed");
  }
  unlink(path.c_str());
  const auto n = static_cast<double>(state.iterations());
  state.SetBytesProcessed(static_cast<int64_t>(n * static_cast<double>(bytes.size())));
  state.counters["reports"] = static_cast<double>(reports);
  state.counters["MB of text"] = static_cast<double>(text) / 1e6;
}
BENCHMARK_CAPTURE(FileToReports, jsonl, Form::kJsonl)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(FileToReports, warc_gz_texts, Form::kTexts)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(FileToReports, warc_gz_pages, Form::kPages)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(FileToReports, warc_gz_passed_over, Form::kOther)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tawatur

BENCHMARK_MAIN();

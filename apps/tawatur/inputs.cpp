// tawatur: what the verbs that read reports have in common. Entry points: AddInputOptions(), Inputs::ForEachBatch().
#include "inputs.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <future>
#include <nlohmann/json.hpp>
#include <thread>

#include "ingest/iso_time.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

// One batch: enough to keep all workers busy and the words they remember in use, little enough to stay small.
constexpr size_t kBatchReports = 2048;
constexpr size_t kBatchBytes = size_t{16} << 20;

ingest::ReaderOptions ReaderOptionsOf(const InputOptions& options) {
  ingest::ReaderOptions reader;
  if (options.format == "text") reader.format = ingest::Format::kText;
  if (options.format == "jsonl") reader.format = ingest::Format::kJsonl;
  if (options.format == "html") reader.format = ingest::Format::kHtml;
  reader.keep_original = options.keep_original;
  return reader;
}

const char* Name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage: return "usage";
    case ErrorKind::kIo: return "io";
    case ErrorKind::kData: return "data";
    case ErrorKind::kLimit: return "limit";
    case ErrorKind::kInternal: break;
  }
  return "internal";
}

}  // namespace

void AddInputOptions(CLI::App& verb, InputOptions& options) {
  verb.add_option("PATH", options.paths, "files or folders of reports; - is standard input")->required();
  verb.add_option("--format", options.format, "form of the input (default: by its content)")
      ->check(CLI::IsMember({"text", "jsonl", "html"}));
  verb.add_option("--published", options.published, "ISO 8601 date for reports that state none");
  verb.add_option("--lexicon", options.lexicons, "own word or name lists, looked up first");
  verb.add_option("-j,--jobs", options.jobs, "workers (default: all processors)")->check(CLI::Range(1u, 1024u));
  verb.add_option("--errors", options.errors, "write failed inputs to this file, as JSON Lines");
  verb.add_flag("-q,--quiet", options.quiet, "no summary, no progress");
  verb.add_flag("-v,--verbose", options.verbose, "tell the notes on each input");
}

void AddStoreOption(CLI::App& verb, std::string& store) {
  verb.add_option("-C,--store", store, "the case file (default: $TAWATUR_STORE, else ./tawatur.db)")
      ->envname("TAWATUR_STORE");
  store = "tawatur.db";
}

void AllowStore(CLI::App& verb, InputOptions& options) {
  CLI::Option* paths = verb.get_option("PATH")->required(false);
  verb.add_option("-C,--store", options.store, "read the reports of this case file instead of paths")->excludes(paths);
  verb.get_option("--format")->excludes("--store");
}

Inputs::Inputs(const InputOptions& options)
    : options_(options), reader_(options.paths, ReaderOptionsOf(options)), progress_(options.quiet) {
  if (!options.published.empty()) {
    std::optional<std::string> published = ingest::NormalIsoTime(options.published);
    if (!published)
      Die({ErrorKind::kUsage, "--published", "\"" + options.published + "\" is no ISO 8601 date, such as 2022-01-20"});
    engine_.published = *published;
  }
  if (!options.lexicons.empty()) {
    Result<std::unique_ptr<lexicon::Lexicon>> lists = lexicon::Lexicon::WithUserLists(options.lexicons);
    if (!lists) Die({ErrorKind::kUsage, lists.error().place, lists.error().message});
    lexicon_ = std::move(*lists);
    engine_.lexicon = lexicon_.get();
  }
  engine_.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  if (!options.errors.empty()) errors_ = std::make_unique<Output>(options.errors);
  if (options.paths.empty() && options.store.empty()) Die({ErrorKind::kUsage, "PATH", "is required, or --store FILE"});
  if (!options.paths.empty() || options.store.empty()) return;
  Result<std::unique_ptr<casefile::CaseFile>> opened =
      casefile::CaseFile::Open(options.store, store::Store::Mode::kRead, engine_.jobs, TAWATUR_VERSION);
  if (!opened) Die(opened.error());
  case_ = std::move(*opened);
  stored_ = std::make_unique<store::ReportReader>(case_->store());
  engine_.decisions = case_->engine().decisions;
  if (!lexicon_) engine_.lexicon = case_->engine().lexicon;
}

void Inputs::TellTrouble(const std::vector<ingest::Report>& batch) {
  if (told_notes_ < reader_.notes().size() || told_errors_ < reader_.errors().size()) progress_.Clear();
  if (options_.verbose) {
    for (const ingest::Report& report : batch) {
      for (const Note& note : report.notes) Complain(report.id, note.message);
    }
  }
  for (; told_notes_ < reader_.notes().size(); ++told_notes_) Complain("note", reader_.notes()[told_notes_].message);
  for (; told_errors_ < reader_.errors().size(); ++told_errors_) {
    const Error& e = reader_.errors()[told_errors_];
    Complain(e.place, e.message);
    if (!errors_) continue;
    nlohmann::ordered_json line{{"place", e.place}, {"kind", Name(e.kind)}, {"message", e.message}};
    errors_->Write(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  }
}

std::vector<ingest::Report> Inputs::ReadStored() {
  Result<std::vector<ingest::Report>> batch = stored_->Next(kBatchReports, kBatchBytes);
  if (!batch) Die(batch.error());
  for (const ingest::Report& report : *batch) stored_bytes_ += report.text.size();
  return std::move(*batch);
}

std::vector<ingest::Report> Inputs::ReadBatch() {
  if (stored_) return ReadStored();
  std::vector<ingest::Report> batch;
  for (size_t bytes = 0; batch.size() < kBatchReports && bytes < kBatchBytes;) {
    std::optional<ingest::Report> report = reader_.Next();
    if (!report) break;
    bytes += report->text.size();
    batch.push_back(std::move(*report));
  }
  return batch;
}

void Inputs::ForEachBatch(const std::function<void(std::vector<ingest::Report>)>& take) {
  // The next batch is read while this one is worked on; but who waits for a stream must be free to leave.
  bool ahead = engine_.jobs > 1 && std::find(options_.paths.begin(), options_.paths.end(), "-") == options_.paths.end();
  std::vector<ingest::Report> batch = ReadBatch();
  while (!batch.empty()) {
    TellTrouble(batch);
    reports_ += batch.size();
    progress_.Show(reports_, reader_.bytes_read() + stored_bytes_, reader_.bytes_total());
    std::future<std::vector<ingest::Report>> next =
        std::async(ahead ? std::launch::async : std::launch::deferred, [this] { return ReadBatch(); });
    take(std::move(batch));
    batch = next.get();
  }
  TellTrouble(batch);
}

void Inputs::Finish(const std::string& counts) {
  progress_.Clear();
  if (errors_) errors_->Commit();
  if (!options_.quiet) {
    double s = progress_.Seconds();
    Complain("", fmt::format("{} reports{}, {} failed, {:.1f} s ({:.0f} reports/s, {:.1f} MB)", reports_, counts,
                             reader_.errors().size(), s, static_cast<double>(reports_) / std::max(s, 1e-3),
                             static_cast<double>(reader_.bytes_read() + stored_bytes_) / 1e6));
  }
  if (!reader_.errors().empty()) throw Exit(kPartial);
}

}  // namespace tawatur::cli

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
constexpr size_t kBatchReports = 1024;
constexpr size_t kBatchBytes = size_t{16} << 20;
constexpr uint64_t kToldOfAFile = 10;  // failures of one file that are told one by one

ingest::ReaderOptions ReaderOptionsOf(const InputOptions& options) {
  ingest::ReaderOptions reader;
  reader.format = ingest::FormatOf(options.format).value_or(ingest::Format::kSniff);
  reader.keep_original = options.keep_original;
  for (const std::string& column : options.columns) {
    size_t equals = column.find('=');
    std::string field = column.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == column.size() || !CLI::IsMember({"id", "text", "url", "outlet", "title", "published"})(field).empty())
      Die({ErrorKind::kUsage, "--map", "\"" + column + "\" is no FIELD=NAME with FIELD one of id, text, url, outlet, title, published"});
    reader.columns[field] = column.substr(equals + 1);
  }
  return reader;
}

}  // namespace

void AddInputOptions(CLI::App& verb, InputOptions& options) {
  verb.add_option("PATH", options.paths,
                  "files, folders or patterns (\"crawl/*.html\"), compressed or not; - is standard input")
      ->required();
  verb.add_option("--format", options.format, "form of the input (default: by its content)")
      ->check(CLI::IsMember({"text", "html", "jsonl", "json", "csv", "tsv", "rss", "atom", "warc", "wacz", "zip"}));
  verb.add_option("--map", options.columns,
                  "FIELD=NAME: the column or JSON field that holds id, text, url, outlet, title or published")
      ->allow_extra_args(false);
  verb.add_option("--published", options.published, "ISO 8601 date for reports that state none");
  verb.add_option("--lexicon", options.lexicons, "an own word or name list, looked up first; may be given more than once")->allow_extra_args(false);
  verb.add_option("-j,--jobs", options.jobs, "workers (default: all processors)")->check(CLI::Range(1u, 1024u));
  verb.add_option("--errors", options.errors, "list what could not be read in this file, as JSON Lines: path, record, note, message");
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
  stored_ = std::make_unique<store::ReportReader>(case_->store(), options_.keep_original);
  engine_.decisions = case_->engine().decisions;
  if (!lexicon_) engine_.lexicon = case_->engine().lexicon;
}

void Inputs::TellTrouble(const Batch& batch) {
  if (!batch.notes.empty() || !batch.failures.empty()) progress_.Clear();
  if (options_.verbose) {
    for (const ingest::Report& report : batch.reports) {
      for (const Note& note : report.notes) Complain(report.id, note.message);
    }
  }
  for (const Note& note : batch.notes) Complain("note", note.message);
  for (const ingest::Failure& f : batch.failures) {
    ++failed_;
    if (f.path != failing_) TellRest();
    failing_ = f.path;
    if (told_ < kToldOfAFile || f.record.empty()) Complain(f.Place(), f.message), ++told_;
    else ++untold_;
    if (!errors_) continue;
    nlohmann::ordered_json line{{"path", f.path}, {"record", nullptr}, {"note", f.note}, {"message", f.message}};
    if (!f.record.empty()) line["record"] = f.record;
    errors_->Write(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  }
}

void Inputs::TellRest() {
  if (untold_ > 0) Complain(failing_, fmt::format("{} more of its records failed; --errors FILE lists every one", untold_));
  told_ = untold_ = 0;
}

Inputs::Batch Inputs::ReadStored() {
  Batch batch;
  Result<std::vector<ingest::Report>> reports = stored_->Next(kBatchReports, kBatchBytes);
  if (!reports) Die(reports.error());
  for (const ingest::Report& report : *reports) stored_bytes_ += report.text.size();
  batch.reports = std::move(*reports);
  batch.bytes = stored_bytes_;
  batch.last = batch.reports.empty();
  return batch;
}

Inputs::Batch Inputs::ReadBatch() {
  if (stored_) return ReadStored();
  Batch batch;
  for (size_t bytes = 0; batch.reports.size() < kBatchReports && bytes < kBatchBytes;) {
    std::optional<ingest::Report> report = reader_.Next();
    batch.last = !report;
    if (!report) break;
    bytes += report->text.size() + report->original.size();
    batch.reports.push_back(std::move(*report));
  }
  batch.failures = reader_.TakeFailures();
  batch.notes = reader_.TakeNotes();
  batch.bytes = reader_.bytes_read();
  return batch;
}

void Inputs::ForEachBatch(const std::function<void(std::vector<ingest::Report>)>& take) {
  // The next batch is read while this one is worked on; but who waits for a stream must be free to leave.
  bool ahead = engine_.jobs > 1 && std::find(options_.paths.begin(), options_.paths.end(), "-") == options_.paths.end();
  for (Batch batch = ReadBatch();;) {
    TellTrouble(batch);
    reports_ += batch.reports.size();
    bytes_ = batch.bytes;
    progress_.Show(reports_, bytes_, reader_.bytes_total());
    bool last = batch.last;
    std::future<Batch> next;
    if (!last) next = std::async(ahead ? std::launch::async : std::launch::deferred, [this] { return ReadBatch(); });
    if (!batch.reports.empty()) take(std::move(batch.reports));
    if (last) break;
    batch = next.get();
  }
}

void Inputs::Finish(const std::string& counts) {
  progress_.Clear();
  TellRest();
  if (errors_) errors_->Commit();
  if (!options_.quiet) {
    double s = progress_.Seconds();
    Complain("", fmt::format("{} reports{}, {} failed, {:.1f} s ({:.0f} reports/s, {:.1f} MB)", reports_, counts,
                             failed_, s, static_cast<double>(reports_) / std::max(s, 1e-3),
                             static_cast<double>(bytes_) / 1e6));
  }
  if (failed_ > 0) throw Exit(kPartial);
}

}  // namespace tawatur::cli

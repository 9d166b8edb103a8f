// serve: reads uploaded files into the store as `tawatur add` does, a batch at a time. Entry point: Jobs::Take().
#include "serve/jobs.h"

#include <chrono>

#include "casefile/intake.h"
#include "ingest/reader.h"

namespace tawatur::serve {
namespace {

constexpr size_t kBatch = 64, kMostWaiting = 200, kMostListed = 400, kMostProblems = 20;
constexpr uint64_t kMostWaitingBytes = uint64_t{512} << 20;  // on the disk, before they are read

// Reports are known by the name that was sent, not by where the bytes lay in between.
void Rename(ingest::Report& report, const Upload& upload) {
  auto cut = [&](std::string& s) {
    if (s.starts_with(upload.folder())) s.erase(0, upload.folder().size());
  };
  cut(report.id);
  for (std::string& path : report.paths) cut(path);
}

std::string Line(const ingest::Failure& f, const Upload& upload) {
  std::string place = f.Place();
  if (place.starts_with(upload.folder())) place.erase(0, upload.folder().size());
  return place + ": " + f.message;
}

}  // namespace

std::string TimeNow() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(now - day);
  char out[48];
  std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out;
}

Jobs::Jobs(std::string store, unsigned jobs, std::function<std::optional<Error>(bool)> grouped)
    : store_(std::move(store)), workers_(jobs), grouped_(std::move(grouped)), worker_([this] { Work(); }) {}

Jobs::~Jobs() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
}

std::optional<Job> Jobs::Take(std::shared_ptr<Upload> upload, uint64_t bytes) {
  std::lock_guard lock(mutex_);
  if (waiting_.size() >= kMostWaiting || waiting_bytes_ + bytes > kMostWaitingBytes) return std::nullopt;
  waiting_bytes_ += bytes;
  Job job;
  job.number = ++last_;
  job.name = upload->name();
  job.bytes = bytes;
  jobs_.push_back(job);
  if (jobs_.size() > kMostListed) jobs_.pop_front();
  waiting_.emplace_back(job.number, std::move(upload));
  wake_.notify_all();
  return job;
}

std::vector<Job> Jobs::List() const {
  std::lock_guard lock(mutex_);
  return {jobs_.begin(), jobs_.end()};
}

void Jobs::Decided() {
  {
    std::lock_guard lock(mutex_);
    decided_ = true;
  }
  wake_.notify_all();
}

void Jobs::Tell(const Job& job) {
  std::lock_guard lock(mutex_);
  for (Job& listed : jobs_) {
    if (listed.number == job.number) listed = job;
  }
}

void Jobs::Work() {
  for (;;) {
    std::shared_ptr<Upload> upload;
    Job job;
    bool more = false;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return ending_ || decided_ || !waiting_.empty(); });
      if (ending_ && !decided_) return;
      if (ending_ || waiting_.empty()) {
        decided_ = false;
        lock.unlock();
        grouped_(false);  // its trouble comes again, and is told, when a file is added
        continue;
      }
      for (const Job& listed : jobs_) {
        if (listed.number == waiting_.front().first) job = listed;
      }
      upload = std::move(waiting_.front().second);
      waiting_.pop_front();
      waiting_bytes_ -= job.bytes;
      more = !waiting_.empty();
    }
    try {
      Add(job, *upload);
    } catch (const std::exception& e) {  // memory: this file is lost, the service is not
      job.problems.push_back(e.what());
      job.state = "failed";
    }
    // Files that came together are grouped together.
    if (!more) {
      const std::string state = job.state == "failed" ? "failed" : "done";
      job.state = "grouping";
      Tell(job);
      if (std::optional<Error> trouble = grouped_(true)) job.problems.push_back(trouble->message);
      job.state = state;
    }
    Tell(job);
  }
}

void Jobs::Add(Job& job, const Upload& upload) {
  job.state = "reading";
  Tell(job);
  const std::string path = upload.path();
  ingest::ReaderOptions options;
  options.keep_original = true;
  ingest::Reader reader(std::span(&path, 1), options);
  Result<std::unique_ptr<casefile::CaseFile>> file =
      casefile::CaseFile::Open(store_, store::Store::Mode::kChange, workers_, TAWATUR_VERSION);
  std::optional<Error> trouble;
  if (!file) trouble = file.error();
  std::optional<casefile::Intake> intake;
  if (file) intake.emplace(**file);
  std::vector<ingest::Report> batch;
  auto finish = [&] {
    Result<std::vector<bool>> wanted = (*file)->store().Wanted(batch);
    if (!wanted) return void(trouble = wanted.error());
    const std::vector<store::Item> items = intake->Read(std::move(batch), *wanted);
    batch.clear();
    Result<store::Added> added = (*file)->store().Add(items, (*file)->reader(), TimeNow());
    if (!added) return void(trouble = added.error());
    job.fresh += added->reports;
    job.known += added->again;
    job.read = reader.bytes_read();
    Tell(job);
  };
  for (bool end = false; !end && !trouble;) {
    std::optional<ingest::Report> report = reader.Next();
    end = !report;
    if (report) {
      Rename(*report, upload);
      batch.push_back(std::move(*report));
      ++job.reports;
    }
    if (batch.size() == kBatch || (end && !batch.empty())) finish();
    std::lock_guard lock(mutex_);
    if (ending_) break;
  }
  for (const ingest::Failure& f : reader.TakeFailures()) {
    if (job.problems.size() < kMostProblems) job.problems.push_back(Line(f, upload));
  }
  if (trouble) job.problems.push_back(trouble->message);
  job.state = trouble || (job.reports == 0 && !job.problems.empty()) ? "failed" : "done";
}

}  // namespace tawatur::serve

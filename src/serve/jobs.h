// serve: files being added, one after the other, beside the answering thread. Entry points: Jobs::Take(), List().
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "serve/http.h"

namespace tawatur::serve {

std::string TimeNow();  // ISO 8601, to the second, UTC

struct Job {
  int64_t number = 0;
  std::string name, state = "waiting";  // waiting, reading, grouping, done, failed
  uint64_t bytes = 0, read = 0;
  size_t reports = 0, fresh = 0, known = 0;
  std::vector<std::string> problems;  // one line each, for people
};

class Jobs {
 public:
  // `grouped` is called in the worker when the last file that waits was read, and after decisions; it gives what went
  // wrong, if anything did.
  Jobs(std::string store, unsigned jobs, std::function<std::optional<Error>(bool files)> grouped);
  ~Jobs();  // the file at hand stops between two batches, the store stays whole

  // Nothing where too many wait already.
  std::optional<Job> Take(std::shared_ptr<Upload> upload, uint64_t bytes);
  // Somebody decided: the stories in the store are brought up to date when nothing else is to do.
  void Decided();
  // The last ones, newest last.
  std::vector<Job> List() const;

 private:
  void Work();
  void Add(Job& job, const Upload& upload);
  void Tell(const Job& job);

  std::string store_;
  unsigned workers_;
  std::function<std::optional<Error>(bool)> grouped_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool ending_ = false, decided_ = false;
  int64_t last_ = 0;
  uint64_t waiting_bytes_ = 0;
  std::deque<Job> jobs_;
  std::deque<std::pair<int64_t, std::shared_ptr<Upload>>> waiting_;
  std::jthread worker_;  // last: it uses the others
};

}  // namespace tawatur::serve

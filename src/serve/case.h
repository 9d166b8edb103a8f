// serve: a case file, read and reconciled once, with the pages that were asked for kept. Entry point: Case::Open().
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "engine.h"
#include "publish/mask.h"
#include "serve/http.h"
#include "store/store.h"

namespace tawatur::serve {

class Case {
 public:
  // Reads all reports of the store. What is added to it later shows at the next start.
  static Result<std::unique_ptr<Case>> Open(const std::string& path, const EngineOptions& engine, bool mask);

  const RunResult& result() const { return result_; }
  bool masked() const { return mask_; }
  store::Store& store() { return store_; }
  publish::Masker& masker() { return masker_; }
  // By id; null where there is none.
  const reconcile::Story* Find(std::string_view story_id) const;
  // By the file name that the index page links to.
  const reconcile::Story* FindFile(std::string_view file_name) const;
  // The stories that hold a report.
  std::vector<const reconcile::Story*> StoriesOf(std::string_view sha256) const;
  // The answer kept under this key, made now where there is none yet.
  Response Kept(const std::string& key, const std::function<Response()>& make);

 private:
  Case(store::Store store, RunResult result, bool mask);

  store::Store store_;
  RunResult result_;
  bool mask_;
  publish::Masker masker_;
  std::map<std::string, const reconcile::Story*, std::less<>> by_id_, by_file_;
  std::multimap<std::string, const reconcile::Story*, std::less<>> by_report_;
  std::unordered_map<std::string, Response> kept_;
  size_t kept_bytes_ = 0;
};

}  // namespace tawatur::serve

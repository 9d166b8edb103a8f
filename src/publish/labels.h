// The labels of the pages in both languages (data/publish/labels.tsv). Entry point: Labels::Find().
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tawatur::publish {

struct Label {
  std::string_view key, ar, en;
};

// Reads the embedded table once for a page; views live as long as the program.
class Labels {
 public:
  Labels();
  // Null where there is none.
  const Label* Find(std::string_view key) const;
  std::string_view Ar(std::string_view key) const;
  std::string_view En(std::string_view key) const;
  // A word of the contract under a prefix ("kind.killed"); an unlisted word stands for itself, its underscores as
  // spaces.
  std::string Ar(std::string_view prefix, std::string_view word) const;
  std::string En(std::string_view prefix, std::string_view word) const;

  const std::vector<Label>& all() const { return labels_; }
  const std::vector<Label>& events() const { return events_; }
  static std::string_view MaskToken();

 private:
  const Label* Event(std::string_view event_class) const;

  std::vector<Label> labels_;  // by key
  std::vector<Label> events_;
};

}  // namespace tawatur::publish

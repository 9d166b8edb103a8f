// A bag (BagIt 1.0, RFC 8493): other files as payload, with their SHA-256 beside them. Entry point: Bag().
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "publish/export.h"

namespace tawatur::publish {

// The payload goes below data/; `info` becomes bag-info.txt, in its order.
std::vector<ExportFile> Bag(std::vector<ExportFile> payload, const std::vector<std::pair<std::string, std::string>>& info);

// The original bytes of a selection's reports under originals/, named by their SHA-256, and a table of them. What is not
// held, or withheld because names are masked, stands in the table with its reason.
std::vector<ExportFile> Originals(const Selection& selection, Masker& mask, const OriginalBytes& originals);

}  // namespace tawatur::publish

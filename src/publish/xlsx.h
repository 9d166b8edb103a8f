// Tables as one spreadsheet whose sheets read from right to left. Entry point: Xlsx().
#pragma once
#include <span>
#include <string>

#include "base/result.h"
#include "publish/table.h"

namespace tawatur::publish {

// A sheet a table, under the table's name. Text is text: nothing in it is ever run as a formula or made a link.
Result<std::string> Xlsx(std::span<const Table> tables);

}  // namespace tawatur::publish

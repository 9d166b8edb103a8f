// Reports go to the stories where people put them. Entry point: MoveReports().
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "reconcile/decisions.h"

namespace tawatur::reconcile {

// Stories by the numbers of their reports. `number_of` a report's SHA-256; kNone = not here.
void MoveReports(const Decisions& decisions, const std::function<uint32_t(const std::string&)>& number_of,
                 std::vector<std::vector<uint32_t>>& stories);

}  // namespace tawatur::reconcile

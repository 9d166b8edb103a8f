// The day of publication that a web address carries. Entry points: UrlDay(), UrlYear().
#pragma once
#include <string>
#include <string_view>

namespace tawatur::resolve {

// "/2022/03/18/", "/2022-03-18-", "/20220318-" in the path, or a last segment that ends in "-18-3-2022" -> "2022-03-18"; empty where the address holds no day.
std::string UrlDay(std::string_view url);
// "/2022/03/" or "/2022/" -> 2022; 0 where the address holds none.
int UrlYear(std::string_view url);

}  // namespace tawatur::resolve

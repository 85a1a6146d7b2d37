#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace percuta::cli {

/// "5 /cm^2, 10 /cm^2" or "5, 10 /cm^2" to SI, ascending, none twice: quantities of the dimension
/// of `unit`, all above 0; those without a unit take that of the last. Throws a usage error that
/// names `option`.
std::vector<double> quantity_list(const std::string& option, std::string_view text,
                                  std::string_view unit);

}  // namespace percuta::cli

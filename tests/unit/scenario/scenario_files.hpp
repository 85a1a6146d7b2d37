#pragma once

#include "files.hpp"
#include "percuta/diagnostics.hpp"
#include "percuta/scenario.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>

using test_support::temporary_folder;

/// A scenario without faults in which every kind of section stands.
inline const std::string good_scenario = R"(format = 1
title = "good"
serums = ["a.toml"]

[skin]
bottom = "closed"

[[skin.layers]]
name = "stratum_corneum"
thickness = "15 um"

[[skin.layers]]
name = "viable_epidermis"
thickness = "80 um"

[environment]
humidity = "45 %"

[closure]
model = "exponential"

[[steps]]
at = "0 h"
do = "needle"
device = "roller_192"
needle_length = "0.5 mm"
passes = 15

[[steps]]
at = "10 min"
do = "apply"
amount = "2 mg/cm^2"

[[steps]]
at = "8 h"
do = "remove"
efficiency = "95 %"

[diffusion]
model = "specified"

[target]
layer = "viable_epidermis"
window = ["0 h", "12 h"]

[simulation]
resolution = "layered"
duration = "24 h"
times = ["1 h", "8 h", "24 h"]
tolerance = 1e-6
)";

inline const std::string good_serum = R"(format = 1
name = "A"
ph = 6.0
density = "1010 kg/m^3"

[[ingredients]]
inci = "Niacinamide"
fraction = "10 %"

[[ingredients]]
name = "tracer"
fraction = "1 %"
properties = { molar_mass = "122.1 g/mol" }

[[ingredients]]
inci = "Aqua"
fraction = "rest"
role = "solvent"
)";

/// `text` with the first occurrence of `from` replaced; `from` must occur.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("the text to replace is absent: " + from);
  return text.replace(at, from.size(), to);
}

/// "3:10" of the first occurrence of `what` in `text`.
inline std::string line_and_column(const std::string& text, const std::string& what) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) throw std::logic_error("the place is absent: " + what);
  const std::size_t line_start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  return std::to_string(line + 1) + ":" + std::to_string(at - line_start + 1);
}

#include "planning.hpp"

#include "files.hpp"
#include "percuta/host.hpp"

#include <algorithm>
#include <filesystem>

namespace percuta::test {

namespace fs = std::filesystem;

planned plan_text(const std::string& scenario_text, const std::vector<file>& serums) {
  const test_support::temporary_folder folder;
  for (const file& f : serums)
    folder.write(f.name, f.text);
  planned p;
  p.said = read_scenario(folder.write("scenario.toml", scenario_text), {}, p.out);
  plugin_host host({{fs::path(PERCUTA_BINARY_DIR) / "lib/percuta/plugins"}, {}});
  p.made = make_plan(p.said, host, {}, p.out);
  return p;
}

std::string serum_text(const std::string& name, const std::string& ph,
                       const std::string& ingredients) {
  return "format = 1\nname = \"" + name + "\"\n" + (ph.empty() ? "" : "ph = " + ph + "\n") +
         ingredients;
}

std::string ingredient_text(const std::string& inci, const std::string& fraction,
                            const std::string& more) {
  return "[[ingredients]]\ninci = \"" + inci + "\"\nfraction = \"" + fraction + "\"\n" + more +
         "\n";
}

bool mentions(const std::vector<std::string>& list, const std::string& words) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& text) {
    return text.find(words) != std::string::npos;
  });
}

const char* const tracer_on_layers = R"(format = 1
title = "one tracer through layered skin"

[skin]
bottom = "sink"

[[skin.layers]]
name = "stratum_corneum"
thickness = "15 um"

[[skin.layers]]
name = "viable_epidermis"
thickness = "80 um"

[[skin.layers]]
name = "dermis"
thickness = "1000 um"

[serum]
name = "reference solution"
density = "1000 kg/m^3"

[[serum.ingredients]]
name = "tracer"
fraction = "1 %"

[[steps]]
at = "0 h"
do = "apply"
product = "serum"
amount = "2 mg/cm^2"

[diffusion]
model = "specified"

[diffusion.layers.stratum_corneum]
diffusivity = "1e-14 m^2/s"
partition = 1.0
clearance = "0 1/s"

[diffusion.layers.viable_epidermis]
diffusivity = "5e-11 m^2/s"
partition = 0.5
clearance = "0 1/s"

[diffusion.layers.dermis]
diffusivity = "1e-10 m^2/s"
partition = 0.5
clearance = "5e-4 1/s"

[simulation]
resolution = "layered"
duration = "24 h"
times = ["10 min", "1 h", "4 h", "8 h", "24 h"]
tolerance = 1e-6
)";

const char* const cheek = R"(format = 1
title = "cheek"
serums = ["serum.toml"]

[skin]
site = "cheek"
sex = "female"
bottom = "closed"

[diffusion]
model = "wang_kasting_nitsche"
)";

}  // namespace percuta::test

#include "catch.hpp"
#include "program.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

using namespace cli_test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// The scenarios that come with the program: every TOML file in configs/ that is not a serum.
std::vector<std::string> scenarios() {
  std::vector<std::string> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(PERCUTA_SOURCE_DIR) / "configs")) {
    const fs::path& file = entry.path();
    if (file.extension() == ".toml" && file.parent_path().filename() != "serums") {
      files.push_back(file.string());
    }
  }
  return files;
}

void require_finite(const json& j) {
  if (j.is_structured()) {
    for (const auto& [key, value] : j.items()) {
      INFO(key);
      if (key != "seed") require_finite(value);
    }
  } else {
    REQUIRE_FALSE(j.is_null());
    if (j.is_number_float()) REQUIRE(std::isfinite(j.get<double>()));
  }
}

}  // namespace

TEST_CASE("every scenario that comes with the program runs and balances") {
  REQUIRE(scenarios().size() >= 3);
  for (const std::string& file : scenarios()) {
    DYNAMIC_SECTION(file) {
      const finished checked = percuta({"check", file});
      INFO(checked.err);
      CHECK(checked.code == 0);
      const finished run = percuta({"run", file, "--json", "-"});
      INFO(run.err);
      REQUIRE(run.code == 0);
      const json j = json::parse(run.out);
      require_finite(j);
      REQUIRE_FALSE(j.at("runs").empty());
      for (const json& r : j.at("runs")) {
        double sum = 0.0;
        for (const auto& [key, series] : r.at("fraction_of_dose").items()) {
          if (key != "undissolved") sum += series.back().get<double>();
        }
        CHECK(sum ==
              Approx(r.at("supplied").back().get<double>() + r.at("formed").back().get<double>())
                  .margin(1e-8));
        CHECK(r.at("supplied").back().get<double>() == Approx(1.0).margin(1e-8));
        const json ranges = r.at("target").value("range", json::object());
        for (const auto& [key, range] : ranges.items()) {
          INFO(key);
          const double value = r.at("target").at(key).get<double>();
          CHECK(range[0].get<double>() <= value);
          CHECK(range[1].get<double>() >= value);
        }
      }
    }
  }
}

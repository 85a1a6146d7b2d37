#include "catch.hpp"
#include "fake.hpp"

#include <limits>
#include <nlohmann/json.hpp>

using namespace percuta;
using nlohmann::json;

namespace {
const json& sample() {
  static const json j = json::parse(to_json(fake::made_up()));
  return j;
}
}  // namespace

TEST_CASE("the object has the keys that the format promises") {
  const json& j = sample();
  CHECK(j.at("format") == 1);
  CHECK(j.at("title") == "Two serums");
  CHECK(j.at("complete") == true);
  CHECK(j.at("engine").at("version").is_string());
  CHECK(j.at("engine").at("plugins").is_array());
  CHECK(j.at("seed").is_null());
  REQUIRE(j.at("runs").size() == 3);
  for (const json& run : j.at("runs")) {
    for (const char* key : {"serum", "ingredient", "dose_ug_per_cm2", "resolution", "time_method",
                            "time_h", "fraction_of_dose", "delivered", "via_channels", "target",
                            "against_intact", "mass_balance_error", "warnings"}) {
      CHECK(run.contains(key));
    }
    for (const char* key :
         {"vehicle", "undissolved", "stratum_corneum", "viable_epidermis", "channels", "cleared",
          "receptor", "evaporated", "removed", "converted"}) {
      CHECK(run.at("fraction_of_dose").at(key).size() == run.at("time_h").size());
    }
    for (const char* key : {"layer", "peak_ug_per_cm3", "peak_at_h", "mean_ug_per_cm3",
                            "entered_ug_per_cm2", "range"}) {
      CHECK(run.at("target").contains(key));
    }
    for (const char* key : {"delivered", "peak", "mean"}) {
      CHECK(run.at("against_intact").contains(key));
    }
  }
}

TEST_CASE("units are those of the keys") {
  const json& run = sample().at("runs")[0];
  CHECK(run.at("dose_ug_per_cm2").get<double>() == Approx(20.0));
  CHECK(run.at("time_h") == json({0.0, 1.0, 2.0}));
  CHECK(run.at("target").at("mean_ug_per_cm3").get<double>() == Approx(20.0));
  CHECK(run.at("target").at("range").at("mean_ug_per_cm3")[1].get<double>() == Approx(40.0));
  CHECK(run.at("target").at("entered_ug_per_cm2").get<double>() == Approx(10.0));
  CHECK(run.at("target").at("peak_at_h").get<double>() == Approx(1.5));
  CHECK(sample().at("computed")[0].at("value").get<double>() == Approx(229.0));
  CHECK(sample().at("film")[0].at("thickness_um")[0].get<double>() == Approx(20.0));
}

TEST_CASE("the inventories add to the dose at every time, undissolved being part of the vehicle") {
  for (const json& run : sample().at("runs")) {
    for (std::size_t t = 0; t < run.at("time_h").size(); ++t) {
      double sum = 0.0;
      for (const auto& [key, series] : run.at("fraction_of_dose").items()) {
        if (key != "undissolved") sum += series[t].get<double>();
      }
      const double supplied = run.at("supplied")[t].get<double>();
      CHECK(sum == Approx(supplied + run.at("formed")[t].get<double>()).margin(1e-12));
    }
  }
}

TEST_CASE("an absent ratio is an absent key") {
  result r = fake::made_up();
  r.runs[0].peak_ratio.reset();
  r.runs[1].delivered_ratio = r.runs[1].peak_ratio = r.runs[1].mean_ratio = std::nullopt;
  const json j = json::parse(to_json(r));
  CHECK_FALSE(j.at("runs")[0].at("against_intact").contains("peak"));
  CHECK(j.at("runs")[0].at("against_intact").contains("mean"));
  CHECK_FALSE(j.at("runs")[1].contains("against_intact"));
}

TEST_CASE("no number is lost to null") {
  const std::string text = to_json(fake::made_up());
  // The seed is the only null.
  CHECK(text.find("null") == text.rfind("null"));
  CHECK(text.find("NaN") == std::string::npos);
}

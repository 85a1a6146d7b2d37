#include "result/csv.hpp"
#include "catch.hpp"
#include "fake.hpp"

#include <algorithm>
#include <sstream>

using namespace percuta;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

std::size_t commas(const std::string& line) {
  return static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
}

}  // namespace

TEST_CASE("series.csv has a line for each run and time, units in the column names") {
  const auto lines = lines_of(series_csv(fake::made_up()));
  REQUIRE(lines.size() == 1 + 3 * 3);
  CHECK(lines[0] ==
        "time_h,serum,ingredient,fraction_of_dose_vehicle,fraction_of_dose_undissolved,"
        "fraction_of_dose_stratum_corneum,fraction_of_dose_viable_epidermis,"
        "fraction_of_dose_channels,fraction_of_dose_cleared,fraction_of_dose_receptor,"
        "fraction_of_dose_evaporated,fraction_of_dose_removed,fraction_of_dose_converted,"
        "delivered_fraction_of_dose,via_channels_fraction_of_dose,target_ug_per_cm3,"
        "target_unbound_ug_per_cm3,flux_in_ug_per_cm2_h,flux_out_ug_per_cm2_h");
  CHECK(lines[1].rfind("0,A,acid,1,0.4,0,0,", 0) == 0);
  for (const std::string& line : lines)
    CHECK(commas(line) == commas(lines[0]));
}

TEST_CASE("profiles.csv leaves the channel empty below its tip") {
  const auto lines = lines_of(profiles_csv(fake::made_up()));
  REQUIRE(lines.size() == 1 + 3 * 3 * 2);
  CHECK(lines[0] ==
        "time_h,serum,ingredient,depth_um,width_um,layer,tissue_ug_per_cm3,unbound_ug_per_cm3,"
        "channel_ug_per_cm3");
  CHECK(lines[1].find(",stratum_corneum,3000,3000,1000") != std::string::npos);
  CHECK(lines[2].find(",viable_epidermis,") != std::string::npos);
  CHECK(lines[2].back() == ',');
}

TEST_CASE("profiles.csv has the axis of a unit cell only where there is one") {
  result r = fake::made_up();
  for (depth_profile& profile : r.runs[2].series.profiles)
    profile.axis_kg_m3 = {2.5, 0.5};
  const auto lines = lines_of(profiles_csv(r));
  CHECK(lines[0].find(",channel_ug_per_cm3,axis_unbound_ug_per_cm3") != std::string::npos);
  CHECK(lines[1].back() == ',');
  CHECK(lines.back().find(",,500") != std::string::npos);
}

TEST_CASE("names with commas and quotes are quoted") {
  result r = fake::made_up();
  r.runs[0].serum = "vitamin C, \"fresh\"";
  CHECK(series_csv(r).find("0,\"vitamin C, \"\"fresh\"\"\",acid,") != std::string::npos);
}

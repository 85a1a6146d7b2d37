#include "catch.hpp"
#include "diffusion_host.hpp"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

using namespace golden;

namespace {

struct measurement {
  double log_kow, molar_mass, log_kp_cm_s;
};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

/// Aqueous permeabilities of human skin, supporting table of Chen et al. 2010, 10.1002/aic.12048;
/// none where the file is not at hand.
std::optional<std::vector<measurement>> measurements() {
  std::ifstream file(std::string(PERCUTA_MEASUREMENTS) + "/kp_aqueous_human.csv");
  if (!file) return std::nullopt;
  std::string line;
  std::getline(file, line);
  std::map<std::string, std::size_t> column;
  const std::vector<std::string> names = cells_of(line);
  for (std::size_t i = 0; i < names.size(); ++i)
    column[names[i]] = i;
  std::vector<measurement> rows;
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = cells_of(line);
    rows.push_back({std::stod(cells.at(column.at("logkow"))),
                    std::stod(cells.at(column.at("mw_g_mol"))),
                    std::stod(cells.at(column.at("log_kp_cm_s")))});
  }
  return rows;
}

/// Of predicted minus measured log10 kp.
struct accuracy {
  double bias, rmse, rmse_hydrophiles;
};

accuracy judge(const char* name, const std::vector<measurement>& rows,
               const std::function<double(const measurement&)>& kp_m_s) {
  double sum = 0.0, squares = 0.0, hydrophile_squares = 0.0;
  int hydrophiles = 0, close = 0;
  for (const measurement& m : rows) {
    const double error = std::log10(kp_m_s(m) * 100.0) - m.log_kp_cm_s;
    sum += error;
    squares += error * error;
    if (std::fabs(error) <= 1.0) ++close;
    if (m.log_kow < 0.0) hydrophile_squares += error * error, ++hydrophiles;
  }
  const double n = static_cast<double>(rows.size());
  const accuracy a{sum / n, std::sqrt(squares / n), std::sqrt(hydrophile_squares / hydrophiles)};
  std::printf("%-46s bias %5.2f  RMSE %.2f  within 10x %3.0f %%  RMSE of %d with logKow < 0 %.2f\n",
              name, a.bias, a.rmse, 100.0 * close / n, hydrophiles, a.rmse_hydrophiles);
  return a;
}

double barrier(const diffusion_model& model, const measurement& m) {
  return model.permeability(probe(m.molar_mass, m.log_kow), stratum_corneum(true));
}

}  // namespace

TEST_CASE("the models are as far from 208 measured permeabilities as they say") {
  const auto rows = measurements();
  if (!rows) {
    WARN("skipped: no kp_aqueous_human.csv in " PERCUTA_MEASUREMENTS);
    return;
  }
  REQUIRE(rows->size() == 208);
  const parameters off = {{"polar_path", flag(false)}};

  const diffusion_model guy("potts_guy", off);
  const accuracy a = judge("potts_guy, no polar path", *rows,
                           [&](const measurement& m) { return barrier(guy, m); });
  CHECK(a.bias == Approx(-0.25).margin(0.02));
  CHECK(a.rmse == Approx(0.73).margin(0.02));
  CHECK(a.rmse_hydrophiles == Approx(1.02).margin(0.02));

  const diffusion_model guy_polar("potts_guy");
  const accuracy b =
      judge("potts_guy", *rows, [&](const measurement& m) { return barrier(guy_polar, m); });
  CHECK(b.rmse < a.rmse);

  // Robinson's whole skin: its watery layers in series with the barrier.
  const diffusion_model rob("robinson");
  const accuracy c =
      judge("robinson, its aqueous layer in series", *rows, [&](const measurement& m) {
        const double aqueous = 2.5 / std::sqrt(m.molar_mass) * cm_h;
        return 1.0 / (1.0 / barrier(rob, m) + 1.0 / aqueous);
      });
  CHECK(c.bias == Approx(-0.10).margin(0.02));
  CHECK(c.rmse == Approx(0.56).margin(0.02));
  CHECK(c.rmse_hydrophiles == Approx(0.50).margin(0.02));

  for (const char* set : {"2019", "2020"}) {
    const diffusion_model lipid("wang_kasting_nitsche",
                                {{"constants", word(set)}, {"polar_path", flag(false)}});
    const diffusion_model both("wang_kasting_nitsche", {{"constants", word(set)}});
    const std::string name = std::string("wang_kasting_nitsche ") + set;
    const accuracy alone = judge((name + ", no polar path").c_str(), *rows,
                                 [&](const measurement& m) { return barrier(lipid, m); });
    const accuracy with_polar =
        judge(name.c_str(), *rows, [&](const measurement& m) { return barrier(both, m); });
    CHECK(alone.rmse == Approx(0.735).margin(0.025));
    CHECK(with_polar.rmse < alone.rmse);
    CHECK(with_polar.rmse_hydrophiles < alone.rmse_hydrophiles);
  }
}

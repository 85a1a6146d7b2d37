#include "catch.hpp"
#include "diffusion_host.hpp"
#include "wang_kasting_nitsche/equations.hpp"

#include <cmath>

using namespace golden;
namespace wkn = percuta::wang_kasting_nitsche;

namespace {

constexpr const wkn::regression* states[] = {&wkn::fully_hydrated, &wkn::partially_hydrated};

double normalised(double log10_sigma, double r, const wkn::regression& g) {
  return wkn::normalised(std::pow(10.0, log10_sigma), r, g, wkn::constant_set::of_2019).value;
}

}  // namespace

TEST_CASE("the polynomial is used as it stands inside its range, without a flag") {
  for (const wkn::regression* g : states) {
    const wkn::normalised_permeability p =
        wkn::normalised(0.01, 10.0, *g, wkn::constant_set::of_2020);
    double log_p = 0.0;
    for (int i = 0; i < 5; ++i)
      for (int j = 0; j < 5; ++j)
        log_p += g->coefficients[i][j] * std::pow(-2.0, i);
    CHECK_FALSE(p.extrapolated);
    CHECK(std::log10(p.value) == Approx(log_p).epsilon(1e-12));
  }
}

TEST_CASE("outside its range the polynomial gives way to its asymptotes, flagged") {
  for (const wkn::regression* g : states) {
    for (const double log10_sigma : {-12.0, -8.0, 5.0, 12.0}) {
      const auto p =
          wkn::normalised(std::pow(10.0, log10_sigma), 10.0, *g, wkn::constant_set::of_2019);
      CHECK(p.extrapolated);
      CHECK(p.value == Approx(normalised(0.0, 10.0, *g)).epsilon(0.2));
    }
    CHECK(wkn::normalised(1.0, 1e-6, *g, wkn::constant_set::of_2019).extrapolated);
    CHECK(normalised(0.0, 1e-6, *g) ==
          Approx(normalised(0.0, wkn::lowest_r, *g) * 1e-6 / wkn::lowest_r).epsilon(1e-12));
  }
}

TEST_CASE("the low-R asymptote is the one another public code states") {
  // P = 3.803e-5 R fully hydrated and 1.242e-5 R partially hydrated.
  CHECK(normalised(0.0, 1e-3, wkn::fully_hydrated) == Approx(3.803e-8).epsilon(0.1));
  CHECK(normalised(0.0, 1e-3, wkn::partially_hydrated) == Approx(1.242e-8).epsilon(0.1));
}

TEST_CASE("normalised permeability has no jump inside the polynomial's branch and grows with R") {
  for (const wkn::regression* g : states) {
    for (double log10_sigma = -10.0; log10_sigma <= 10.0; log10_sigma += 0.5) {
      double before = 0.0;
      for (double log10_r = -8.0; log10_r <= 2.0; log10_r += 0.05) {
        const double p = normalised(log10_sigma, std::pow(10.0, log10_r), *g);
        CHECK(p > before);
        if (before > 0.0) CHECK(p < before * 1.17);
        before = p;
      }
    }
  }
}

TEST_CASE("macromolecules and extreme lipophilicity give small, finite, positive coefficients") {
  for (const char* constants : {"2019", "2020"}) {
    const diffusion_model model("wang_kasting_nitsche",
                                {{"constants", word(constants)}, {"polar_path", flag(false)}});
    for (const bool full : {true, false}) {
      double before = 1.0;
      for (const double molar_mass : {400.0, 800.0, 3000.0, 1e4, 1e5, 1e6, 1e8}) {
        for (const double log_kow : {-12.0, 0.0, 12.0}) {
          const auto c = model.of(probe(molar_mass, log_kow), stratum_corneum(full));
          CHECK(std::isfinite(c.diffusivity));
          CHECK(c.diffusivity > 0.0);
          CHECK((c.flags & PERCUTA_FLAG_EXTRAPOLATED) != 0);
        }
        const double p = model.permeability(probe(molar_mass, 0.0), stratum_corneum(full));
        CHECK(p <= before);
        before = p;
      }
      CHECK(before < 1e-20);
    }
  }
}

TEST_CASE("a solute too large for the corneocytes of its molar mass closes them") {
  const percuta_ingredient i = probe(300.0, 2.0, 20000.0);
  const auto c = diffusion_model("wang_kasting_nitsche").of(i, stratum_corneum(false));
  CHECK((c.flags & PERCUTA_FLAG_EXTRAPOLATED) != 0);
  CHECK(c.diffusivity > 0.0);
  CHECK(c.diffusivity < diffusion_model("wang_kasting_nitsche")
                            .of(probe(300.0, 2.0, 354.0), stratum_corneum(false))
                            .diffusivity);
}

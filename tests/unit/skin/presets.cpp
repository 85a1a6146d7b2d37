#include "skin/presets.hpp"

#include "catch.hpp"
#include "skin/layer_kinds.hpp"

TEST_CASE("every site stands for both sexes with three layers from top to bottom") {
  CHECK(percuta::site_names().size() == 8);
  for (const std::string& site : percuta::site_names()) {
    for (const std::string& sex : percuta::sex_names()) {
      INFO(site << ", " << sex);
      const auto preset = percuta::find_site(site, sex);
      REQUIRE(preset);
      CHECK(preset->site == site);
      CHECK(preset->sex == sex);
      REQUIRE(preset->layers.size() == 3);
      CHECK(preset->layers[0].kind == percuta::layer_kind::stratum_corneum);
      CHECK(preset->layers[0].thickness_m == Approx(13e-6));
      CHECK_FALSE(preset->layers[0].fully_hydrated);
      CHECK(preset->layers[1].kind == percuta::layer_kind::viable_epidermis);
      CHECK(preset->layers[1].thickness_m == Approx(80e-6));
      CHECK(preset->layers[2].kind == percuta::layer_kind::dermis);
      CHECK(preset->layers[2].thickness_m > 0.5e-3);
      CHECK(preset->layers[2].thickness_m < 1.2e-3);
      for (const percuta::preset_layer& layer : preset->layers) {
        CHECK(percuta::guess_layer_kind(layer.name) == layer.kind);
        CHECK(layer.source.find("10.") != std::string::npos);
      }
    }
  }
}

TEST_CASE("dermis has the measured thickness and, where published, its deviation") {
  const auto woman = percuta::find_site("cheek", "female");
  CHECK(woman->layers[2].thickness_m == Approx(0.87e-3));
  CHECK(woman->layers[2].deviation_m.value() == Approx(0.35e-3));
  const auto man = percuta::find_site("cheek", "male");
  CHECK(man->layers[2].thickness_m == Approx(1.14e-3));
  CHECK(man->layers[2].deviation_m.value() == Approx(0.21e-3));
  CHECK_FALSE(percuta::find_site("eyelid", "male")->layers[2].deviation_m);
}

TEST_CASE("zygoma is the cheek, and other names are no site") {
  CHECK(percuta::find_site("zygoma", "male")->site == "cheek");
  CHECK_FALSE(percuta::find_site("cheeks", "female"));
  CHECK_FALSE(percuta::find_site("cheek", "f"));
}

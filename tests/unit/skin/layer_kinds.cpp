#include "skin/layer_kinds.hpp"

#include "catch.hpp"

using percuta::guess_layer_kind;
using percuta::layer_kind;

TEST_CASE("a layer's name tells its kind, whatever the case and the separators") {
  for (const char* name : {"stratum_corneum", "Stratum Corneum", "SC", "sc2", "stratum-corneum"})
    CHECK(guess_layer_kind(name) == layer_kind::stratum_corneum);
  for (const char* name :
       {"viable_epidermis", "epidermis", "living epidermis", "VE", "epidermis_1", "stratum_basale"})
    CHECK(guess_layer_kind(name) == layer_kind::viable_epidermis);
  for (const char* name :
       {"dermis", "papillary_dermis", "reticular dermis", "Dermis2", "upper-dermis"})
    CHECK(guess_layer_kind(name) == layer_kind::dermis);
  for (const char* name : {"subcutis", "hypodermis", "subcutaneous_fat", "fat"})
    CHECK(guess_layer_kind(name) == layer_kind::subcutis);
}

TEST_CASE("a name that says nothing, or two things, is left open") {
  for (const char* name : {"", "layer 1", "membrane", "gel", "scaffold",
                           "dermal_epidermal_junction", "fatty", "_", "12"})
    CHECK(guess_layer_kind(name) == layer_kind::other);
}

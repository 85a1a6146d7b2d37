#include "skin/needling.hpp"

namespace percuta {
namespace {

needling_device roller_192() {
  needling_device d;
  d.name = "roller_192";
  d.needles = 192;
  d.drum_diameter_m = 20e-3;
  d.drum_width_m = 20e-3;
  d.drum_source =
      "192 needles on a drum of 2 cm by 2 cm (10.1097/PRS.0b013e3182131e0f), each pass rolling the "
      "drum's own surface onto the skin; 15 passes give 229 /cm^2, about 250 are published "
      "(10.4103/0974-2077.58529)";
  d.base_diameter_m = 140e-6;  // of another roller's 770 um needles, 10.1208/s12248-011-9288-3
  d.insertion_ratio = {0.77, 0.77, 0.77,
                       "460 µm of a 600 µm needle in human skin, needle in place, by optical "
                       "coherence tomography of an array (PMC3016610)"};
  d.residual_ratio = {
      0.2, 0.25, 0.77,
      "152.5 µm left by a 770 µm needle in hairless rat "
      "(10.1208/s12248-011-9288-3), the only such datum; at most the insertion depth "
      "(PMC3016610); mode judged"};
  // Diameter 70.7 +- 9.9 um at the surface from a base of 140 um.
  d.radius_over_base = {0.5 * 60.8 / 140.0, 0.25, 0.5 * 80.6 / 140.0,
                        "surface diameter 70.7 +- 9.9 µm from a base of 140 µm in hairless rat "
                        "(10.1208/s12248-011-9288-3), half the base"};
  d.wetted_fraction = {
      0.15, 0.5, 0.98,
      "15.5 to 98.1 % of channels took up ink (10.1097/DSS.0000000000004206); mode "
      "judged"};
  return d;
}

}  // namespace

std::vector<std::string> device_names() {
  return {"roller_192"};
}

std::optional<needling_device> find_device(std::string_view name) {
  if (name == "roller_192") return roller_192();
  return std::nullopt;
}

}  // namespace percuta

#include "catch.hpp"
#include "percuta/error.hpp"
#include "scenario_files.hpp"

using namespace percuta;
using Catch::Matchers::Contains;

namespace {

struct outcome {
  scenario read;
  std::string messages;
};

outcome read_with(const std::string& key, const std::string& value) {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  read_options options;
  options.set = {{key, value}};
  diagnostics out;
  scenario s = read_scenario(folder.write("p.toml", good_scenario), options, out);
  return {std::move(s), out.render()};
}

}  // namespace

TEST_CASE("--set replaces a value of the file") {
  CHECK(read_with("steps.0.passes", "5").read.steps[0].passes->value == 5);
  CHECK(read_with("skin.layers.1.thickness", "10 um").read.skin.layers[1].thickness_m->value ==
        1e-5);
  CHECK(read_with("skin.layers.1.thickness", "\"10 um\"").read.skin.layers[1].thickness_m->value ==
        1e-5);
  CHECK(read_with("simulation.times", "[\"2 h\"]").read.simulation.times_s ==
        std::vector<double>{7200});
  CHECK(read_with("simulation.times.0", "30 min").read.simulation.times_s[0] == 1800.0);
}

TEST_CASE("--set adds what the file does not have") {
  CHECK_FALSE(read_with("simulation.uncertainty", "false").read.simulation.uncertainty);
  CHECK(read_with("environment.wind", "1 m/s").read.environment.wind_m_s == 1.0);
  const outcome parameter = read_with("diffusion.layers.dermis.partition", "0.7");
  CHECK(parameter.messages == "");
  CHECK(parameter.read.diffusion.parameters.at(0).first == "layers");
  CHECK(read_with("diffusion.ingredients.\"a.b\".x", "1").messages == "");
}

TEST_CASE("a bad --set is reported like a line of a file") {
  CHECK(read_with("simulation.durations", "3 h").messages ==
        "--set:1:1: error: 'simulation.durations' is not a key of a scenario\n"
        "   1 | simulation.durations=3 h\n"
        "     | ^\n"
        "     = did you mean 'simulation.duration'?");
  CHECK_THAT(read_with("skin.layers.7.thickness", "1 um").messages,
             Contains("'skin.layers' has no element 7") && Contains("its elements are 0 to 1"));
  CHECK_THAT(read_with("skin.layers.1.thickness", "10 s").messages,
             Contains("--set:1:25: error: 'thickness': \"10 s\" is a time"));
  CHECK_THAT(read_with("skin.layers.1.thickness", "10").messages,
             Contains("write thickness = \"10 um\""));
  CHECK_THAT(read_with("a..b", "1").messages, Contains("'a..b' is not a key"));
  CHECK_THAT(read_with("title.x", "1").messages, Contains("'title.x' is not a key"));
  CHECK_THAT(read_with("steps.first.passes", "1").messages, Contains("is not a key of a scenario"));
  CHECK_THAT(read_with("", "1").messages, Contains("is not a key"));
}

TEST_CASE("--set takes one value and no more") {
  CHECK(read_with("title", "a\nformat = 2").messages.find("holds a line break") !=
        std::string::npos);
  CHECK(read_with("title", "1979-05-27").read.title == "1979-05-27");
  CHECK(read_with("title", "\"x\" # not a comment").read.title == "x");
}

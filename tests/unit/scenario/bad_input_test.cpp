// What a user can get wrong in a scenario or a serum: each fault is reported with its line and
// column, what is wrong and what would be right.

#include <algorithm>

#include "catch.hpp"
#include "scenario_files.hpp"

using namespace percuta;
using Catch::Matchers::Contains;

namespace {

struct fault {
  std::string claim;
  std::string from, to;  // the change to the good file
  std::string at;        // where the caret must stand: the first place where this text is found
  std::string message;   // part of the message
  std::string hint;      // part of the hint; "" for any
};

void check_fault(const fault& f, bool in_serum) {
  INFO(f.claim);
  const temporary_folder folder;
  const std::string scenario_text =
      in_serum ? good_scenario : replaced(good_scenario, f.from, f.to);
  const std::string serum_text = in_serum ? replaced(good_serum, f.from, f.to) : good_serum;
  folder.write("a.toml", serum_text);
  const std::filesystem::path file = folder.write("p.toml", scenario_text);
  diagnostics out;
  read_scenario(file, {}, out);
  const std::string text = out.render();
  INFO(text);
  const std::string place = (in_serum ? folder.path() / "a.toml" : file).string() + ":" +
                            line_and_column(in_serum ? serum_text : scenario_text, f.at) +
                            ": error: ";
  CHECK(out.errors() == 1);
  REQUIRE_THAT(text, Contains(place));
  CHECK_THAT(text.substr(text.find(place)), Contains(f.message));
  CHECK_THAT(text, Contains(f.hint));
}

const std::vector<fault> scenario_faults = {
    {"a misspelt key is guessed", "thickness = \"15", "thicknes = \"15",
     "thicknes =", "unknown key 'thicknes' in [[skin.layers]]",
     "did you mean 'thickness'? Keys here: name, kind"},
    {"a key of the top level", "title =", "titel =", "titel",
     "unknown key 'titel' at the top level", "did you mean 'title'?"},
    {"a key in the wrong section", "bottom = \"closed\"", "duration = \"3 h\"", "duration",
     "unknown key 'duration' in [skin]", "'duration' belongs to [simulation]."},
    {"an unknown section", "[target]", "[aim]\nx = 1\n[target]", "aim]",
     "unknown key 'aim' at the top level", "Keys here: format"},
    {"a wrong dimension", "thickness = \"15 um\"", "thickness = \"15 s\"", "\"15 s\"",
     "'thickness': \"15 s\" is a time; a length such as \"15 um\" is expected",
     "thickness = \"15 um\""},
    {"a bare number where a unit is needed", "amount = \"2 mg/cm^2\"", "amount = 2.5", "2.5",
     "'amount' needs a unit; 2.5 is a bare number", "write amount = \"2.5 mg/cm^2\""},
    {"a number in quotes without unit", "duration = \"24 h\"", "duration = \"24\"", "\"24\"",
     "'duration': \"24\" has no unit", "duration = \"24 h\""},
    {"text where a number is needed", "tolerance = 1e-6", "tolerance = \"1e-6\"", "\"1e-6\"",
     "'tolerance' takes a number without quotes; this is text", "tolerance = 1e-6"},
    {"text where a whole number is needed", "passes = 15", "passes = \"15\"", "\"15\"",
     "'passes' takes a whole number without quotes", "passes = 15"},
    {"a broken number of passes", "passes = 15", "passes = 1.5", "1.5\n", "takes a whole number",
     ""},
    {"no passes at all", "passes = 15", "passes = 0", "0\n\n[[steps]]\nat = \"10", "'passes' is 0",
     ""},
    {"an infinite number", "tolerance = 1e-6", "tolerance = inf", "inf\n", "finite number", ""},
    {"an unknown unit", "\"80 um\"", "\"80 umm\"", "\"80 umm\"", "'umm' is not a unit", "15 um"},
    {"a decimal comma", "\"0.5 mm\"", "\"0,5 mm\"", "\"0,5 mm\"", "decimals take a point", ""},
    {"a negative thickness", "\"15 um\"", "\"-15 um\"", "\"-15 um\"",
     "'thickness' is \"-15 um\"; it must be above 0 um", ""},
    {"a thickness of zero", "\"15 um\"", "\"0 um\"", "\"0 um\"", "'thickness' is \"0 um\"", ""},
    {"an absurd thickness", "\"15 um\"", "\"15 m\"", "\"15 m\"", "at most 10 cm", ""},
    {"a layer without thickness", "thickness = \"15 um\"\n", "", "[[skin.layers]]",
     "'thickness' is missing in [[skin.layers]]", "add for example thickness = \"15 um\""},
    {"a layer without name", "name = \"stratum_corneum\"\n", "", "[[skin.layers]]",
     "'name' is missing in [[skin.layers]]", ""},
    {"an empty name", "name = \"stratum_corneum\"", "name = \" \"", "\" \"", "'name' is empty", ""},
    {"a name with a line break", "name = \"stratum_corneum\"", "name = \"a\\nb\"", "\"a\\nb\"",
     "'name' holds a line break", ""},
    {"duplicate layers", "name = \"stratum_corneum\"", "name = \"viable_epidermis\"",
     "\"viable_epidermis\"\nthickness = \"80", "two layers are called 'viable_epidermis'",
     "the first is in line 9"},
    {"an unknown word", "bottom = \"closed\"", "bottom = \"close\"", "\"close\"",
     "'bottom' is \"close\"; it must be one of \"closed\", \"sink\"", "did you mean 'closed'?"},
    {"neither site nor layers",
     "[[skin.layers]]\nname = \"stratum_corneum\"\nthickness = \"15 um\"\n\n"
     "[[skin.layers]]\nname = \"viable_epidermis\"\nthickness = \"80 um\"\n",
     "", "[skin]", "[skin] has neither a site nor layers", "site = \"cheek\""},
    {"humidity above 100 %", "humidity = \"45 %\"", "humidity = \"145 %\"", "\"145 %\"",
     "'humidity' is \"145 %\"; it must be 0 % to 100 %", ""},
    {"humidity as a bare number", "humidity = \"45 %\"", "humidity = 0.45", "0.45",
     "'humidity' is a percentage; 0.45 is a bare number", "write humidity = \"45 %\""},
    {"humidity without its sign", "humidity = \"45 %\"", "humidity = \"0.45\"", "\"0.45\"",
     "\"0.45\" is not a percentage", "humidity = \"45 %\""},
    {"efficiency above 100 %", "\"95 %\"", "\"195 %\"", "\"195 %\"", "'efficiency' is \"195 %\"",
     ""},
    {"efficiency as a bare number", "\"95 %\"", "95", "95", "95 is a bare number",
     "write efficiency = \"95 %\""},
    {"a section that is a value", "[closure]\nmodel = \"exponential\"", "[closure.x]\n",
     "[closure.x]", "'model' is missing in [closure]", ""},
    {"a section without its model", "[diffusion]\nmodel = \"specified\"", "[diffusion]",
     "[diffusion]", "'model' is missing in [diffusion]", ""},
    {"steps out of order", "at = \"8 h\"", "at = \"5 min\"", "\"5 min\"",
     "this step is at 0.0833333 h, before the one above it at 0.166667 h", "order of time"},
    {"a step beyond the end", "at = \"8 h\"", "at = \"30 h\"", "\"30 h\"",
     "this step is at 30 h, but the simulation ends at 24 h", "duration longer"},
    {"a step at the very end", "at = \"8 h\"", "at = \"24 h\"", "\"24 h\"\ndo",
     "but the simulation ends at 24 h", "steps come before the end"},
    {"a step before the start", "at = \"0 h\"", "at = \"-1 h\"", "\"-1 h\"", "'at' is \"-1 h\"",
     ""},
    {"a dose of zero", "\"2 mg/cm^2\"", "\"0 mg/cm^2\"", "\"0 mg/cm^2\"",
     "'amount' is \"0 mg/cm^2\"; it must be above 0 mg/cm^2", ""},
    {"a negative dose", "\"2 mg/cm^2\"", "\"-2 mg/cm^2\"", "\"-2 mg/cm^2\"", "must be above 0", ""},
    {"an application without amount", "amount = \"2 mg/cm^2\"\n", "", "[[steps]]\nat = \"10 min\"",
     "'amount' is missing in [[steps]]", "amount = \"2 mg/cm^2\""},
    {"no application", "do = \"apply\"\namount = \"2 mg/cm^2\"", "do = \"cover\"", "steps]]",
     "no step applies the serum", "do = \"apply\""},
    {"an unknown step", "do = \"needle\"", "do = \"nedle\"", "\"nedle\"",
     "'do' is \"nedle\"; it must be one of \"needle\", \"apply\"", "did you mean 'needle'?"},
    {"a step that does nothing", "do = \"needle\"\n", "", "[[steps]]",
     "'do' is missing in [[steps]]", "do = \"apply\""},
    {"a key of another kind of step", "efficiency = \"95 %\"", "passes = 3", "passes = 3",
     "'passes' does not belong to a step that does \"remove\"", "it belongs to do = \"needle\""},
    {"a needle step without device", "device = \"roller_192\"\n", "", "[[steps]]",
     "'device' is missing in [[steps]]", "roller_192"},
    {"another product", "amount = ", "product = \"cream\"\namount = ", "\"cream\"",
     "'product' is \"cream\"; it must be \"serum\"", ""},
    {"a needle step beside [channels]", "[target]", "[channels]\ngeometry = \"cone\"\n[target]",
     "[[steps]]", "a needle step and [channels] exclude each other", "keep one of the two"},
    {"a target that is no layer", "layer = \"viable_epidermis\"", "layer = \"viable_epidermus\"",
     "\"viable_epidermus\"", "the skin has no layer 'viable_epidermus'",
     "did you mean 'viable_epidermis'? its layers: stratum_corneum, viable_epidermis"},
    {"a window beyond the end", "\"12 h\"", "\"36 h\"", "\"36 h\"",
     "'window' holds \"36 h\", but the simulation ends at 24 h", ""},
    {"a window that runs backwards", "[\"0 h\", \"12 h\"]", "[\"13 h\", \"12 h\"]", "\"12 h\"",
     "'window' must ascend", ""},
    {"a window of one time", "[\"0 h\", \"12 h\"]", "[\"12 h\"]", "[\"12 h\"]",
     "'window' has 1 times; it takes its start and its end", "window = [\"0 h\", \"24 h\"]"},
    {"times that do not ascend", "[\"1 h\", \"8 h\"", "[\"9 h\", \"8 h\"", "\"8 h\", \"24",
     "'times' must ascend: \"8 h\" follows \"9 h\"", ""},
    {"a time asked for twice", "[\"1 h\", \"8 h\"", "[\"60 min\", \"1 h\"", "\"1 h\"",
     "\"1 h\" stands twice in 'times'", ""},
    {"a time beyond the end", "\"8 h\", \"24 h\"]", "\"8 h\", \"25 h\"]", "\"25 h\"",
     "'times' holds \"25 h\", but the simulation ends at 24 h", ""},
    {"a time of another dimension", "\"8 h\", \"24 h\"]", "\"8 mm\", \"24 h\"]", "\"8 mm\"",
     "\"8 mm\" is a length; a time", ""},
    {"a time without its unit", "[\"1 h\", \"8 h\"", "[1, \"8 h\"", "1, \"8",
     "'times' needs a unit; 1 is a bare number", "write times = [\"1 min\", \"1 h\", \"24 h\"]"},
    {"a needle step without passes", "passes = 15\n", "", "[[steps]]",
     "'passes' is missing in [[steps]]", "passes = 15"},
    {"no duration", "duration = \"24 h\"\n", "", "[simulation]",
     "'duration' is missing in [simulation]", "duration = \"24 h\""},
    {"a duration of zero", "duration = \"24 h\"", "duration = \"0 h\"", "\"0 h\"\ntimes",
     "'duration' is \"0 h\"; it must be above 0 h", ""},
    {"a tolerance out of range", "tolerance = 1e-6", "tolerance = 0.5", "0.5\n",
     "'tolerance' is 0.5; it must be 1e-12 to 0.1", ""},
    {"a patch", "\"layered\"", "\"patch\"", "\"patch\"", "cannot resolve \"patch\"",
     "\"unit_cell\""},
    {"an unknown resolution", "\"layered\"", "\"layerd\"", "\"layerd\"",
     "it must be one of \"auto\"", "did you mean 'layered'?"},
    {"no format", "format = 1\n", "", "title", "'format' is missing at the top level",
     "format = 1"},
    {"another format", "format = 1", "format = 2", "2\n", "format 2 is not known", "format = 1"},
    {"a format in quotes", "format = 1", "format = \"1\"", "\"1\"", "takes a whole number", ""},
    {"no serum", "serums = [\"a.toml\"]\n", "", "format", "the scenario has no serum", "[serum]"},
    {"serums that name none", "[\"a.toml\"]", "[]", "[]", "'serums' names no serum", ""},
    {"a serum named twice", "[\"a.toml\"]", "[\"a.toml\", \"./a.toml\"]", "\"./a.toml\"",
     "'./a.toml' is named twice", ""},
    {"a missing serum file", "[\"a.toml\"]", "[\"a.toml\", \"b.toml\"]", "\"b.toml\"",
     "there is no such file", ""},
    {"a folder for a serum", "[\"a.toml\"]", "[\"a.toml\", \".\"]", "\".\"", "it is a folder", ""},
    {"an absolute path", "[\"a.toml\"]", "[\"a.toml\", \"/etc/passwd\"]", "\"/etc/passwd\"",
     "'/etc/passwd' is an absolute path", "--allow-outside"},
    {"a path upwards", "[\"a.toml\"]", "[\"a.toml\", \"../a.toml\"]", "\"../a.toml\"",
     "'../a.toml' goes up with '..'", "--allow-outside"},
    {"a serum that is no path", "[\"a.toml\"]", "[\"a.toml\", 3]", "3", "takes text in quotes", ""},
    {"both serum and serums", "[target]",
     "[serum]\n[[serum.ingredients]]\nname = \"x\"\nfraction = \"1 %\"\n[target]",
     "serum]\n[[serum", "either 'serums' or [serum], not both", "file of its own"},
    {"a plugin folder that is not there", "[skin]", "plugin_path = [\"nowhere\"]\n[skin]",
     "\"nowhere\"", "there is no folder", ""},
    {"a time of day", "at = \"8 h\"", "at = 08:30:00", "08:30", "'at': ':' is not a unit",
     "at = \"10 min\""},
    {"no steps",
     good_scenario.substr(good_scenario.find("[[steps]]"),
                          good_scenario.find("[diffusion]") - good_scenario.find("[[steps]]")),
     "", "format", "[[steps]] is missing", "percuta explain steps"},
    {"a section written twice over", "[simulation]", "[[simulation]]", "simulation]]",
     "[simulation] must be a table; this is an array", "single brackets"},
};

const std::vector<fault> serum_faults = {
    {"fractions above 100 % in sum", "\"1 %\"", "\"91 %\"", "\"91 %\"",
     "the fractions add up to more than 100 %: 101 % with this one", "by weight"},
    {"nothing left for the rest", "\"1 %\"", "\"90 %\"", "\"rest\"", "nothing is left for the rest",
     ""},
    {"one fraction above 100 %", "\"10 %\"", "\"110 %\"", "\"110 %\"",
     "'fraction' is \"110 %\"; it must be above 0 %, at most 100 %", ""},
    {"a fraction of zero", "\"10 %\"", "\"0 %\"", "\"0 %\"", "'fraction' is \"0 %\"", ""},
    {"a negative fraction", "\"10 %\"", "\"-1 %\"", "\"-1 %\"", "'fraction' is \"-1 %\"", ""},
    {"a fraction as a bare number", "\"10 %\"", "0.1", "0.1", "0.1 is a bare number",
     "write fraction = \"10 %\""},
    {"a fraction of another dimension", "\"10 %\"", "\"10 mg\"", "\"10 mg\"",
     "'fraction': \"10 mg\" is not a percentage", ""},
    {"no fraction", "fraction = \"10 %\"\n", "", "[[ingredients]]",
     "'fraction' is missing in [[ingredients]]", ""},
    {"two rests", "\"10 %\"", "\"rest\"", "\"rest\"\nrole", "only one ingredient can be the rest",
     "the first is in line 8"},
    {"both name and inci", "name = \"tracer\"", "name = \"tracer\"\ninci = \"Tracer\"",
     "inci = \"Tracer\"", "either a name or an inci, not both", ""},
    {"neither name nor inci", "inci = \"Niacinamide\"\n", "", "[[ingredients]]",
     "neither a name nor an inci", "inci = \"Niacinamide\""},
    {"an ingredient listed twice", "name = \"tracer\"", "inci = \"niacinamide\"", "\"niacinamide\"",
     "'niacinamide' is listed twice", "the first is in line 7"},
    {"an unknown role", "\"solvent\"", "\"solvant\"", "\"solvant\"", "'role' is \"solvant\"",
     "did you mean 'solvent'?"},
    {"an unknown property", "molar_mass =", "molar_mas =", "molar_mas", "unknown key 'molar_mas'",
     "did you mean 'molar_mass'?"},
    {"a property of another dimension", "\"122.1 g/mol\"", "\"122.1 g\"", "\"122.1 g\"",
     "is a mass; a molar mass such as", ""},
    {"a property without its unit", "\"122.1 g/mol\"", "122.1", "122.1", "needs a unit",
     "write molar_mass = \"122.1 g/mol\""},
    {"an impossible pH", "ph = 6.0", "ph = 16", "16", "'ph' is 16; it must be 0 to 14", ""},
    {"a pH in quotes", "ph = 6.0", "ph = \"6.0\"", "\"6.0\"", "takes a number without quotes", ""},
    {"a density of zero", "\"1010 kg/m^3\"", "\"0 kg/m^3\"", "\"0 kg/m^3\"", "must be above 0", ""},
    {"no format in a serum", "format = 1\n", "", "name = \"A\"", "'format' is missing",
     "format = 1"},
    {"TOML that does not parse", "ph = 6.0", "ph = = 6", "= 6", "this is not TOML", "toml.io"},
};

}  // namespace

TEST_CASE("every fault of a scenario is reported where it stands, and nothing else") {
  for (const fault& f : scenario_faults)
    check_fault(f, false);
}

TEST_CASE("every fault of a serum file is reported where it stands, and nothing else") {
  for (const fault& f : serum_faults)
    check_fault(f, true);
}

TEST_CASE("a misspelt key is reported with line, column, caret and a guess") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  const auto file =
      folder.write("p.toml", replaced(good_scenario, "thickness = \"15", "thicknes = \"15"));
  diagnostics out;
  read_scenario(file, {}, out);
  CHECK(out.render() == file.string() +
                            ":10:1: error: unknown key 'thicknes' in [[skin.layers]]\n"
                            "  10 | thicknes = \"15 um\"\n"
                            "     | ^\n"
                            "     = did you mean 'thickness'? Keys here: name, kind, thickness, "
                            "hydration, ph");
}

TEST_CASE("the names that results use for something else cannot name a layer") {
  for (const char* name :
       {"vehicle", "undissolved", "channels", "cleared", "receptor", "evaporated", "removed",
        "converted", "delivered", "via_channels", "film"}) {
    const std::string quoted = std::string("\"").append(name).append("\"");
    check_fault({name, "\"stratum_corneum\"", quoted, quoted,
                 std::string(name) + "' cannot name a layer", "reserved: vehicle"},
                false);
  }
}

TEST_CASE("a serum without an active is an error") {
  check_fault({"no active",
               good_serum.substr(good_serum.find("[[ing"),
                                 good_serum.rfind("[[ing") - good_serum.find("[[ing")),
               "", "ingredients]]", "the serum has no active ingredient", "is active unless"},
              true);
}

TEST_CASE("two serums of one name are an error") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  folder.write("b.toml", good_serum);
  const auto file =
      folder.write("p.toml", replaced(good_scenario, "[\"a.toml\"]", "[\"a.toml\", \"b.toml\"]"));
  diagnostics out;
  read_scenario(file, {}, out);
  CHECK(out.errors() == 1);
  CHECK_THAT(out.render(), Contains(":3:21: error: ") && Contains("are both called \"A\""));
}

TEST_CASE("all faults of a scenario and of its serums are reported at once") {
  std::string scenario_text = good_scenario, serum_text = good_serum;
  scenario_text = replaced(scenario_text, "title", "titel");
  scenario_text = replaced(scenario_text, "\"15 um\"", "15");
  scenario_text = replaced(scenario_text, "\"0.5 mm\"", "\"0.5 s\"");
  scenario_text = replaced(scenario_text, "tolerance = 1e-6", "tolerance = 1");
  serum_text = replaced(serum_text, "ph = 6.0", "ph = \"acid\"");
  serum_text = replaced(serum_text, "\"1 %\"", "\"95 %\"");
  const temporary_folder folder;
  folder.write("a.toml", serum_text);
  diagnostics out;
  read_scenario(folder.write("p.toml", scenario_text), {}, out);
  INFO(out.render());
  CHECK(out.errors() == 6);
}

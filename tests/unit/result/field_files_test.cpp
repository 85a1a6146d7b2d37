#include "result/field_files.hpp"
#include "catch.hpp"
#include "cone_cell.hpp"
#include "files.hpp"
#include "result/field_picture.hpp"
#include "result/field_view.hpp"
#include "result/npy.hpp"
#include "result/resolved_cell.hpp"
#include "result/vtk.hpp"

#include <fmt/format.h>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

using namespace percuta;
using Catch::Contains;
using test_support::read_text;
using test_support::temporary_folder;
namespace fs = std::filesystem;

namespace {

/// A number that stands at a byte, lowest byte first.
template <class T>
T number_at(const std::string& bytes, std::size_t at) {
  static_assert(std::endian::native == std::endian::little);
  T x{};
  std::memcpy(&x, bytes.data() + at, sizeof x);
  return x;
}

/// Where the block of an array begins in a .vtu, behind its length.
std::size_t block_of(const std::string& file, const std::string& name) {
  const std::size_t declared = file.find("Name=\"" + name + "\"");
  const std::size_t offset = file.find("offset=\"", declared) + 8;
  return file.find("\n_") + 2 + std::stoul(file.substr(offset)) + 8;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++n;
  return n;
}

}  // namespace

TEST_CASE("arrays are what NumPy saves") {
  const std::string file = npy(std::vector<double>{1.5, -2.0, 3.0, 4.0, 5.0, 6.0}, {2, 3});
  CHECK(file.substr(0, 8) == std::string("\x93NUMPY\x01\x00", 8));
  CHECK(file.substr(10, 58) == "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), ");
  CHECK(number_at<unsigned short>(file, 8) == 118);
  CHECK(file[127] == '\n');
  REQUIRE(file.size() == 128 + 48);
  CHECK(number_at<double>(file, 128) == 1.5);
  CHECK(number_at<double>(file, 128 + 40) == 6.0);
  const std::string list = npy(std::vector<int>{7, -1}, {2});
  CHECK_THAT(list, Contains("'descr': '<i4'") && Contains("'shape': (2,)"));
  CHECK(number_at<int>(list, list.size() - 4) == -1);
}

TEST_CASE("a time for ParaView has the grid in micrometres and both concentrations") {
  const resolved_cell cell = fake::cone_cell(125e-6, 564e-6, 4);
  const std::vector<double> w = fake::spreading_field(cell, 3600.0);
  const std::string file = vtu(cell, w, 3600.0);
  CHECK_THAT(file, Contains("header_type=\"UInt64\"") &&
                       Contains("format=\"ascii\">1</DataArray>") &&
                       Contains(fmt::format("NumberOfPoints=\"{}\" NumberOfCells=\"{}\"", w.size(),
                                            cell.grid.quads.size())));
  const std::size_t i = 7;
  const std::size_t xyz = block_of(file, "points_um") + 3 * i * 4;
  CHECK(number_at<float>(file, xyz) == Approx(cell.grid.r_m[i] * 1e6));
  CHECK(number_at<float>(file, xyz + 4) == Approx(-cell.grid.z_m[i] * 1e6));
  const float unbound = number_at<float>(file, block_of(file, "unbound_ug_per_cm3") + i * 4);
  CHECK(unbound == Approx(w[i] * 1e3));
  CHECK(number_at<float>(file, block_of(file, "total_ug_per_cm3") + i * 4) ==
        Approx(4.0 * unbound));
  CHECK(number_at<int>(file, block_of(file, "region")) == 0);
  CHECK(number_at<int>(file, block_of(file, "region") + 16 * 4) == field_grid::fluid_region);
  CHECK(number_at<int>(file, block_of(file, "types")) == 9);
  CHECK(number_at<std::uint64_t>(file, block_of(file, "connectivity") - 8) ==
        cell.grid.quads.size() * 16);
  CHECK(file.size() == block_of(file, "types") + 4 * cell.grid.quads.size() +
                           std::string("\n</AppendedData>\n</VTKFile>\n").size());
}

TEST_CASE("the collection gives the times in hours") {
  CHECK_THAT(pvd({{0.0, "a/000.vtu"}, {5400.0, "a/001.vtu"}}),
             Contains("timestep=\"1.5\" group=\"\" part=\"0\" file=\"a/001.vtu\""));
}

TEST_CASE("the picture names what it shows, on one scale for all times") {
  const result r = fake::made_up_with_fields(12);
  const std::string picture = field_picture(r.runs[0], r.made_from.layers, r.time_s);
  CHECK_THAT(picture, Contains("acid around one channel") && Contains("from A") &&
                          Contains(">1 h<") && Contains(">2 h<") && Contains("viable epidermis") &&
                          Contains("µg/cm³ (linear scale)") && Contains("the upper 250 of 963 µm"));
  CHECK_FALSE(picture.find(">0 s<") != std::string::npos);
  CHECK(count(picture, "<use ") == 2);
  CHECK(picture.size() < 1'000'000);
  CHECK(count(picture, "<g ") == count(picture, "</g>"));
}

TEST_CASE("panels are the highest content and others spread around it, none without any") {
  const double h = 3600.0;
  const std::vector<double> at{h / 6, h / 2, h, 2 * h, 4 * h, 8 * h, 12 * h, 24 * h, 48 * h};
  using list = std::vector<std::size_t>;
  CHECK(times_shown(at, {0, 8, 9, 7, 5, 2, 1, 0, 0.01}) == list{1, 2, 4, 6});
  CHECK(times_shown({0.0, h, 2 * h, 3 * h}, {9, 0, 8, 1}) == list{2, 3});
  CHECK(times_shown({0.0, h, 2 * h}, {0, 0, 0}) == list{2});
}

TEST_CASE("the scale is that of what lies below the first layer, and says what goes beyond") {
  result r = fake::made_up_with_fields(12);
  const std::vector<planned_layer>& layers = r.made_from.layers;
  r.runs[0].cell->partition[0] = 0.1;
  CHECK_THAT(field_picture(r.runs[0], layers, r.time_s), Contains("Within the stratum corneum"));
  const auto scale_with = [&](double partition) {
    run_result& run = r.runs[0];
    run.cell->partition[0] = partition;
    const field_view view = view_of(*run.cell, layers);
    const field_raster raster(run.cell->grid, view.half_width_m, view.depth_m, 90, 120);
    return values_shown(run, raster, {r.time_s.size() - 1}, layers[0].thickness_m).scale;
  };
  const axis scale = scale_with(1.0);
  CHECK(scale.high < 8.0);
  CHECK(scale_with(1000.0).high == scale.high);
  CHECK(scale_with(1000.0).low == scale.low);
  CHECK_FALSE(colour_scale({0.5, 0.6, 1.0}).logarithmic);
  const axis wide = colour_scale({1e-6, 1e-5, 1e-3, 3.0});
  CHECK(wide.logarithmic);
  CHECK(wide.high / wide.low < 1000.0);
}

TEST_CASE("names in a picture are escaped") {
  result r = fake::made_up_with_fields(4);
  r.runs[0].serum = "A & <B>";
  CHECK_THAT(field_picture(r.runs[0], r.made_from.layers, r.time_s),
             Contains("from A &amp; &lt;B&gt;") && !Contains("<B>"));
}

TEST_CASE(
    "a field that is zero everywhere, or rough as noise, is drawn and stays below a megabyte") {
  result r = fake::made_up_with_fields(60);
  run_result& run = r.runs[0];
  for (std::vector<double>& field : run.series.fields_kg_m3)
    field.assign(field.size(), 0.0);
  CHECK_NOTHROW(field_picture(run, r.made_from.layers, r.time_s));
  unsigned state = 1;
  for (std::vector<double>& field : run.series.fields_kg_m3) {
    for (double& w : field) {
      state = state * 1664525U + 1013904223U;
      w = static_cast<double>(state >> 8U);
    }
  }
  CHECK(field_picture(run, r.made_from.layers, r.time_s).size() < 1'000'000);
}

TEST_CASE("long names are set smaller, within the picture") {
  result r = fake::made_up_with_fields(4);
  r.runs[0].serum = std::string(300, 'x');
  CHECK_THAT(field_picture(r.runs[0], r.made_from.layers, r.time_s),
             !Contains("font-size=\"13\" fill=\"#555\""));
}

TEST_CASE("a run has a cell only where its solution has fields") {
  problem p;
  p.channels = {{1e6, 1.0, {0.0, 1e-4}, {3e-5, 0.0}, 1.0}};
  solute s;
  s.layers.resize(2);
  s.layers[1].partition = 0.7;
  s.fluid.resize(1);
  s.fluid[0].partition = 1.1;
  p.solutes = {s, s};
  solution solved;
  solved.solutes.resize(2);
  CHECK_FALSE(cell_of(p, solved, 0));
  solved.grid = fake::cone_cell(1e-4, 5e-4, 2).grid;
  solved.solutes[1].fields_kg_m3 = {std::vector<double>(solved.grid->r_m.size(), 1.0)};
  CHECK_FALSE(cell_of(p, solved, 0));
  const auto cell = cell_of(p, solved, 1);
  REQUIRE(cell);
  CHECK(partition_in(*cell, 1) == 0.7);
  CHECK(partition_in(*cell, field_grid::fluid_region) == 1.1);
  CHECK(cell->channel_depth_m.back() == 1e-4);
}

TEST_CASE("file names are plain and none stands twice") {
  CHECK(slug("L-Ascorbic acid 15 %, pH 3.2", "serum") == "l_ascorbic_acid_15_ph_3_2");
  CHECK(slug("../..", "serum") == "serum");
  CHECK(slug("セラム", "serum") == "serum");
  result r = fake::made_up_with_fields(4);
  r.runs[0].ingredient = "acid!";
  r.runs[1].ingredient = "Acid";
  r.runs[2].serum = "a.";
  std::set<std::string> names;
  for (const lazy_file& f : field_files(r, {"fields/a"}))
    CHECK(names.insert(f.name.generic_string()).second);
  for (const char* name :
       {"fields/a_2/acid.svg", "fields/a_2/acid_2.pvd", "fields/a_2/quads.npy",
        "fields/a_2/acid_2/000.vtu", "fields/a_3/acid_partition.npy", "fields/a_3/times_h.npy"}) {
    INFO(name);
    CHECK(names.contains(name));
  }
}

TEST_CASE("a result folder holds the fields and knows them as its own") {
  const temporary_folder p;
  scenario s;
  s.file = p.path() / "protocol.toml";
  const result r = fake::made_up_with_fields(4);
  write_output(r, s, p.path() / "out");
  CHECK(fs::exists(p.path() / "out/fields/a/acid/002.vtu"));
  CHECK(read_text(p.path() / "out/fields/b/acid.svg").rfind("<?xml", 0) == 0);
  const auto provenance = nlohmann::json::parse(read_text(p.path() / "out/provenance.json"));
  const auto files = provenance.at("files").get<std::set<std::string>>();
  CHECK(files.contains("fields/a/acid_unbound_ug_per_cm3.npy"));
  CHECK_NOTHROW(write_output(fake::made_up(), s, p.path() / "out"));
  CHECK_FALSE(fs::exists(p.path() / "out/fields"));
  write_output(r, s, p.path() / "out");
  p.write("out/fields/a/mine.txt", "keep me");
  CHECK_THROWS_WITH(check_output_folder(p.path() / "out"), Contains("fields/a/mine.txt"));
}

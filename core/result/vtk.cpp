#include "result/vtk.hpp"

#include "picture/svg.hpp"
#include "result/bytes.hpp"
#include "result/resolved_cell.hpp"
#include "result/units_shown.hpp"

#include <fmt/format.h>
#include <cstdint>
#include <iterator>

namespace percuta {
namespace {

/// The data of a .vtu: declarations in the XML, and the blocks that they point at.
class appended_data {
public:
  template <class T>
  std::string add(const char* name, int components, const std::vector<T>& values) {
    static_assert(sizeof(T) == 4);
    const char* type = std::is_same_v<T, float> ? "Float32" : "Int32";
    const std::string declaration = fmt::format(
        "<DataArray type=\"{}\" Name=\"{}\" NumberOfComponents=\"{}\" format=\"appended\" "
        "offset=\"{}\"/>\n",
        type, name, components, blocks_.size());
    append_little_endian(blocks_, static_cast<std::uint64_t>(values.size() * sizeof(T)));
    for (const T x : values)
      append_little_endian(blocks_, x);
    return declaration;
  }
  const std::string& blocks() const { return blocks_; }

private:
  std::string blocks_;
};

std::vector<float> points_um(const field_grid& grid) {
  std::vector<float> xyz;
  for (std::size_t i = 0; i < grid.r_m.size(); ++i) {
    xyz.push_back(static_cast<float>(grid.r_m[i] * to_um));
    xyz.push_back(static_cast<float>(-grid.z_m.at(i) * to_um));
    xyz.push_back(0.0F);
  }
  return xyz;
}

constexpr std::int32_t vtk_quad = 9;

}  // namespace

std::string vtu(const resolved_cell& cell, const std::vector<double>& unbound_kg_m3,
                double time_s) {
  const field_grid& grid = cell.grid;
  const std::vector<int> region = region_of_points(grid);
  std::vector<float> unbound, total;
  for (std::size_t i = 0; i < region.size(); ++i) {
    const double w = unbound_kg_m3.at(i) * to_ug_per_cm3;
    unbound.push_back(static_cast<float>(w));
    total.push_back(static_cast<float>(w * partition_in(cell, region[i])));
  }
  std::vector<std::int32_t> corners, ends;
  for (const std::array<int, 4>& quad : grid.quads) {
    corners.insert(corners.end(), quad.begin(), quad.end());
    ends.push_back(static_cast<std::int32_t>(corners.size()));
  }
  const std::vector<std::int32_t> regions(grid.region.begin(), grid.region.end());
  // VTK takes any integer for a kind of cell.
  const std::vector<std::int32_t> kinds(grid.quads.size(), vtk_quad);

  appended_data data;
  std::string point_data = data.add("total_ug_per_cm3", 1, total);
  point_data += data.add("unbound_ug_per_cm3", 1, unbound);
  const std::string cell_data = data.add("region", 1, regions);
  const std::string points = data.add("points_um", 3, points_um(grid));
  std::string cells = data.add("connectivity", 1, corners);
  cells += data.add("offsets", 1, ends);
  cells += data.add("types", 1, kinds);
  return fmt::format(
             "<?xml version=\"1.0\"?>\n"
             "<VTKFile type=\"UnstructuredGrid\" version=\"1.0\" byte_order=\"LittleEndian\" "
             "header_type=\"UInt64\">\n"
             "<!-- Lengths in micrometres: x from the channel's axis, y minus the depth. Region: "
             "layer from the surface, from 0; -1 channel fluid. TimeValue in hours. -->\n"
             "<UnstructuredGrid>\n"
             "<FieldData>\n<DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" "
             "format=\"ascii\">{}</DataArray>\n</FieldData>\n"
             "<Piece NumberOfPoints=\"{}\" NumberOfCells=\"{}\">\n"
             "<PointData Scalars=\"total_ug_per_cm3\">\n{}</PointData>\n"
             "<CellData>\n{}</CellData>\n<Points>\n{}</Points>\n<Cells>\n{}</Cells>\n"
             "</Piece>\n</UnstructuredGrid>\n<AppendedData encoding=\"raw\">\n_",
             hours(time_s), region.size(), grid.quads.size(), point_data, cell_data, points,
             cells) +
         data.blocks() + "\n</AppendedData>\n</VTKFile>\n";
}

std::string pvd(const std::vector<std::pair<double, std::string>>& files) {
  std::string out =
      "<?xml version=\"1.0\"?>\n"
      "<VTKFile type=\"Collection\" version=\"0.1\" byte_order=\"LittleEndian\">\n"
      "<!-- timestep in hours -->\n<Collection>\n";
  for (const auto& [time_s, file] : files) {
    fmt::format_to(std::back_inserter(out),
                   "<DataSet timestep=\"{}\" group=\"\" part=\"0\" file=\"{}\"/>\n", hours(time_s),
                   escaped(file));
  }
  return out + "</Collection>\n</VTKFile>\n";
}

}  // namespace percuta

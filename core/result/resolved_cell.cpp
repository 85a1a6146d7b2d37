#include "result/resolved_cell.hpp"

#include "transport/unit_cell/cell_mesh.hpp"

namespace percuta {

std::optional<resolved_cell> cell_of(const problem& p, const solution& solved, std::size_t solute) {
  if (!solved.grid || solved.solutes.at(solute).fields_kg_m3.empty()) return std::nullopt;
  resolved_cell cell;
  cell.grid = *solved.grid;
  for (const medium& m : p.solutes.at(solute).layers)
    cell.partition.push_back(m.partition);
  if (const int c = channel_population(p); c >= 0) {
    const auto population = static_cast<std::size_t>(c);
    cell.fluid_partition = p.solutes[solute].fluid.at(population).partition;
    cell.channel_depth_m = p.channels[population].depth_m;
    cell.channel_radius_m = p.channels[population].radius_m;
  }
  return cell;
}

double partition_in(const resolved_cell& cell, int region) {
  return region == field_grid::fluid_region ? cell.fluid_partition
                                            : cell.partition.at(static_cast<std::size_t>(region));
}

std::vector<int> region_of_points(const field_grid& grid) {
  std::vector<int> region(grid.r_m.size(), 0);
  for (std::size_t q = 0; q < grid.quads.size(); ++q) {
    for (const int point : grid.quads[q])
      region.at(static_cast<std::size_t>(point)) = grid.region.at(q);
  }
  return region;
}

}  // namespace percuta

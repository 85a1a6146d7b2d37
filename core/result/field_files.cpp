#include "result/field_files.hpp"

#include "result/field_picture.hpp"
#include "result/npy.hpp"
#include "result/resolved_cell.hpp"
#include "result/units_shown.hpp"
#include "result/vtk.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <utility>

namespace percuta {
namespace {

namespace fs = std::filesystem;

/// Gives out names, none twice.
class free_names {
public:
  explicit free_names(const std::vector<fs::path>& taken) : taken_(taken) {}

  fs::path take(const fs::path& folder, const std::string& wanted) {
    fs::path name = folder / wanted;
    for (int n = 2; std::find(taken_.begin(), taken_.end(), name) != taken_.end(); ++n)
      name = folder / fmt::format("{}_{}", wanted, n);
    taken_.push_back(name);
    return name;
  }

private:
  std::vector<fs::path> taken_;
};

std::vector<double> points_um(const field_grid& grid) {
  std::vector<double> rz;
  for (std::size_t i = 0; i < grid.r_m.size(); ++i) {
    rz.push_back(grid.r_m[i] * to_um);
    rz.push_back(grid.z_m.at(i) * to_um);
  }
  return rz;
}

std::vector<int> corners(const field_grid& grid) {
  std::vector<int> all;
  for (const std::array<int, 4>& quad : grid.quads)
    all.insert(all.end(), quad.begin(), quad.end());
  return all;
}

std::vector<double> times_h(const result& r) {
  std::vector<double> list;
  for (const double t : r.time_s)
    list.push_back(hours(t));
  return list;
}

std::vector<double> unbound_ug_per_cm3(const solute_solution& s) {
  std::vector<double> all;
  for (const std::vector<double>& field : s.fields_kg_m3) {
    for (const double w : field)
      all.push_back(w * to_ug_per_cm3);
  }
  return all;
}

std::vector<double> partition_of_points(const resolved_cell& cell) {
  std::vector<double> list;
  for (const int region : region_of_points(cell.grid))
    list.push_back(partition_in(cell, region));
  return list;
}

void add_grid(std::vector<lazy_file>& files, const result& r, const run_result& run,
              const fs::path& folder) {
  const field_grid& grid = run.cell->grid;
  files.push_back({folder / "times_h.npy", [&r] { return npy(times_h(r), {r.time_s.size()}); }});
  files.push_back({folder / "points_um.npy", [&grid] {
                     return npy(points_um(grid), {grid.r_m.size(), 2});
                   }});
  files.push_back({folder / "quads.npy", [&grid] {
                     return npy(corners(grid), {grid.quads.size(), 4});
                   }});
  files.push_back(
      {folder / "region.npy", [&grid] { return npy(grid.region, {grid.region.size()}); }});
}

void add_run(std::vector<lazy_file>& files, const result& r, const run_result& run,
             const fs::path& stem) {
  const auto with = [&stem](const char* ending) { return fs::path(stem.string() + ending); };
  files.push_back(
      {with(".svg"), [&r, &run] { return field_picture(run, r.made_from.layers, r.time_s); }});
  files.push_back(
      {with("_unbound_ug_per_cm3.npy"), [&run] {
         const solute_solution& s = run.series;
         return npy(unbound_ug_per_cm3(s), {s.fields_kg_m3.size(), run.cell->grid.r_m.size()});
       }});
  files.push_back({with("_partition.npy"), [&run] {
                     return npy(partition_of_points(*run.cell), {run.cell->grid.r_m.size()});
                   }});
  std::vector<std::pair<double, std::string>> collection;
  for (std::size_t t = 0; t < r.time_s.size(); ++t) {
    const fs::path name = stem / fmt::format("{:03}.vtu", t);
    files.push_back({name, [&r, &run, t] {
                       return vtu(*run.cell, run.series.fields_kg_m3.at(t), r.time_s[t]);
                     }});
    collection.emplace_back(r.time_s[t],
                            name.lexically_relative(stem.parent_path()).generic_string());
  }
  files.push_back({with(".pvd"), [collection] { return pvd(collection); }});
}

}  // namespace

std::string slug(std::string_view text, std::string_view fallback) {
  constexpr std::size_t longest = 60;
  std::string out;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      out += c;
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  out.resize(std::min(out.size(), longest));
  while (!out.empty() && out.back() == '_')
    out.pop_back();
  return out.empty() ? std::string(fallback) : out;
}

std::vector<lazy_file> field_files(const result& r, const std::vector<fs::path>& taken) {
  std::vector<lazy_file> files;
  free_names names(taken);
  std::map<std::string, fs::path> folders;  // by serum
  for (const run_result& run : r.runs) {
    if (!run.cell) continue;
    const auto [entry, is_new] = folders.try_emplace(run.serum);
    fs::path& folder = entry->second;
    if (is_new) {
      folder = names.take("fields", slug(run.serum, "serum"));
      add_grid(files, r, run, folder);
    }
    add_run(files, r, run, names.take(folder, slug(run.ingredient, "ingredient")));
  }
  return files;
}

}  // namespace percuta

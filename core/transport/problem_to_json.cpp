#include "percuta/problem_json.hpp"
#include "transport/problem_json_names.hpp"

#include <nlohmann/json.hpp>

namespace percuta {
namespace {

using json = nlohmann::ordered_json;

json write(const signal& s) {
  if (is_constant(s)) return value(s, 0.0);
  json j{{"breaks_s", s.breaks_s}, {"coefficients", s.coefficients}};
  if (s.scale != 1.0) j["scale"] = s.scale;
  return j;
}

json write(const medium& m);
json write(const channel& c);
json write(const shunt& s);
json write(const solute& s);
json write(const reaction& r);
json write(const event& e);

template <class T>
json write_all(const std::vector<T>& items) {
  json all = json::array();
  for (const T& item : items)
    all.push_back(write(item));
  return all;
}

json write(const gates& g) {
  return {{"top", g.top}, {"bottom", g.bottom}, {"wall", g.wall}};
}

json write(const medium& m) {
  return {{"diffusivity_m2_s", m.diffusivity_m2_s},
          {"partition", m.partition},
          {"initial_kg_m3", m.initial_kg_m3},
          {"loss_1_s", write(m.loss_1_s)},
          {"gate", write(m.gate)}};
}

json write(const film& f) {
  json j{{"capacity_m", write(f.capacity_m)}, {"loss_m_s", write(f.loss_m_s)}};
  if (f.saturation_kg_m3) j["saturation_kg_m3"] = write(*f.saturation_kg_m3);
  if (f.sheet_conductance_m3_s) j["sheet_conductance_m3_s"] = write(*f.sheet_conductance_m3_s);
  j["initial_kg_m2"] = f.initial_kg_m2;
  j["fixed_kg_m3"] = write(f.fixed_kg_m3);
  return j;
}

json write(const channel& c) {
  return {{"density_1_m2", c.density_1_m2},
          {"wetted_fraction", c.wetted_fraction},
          {"depth_m", c.depth_m},
          {"radius_m", c.radius_m},
          {"openness", write(c.openness)}};
}

json write(const shunt& s) {
  return {{"from", s.from}, {"to", s.to}, {"conductance_m_s", write(s.conductance_m_s)}};
}

json write(const solute& s) {
  return {{"top", write(s.top)}, {"layers", write_all(s.layers)}, {"fluid", write_all(s.fluid)}};
}

json write(const reaction& r) {
  return {{"from", r.from}, {"to", r.to}, {"mass_yield", r.mass_yield}, {"rate_1_s", r.rate_1_s}};
}

json write(const event& e) {
  return {{"time_s", e.time_s}, {"keep", e.keep}, {"add_kg_m2", e.add_kg_m2}, {"flood", e.flood}};
}

json write(const outputs& o) {
  return {{"time_s", o.time_s},
          {"window_s", {o.window_s[0], o.window_s[1]}},
          {"profiles", o.profiles},
          {"fields", o.fields},
          {"peaks", o.peaks}};
}

}  // namespace

std::string to_json(const problem& p) {
  const json j{{"format", 1},
               {"kind", "percuta.problem"},
               {"top", top_names[static_cast<int>(p.top)]},
               {"bottom", bottom_names[static_cast<int>(p.bottom)]},
               {"tolerance", p.tolerance},
               {"thickness_m", p.thickness_m},
               {"channels", write_all(p.channels)},
               {"shunts", write_all(p.shunts)},
               {"solutes", write_all(p.solutes)},
               {"reactions", write_all(p.reactions)},
               {"events", write_all(p.events)},
               {"wanted", write(p.wanted)}};
  return j.dump(1) + "\n";
}

}  // namespace percuta

#include "percuta/diagnostics.hpp"
#include "percuta/error.hpp"
#include "percuta/problem_json.hpp"
#include "transport/problem_json_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

namespace percuta {
namespace {

using json = nlohmann::ordered_json;

/// Walks a document and collects what is wrong with it, with the path of the value.
class reader {
public:
  explicit reader(std::string& faults) : faults_(faults) {}

  void fault(const std::string& path, const std::string& what) {
    if (!faults_.empty()) faults_ += '\n';
    faults_ += (path.empty() ? "the document" : path) + ": " + what;
  }

  /// Visits the members of an object: fields(name, json) returns false for a key it does not know.
  template <class Fields>
  void object(const json& j, const std::string& path, const std::vector<std::string>& required,
              const std::vector<std::string>& optional, Fields&& fields) {
    if (!j.is_object()) {
      fault(path, fmt::format("an object is expected, not {}", j.type_name()));
      return;
    }
    std::vector<std::string> known = required;
    known.insert(known.end(), optional.begin(), optional.end());
    for (const auto& [key, item] : j.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        const auto near = nearest(key, known, 1);
        fault(path, fmt::format("unknown key '{}'; {}", key,
                                near.empty() ? fmt::format("keys here: {}", fmt::join(known, ", "))
                                             : fmt::format("did you mean '{}'?", near[0])));
        continue;
      }
      fields(key, item, path.empty() ? key : path + "." + key);
    }
    for (const std::string& key : required) {
      if (!j.contains(key)) fault(path, fmt::format("key '{}' is missing", key));
    }
  }

  void read(const json& j, const std::string& path, double& out) {
    if (j.is_number()) {
      out = j.get<double>();
    } else {
      fault(path, fmt::format("a number is expected, not {}", j.type_name()));
    }
  }

  void read(const json& j, const std::string& path, int& out) {
    constexpr auto most = std::numeric_limits<int>::max();
    if (!j.is_number_integer() || j.get<double>() < 0.0 || j.get<double>() > most) {
      fault(path, fmt::format("a whole number from 0 to {} is expected", most));
      return;
    }
    out = j.get<int>();
  }

  void read(const json& j, const std::string& path, bool& out) {
    if (j.is_boolean()) {
      out = j.get<bool>();
    } else {
      fault(path, "true or false is expected");
    }
  }

  template <class T>
  void read(const json& j, const std::string& path, std::vector<T>& out) {
    out.clear();
    if (!j.is_array()) {
      fault(path, fmt::format("an array is expected, not {}", j.type_name()));
      return;
    }
    for (std::size_t i = 0; i < j.size(); ++i) {
      T item{};
      read(j[i], fmt::format("{}[{}]", path, i), item);
      out.push_back(std::move(item));
    }
  }

  template <class T>
  void read(const json& j, const std::string& path, std::optional<T>& out) {
    read(j, path, out.emplace());
  }

  void read(const json& j, const std::string& path, signal& out) {
    if (j.is_number()) {
      out = signal(j.get<double>());
      return;
    }
    if (!j.is_object()) {
      fault(path, "a number or { \"breaks_s\": [...], \"coefficients\": [[...]] } is expected");
      return;
    }
    object(j, path, {"breaks_s", "coefficients"}, {"scale"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "breaks_s") read(item, at, out.breaks_s);
             if (key == "coefficients") read(item, at, out.coefficients);
             if (key == "scale") read(item, at, out.scale);
           });
  }

  void read(const json& j, const std::string& path, gates& out) {
    object(j, path, {}, {"top", "bottom", "wall"},
           [&](const std::string& key, const json& item, const std::string& at) {
             read(item, at, key == "top" ? out.top : key == "bottom" ? out.bottom : out.wall);
           });
  }

  void read(const json& j, const std::string& path, medium& out) {
    object(j, path, {"diffusivity_m2_s", "partition"}, {"initial_kg_m3", "loss_1_s", "gate"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "diffusivity_m2_s") read(item, at, out.diffusivity_m2_s);
             if (key == "partition") read(item, at, out.partition);
             if (key == "initial_kg_m3") read(item, at, out.initial_kg_m3);
             if (key == "loss_1_s") read(item, at, out.loss_1_s);
             if (key == "gate") read(item, at, out.gate);
           });
  }

  void read(const json& j, const std::string& path, film& out) {
    object(j, path, {},
           {"capacity_m", "loss_m_s", "saturation_kg_m3", "sheet_conductance_m3_s", "initial_kg_m2",
            "fixed_kg_m3"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "capacity_m") read(item, at, out.capacity_m);
             if (key == "loss_m_s") read(item, at, out.loss_m_s);
             if (key == "saturation_kg_m3") read(item, at, out.saturation_kg_m3);
             if (key == "sheet_conductance_m3_s") read(item, at, out.sheet_conductance_m3_s);
             if (key == "initial_kg_m2") read(item, at, out.initial_kg_m2);
             if (key == "fixed_kg_m3") read(item, at, out.fixed_kg_m3);
           });
  }

  void read(const json& j, const std::string& path, channel& out) {
    object(j, path, {"density_1_m2", "depth_m", "radius_m"}, {"wetted_fraction", "openness"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "density_1_m2") read(item, at, out.density_1_m2);
             if (key == "depth_m") read(item, at, out.depth_m);
             if (key == "radius_m") read(item, at, out.radius_m);
             if (key == "wetted_fraction") read(item, at, out.wetted_fraction);
             if (key == "openness") read(item, at, out.openness);
           });
  }

  void read(const json& j, const std::string& path, shunt& out) {
    object(j, path, {"from", "to", "conductance_m_s"}, {},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "from") read(item, at, out.from);
             if (key == "to") read(item, at, out.to);
             if (key == "conductance_m_s") read(item, at, out.conductance_m_s);
           });
  }

  void read(const json& j, const std::string& path, solute& out) {
    object(j, path, {"layers"}, {"top", "fluid"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "top") read(item, at, out.top);
             if (key == "layers") read(item, at, out.layers);
             if (key == "fluid") read(item, at, out.fluid);
           });
  }

  void read(const json& j, const std::string& path, reaction& out) {
    object(j, path, {"from", "to", "rate_1_s"}, {"mass_yield"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "from") read(item, at, out.from);
             if (key == "to") read(item, at, out.to);
             if (key == "mass_yield") read(item, at, out.mass_yield);
             if (key == "rate_1_s") read(item, at, out.rate_1_s);
           });
  }

  void read(const json& j, const std::string& path, event& out) {
    object(j, path, {"time_s", "keep", "add_kg_m2"}, {"flood"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "time_s") read(item, at, out.time_s);
             if (key == "keep") read(item, at, out.keep);
             if (key == "add_kg_m2") read(item, at, out.add_kg_m2);
             if (key == "flood") read(item, at, out.flood);
           });
  }

  void read(const json& j, const std::string& path, outputs& out) {
    object(j, path, {"time_s"}, {"window_s", "profiles", "fields", "peaks"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "time_s") read(item, at, out.time_s);
             if (key == "profiles") read(item, at, out.profiles);
             if (key == "fields") read(item, at, out.fields);
             if (key == "peaks") read(item, at, out.peaks);
             if (key == "window_s") {
               std::vector<double> window;
               read(item, at, window);
               if (window.size() != 2) {
                 fault(at, "two times are expected, [from, to]");
               } else {
                 out.window_s[0] = window[0];
                 out.window_s[1] = window[1];
               }
             }
           });
  }

  template <class Enum, std::size_t N>
  void choose(const json& j, const std::string& path, const char* const (&names)[N], Enum& out) {
    for (std::size_t i = 0; i < N; ++i) {
      if (j.is_string() && j.get<std::string>() == names[i]) {
        out = static_cast<Enum>(i);
        return;
      }
    }
    fault(path, fmt::format("one of \"{}\" is expected", fmt::join(names, "\", \"")));
  }

  problem read_problem(const json& j) {
    problem p;
    object(j, "", {"format", "kind", "thickness_m", "solutes", "wanted"},
           {"top", "bottom", "channels", "shunts", "reactions", "events", "tolerance"},
           [&](const std::string& key, const json& item, const std::string& at) {
             if (key == "format" && item != 1) fault(at, "this version reads format 1");
             if (key == "kind" && item != "percuta.problem")
               fault(at, "\"percuta.problem\" is expected");
             if (key == "thickness_m") read(item, at, p.thickness_m);
             if (key == "solutes") read(item, at, p.solutes);
             if (key == "wanted") read(item, at, p.wanted);
             if (key == "top") choose(item, at, top_names, p.top);
             if (key == "bottom") choose(item, at, bottom_names, p.bottom);
             if (key == "channels") read(item, at, p.channels);
             if (key == "shunts") read(item, at, p.shunts);
             if (key == "reactions") read(item, at, p.reactions);
             if (key == "events") read(item, at, p.events);
             if (key == "tolerance") read(item, at, p.tolerance);
           });
    return p;
  }

private:
  std::string& faults_;
};

/// Parses, and reports keys that an object holds twice.
json parse(std::string_view text, std::string& faults) {
  std::vector<std::set<std::string>> open;
  const auto watch = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key &&
        !open.back().insert(parsed.get<std::string>()).second) {
      reader(faults).fault(
          "", fmt::format("key '{}' stands twice in one object", parsed.get<std::string>()));
    }
    return true;
  };
  return json::parse(text, watch);
}

}  // namespace

problem problem_from_json(std::string_view text, const std::string& origin) {
  std::string faults;
  json j;
  try {
    j = parse(text, faults);
  } catch (const json::exception& e) {
    throw configuration_error(fmt::format("{}: not JSON that can be read: {}", origin, e.what()));
  }
  problem p = reader(faults).read_problem(j);
  if (faults.empty()) {
    try {
      check(p);
      return p;
    } catch (const configuration_error& e) {
      faults = e.what();
    }
  }
  std::string named;
  std::size_t start = 0;
  while (start <= faults.size()) {
    const std::size_t end = std::min(faults.find('\n', start), faults.size());
    named += (named.empty() ? "" : "\n") + origin + ": " + faults.substr(start, end - start);
    start = end + 1;
  }
  throw configuration_error(named);
}

}  // namespace percuta

#include "transport/reaction_graph.hpp"

#include "percuta/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

namespace percuta {
namespace {

using directed = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

/// Solutes of the first circle, for the message.
std::vector<int> circle(const directed& graph) {
  std::vector<int> component(num_vertices(graph));
  boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
  for (std::size_t i = 0; i < component.size(); ++i) {
    std::vector<int> members;
    for (std::size_t j = 0; j < component.size(); ++j) {
      if (component[j] == component[i]) members.push_back(static_cast<int>(j));
    }
    if (members.size() > 1 || edge(i, i, graph).second) return members;
  }
  return {};
}

}  // namespace

std::vector<std::vector<int>> reaction_groups(const problem& p) {
  if (p.reactions.empty()) {
    std::vector<std::vector<int>> alone(p.solutes.size());
    for (std::size_t i = 0; i < alone.size(); ++i)
      alone[i] = {static_cast<int>(i)};
    return alone;
  }
  directed arrows(p.solutes.size());
  undirected links(p.solutes.size());
  for (const reaction& r : p.reactions) {
    add_edge(static_cast<std::size_t>(r.from), static_cast<std::size_t>(r.to), arrows);
    add_edge(static_cast<std::size_t>(r.from), static_cast<std::size_t>(r.to), links);
  }
  std::vector<std::size_t> backwards;
  try {
    boost::topological_sort(arrows, std::back_inserter(backwards));
  } catch (const boost::not_a_dag&) {
    throw configuration_error(
        fmt::format("the reactions run in a circle through solutes {}; a product may not turn back "
                    "into what it came from",
                    fmt::join(circle(arrows), ", ")));
  }
  std::vector<std::size_t> component(p.solutes.size());
  const std::size_t n = boost::connected_components(
      links, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, links)));
  std::vector<std::vector<int>> groups(n);
  for (auto solute = backwards.rbegin(); solute != backwards.rend(); ++solute) {
    groups[component[*solute]].push_back(static_cast<int>(*solute));
  }
  std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    return *std::min_element(a.begin(), a.end()) < *std::min_element(b.begin(), b.end());
  });
  return groups;
}

}  // namespace percuta

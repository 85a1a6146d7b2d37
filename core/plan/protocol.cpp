#include "plan/protocol.hpp"

#include <algorithm>

namespace percuta {
namespace {

class event_list {
public:
  explicit event_list(std::size_t actives) : actives_(actives) {}

  void keep(double time_s, double share) {
    event& e = at(time_s, [](const event& last) { return last.flood.empty() && !adds(last); });
    for (double& k : e.keep)
      k *= share;
  }
  void add(double time_s, const std::vector<double>& amount_kg_m2) {
    event& e = at(time_s, [](const event& last) { return last.flood.empty(); });
    for (std::size_t i = 0; i < actives_; ++i)
      e.add_kg_m2[i] += amount_kg_m2[i];
  }
  void flood(double time_s, int population) {
    at(time_s, [](const event&) { return true; }).flood.push_back(population);
  }
  bool empty() const { return events_.empty(); }
  std::vector<event> take() { return std::move(events_); }

private:
  static bool adds(const event& e) {
    return std::any_of(e.add_kg_m2.begin(), e.add_kg_m2.end(), [](double a) { return a > 0.0; });
  }

  /// The last event where it is of that time and can still take the change, else a new one.
  template <class Takes>
  event& at(double time_s, const Takes& takes) {
    if (events_.empty() || events_.back().time_s != time_s || !takes(events_.back())) {
      events_.push_back(
          {time_s, std::vector<double>(actives_, 1.0), std::vector<double>(actives_, 0.0), {}});
    }
    return events_.back();
  }

  std::size_t actives_;
  std::vector<event> events_;
};

}  // namespace

planned_doses plan_doses(const std::vector<step>& steps, const known_serum& serum,
                         double duration_s, int first_population) {
  const std::vector<const substance*> actives = serum.actives();
  planned_doses doses;
  doses.initial_kg_m2.assign(actives.size(), 0.0);
  doses.total_kg_m2.assign(actives.size(), 0.0);
  event_list events(actives.size());
  int population = first_population;
  bool film_lies = false;

  for (const step& s : steps) {
    if (s.at_s >= duration_s) break;
    switch (s.kind) {
      case step_kind::needle:
        if (film_lies) events.flood(s.at_s, population);
        ++population;
        break;
      case step_kind::apply: {
        std::vector<double> amount;
        for (std::size_t i = 0; i < actives.size(); ++i) {
          amount.push_back(s.amount_kg_m2 * actives[i]->fraction);
          doses.total_kg_m2[i] += amount[i];
        }
        if (s.at_s == 0.0 && events.empty()) {
          for (std::size_t i = 0; i < actives.size(); ++i)
            doses.initial_kg_m2[i] += amount[i];
        } else {
          events.add(s.at_s, amount);
        }
        film_lies = true;
        break;
      }
      case step_kind::remove:
        if (!film_lies) break;
        events.keep(s.at_s, 1.0 - s.efficiency);
        film_lies = s.efficiency < 1.0;
        break;
      case step_kind::cover:
      case step_kind::uncover:
        break;
    }
  }
  doses.events = events.take();
  return doses;
}

}  // namespace percuta

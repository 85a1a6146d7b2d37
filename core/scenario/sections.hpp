#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "scenario/keys.hpp"

namespace percuta {

// The sections of a scenario and of a serum file, each declared in the reader of its part.

const section<skin_section>& skin_keys();
const section<environment_section>& environment_keys();

const section<model_choice>& diffusion_keys();
const section<model_choice>& closure_keys();
const section<model_choice>& database_keys();
const section<channels_section>& channels_keys();

const section<serum>& serum_keys();

value_rule<scenario> steps_rule();

const section<target_section>& target_keys();
const section<simulation_section>& simulation_keys();

/// Reads a serum file. `named_at` is where the scenario names it.
std::optional<serum> read_serum_file(const std::filesystem::path& file, const location& named_at,
                                     reading& run);

/// Rules between the steps, and between them and other sections. Times that could not be read are
/// NaN and break no rule.
void check_steps(const scenario& s, const raw_value& steps, diagnostics& out);

/// Output times and window against the duration.
void check_simulation(const scenario& s, const raw_table& root, diagnostics& out);

/// Accepts 1, the only number there is yet.
template <class T>
value_rule<T> format_rule() {
  return {"integer",
          "1",
          [](T&, const raw_value& value, const key_place& place, reading& run) {
            const auto read = read_integer(value, {}, place.in(run));
            if (read && *read != 1)
              run.out.error(value.where, fmt::format("format {} is not known", *read),
                            "this version of percuta reads format = 1");
          },
          {}};
}

}  // namespace percuta

#include "scenario/rules.hpp"
#include "scenario/sections.hpp"

namespace percuta {

namespace {

constexpr const char* parameters_doc =
    "The model's own parameters; `percuta model show ID` lists them with units and bounds.";

void take_parameters(model_choice& choice, raw_table rest) {
  choice.parameters = std::move(rest);
}

section<model_choice> model_section(std::string example, std::string doc) {
  return {{{"model", text(&model_choice::id), std::move(example), "", std::move(doc)}},
          {},
          take_parameters,
          parameters_doc};
}

}  // namespace

const section<model_choice>& diffusion_keys() {
  static const section<model_choice> keys =
      model_section(R"("wang_kasting_nitsche")",
                    "The model that gives diffusivity, partition and loss in every layer.");
  return keys;
}

const section<model_choice>& closure_keys() {
  static const section<model_choice> keys =
      model_section(R"("exponential")", "The model of how channels close after needling.");
  return keys;
}

const section<model_choice>& database_keys() {
  static const section<model_choice> keys =
      model_section(R"("builtin")", "A database of ingredients.");
  return keys;
}

const section<channels_section>& channels_keys() {
  static const section<channels_section> keys{
      {
          {"geometry",
           special<channels_section>("text", "",
                                     [](channels_section& channels, const raw_value& value,
                                        const key_place& place, reading& run) {
                                       if (auto id = read_text(value, place.in(run)))
                                         channels.geometry.id = {std::move(*id), value.where};
                                     }),
           R"("cone")", "", "The model of the channels' shape."},
          {"wetted_fraction", fraction(&channels_section::wetted_fraction, between("0 %", "100 %")),
           R"("50 %")", "100 %",
           "Share of the channels that the serum enters; the others take no part."},
      },
      {},
      [](channels_section& channels, raw_table rest) {
        channels.geometry.parameters = std::move(rest);
      },
      parameters_doc};
  return keys;
}

}  // namespace percuta

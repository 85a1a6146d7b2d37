#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/keys.hpp"

namespace percuta {

// Rules for the values of keys: each takes the member of T that the value goes to.

template <class T>
void put(T& member, T value, const location&) {
  member = std::move(value);
}

template <class T>
void put(written<T>& member, T value, const location& where) {
  member = {std::move(value), where};
}

template <class M, class V>
void put(std::optional<M>& member, V value, const location& where) {
  put(member.emplace(), std::move(value), where);
}

template <class T, class V>
using setter = std::function<void(T&, V, const location&)>;

template <class V, class T, class M>
setter<T, V> into(M T::*member) {
  return [member](T& target, V value, const location& where) {
    put(target.*member, std::move(value), where);
  };
}

/// A dimensional value, in quotes with its unit; `unit` is any of the right dimension.
template <class T>
value_rule<T> quantity(setter<T, double> set, std::string_view unit, bounds allowed) {
  const dimension dim = parse_unit(unit).dim;
  return {std::string(name_of(dim)),
          allowed.text(),
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            if (const auto si = read_quantity(value, dim, allowed, place.in(run)))
              set(target, *si, value.where);
          },
          {}};
}

template <class T, class M>
value_rule<T> quantity(M T::*member, std::string_view unit, bounds allowed) {
  return quantity<T>(into<double>(member), unit, std::move(allowed));
}

/// A number without unit.
template <class T>
value_rule<T> number(setter<T, double> set, bounds allowed) {
  return {"number",
          allowed.text(),
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            if (const auto read = read_number(value, allowed, place.in(run)))
              set(target, *read, value.where);
          },
          {}};
}

template <class T, class M>
value_rule<T> number(M T::*member, bounds allowed) {
  return number<T>(into<double>(member), std::move(allowed));
}

/// A percentage, in quotes.
template <class T, class M>
value_rule<T> fraction(M T::*member, bounds allowed) {
  return {"fraction",
          allowed.text(),
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            if (const auto share = read_fraction(value, allowed, place.in(run)))
              put(target.*member, *share, value.where);
          },
          {}};
}

template <class T, class M>
value_rule<T> integer(M T::*member, bounds allowed) {
  return {"integer",
          allowed.text(),
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            if (const auto read = read_integer(value, allowed, place.in(run)))
              put(target.*member, *read, value.where);
          },
          {}};
}

template <class T, class M>
value_rule<T> truth(M T::*member) {
  return {"true or false",
          "",
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            if (const auto read = read_truth(value, place.in(run)))
              put(target.*member, *read, value.where);
          },
          {}};
}

template <class T, class M>
value_rule<T> text(M T::*member) {
  return {"text",
          "",
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            if (auto read = read_text(value, place.in(run)))
              put(target.*member, std::move(*read), value.where);
          },
          {}};
}

/// One of several words, each standing for a V.
template <class V, class T, class M>
value_rule<T> choice(M T::*member, const std::vector<std::pair<std::string, V>>& choices) {
  std::vector<std::string> words;
  std::string type;
  for (const auto& [word, meaning] : choices) {
    type += (words.empty() ? "one of " : ", ") + word;
    words.push_back(word);
  }
  return {type,
          "",
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            if (const auto index = read_choice(value, words, place.in(run)))
              put(target.*member, choices[*index].second, value.where);
          },
          {}};
}

/// A table with keys of its own. `keys` is a function, so that sections may be declared in any
/// order.
template <class T, class S>
value_rule<T> table(std::function<S&(T&)> member, const section<S>& (*keys)()) {
  return {"table", "",
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            read_section(keys(), value, place.path, member(target), run);
          },
          [=](const std::string& path, std::vector<key_declaration>& list) {
            declare(keys(), path, list);
          }};
}

template <class T, class S>
value_rule<T> table(S T::*member, const section<S>& (*keys)()) {
  return table<T, S>([member](T& target) -> S& { return target.*member; }, keys);
}

template <class T, class S>
value_rule<T> table(std::optional<S> T::*member, const section<S>& (*keys)()) {
  return table<T, S>([member](T& target) -> S& { return (target.*member).emplace(); }, keys);
}

/// An array of tables, read in order; an entry at fault is kept, so that indices still match.
template <class T, class S>
value_rule<T> tables(std::vector<S> T::*member, const section<S>& (*keys)()) {
  return {"array of tables", "",
          [=](T& target, const raw_value& value, const key_place& place, reading& run) {
            const raw_array* const entries = read_array(value, place.in(run));
            if (!entries) return;
            for (const raw_value& entry : *entries)
              read_section(keys(), entry, place.path + "[]", (target.*member).emplace_back(), run);
          },
          [=](const std::string& path, std::vector<key_declaration>& list) {
            declare(keys(), path + "[]", list);
          }};
}

/// A rule that fits no pattern.
template <class T>
value_rule<T> special(
    std::string type, std::string range,
    std::function<void(T&, const raw_value&, const key_place&, reading&)> read,
    std::function<void(const std::string&, std::vector<key_declaration>&)> declare_below = {}) {
  return {std::move(type), std::move(range), std::move(read), std::move(declare_below)};
}

}  // namespace percuta

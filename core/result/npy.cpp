#include "result/npy.hpp"

#include "result/bytes.hpp"

#include <fmt/format.h>
#include <cstdint>
#include <functional>
#include <numeric>
#include <stdexcept>

namespace percuta {
namespace {

/// numpy.lib.format, version 1.0: magic, version, length of the header, and the header padded with
/// spaces so that the data begin at a multiple of 64 bytes.
std::string header(const char* type, const std::vector<std::size_t>& shape) {
  constexpr std::size_t before = 10, alignment = 64;
  std::string lengths;
  for (const std::size_t n : shape)
    lengths += fmt::format("{}, ", n);
  std::string text = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}), }}", type,
                                 lengths.substr(0, lengths.size() - (shape.size() > 1 ? 2 : 1)));
  text.append(alignment - (before + text.size() + 1) % alignment, ' ');
  text += '\n';
  std::string out("\x93NUMPY\x01\x00", 8);
  out += static_cast<char>(text.size() & 0xFFU);
  out += static_cast<char>(text.size() >> 8U);
  return out + text;
}

template <class Stored, class T>
std::string array(const char* type, const std::vector<T>& values,
                  const std::vector<std::size_t>& shape) {
  const std::size_t size =
      std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
  if (shape.empty() || size != values.size())
    throw std::logic_error("npy: the shape does not fit the values");
  std::string out = header(type, shape);
  out.reserve(out.size() + values.size() * sizeof(Stored));
  for (const T x : values)
    append_little_endian(out, static_cast<Stored>(x));
  return out;
}

}  // namespace

std::string npy(const std::vector<double>& values, const std::vector<std::size_t>& shape) {
  return array<double>("<f8", values, shape);
}

std::string npy(const std::vector<int>& values, const std::vector<std::size_t>& shape) {
  return array<std::int32_t>("<i4", values, shape);
}

}  // namespace percuta

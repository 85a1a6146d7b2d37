#include "percuta/units.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace percuta;
using Catch::Matchers::Contains;

namespace {

double si(const std::string& text, const std::string& unit_text) {
  return parse_quantity(text, parse_unit(unit_text).dim);
}

std::string fault_of(const std::string& text, const std::string& unit_text) {
  try {
    si(text, unit_text);
  } catch (const std::invalid_argument& fault) {
    return fault.what();
  }
  return "no fault";
}

}  // namespace

TEST_CASE("every unit converts to SI") {
  struct row {
    std::string unit_text;
    double factor;
    std::array<int, 5> exponent;  // length, mass, time, temperature, amount of substance
  };
  const std::vector<row> rows = {
      {"nm", 1e-9, {1, 0, 0, 0, 0}},
      {"um", 1e-6, {1, 0, 0, 0, 0}},
      {"\u00b5m", 1e-6, {1, 0, 0, 0, 0}},
      {"\u03bcm", 1e-6, {1, 0, 0, 0, 0}},
      {"mm", 1e-3, {1, 0, 0, 0, 0}},
      {"cm", 1e-2, {1, 0, 0, 0, 0}},
      {"m", 1, {1, 0, 0, 0, 0}},
      {"ng", 1e-12, {0, 1, 0, 0, 0}},
      {"ug", 1e-9, {0, 1, 0, 0, 0}},
      {"\u00b5g", 1e-9, {0, 1, 0, 0, 0}},
      {"mg", 1e-6, {0, 1, 0, 0, 0}},
      {"g", 1e-3, {0, 1, 0, 0, 0}},
      {"kg", 1, {0, 1, 0, 0, 0}},
      {"s", 1, {0, 0, 1, 0, 0}},
      {"min", 60, {0, 0, 1, 0, 0}},
      {"h", 3600, {0, 0, 1, 0, 0}},
      {"d", 86400, {0, 0, 1, 0, 0}},
      {"day", 86400, {0, 0, 1, 0, 0}},
      {"K", 1, {0, 0, 0, 1, 0}},
      {"mol", 1, {0, 0, 0, 0, 1}},
      {"mmol", 1e-3, {0, 0, 0, 0, 1}},
      {"L", 1e-3, {3, 0, 0, 0, 0}},
      {"mL", 1e-6, {3, 0, 0, 0, 0}},
      {"uL", 1e-9, {3, 0, 0, 0, 0}},
      {"N", 1, {1, 1, -2, 0, 0}},
      {"Pa", 1, {-1, 1, -2, 0, 0}},
      {"hPa", 100, {-1, 1, -2, 0, 0}},
      {"kPa", 1000, {-1, 1, -2, 0, 0}},
      {"mmHg", 133.322387415, {-1, 1, -2, 0, 0}},
      {"bar", 1e5, {-1, 1, -2, 0, 0}},
      {"J", 1, {2, 1, -2, 0, 0}},
      {"kJ", 1000, {2, 1, -2, 0, 0}},
      {"mPa s", 1e-3, {-1, 1, -1, 0, 0}},
      {"cP", 1e-3, {-1, 1, -1, 0, 0}},
      {"%", 0.01, {}},
      {"1", 1, {}},
      {"", 1, {}},
      {"/cm^2", 1e4, {-2, 0, 0, 0, 0}},
      {"1/s", 1, {0, 0, -1, 0, 0}},
      {"s^-1", 1, {0, 0, -1, 0, 0}},
      {"mg/cm^2", 1e-2, {-2, 1, 0, 0, 0}},
      {"mg cm^-2", 1e-2, {-2, 1, 0, 0, 0}},
      {"mg*cm-2", 1e-2, {-2, 1, 0, 0, 0}},
      {"mg\u00b7cm^-2", 1e-2, {-2, 1, 0, 0, 0}},
      {"mg/cm\u00b2", 1e-2, {-2, 1, 0, 0, 0}},
      {"ug/cm^2/h", 1e-5 / 3600, {-2, 1, -1, 0, 0}},
      {"cm2/s", 1e-4, {2, 0, -1, 0, 0}},
      {"m^2/s", 1, {2, 0, -1, 0, 0}},
      {"g/mol", 1e-3, {0, 1, 0, 0, -1}},
      {"g/cm^3", 1e3, {-3, 1, 0, 0, 0}},
      {"g/L", 1, {-3, 1, 0, 0, 0}},
      {"kJ/mol", 1e3, {2, 1, -2, 0, -1}},
      {"mol/L", 1e3, {-3, 0, 0, 0, 1}},
      {"cm^3/mol", 1e-6, {3, 0, 0, 0, -1}},
      {"cm/h", 1e-2 / 3600, {1, 0, -1, 0, 0}},
  };
  for (const row& r : rows) {
    CAPTURE(r.unit_text);
    const unit read = parse_unit(r.unit_text);
    CHECK(read.dim.exponent == r.exponent);
    CHECK(read.offset == 0.0);
    CHECK(read.factor == Approx(r.factor).epsilon(4e-16).margin(0));
  }
}

TEST_CASE("degrees Celsius count from 273.15 K") {
  CHECK(parse_unit("degC").offset == 273.15);
  CHECK(si("32 degC", "K") == 305.15);
  CHECK(si("22 \u00b0C", "K") == 295.15);
  CHECK(si("-273.15 degC", "K") == 0.0);
  CHECK(si("300 K", "K") == 300.0);
  CHECK_THAT(fault_of("1 J/degC", "K"), Contains("mixes degC with other units; write K"));
}

TEST_CASE("stating a length in another unit changes no bit") {
  CHECK(si("15 um", "m") == 15e-6);
  CHECK(si("0.015 mm", "m") == 15e-6);
  CHECK(si("1.5e-5 m", "m") == 15e-6);
  CHECK(si("15000 nm", "m") == 15e-6);
  CHECK(si("+.0015e0 cm", "m") == 15e-6);
  CHECK(si("15um", "m") == 15e-6);
  CHECK(si("1.5 h", "s") == si("90 min", "s"));

  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    // The same number in units, and in thousands of them.
    const std::string whole = std::to_string(1000 + random() % 1000000000);
    const std::string shifted =
        whole.substr(0, whole.size() - 3) + '.' + whole.substr(whole.size() - 3);
    REQUIRE(si(whole + " um", "m") == si(shifted + " mm", "m"));
    REQUIRE(si(whole + " mg/cm^2", "kg/m^2") == si(shifted + " g/cm^2", "kg/m^2"));
  }
}

TEST_CASE("a quantity that cannot be read says what is wrong and what would be right") {
  CHECK(fault_of("0.5 mm", "s") == "\"0.5 mm\" is a length; a time such as \"8 h\" is expected");
  CHECK(fault_of("8 h", "mg/cm^2") ==
        "\"8 h\" is a time; an amount per area such as \"2 mg/cm^2\" is expected");
  CHECK_THAT(fault_of("15", "um"), Contains("has no unit; a length such as \"15 um\""));
  CHECK_THAT(fault_of("um", "um"), Contains("does not begin with a number"));
  CHECK_THAT(fault_of("", "um"), Contains("does not begin with a number"));
  CHECK_THAT(fault_of("-", "um"), Contains("does not begin with a number"));
  CHECK_THAT(fault_of("nan um", "um"), Contains("does not begin with a number"));
  CHECK_THAT(fault_of("1,5 um", "um"), Contains("decimals take a point"));
  CHECK_THAT(fault_of("15 umm", "um"), Contains("'umm' is not a unit; did you mean 'um'?"));
  CHECK_THAT(fault_of("15 furlong", "um"), Contains("'furlong' is not a unit; units are nm, um"));
  CHECK_THAT(fault_of("2 days", "s"), Contains("did you mean 'day'?"));
  CHECK_THAT(fault_of("1 m^", "m"), Contains("exponent that cannot be read"));
  CHECK_THAT(fault_of("1 m^99999999999", "m"), Contains("exponent that cannot be read"));
  CHECK_THAT(fault_of("1 /", "m"), Contains("a name such as um, h or mg is missing"));
  CHECK_THAT(fault_of("1 m//s", "m"), Contains("a name such as um, h or mg is missing"));
  CHECK_THAT(fault_of("1 ug/cm^2 h", "m"), Contains("ambiguous"));
  CHECK_THAT(fault_of("1e400 m", "m"), Contains("too large or too small"));
  CHECK_THAT(fault_of("1e99999999999999999999 m", "m"), Contains("too large or too small"));
  CHECK_THAT(fault_of("1e308 d", "s"), Contains("too large or too small"));
  CHECK_THAT(fault_of("1 m^9 m^9 mol", "m"), Contains("is of another dimension; a length"));
}

TEST_CASE("dimensions have the words of the field") {
  CHECK(name_of(parse_unit("um").dim) == "length");
  CHECK(name_of(parse_unit("cm^2/s").dim) == "diffusivity");
  CHECK(name_of(parse_unit("mg/cm^2").dim) == "amount per area");
  CHECK(name_of(parse_unit("m^7").dim).empty());
  CHECK(example_of(parse_unit("m").dim) == "15 um");
  CHECK(example_of(parse_unit("m^7").dim).empty());
}

TEST_CASE("the example of every dimension is of that dimension") {
  for (const char* unit_text :
       {"",     "m",   "kg",     "s",       "K",       "mol",      "L",      "Pa",
        "Pa s", "J",   "m^2",    "/m^2",    "kg/m^2",  "kg/m^2/s", "kg/m^3", "m^2/s",
        "m/s",  "1/s", "kg/mol", "m^3/mol", "mol/m^3", "J/mol"}) {
    CAPTURE(unit_text);
    const dimension dim = parse_unit(unit_text).dim;
    REQUIRE_FALSE(example_of(dim).empty());
    CHECK_NOTHROW(parse_quantity(example_of(dim), dim));
  }
}

TEST_CASE("quantities are written with six digits and no trailing zeros") {
  CHECK(format_quantity(1.5e-5, "um") == "15 um");
  CHECK(format_quantity(0.02, "mg/cm^2") == "2 mg/cm^2");
  CHECK(format_quantity(305.15, "degC") == "32 degC");
  CHECK(format_quantity(1.0 / 3.0, "1") == "0.333333");
  CHECK(format_quantity(0.95, "%") == "95 %");
  CHECK(format_quantity(-0.0, "m") == "0 m");
}

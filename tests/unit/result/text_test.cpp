#include "result/text.hpp"
#include "catch.hpp"
#include "result/units_shown.hpp"

using namespace percuta;

TEST_CASE("numbers carry three digits and no exponent within reason") {
  CHECK(three_digits(0.0) == "0");
  CHECK(three_digits(-3e-18) == "0");
  CHECK(three_digits(12.345) == "12.3");
  CHECK(three_digits(999.6) == "1000");
  CHECK(three_digits(12345.0) == "12300");
  CHECK(three_digits(-0.012345) == "-0.0123");
  CHECK(three_digits(2.1e-5) == "2.1e-5");
  CHECK(three_digits(1.234e12) == "1.23e12");
}

TEST_CASE("text is wrapped by what the eye counts") {
  CHECK(columns("µg/cm³") == 6);
  CHECK(padded("µ", 3) == "µ  ");
  CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("unbreakable", 4) == std::vector<std::string>{"unbreakable"});
  CHECK(wrap("", 4).empty());
}

TEST_CASE("quantities are typeset with their range") {
  const double low = 100e-6, high = 385e-6;
  CHECK(typeset(125e-6, &low, &high, "um") == "125 (100–385) µm");
  CHECK(typeset(125e-6, &low, &low, "um") == "125 µm");
  CHECK(typeset(2.29e6, nullptr, nullptr, "/cm^2") == "229 /cm²");
  CHECK(typeset(0.5, nullptr, nullptr, "1") == "0.5");
  CHECK(typeset(305.15, nullptr, nullptr, "degC") == "32 °C");
}

TEST_CASE("hours give back what the user wrote") {
  CHECK(hours(86400.0) == 24.0);
  CHECK(hours(600.0) == 1.0 / 6.0);
}

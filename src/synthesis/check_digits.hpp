// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lossa::synthesis {

/// The check digit of a Swedish identity number by its nine digits "YYMMDDNNN": Luhn's rule (Skatteverket, SKV 704).
char luhn_digit(std::string_view nine_digits);
/// The check digit of a GTIN by the digits before it (GS1 General Specifications: weights 3 and 1 from the right).
char gtin_digit(std::string_view digits);

/// Identity numbers in the shape of Swedish ones with a right check digit, each that of one index, that cannot belong
/// to anybody: their birth years are 1800 to 1829, and the first numbers were given in 1947.
struct TestNumber {
  std::string value;  ///< "18010203-2384"
  bool is_samordningsnummer = false;
};
inline constexpr std::uint64_t test_numbers = 4'000'000;
/// Index below test_numbers. One of 50 is a samordningsnummer (60 added to the day), one of 500 of that kind without
/// month and day ("18040060-...").
TestNumber test_number(std::uint64_t index, bool is_woman);

}  // namespace lossa::synthesis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include <lossa/base/random.hpp>

namespace lossa::synthesis {

/// Appends the pattern, each "@" in it replaced by the next of the parts; there are as many of both. The parts go in as
/// they are: nothing here needs JSON's escapes.
void fill(std::string& out, std::string_view pattern, std::initializer_list<std::string_view> parts);

/// A UUID out of a stream of chance, marked as version 4 (RFC 9562, section 5.4).
class Id {
 public:
  explicit Id(Random& chance);
  operator std::string_view() const { return {text_.data(), text_.size()}; }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] std::string text() const { return {text_.data(), text_.size()}; }

 private:
  std::array<char, 36> text_{};
};

/// A whole number in decimal, at least `digits` long with zeros before it.
class Whole {
 public:
  explicit Whole(std::uint64_t value, std::size_t digits = 1);
  operator std::string_view() const {  // NOLINT(google-explicit-constructor)
    return {text_.data() + begin_, text_.size() - begin_};
  }

 private:
  std::array<char, 20> text_{};
  std::size_t begin_ = text_.size();
};

/// A number of tenths: 372 is "37.2".
std::string tenths(std::uint64_t value);

}  // namespace lossa::synthesis

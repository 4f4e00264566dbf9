// SPDX-License-Identifier: Apache-2.0
#include "text.hpp"

#include <lossa/base/contract.hpp>

namespace lossa::synthesis {

void fill(std::string& out, std::string_view pattern, std::initializer_list<std::string_view> parts) {
  auto position = std::size_t{0};
  for (const auto part : parts) {
    const auto slot = pattern.find('@', position);
    expects(slot != std::string_view::npos);
    out.append(pattern, position, slot - position);
    out.append(part);
    position = slot + 1;
  }
  expects(pattern.find('@', position) == std::string_view::npos);
  out.append(pattern, position);
}

Id::Id(Random& chance) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  constexpr std::size_t half = 18, version = 14, variant = 19;
  auto bits = chance.next();
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (at == half) bits = chance.next();
    if (at == 8 || at == 13 || at == half || at == 23) {
      text_[at] = '-';
      continue;
    }
    text_[at] = hexadecimal[bits & 15U];
    bits >>= 4U;
  }
  text_[version] = '4';
  text_[variant] = hexadecimal[8U + (bits & 3U)];
}

Whole::Whole(std::uint64_t value, std::size_t digits) {
  do {
    text_[--begin_] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (begin_ > 0 && (value != 0 || text_.size() - begin_ < digits));
}

std::string tenths(std::uint64_t value) {
  std::string text(Whole(value / 10));
  text += '.';
  text += static_cast<char>('0' + value % 10);
  return text;
}

}  // namespace lossa::synthesis

// SPDX-License-Identifier: Apache-2.0
#include "source_id.hpp"

#include <lossa/base/text.hpp>
#include <lossa/terminology/identity_number.hpp>

namespace lossa::intake {
namespace {

constexpr std::size_t digits = 24;  // 96 bits: no two of a hospital's rows are taken for one

}  // namespace

std::string source_id(std::string_view table, std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) all.append(part).append(1, '\x1F');
  return std::string(table) + "/" + sha256_hex(all).substr(0, digits);
}

std::string safe_id(std::string_view text) {
  if (!terminology::looks_like_identity_number(text)) return std::string(text);
  return "#" + sha256_hex(text).substr(0, digits);
}

}  // namespace lossa::intake

// SPDX-License-Identifier: Apache-2.0
// Any bytes are read or refused with a reason; every value that was read has a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <lossa/base/tree.hpp>

namespace {

bool has_places(const lossa::Node& node) {
  if (node.line < 1 || node.column < 1) return false;
  if (node.kind == lossa::Node::Kind::number && !node.number().has_value()) return false;
  for (const auto& item : node.items)
    if (!has_places(item)) return false;
  for (const auto& member : node.members)
    if (!has_places(member.value)) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = lossa::read_toml(std::string(data, data + size), "f");
  if (read.ok() ? !has_places(*read.value) : read.issues.empty()) std::abort();
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
// Any bytes are read or refused with a reason, and what was read is read again from what we write of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>

#include "../test/write_tree.hpp"

namespace {

using lossa::JsonWriter;
using lossa::Node;

std::string written(const Node& node) {
  JsonWriter json;
  write(json, node);
  return std::move(json).finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const auto read = lossa::read_json(bytes, "f");
  if (!read.ok()) {
    if (read.issues.empty() || read.issues.front().place.line == 0) std::abort();
    return 0;
  }
  const std::string text = written(*read.value);
  const auto again = lossa::read_json(text, "f");
  if (!again.ok() || written(*again.value) != text) std::abort();
  return 0;
}

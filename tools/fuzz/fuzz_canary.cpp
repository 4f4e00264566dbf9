// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// Must crash within seconds, or the fuzzers are blind: built without feedback, or their crashes pass unseen.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  if (input.starts_with("lead")) {
    std::fputs("the canary sings\n", stderr);
    std::abort();
  }
  return 0;
}

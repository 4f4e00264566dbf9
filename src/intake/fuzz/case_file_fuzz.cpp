// SPDX-License-Identifier: Apache-2.0
// Any bytes are read as a case file or refused with a reason; what is read without an error is written so that it reads
// back as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <lossa/intake/case_file.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = lossa::intake::read_case_file(std::string(data, data + size), "f");
  if (!read.ok()) {
    if (read.issues.empty()) std::abort();
    return 0;
  }
  const auto same = [&read](const std::string& text, const char* name) {
    const auto back = lossa::intake::read_case_file(text, name);
    return back.ok() && back.value->case_id == read.value->case_id && back.value->entries == read.value->entries;
  };
  if (!same(lossa::model::to_json_file(*read.value), "f.json")) std::abort();
  if (!same(lossa::model::to_toml_file(*read.value), "f.toml")) std::abort();
  return 0;
}

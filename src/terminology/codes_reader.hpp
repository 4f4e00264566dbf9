// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/tree.hpp>
#include <lossa/terminology/codes.hpp>

namespace lossa::terminology {

/// Reads one file of codes into a copy of those that there are; see docs/formats/codes.md.
class CodesReader {
 public:
  explicit CodesReader(Codes below) : codes_(std::move(below)) {}
  Checked<Codes> read(std::string_view bytes, std::string_view file);

 private:
  void read_system(ObjectReader& reader);
  void read_source(ObjectReader& reader);
  void read_meaning(ObjectReader& reader);
  Code read_code(ObjectReader& reader, const Code& meaning);
  void read_reserve_pattern(ObjectReader& reader);
  Codes::Source read_basis(ObjectReader& reader);
  void keep(ObjectReader& reader, Code code);
  void index();

  Codes codes_;
  std::set<std::string, std::less<>> read_here_;  ///< keys of the codes of this file
};

}  // namespace lossa::terminology

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lossa::witnesses {

/// One published number beside ours.
struct Witness {
  std::string quantity;
  std::string published;  ///< as printed there
  double ours;
};

/// What one source published.
struct Source {
  std::string name;
  std::string citation;
  std::vector<Witness> witnesses;
};

/// The columns of a table of tests/golden/stats, its comments left out. "NA" and empty cells are NaN.
class Table {
 public:
  /// Ends the program, with a message, if the table cannot be read.
  Table(const std::string& root, const std::string& name);
  [[nodiscard]] const std::vector<double>& operator[](const std::string& column) const;
  [[nodiscard]] std::vector<int> whole(const std::string& column) const;
  /// Rows whose text column holds a word.
  [[nodiscard]] Table where(const std::string& column, const std::string& word) const;

 private:
  Table() = default;

  std::map<std::string, std::vector<double>> numbers_;
  std::map<std::string, std::vector<std::string>> words_;
};

/// Prints the document, or compares it.
int run(const std::string& root, bool only_check);

std::vector<Source> counts(const std::string& root);
std::vector<Source> survival(const std::string& root);
std::vector<Source> regression(const std::string& root);

}  // namespace lossa::witnesses

// SPDX-License-Identifier: Apache-2.0
// lossa_witnesses ROOT: prints docs/witnesses.md. lossa_witnesses ROOT --check: compares instead, and fails if the
// document is another, or if a number of ours, rounded as the published one, is not it.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <sstream>
#include <string_view>

#include <lossa/base/csv.hpp>

#include "witness.hpp"

namespace lossa::witnesses {
namespace {

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << "no file " << path << '\n';
    std::exit(2);
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string without_comments(const std::string& text) {
  std::istringstream lines(text);
  std::string kept;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with('#')) kept += line + '\n';
  return kept;
}

std::string formatted(const char* format, double value) {
  char buffer[40];
  const int length = std::snprintf(buffer, sizeof buffer, format, value);
  return {buffer, static_cast<std::size_t>(length)};
}

/// Eleven digits, which do not hang on the compiler.
std::string ours_of(const Witness& witness) { return formatted("%.11g", witness.ours); }

double difference_of(const Witness& witness) {
  return std::strtod(ours_of(witness).c_str(), nullptr) - std::strtod(witness.published.c_str(), nullptr);
}

/// Within half a unit of the reference's last digit and a little for its own rounding; or 1e-8 of it, where R's own
/// iteration (eps = 1e-9 of the log likelihood) leaves digits open.
bool agrees(const Witness& witness) {
  auto digits = witness.published.substr(0, witness.published.find('e'));
  const auto point = digits.find('.');
  const auto decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  const auto exponent = witness.published.find('e');
  const int power = exponent == std::string::npos ? 0 : std::atoi(witness.published.c_str() + exponent + 1);
  const double last_digit = 0.51 * std::pow(10.0, power - decimals);
  return std::abs(difference_of(witness)) <= std::max(last_digit, 1e-8 * std::abs(witness.ours));
}

std::string document(const std::vector<Source>& sources) {
  std::string text =
      "# Reference results\n\n"
      "Numbers that the sources print, or that the R package named there gives for their data, beside those of this "
      "program, which prints this page itself: `build/dev/tests/witnesses/"
      "lossa_witnesses .`; the test `witnesses` holds that it is what the program gives now, and that every number of "
      "ours, rounded as the reference, is that number, or within 1e-8 of it where R's iteration stops short. The data "
      "are in `tests/golden/stats`.\n";
  for (const auto& source : sources) {
    text += "\n## " + source.name + "\n\n" + source.citation +
            "\n\n| quantity | reference | Lossa | difference |\n"
            "| --- | ---: | ---: | ---: |\n";
    for (const auto& witness : source.witnesses)
      text += "| " + witness.quantity + " | " + witness.published + " | " + ours_of(witness) + " | " +
              formatted("%.1e", difference_of(witness)) + " |\n";
  }
  return text;
}

int check(const std::string& path, const std::string& text, const std::vector<Source>& sources) {
  int faults = 0;
  for (const auto& source : sources)
    for (const auto& witness : source.witnesses)
      if (!agrees(witness)) {
        std::cerr << source.name << ", " << witness.quantity << ": " << ours_of(witness) << ", published "
                  << witness.published << '\n';
        ++faults;
      }
  if (read_whole(path) != text) {
    std::cerr << path << " is not what the program prints now\n";
    ++faults;
  }
  return faults == 0 ? 0 : 1;
}

}  // namespace

Table::Table(const std::string& root, const std::string& name) {
  const auto path = root + "/tests/golden/stats/" + name + ".csv";
  const auto text = without_comments(read_whole(path));
  const auto table = read_csv(text, path);
  if (!table.ok()) {
    std::cerr << path << " is no table\n";
    std::exit(2);
  }
  for (const auto& row : table.value->rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      char* end = nullptr;
      const double value = std::strtod(row.cells[i].c_str(), &end);
      const bool is_number = !row.cells[i].empty() && *end == '\0';
      numbers_[table.value->header[i]].push_back(is_number ? value : std::numeric_limits<double>::quiet_NaN());
      words_[table.value->header[i]].push_back(row.cells[i]);
    }
}

const std::vector<double>& Table::operator[](const std::string& column) const { return numbers_.at(column); }

std::vector<int> Table::whole(const std::string& column) const {
  std::vector<int> result;
  for (const double value : numbers_.at(column)) result.push_back(static_cast<int>(value));
  return result;
}

Table Table::where(const std::string& column, const std::string& word) const {
  Table part;
  const auto& words = words_.at(column);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != word) continue;
    for (const auto& [name, values] : numbers_) part.numbers_[name].push_back(values[i]);
    for (const auto& [name, values] : words_) part.words_[name].push_back(values[i]);
  }
  return part;
}

int run(const std::string& root, bool only_check) {
  auto sources = counts(root);
  for (auto* more : {survival, regression})
    for (auto& source : more(root)) sources.push_back(std::move(source));
  const auto text = document(sources);
  if (only_check) return check(root + "/docs/witnesses.md", text, sources);
  std::cout << text;
  return 0;
}

}  // namespace lossa::witnesses

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "lossa_witnesses ROOT [--check]\n";
    return 2;
  }
  return lossa::witnesses::run(argv[1], argc > 2 && std::string_view(argv[2]) == "--check");
}

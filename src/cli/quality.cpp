// SPDX-License-Identifier: Apache-2.0
// How good foreign data were: what was read, used and set aside, and why.
#include <algorithm>
#include <vector>

#include "foreign.hpp"

namespace lossa::cli {
namespace {

constexpr std::size_t shown_codes = 10;

using Unmapped = std::pair<std::pair<std::string, std::string>, std::uint64_t>;

std::vector<Unmapped> most_frequent(const intake::DataQuality& quality) {
  std::vector<Unmapped> codes(quality.unmapped.begin(), quality.unmapped.end());
  std::ranges::stable_sort(codes, std::ranges::greater{}, &Unmapped::second);
  return codes;
}

void count(JsonWriter& json, std::string_view name, std::uint64_t number) {
  json.key(name);
  json.integer(static_cast<std::int64_t>(number));
}

void write_faults_json(JsonWriter& json, const intake::DataQuality& quality) {
  json.key("faults");
  json.begin_object();
  for (std::size_t i = 0; i < intake::fault_kinds; ++i) {
    const auto kind = static_cast<intake::FaultKind>(i);
    const auto& faults = quality.of(kind);
    if (faults.count == 0) continue;
    json.key(intake::to_string(kind));
    json.begin_object();
    count(json, "count", faults.count);
    json.key("examples");
    json.begin_array();
    for (const auto& example : faults.examples) json.text(lossa::to_string(example));
    json.end_array();
    json.end_object();
  }
  json.end_object();
}

/// "2219 MB", "12 kB".
std::string size_text(std::uint64_t bytes) {
  constexpr std::uint64_t kilo = 1000;
  const bool is_small = bytes < kilo * kilo;
  return std::to_string(is_small ? (bytes + kilo - 1) / kilo : bytes / (kilo * kilo)) + (is_small ? " kB" : " MB");
}

}  // namespace

void write_quality(const intake::DataQuality& quality, const locale::Speech& speech, std::ostream& out) {
  const auto number = [](std::uint64_t value) { return std::to_string(value); };
  out << speech("find.quality") << '\n';
  out << "  " << speech("find.lines", {number(quality.lines), size_text(quality.bytes)}) << '\n';
  for (const auto& [name, counted] : quality.elements)
    out << "  "
        << speech("find.elements", {name, number(counted.read), number(counted.used), number(counted.set_aside)})
        << '\n';
  for (std::size_t i = 0; i < intake::fault_kinds; ++i) {
    const auto kind = static_cast<intake::FaultKind>(i);
    const auto& faults = quality.of(kind);
    if (faults.count == 0) continue;
    out << "  " << speech("fault." + std::string(intake::to_string(kind))) << ": " << faults.count << '\n';
    out << "    " << speech("find.examples", {lossa::to_string(faults.examples.front())}) << '\n';
  }
  const auto codes = most_frequent(quality);
  if (codes.empty()) return;
  out << "  " << speech("find.unmapped") << '\n';
  for (std::size_t i = 0; i < std::min(codes.size(), shown_codes); ++i)
    out << "    " << codes[i].first.first << ' ' << codes[i].first.second << ": " << codes[i].second << '\n';
}

void write_quality_json(JsonWriter& json, const intake::DataQuality& quality) {
  json.key("quality");
  json.begin_object();
  count(json, "bytes", quality.bytes);
  count(json, "lines", quality.lines);
  json.key("elements");
  json.begin_object();
  for (const auto& [name, counted] : quality.elements) {
    json.key(name);
    json.begin_object();
    count(json, "read", counted.read);
    count(json, "used", counted.used);
    count(json, "set_aside", counted.set_aside);
    json.end_object();
  }
  json.end_object();
  write_faults_json(json, quality);
  json.key("unmapped");
  json.begin_array();
  for (const auto& [code, times] : most_frequent(quality)) {
    json.begin_object();
    json.member("system", code.first);
    json.member("code", code.second);
    count(json, "count", times);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace lossa::cli

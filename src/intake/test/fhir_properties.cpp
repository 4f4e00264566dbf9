// SPDX-License-Identifier: Apache-2.0
// What was read does not depend on how it was read: threads, chunks, the order of paths and of lines.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "fhir_folder.hpp"

namespace lossa::intake {
namespace {

std::vector<std::string> some_lines(std::uint64_t seed) {
  std::vector<std::string> lines;
  for (std::uint64_t i = 0; i < 40; ++i) {
    const std::string person = "p" + std::to_string((seed + i * 7) % 11);
    const std::string id = "c" + std::to_string(i);
    if (i % 9 == 4) lines.push_back(pacemaker_of(person));
    if (i % 7 == 3)
      lines.emplace_back(R"({"resourceType":"Patient","id":"broken)"
                         "\n");
    if (i % 5 == 2) lines.emplace_back("\r\n");
    if (i % 6 == 1)
      lines.push_back("{\"id\":\"" + person + "\",\"resourceType\":\"Patient\",\"gender\":\"female\"}\r\n");
    if (i % 8 == 5) lines.emplace_back("{\"resourceType\":\"Claim\",\"text\":\"\xff\"}\n");
    if (i % 10 == 6) lines.push_back(culture_of(person, "c1"));
    lines.push_back(culture_of(person, id));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line;
  return text;
}

/// All that was read, as text.
std::string told(const ForeignData& data) {
  std::string text = all_faults(data);
  for (const Sighting& sighting : data.sightings)
    text += sighting.person + " " + sighting.source_id + " " + sighting.version + " " + sighting.entry.read_in + " " +
            std::string(model::kind_of(sighting.entry)) + "\n";
  for (const auto& [type, count] : data.quality.elements)
    text += type + " " + std::to_string(count.read) + " " + std::to_string(count.used) + " " +
            std::to_string(count.set_aside) + "\n";
  for (const auto& [key, person] : data.people) text += key + "\n";
  return text + std::to_string(data.quality.lines) + " " + std::to_string(data.quality.bytes);
}

RC_GTEST_PROP(FhirProperty, ThreadsAndChunksDoNotMatter, ()) {
  const Folder folder;
  const auto lines = some_lines(*rc::gen::inRange<std::uint64_t>(0, 1000));
  folder.write("a.ndjson", joined(lines));
  folder.write_packed("b.ndjson.gz", joined(lines));
  const auto whole = told(folder.read({.threads = 1, .chunk_bytes = 1U << 20U}));
  const auto chunk = *rc::gen::inRange<std::size_t>(1, 3000);
  const auto threads = *rc::gen::inRange<unsigned>(1, 5);
  RC_ASSERT(told(folder.read({.threads = threads, .chunk_bytes = chunk})) == whole);
}

RC_GTEST_PROP(FhirProperty, TheOrderOfPathsDoesNotMatter, ()) {
  const Folder folder;
  const auto lines = some_lines(*rc::gen::inRange<std::uint64_t>(0, 1000));
  const auto half = static_cast<std::ptrdiff_t>(lines.size() / 2);
  folder.write("a.ndjson", joined({lines.begin(), lines.begin() + half}));
  folder.write("b.ndjson", joined({lines.begin() + half, lines.end()}));
  FhirOptions one{.paths = {folder.path("a.ndjson"), folder.path("b.ndjson")}};
  FhirOptions other{.paths = {folder.path("b.ndjson"), folder.path("a.ndjson"), folder.path("a.ndjson")}};
  RC_ASSERT(told(folder.read(one)) == told(folder.read(other)));
}

RC_GTEST_PROP(FhirProperty, TheOrderOfLinesChangesNoSighting, ()) {
  const Folder folder;
  auto lines = some_lines(*rc::gen::inRange<std::uint64_t>(0, 1000));
  const auto sightings = [&] {
    folder.write("a.ndjson", joined(lines));
    std::vector<std::string> all;
    for (const Sighting& sighting : folder.read({}).sightings)
      all.push_back(sighting.person + " " + sighting.source_id);
    std::ranges::sort(all);
    return all;
  };
  const auto before = sightings();
  // The same id for two people: which one holds depends on what comes first, so such lines keep their places.
  std::erase_if(lines, [](const std::string& line) { return line.find("\"c1\"") != std::string::npos; });
  const auto in_order = sightings();
  std::ranges::reverse(lines);
  RC_ASSERT(sightings() == in_order);
  RC_ASSERT(in_order.size() <= before.size());
}

}  // namespace
}  // namespace lossa::intake

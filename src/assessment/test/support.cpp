// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/model/codec.hpp>

#include "../facts.hpp"

namespace lossa::assessment {
namespace {

std::filesystem::path root() { return LOSSA_SOURCE_DIR; }

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add_folder(const std::string& folder, std::vector<guideline::SourceFile>& files) {
  const auto first = static_cast<std::ptrdiff_t>(files.size());
  for (const auto& entry : std::filesystem::directory_iterator(root() / folder))
    if (entry.path().extension() == ".toml")
      files.push_back({folder + "/" + entry.path().filename().string(), bytes_of(entry.path())});
  std::sort(files.begin() + first, files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

template <typename T>
T must(Checked<T> checked) {
  for (const auto& issue : checked.issues)
    if (issue.severity == Severity::error) ADD_FAILURE() << to_string(issue);
  return std::move(checked.value).value();
}

terminology::Organisms organisms() {
  return must(terminology::Organisms::read(bytes_of(root() / "terminology/organisms.toml"), "organisms.toml"));
}

}  // namespace

const Library& shipped() {
  static const auto library = [] {
    std::vector<guideline::SourceFile> files;
    add_folder("guidelines", files);
    add_folder("evidence", files);
    return make_library(must(guideline::load(files)), organisms());
  }();
  return library;
}

Library library_of(const std::string& facts, const std::string& guideline) {
  std::vector<guideline::SourceFile> files = {{"facts.toml", facts}};
  if (!guideline.empty()) files.push_back({"guideline.toml", guideline});
  return make_library(must(guideline::load(files)), organisms());
}

model::Case case_of(const std::string& entries, const std::string& opening) {
  const auto text = "[case]\nid = \"test\"\ntitle.en = \"t\"\ntitle.sv = \"t\"\n" + opening + "\n" + entries;
  const auto root_node = must(read_toml(text, "test.toml"));
  auto file = must(model::read_entries(root_node, "test.toml"));
  return must(model::fold(file.case_id, std::move(file.entries)));
}

Assessment assessed(const Library& library, const model::Case& patient, const std::string& at) {
  Request request;
  if (!at.empty()) request.at = model::parse_when(at).value();
  auto result = assess(library, patient, request);
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

Fact fact_of(const Library& library, const model::Case& patient, std::string_view fact, int instance) {
  const int index = library.knowledge.find_fact(fact);
  if (index < 0) throw std::runtime_error("no fact " + std::string(fact));
  const model::Timeline timeline(patient);
  const auto& at = patient.opening.assess_at;
  const CaseView view(patient, timeline.moment(at.value_or(model::parse_when("2021-12-31").value())));
  const System system(view);
  const auto facts = facts_of(library, library.origins, view, system);
  return {facts.values.of(index, instance), facts.evidence[facts.values.slot(index, instance)]};
}

std::string truth_of(std::string_view fact, const std::string& entries, int instance) {
  return std::string(to_string(fact_of(shipped(), case_of(entries), fact, instance).value.truth));
}

std::string number_of(std::string_view fact, const std::string& entries, int instance) {
  const auto value = fact_of(shipped(), case_of(entries), fact, instance).value;
  const auto [low, high] = value.number;
  const int index = shipped().knowledge.find_fact(fact);
  const auto& declared = shipped().knowledge.facts[static_cast<std::size_t>(index)];
  if (low == high) return format_number(low);
  const bool is_open = std::isinf(high) || (declared.high && high == *declared.high);
  return format_number(low) + ".." + (is_open ? "" : format_number(high)) + " " + std::string(to_string(value.reason));
}

}  // namespace lossa::assessment

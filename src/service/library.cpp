// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/library.hpp>

#include <iterator>
#include <string_view>
#include <utility>

#include <lossa/resources/resources.hpp>
#include <lossa/terminology/organisms.hpp>

namespace lossa::service {
namespace {

constexpr std::string_view organisms_path = "terminology/organisms.toml";

void append(Issues& issues, Issues more) {
  issues.insert(issues.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<guideline::SourceFile> shipped_guidelines() {
  std::vector<guideline::SourceFile> files;
  for (const auto* folder : {"guidelines/", "evidence/"})
    for (const auto& resource : resources::under(folder))
      files.push_back({std::string(resource.path), std::string(resource.bytes)});
  return files;
}

Checked<assessment::Library> load_library(const std::vector<guideline::SourceFile>& guidelines,
                                          const guideline::Signatures& signatures) {
  const auto organisms_file = resources::find(organisms_path);
  expects(organisms_file.has_value());
  auto organisms = terminology::Organisms::read(*organisms_file, organisms_path);
  auto knowledge = guideline::load(guidelines);
  Checked<assessment::Library> result;
  append(result.issues, std::move(organisms.issues));
  append(result.issues, std::move(knowledge.issues));
  if (knowledge.value) append(result.issues, guideline::add_signatures(*knowledge.value, signatures));
  if (!organisms.value || !knowledge.value || has_errors(result.issues)) return result;
  result.value = assessment::make_library(std::move(*knowledge.value), std::move(*organisms.value));
  append(result.issues, assessment::check_origins(*result.value));
  return result;
}

}  // namespace lossa::service

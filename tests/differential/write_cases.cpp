// SPDX-License-Identifier: Apache-2.0
// write_cases FOLDER COUNT FILE...: loads the files as one knowledge base and writes, into the folder, each guideline
// as ID.elm.json and ID.cql, and random cases with the Evaluator's answers as cases.ndjson: a line with the seed and
// the names of the answers, then a line a case: {"parameters": …, "answers": […]}.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "answers.hpp"
#include "random_case.hpp"

#include <lossa/guideline/cql.hpp>
#include <lossa/guideline/elm.hpp>

namespace lossa::differential {
namespace {

constexpr std::uint64_t seed = 20201;

guideline::SourceFile read(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return {.name = path, .bytes = bytes.str()};
}

bool export_guideline(const guideline::Knowledge& knowledge, int index, const std::filesystem::path& folder) {
  const auto& id = knowledge.guidelines[static_cast<std::size_t>(index)].id;
  const auto readings = guideline::default_readings(knowledge);
  const auto elm = guideline::export_elm(knowledge, index, readings);
  const auto cql = guideline::export_cql(knowledge, index, readings);
  if (!elm || !cql) {
    std::cerr << id << ": " << (elm ? cql.error() : elm.error()).message << '\n';
    return false;
  }
  std::ofstream(folder / (id + ".elm.json")) << *elm;
  std::ofstream(folder / (id + ".cql")) << *cql;
  return true;
}

void write_head(std::ostream& out, const std::vector<Answer>& answers) {
  JsonWriter json;
  json.begin_object();
  json.key("seed");
  json.integer(seed);
  json.key("names");
  json.begin_array();
  for (const auto& answer : answers) json.text(answer.name);
  json.end_array();
  json.end_object();
  out << std::move(json).finish() << '\n';
}

void write_cases(std::ostream& out, const guideline::Knowledge& knowledge, int count) {
  const auto answers = all_answers(knowledge);
  write_head(out, answers);
  RandomCases cases(knowledge, seed);
  for (int i = 0; i < count; ++i) {
    const auto made = cases.next();
    const guideline::Evaluator evaluator(knowledge, made.values, made.readings);
    JsonWriter json;
    json.begin_object();
    json.key("parameters");
    cases.write_parameters(json, made);
    json.key("answers");
    json.begin_array();
    for (const auto& answer : answers) write_answer(json, answer, evaluator);
    json.end_array();
    json.end_object();
    out << std::move(json).finish() << '\n';
  }
}

int run(const std::vector<std::string>& words) {
  if (words.size() < 3) {
    std::cerr << "write_cases FOLDER COUNT FILE...\n";
    return 2;
  }
  std::vector<guideline::SourceFile> files;
  for (std::size_t i = 2; i < words.size(); ++i) files.push_back(read(words[i]));
  const auto knowledge = guideline::load(files);
  for (const auto& issue : knowledge.issues) std::cerr << to_string(issue) << '\n';
  if (!knowledge.value) return 1;
  for (std::size_t i = 0; i < knowledge.value->guidelines.size(); ++i)
    if (!export_guideline(*knowledge.value, static_cast<int>(i), words[0])) return 1;
  const std::filesystem::path folder = words[0];
  std::ofstream out(folder / "cases.ndjson");
  write_cases(out, *knowledge.value, std::atoi(words[1].c_str()));
  return out.good() ? 0 : 1;
}

}  // namespace
}  // namespace lossa::differential

int main(int argc, char** argv) { return lossa::differential::run({argv + 1, argv + argc}); }

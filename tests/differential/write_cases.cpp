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

/// Writes both forms; gives the ELM, "" after a fault.
std::string export_guideline(const guideline::Knowledge& knowledge, int index, const std::filesystem::path& folder) {
  const auto& id = knowledge.guidelines[static_cast<std::size_t>(index)].id;
  const auto readings = guideline::default_readings(knowledge);
  const auto elm = guideline::export_elm(knowledge, index, readings);
  const auto cql = guideline::export_cql(knowledge, index, readings);
  if (!elm || !cql) {
    std::cerr << id << ": " << (elm ? cql.error() : elm.error()).message << '\n';
    return "";
  }
  std::ofstream(folder / (id + ".elm.json")) << *elm;
  std::ofstream(folder / (id + ".cql")) << *cql;
  return *elm;
}

/// The counts so far of parts that no library defines; to leave them out halves the time.
bool is_asked_by_nobody(const Answer& answer, const std::string& libraries) {
  const auto name = answer.name.substr(answer.name.find(':') + 1);
  return name.ends_with(" so far") && libraries.find(name + '"') == std::string::npos;
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

struct Order {
  int count;              ///< of cases
  std::string libraries;  ///< all ELM
};

void write_cases(std::ostream& out, const guideline::Knowledge& knowledge, const Order& order) {
  auto answers = all_answers(knowledge);
  std::erase_if(answers, [&](const Answer& answer) { return is_asked_by_nobody(answer, order.libraries); });
  write_head(out, answers);
  RandomCases cases(knowledge, seed);
  for (int i = 0; i < order.count; ++i) {
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
  const std::filesystem::path folder = words[0];
  Order order{.count = std::atoi(words[1].c_str()), .libraries = ""};
  for (std::size_t i = 0; i < knowledge.value->guidelines.size(); ++i) {
    const auto elm = export_guideline(*knowledge.value, static_cast<int>(i), folder);
    if (elm.empty()) return 1;
    order.libraries += elm;
  }
  std::ofstream out(folder / "cases.ndjson");
  write_cases(out, *knowledge.value, order);
  return out.good() ? 0 : 1;
}

}  // namespace
}  // namespace lossa::differential

int main(int argc, char** argv) { return lossa::differential::run({argv + 1, argv + argc}); }

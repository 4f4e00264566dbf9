// SPDX-License-Identifier: Apache-2.0
// What the peers are given, and Lossa's own line of the table: lossa_peer_cases FOLDER [CASES] [SEED].
//
// FOLDER/cases.ndjson holds a case a line: its known facts by name, each exact, for no peer knows intervals.
// FOLDER/rule.json holds the systemic question of ehra_2020_infection at the default readings in the words of
// json-rules-engine: each criterion a named condition, each conclusion a rule. That language has no count and no third
// truth value: a count is written out as "any of all combinations", and what is unknown fails its comparison, as in
// Lossa's answer "so far". So the answers compared are the conclusions so far: a case a line, its conclusion's id, all
// ended by newlines.
#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <set>

#include "../columns/random_values.hpp"

#include <lossa/base/text.hpp>
#include <lossa/guideline/columns_evaluate.hpp>

namespace lossa::bench {
namespace {

using namespace guideline;  // NOLINT(google-build-using-namespace): one source, one module
using Op = Expression::Op;

// Ids and values are plain ASCII words: nothing needs escaping.
std::string quoted(const std::string& word) { return '"' + word + '"'; }

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

// To the peer an empty "all" holds, and an empty "any" too.
const std::string always = R"({"all":[]})";
const std::string never = R"({"not":{"all":[]}})";

/// Readings are chosen: what they settle is not left to the peer.
std::string fold(const char* word, std::vector<std::string> parts, bool neutral) {
  if (std::ranges::count(parts, neutral ? never : always) > 0) return neutral ? never : always;
  std::erase(parts, neutral ? always : never);
  if (parts.empty()) return neutral ? always : never;
  return parts.size() == 1 ? parts.front() : "{" + quoted(word) + ":[" + joined(parts) + "]}";
}
std::string any(std::vector<std::string> parts) { return fold("any", std::move(parts), false); }
std::string all(std::vector<std::string> parts) { return fold("all", std::move(parts), true); }
std::string opposite(const std::string& part) {
  return part == always ? never : part == never ? always : "{\"not\":" + part + "}";
}
/// The outermost condition of a rule or a named condition must be an "all" or "any".
std::string outermost(const std::string& part) { return part == always ? part : "{\"all\":[" + part + "]}"; }

/// Conditions in the words of the peer.
class RuleWriter {
 public:
  RuleWriter(const Knowledge& knowledge, const ReadingChoice& readings)
      : knowledge_(&knowledge), readings_(&readings) {}

  std::string condition(const Expression& e) {
    switch (e.op) {
      case Op::all:
        return all(conditions(e));
      case Op::any:
        return any(conditions(e));
      case Op::negation:
        return opposite(condition(e.parts.front()));
      case Op::count:
        expects(e.comparison == Compare::not_less);
        return at_least(static_cast<std::size_t>(e.number), conditions(e));
      case Op::fact:
        return leaf(e, "equal", "true");
      case Op::compare:
        return leaf(e, word(e.comparison), fmt::format("{}", e.number));
      case Op::among:
        return leaf(e, "in", "[" + values(e) + "]");
      case Op::criterion:
        return named(e.index);
      case Op::reading:
        return (*readings_)[static_cast<std::size_t>(e.index)] == e.option ? always : never;
      case Op::conclusion:
        return condition(question(e.index).conclusions.at(static_cast<std::size_t>(e.option)).when);
      case Op::each_all:
      case Op::each_any:
      case Op::each_count:
        break;
    }
    contract_violated(std::source_location::current());
  }

  std::string rules(int index) {
    std::vector<std::string> rules;
    for (const auto& conclusion : question(index).conclusions) {
      const auto when = conclusion.otherwise ? always : outermost(condition(conclusion.when));
      rules.push_back("{\"conclusion\":" + quoted(conclusion.id) + ",\"when\":" + when + "}");
    }
    return "{\"conditions\":{" + joined(named_) + "},\n\"rules\":[" + joined(rules) + "]}\n";
  }

 private:
  [[nodiscard]] const Question& question(int index) const {
    return knowledge_->questions[static_cast<std::size_t>(index)];
  }

  std::vector<std::string> conditions(const Expression& e) {
    std::vector<std::string> result;
    for (const auto& part : e.parts) result.push_back(condition(part));
    return result;
  }

  std::string named(int index) {
    const auto& criterion = knowledge_->criteria[static_cast<std::size_t>(index)];
    const auto when = condition(criterion.when);
    if (when == always || when == never) return when;
    if (is_named_.insert(index).second) named_.push_back(quoted(criterion.id) + ":" + outermost(when) + "\n");
    return "{\"condition\":" + quoted(criterion.id) + "}";
  }

  static std::string at_least(std::size_t number, std::vector<std::string> parts) {
    std::erase(parts, never);
    expects(std::ranges::count(parts, always) == 0);
    std::vector<std::string> combinations;
    for (std::uint64_t chosen = 0; chosen < std::uint64_t{1} << parts.size(); ++chosen) {
      if (static_cast<std::size_t>(std::popcount(chosen)) != number) continue;
      std::vector<std::string> these;
      for (std::size_t i = 0; i < parts.size(); ++i)
        if (((chosen >> i) & 1U) != 0) these.push_back(parts[i]);
      combinations.push_back(all(these));
    }
    return any(combinations);
  }

  [[nodiscard]] std::string leaf(const Expression& e, const char* how, const std::string& constant) const {
    const auto& fact = knowledge_->facts[static_cast<std::size_t>(e.index)].id;
    return "{\"fact\":" + quoted(fact) + ",\"operator\":" + quoted(how) + ",\"value\":" + constant + "}";
  }

  [[nodiscard]] std::string values(const Expression& e) const {
    std::vector<std::string> result;
    const auto& all_values = knowledge_->facts[static_cast<std::size_t>(e.index)].values;
    for (std::size_t i = 0; i < all_values.size(); ++i)
      if (((e.mask >> i) & 1U) != 0) result.push_back(quoted(all_values[i]));
    return joined(result);
  }

  /// "!=" is left out: in the peer's words it would hold of what is unknown.
  static const char* word(Compare comparison) {
    expects(comparison != Compare::not_equal);
    static constexpr const char* words[] = {
        "equal", "", "lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"};
    return words[static_cast<std::size_t>(comparison)];
  }

  const Knowledge* knowledge_;
  const ReadingChoice* readings_;
  std::set<int> is_named_;
  std::vector<std::string> named_;
};

std::string case_line(const Knowledge& knowledge, const Question& question, const Values& values) {
  std::vector<std::string> facts;
  for (const int index : question.facts) {
    const auto& fact = knowledge.facts[static_cast<std::size_t>(index)];
    const auto& value = values.of(index);
    const auto add = [&](const std::string& text) { facts.push_back(quoted(fact.id) + ":" + text); };
    if (fact.type == FactType::truth && !value.truth.is_unknown()) add(value.truth.is_yes() ? "true" : "false");
    if (fact.type == FactType::category && std::has_single_bit(value.possible))
      add(quoted(fact.values[static_cast<std::size_t>(std::countr_zero(value.possible))]));
    if (fact.type == FactType::number && value.number.is_exact()) add(fmt::format("{}", value.number.low));
  }
  return "{" + joined(facts) + "}\n";
}

void write(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) fmt::print(stderr, "cannot write {}\n", path), std::exit(1);
}

void print_line(const char* peer, std::size_t cases, double seconds, const std::string& answers) {
  fmt::print(
      "{{\"peer\":\"{}\",\"version\":\"this build\",\"cases\":{},\"seconds\":{:.9f},\"answers_sha256\":\"{}\"}}\n",
      peer, cases, seconds, sha256_hex(answers));
}

/// Of this process's own time: others on the machine do not count.
template <typename Work>
double seconds(const Work& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const auto start = now();
  work();
  return now() - start;
}

void answer_one_by_one(const Knowledge& knowledge, int question, const std::vector<Values>& cases) {
  const auto readings = default_readings(knowledge);
  const auto& conclusions = knowledge.questions[static_cast<std::size_t>(question)].conclusions;
  std::vector<int> concluded;
  const auto spent = seconds([&] {
    for (const auto& values : cases) concluded.push_back(Evaluator(knowledge, values, readings).so_far(question, {}));
  });
  std::string answers;
  for (const int option : concluded) answers += conclusions.at(static_cast<std::size_t>(option)).id + "\n";
  print_line("lossa one by one", cases.size(), spent, answers);
}

/// Every criterion and question is answered, not this question alone; the mean of many passes.
void answer_as_columns(const Knowledge& knowledge, int question, const std::vector<Values>& cases) {
  constexpr int passes = 200;
  std::vector<Counts> counts;
  for (const auto& values : cases) counts.push_back({values.count(Subject::lead), values.count(Subject::side)});
  Columns columns(knowledge, counts);
  for (std::size_t i = 0; i < cases.size(); ++i) columns.set(i, cases[i]);
  const ColumnEvaluator evaluator(columns, default_readings(knowledge));
  auto result = evaluator.evaluate(columns);
  const auto spent = seconds([&] {
    for (int i = 0; i < passes; ++i) evaluator.evaluate(columns, result);
  });
  std::string answers;
  const auto& options = result.conclusions[static_cast<std::size_t>(question)];
  for (std::size_t i = 0; i < cases.size(); ++i)
    for (std::size_t option = 0; option < options.size(); ++option)
      if (result.planes.get(options[option].subject, options[option].so_far, i, 0))
        answers += knowledge.questions[static_cast<std::size_t>(question)].conclusions[option].id + "\n";
  print_line("lossa columns", cases.size(), spent / passes, answers);
}

void run(const std::string& folder, std::size_t count, std::uint64_t seed) {
  const auto knowledge = shipped("ehra_2020_infection");
  const auto question = knowledge.find_question("ehra_2020_infection", "systemic");
  RandomValues random(knowledge, seed, RandomValues::Numbers::exact);
  std::vector<Values> cases;
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    cases.push_back(random.next());
    lines += case_line(knowledge, knowledge.questions[static_cast<std::size_t>(question)], cases.back());
  }
  write(folder + "/cases.ndjson", lines);
  write(folder + "/rule.json", RuleWriter(knowledge, default_readings(knowledge)).rules(question));
  answer_as_columns(knowledge, question, cases);
  answer_one_by_one(knowledge, question, cases);
}

}  // namespace
}  // namespace lossa::bench

int main(int argc, char** argv) {
  if (argc < 2) return fmt::print(stderr, "lossa_peer_cases FOLDER [CASES] [SEED]\n"), 2;
  lossa::bench::run(argv[1], argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10'000,
                    argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1);
  return 0;
}

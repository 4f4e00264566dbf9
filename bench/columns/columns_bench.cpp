// SPDX-License-Identifier: Apache-2.0
// Criterion evaluations a second on one core: lossa_columns_bench [CASES] [SEED].
//
// The infection criteria alone and all shipped guidelines, on the same random cases as columns and, for the first of
// them, one by one. In the same run: what memory gives when it is only read or copied, and what one comparison costs
// when its fact is kept as two doubles, two bytes or planes, which is why columns keep planes.
#include <fmt/core.h>

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <numeric>

#include "random_values.hpp"

#include <lossa/guideline/columns_evaluate.hpp>

namespace lossa::bench {
namespace {

using namespace guideline;  // NOLINT(google-build-using-namespace): one source, one module

constexpr int runs = 9;
constexpr std::size_t one_by_one = 4000;

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

struct Times {
  double best = 0;
  double median = 0;
};
template <typename Work>
Times timed(const Work& work) {
  std::vector<double> all;
  for (int i = 0; i < runs; ++i) all.push_back(seconds(work));
  std::ranges::sort(all);
  return {all.front(), all[runs / 2]};
}

/// Keeps a result from being optimised away.
volatile std::uint64_t sink;

double streaming_read(const std::vector<Word>& memory) {
  return static_cast<double>(memory.size() * sizeof(Word)) /
         timed([&] { sink = std::accumulate(memory.begin(), memory.end(), Word{0}, std::bit_xor<>()); }).best;
}

struct Machine {
  double read = 0, copy = 0;  ///< bytes a second
};

Machine measure_machine() {
  constexpr std::size_t words = std::size_t{1} << 25U;  // 256 MiB, far past every cache
  const std::vector<Word> from(words, 1);
  std::vector<Word> to(words);
  const auto copied = timed([&] {
    std::memcpy(to.data(), from.data(), words * sizeof(Word));
    sink = to[words / 2];
  });
  const Machine machine{streaming_read(from), 2.0 * sizeof(Word) * words / copied.best};
  fmt::print("memory: read {:.1f} GB a second, copied {:.1f} (bytes read and written)\n\n", machine.read / 1e9,
             machine.copy / 1e9);
  return machine;
}

/// "> 38", as yes and no planes of 64 cases, from a lower and an upper bound of each.
template <typename Number>
double nanoseconds_as_bounds(std::size_t cases, Number constant) {
  const std::vector<Number> low(cases, constant);
  const std::vector<Number> high(cases, constant);
  std::vector<Word> answers(cases / 32);
  return 1e9 / static_cast<double>(cases) * timed([&] {
                                              for (std::size_t word = 0; word < cases / 64; ++word) {
                                                Word yes = 0;
                                                Word no = 0;
                                                for (std::size_t i = 0; i < 64; ++i) {
                                                  yes |= Word{low[word * 64 + i] > constant} << i;
                                                  no |= Word{high[word * 64 + i] <= constant} << i;
                                                }
                                                answers[2 * word] = yes;
                                                answers[2 * word + 1] = no;
                                              }
                                              sink = answers[cases / 64];
                                            }).best;
}

double nanoseconds_as_planes(std::size_t cases) {
  const std::vector<Word> planes(cases / 32, 1);
  std::vector<Word> answers(cases / 32);
  return 1e9 / static_cast<double>(cases) * timed([&] {
                                              std::memcpy(answers.data(), planes.data(), planes.size() * sizeof(Word));
                                              sink = answers[cases / 64];
                                            }).best;
}

void compare_layouts() {
  constexpr std::size_t cases = std::size_t{1} << 24U;
  fmt::print("one comparison, nanoseconds a case: two doubles {:.3f}, two bytes {:.3f}, planes {:.4f}\n\n",
             nanoseconds_as_bounds<double>(cases, 38), nanoseconds_as_bounds<std::uint8_t>(cases, 1),
             nanoseconds_as_planes(cases));
}

/// The same cases twice: all as columns, the first ones as they are.
struct Cohort {
  Cohort(const Knowledge& knowledge, std::size_t count, std::uint64_t seed)
      : columns(knowledge, counts(knowledge, count, seed)) {
    RandomValues random(knowledge, seed, RandomValues::Numbers::intervals);
    for (std::size_t i = 0; i < count; ++i) {
      auto values = random.next();
      loading += seconds([&] { columns.set(i, values); });
      if (first.size() < one_by_one) first.push_back(std::move(values));
    }
  }

  static std::vector<Counts> counts(const Knowledge& knowledge, std::size_t count, std::uint64_t seed) {
    RandomValues random(knowledge, seed, RandomValues::Numbers::intervals);
    std::vector<Counts> result;
    for (std::size_t i = 0; i < count; ++i) {
      const auto values = random.next();
      result.push_back({values.count(Subject::lead), values.count(Subject::side)});
    }
    return result;
  }

  Columns columns;
  std::vector<Values> first;
  double loading = 0;
};

struct OneByOne {
  double seconds = 0;
  std::size_t differences = 0;
};

/// Every criterion of every case, and every lead, by the evaluator of one case; only the evaluation is timed.
OneByOne evaluate_one_by_one(const Cohort& cohort, const ReadingChoice& readings, const CohortAnswers& answers) {
  OneByOne result;
  const auto& knowledge = cohort.columns.knowledge();
  std::vector<Verdict> verdicts;
  for (std::size_t row = 0; row < cohort.first.size(); ++row) {
    const Evaluator evaluator(knowledge, cohort.first[row], readings);
    const auto each = [&](const auto& visit) {
      for (std::size_t i = 0; i < knowledge.criteria.size(); ++i)
        for (int at = 0; at < cohort.first[row].count(answers.criteria[i].subject); ++at) visit(i, at);
    };
    verdicts.clear();
    result.seconds += seconds([&] {
      each([&](std::size_t i, int at) {
        verdicts.push_back(evaluator.evaluate(knowledge.criteria[i].when, {.lead = at, .side = at}));
      });
    });
    std::size_t next = 0;
    each([&](std::size_t i, int at) {
      const auto& verdict = verdicts[next++];
      const auto& planes = answers.criteria[i];
      const auto get = [&](std::size_t plane) { return answers.planes.get(planes.subject, plane, row, at); };
      result.differences += get(planes.yes) != verdict.truth.is_yes() || get(planes.no) != verdict.truth.is_no() ||
                            get(planes.so_far) != verdict.so_far;
    });
  }
  return result;
}

std::size_t criterion_evaluations(const Columns& columns, const CohortAnswers& answers) {
  std::size_t count = 0;
  for (const auto& criterion : answers.criteria) count += columns.planes().count(criterion.subject, Columns::there);
  return count;
}

void print_gaps(const Columns& columns, const ReadingChoice& readings) {
  const auto question = columns.knowledge().find_question("ehra_2020_infection", "systemic");
  Gaps gaps;
  const auto spent = seconds([&] { gaps = missing_facts(columns, question, readings); });
  fmt::print(
      "  missing facts of the systemic question: {:.0f} ms, {} of {} open; first {}\n", 1e3 * spent, gaps.open,
      gaps.asked,
      gaps.ranked.empty() ? "none" : columns.knowledge().facts[static_cast<std::size_t>(gaps.ranked[0].fact)].id);
}

void run(const char* name, const Knowledge& knowledge, std::pair<std::size_t, std::uint64_t> size_and_seed,
         const Machine& machine) {
  const auto [count, seed] = size_and_seed;
  const auto cases = static_cast<double>(count);
  const auto readings = default_readings(knowledge);
  const Cohort cohort(knowledge, count, seed);
  std::optional<ColumnEvaluator> evaluator;
  const auto compiling = seconds([&] { evaluator.emplace(cohort.columns, readings); });
  auto answers = evaluator->evaluate(cohort.columns);
  const auto times = timed([&] { evaluator->evaluate(cohort.columns, answers); });
  const auto bytes = static_cast<double>(cohort.columns.planes().bytes() + answers.planes.bytes());
  const auto evaluations = static_cast<double>(criterion_evaluations(cohort.columns, answers));
  const auto one = evaluate_one_by_one(cohort, readings, answers);
  const auto one_case = one.seconds / static_cast<double>(cohort.first.size());
  fmt::print("{}: {} criteria, {} questions, {} steps a block, compiled in {:.1f} ms; {} random cases, seed {}\n", name,
             knowledge.criteria.size(), knowledge.questions.size(), evaluator->steps(), 1e3 * compiling, count, seed);
  fmt::print("  columns: {:.2f} ns a case (best of {}; median {:.2f}), {:.0f} million criterion evaluations a second\n",
             1e9 * times.best / cases, runs, 1e9 * times.median / cases, evaluations / times.best / 1e6);
  fmt::print("  bytes touched a case: {:.1f} read, {:.1f} written: {:.1f} GB a second, {:.0f} % of a copy\n",
             static_cast<double>(cohort.columns.planes().bytes()) / cases,
             static_cast<double>(answers.planes.bytes()) / cases, bytes / times.best / 1e9,
             100 * bytes / times.best / machine.copy);
  fmt::print("  putting a case into columns: {:.0f} ns\n", 1e9 * cohort.loading / cases);
  fmt::print("  one by one ({} cases): {:.0f} ns a case, {:.0f} times the columns; {} answers differ\n",
             cohort.first.size(), 1e9 * one_case, one_case * cases / times.best, one.differences);
  print_gaps(cohort.columns, readings);
}

}  // namespace
}  // namespace lossa::bench

int main(int argc, char** argv) {
  using namespace lossa::bench;  // NOLINT(google-build-using-namespace)
  const auto count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const auto seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  const auto machine = measure_machine();
  compare_layouts();
  run("ehra_2020_infection", shipped("ehra_2020_infection"), {count, seed}, machine);
  run("all guidelines", shipped(), {count, seed}, machine);
  return 0;
}

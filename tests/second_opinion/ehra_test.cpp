// SPDX-License-Identifier: Apache-2.0
// The guideline file of the 2019 International CIED Infection Criteria against a second, independent count.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>

#include "scene.hpp"

#include <lossa/guideline/reach.hpp>

namespace lossa::second_opinion {
namespace {

constexpr auto guideline_id = "ehra_2020_infection";

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t end) { return random() % end; }

/// A choice that some patient can have; most aspects normal, since three majors at once tell little.
Choice random_choice(Random& random) {
  for (;;) {
    Choice choice;
    const std::size_t rarity = 2 + below(random, 6);
    for (const auto& aspect : aspects())
      choice.push_back(below(random, rarity) == 0 ? below(random, aspect.alternatives.size()) : 0);
    if (is_possible(findings_of(choice))) return choice;
  }
}

struct Chosen {
  guideline::ReadingChoice of_file = guideline::default_readings(knowledge());
  Readings here = as_the_file_chooses();
};

Chosen random_readings(Random& random) {
  Chosen chosen;
  for (std::size_t i = 0; i < knowledge().readings.size(); ++i) {
    const auto& reading = knowledge().readings[i];
    if (knowledge().guidelines[static_cast<std::size_t>(reading.guideline)].id != guideline_id) continue;
    const auto option = below(random, 3) == 0 ? below(random, reading.options.size())
                                              : static_cast<std::size_t>(reading.default_option);
    chosen.of_file[i] = static_cast<int>(option);
    EXPECT_TRUE(set_reading(chosen.here, reading.id, reading.options[option])) << reading.id;
  }
  return chosen;
}

std::string conclusion_id(int question, int conclusion) {
  const auto& all = knowledge().questions[static_cast<std::size_t>(question)].conclusions;
  return conclusion < 0 ? "" : all[static_cast<std::size_t>(conclusion)].id;
}

// The file says "none" only of a pocket without any sign; some that the count does not suspect have one.
std::string pocket_word(const Findings& found, Pocket pocket) {
  switch (pocket) {
    case Pocket::definite:
      return "definite";
    case Pocket::suspected:
      return "suspected";
    case Pocket::superficial:
      return "superficial";
    case Pocket::none:
      break;
  }
  return found.deformation || found.adherence ? "not_shown" : "none";
}

std::string systemic_word(Systemic systemic) {
  switch (systemic) {
    case Systemic::definite:
      return "definite";
    case Systemic::possible:
      return "possible";
    case Systemic::criteria_not_met:
      break;
  }
  return "criteria_not_met";
}

struct Question {
  std::string id;
  int index = knowledge().find_question(guideline_id, id);
};
const Question pocket_question{"pocket"};
const Question systemic_question{"systemic"};

std::string told(const Choice& choice) {
  std::string text;
  for (std::size_t i = 0; i < choice.size(); ++i)
    if (choice[i] != 0) text += std::string(aspects()[i].name) + " " + std::to_string(choice[i]) + "; ";
  return text;
}

TEST(SecondOpinion, AgreesOnAHundredThousandCompletePatients) {
  Random random(20200522);
  std::map<std::string, int> seen;
  for (int i = 0; i < 100'000; ++i) {
    const auto choice = random_choice(random);
    const auto found = findings_of(choice);
    const auto readings = random_readings(random);
    const auto values = facts_of(found, below(random, 6));
    const guideline::Evaluator evaluator(knowledge(), values, readings.of_file);
    const auto opinion = ehra_count(found, readings.here);
    const auto pocket = pocket_word(found, opinion.pocket);
    const auto systemic = systemic_word(opinion.systemic);
    ++seen["pocket " + pocket];
    ++seen["systemic " + systemic];
    ASSERT_EQ(conclusion_id(pocket_question.index, evaluator.so_far(pocket_question.index, {})), pocket)
        << told(choice);
    ASSERT_EQ(conclusion_id(systemic_question.index, evaluator.so_far(systemic_question.index, {})), systemic)
        << told(choice);
  }
  EXPECT_EQ(seen.size(), 8U);
  for (const auto& [conclusion, times] : seen) EXPECT_GT(times, 500) << conclusion;
}

void widen(guideline::Value& so_far, const guideline::Value& other) {
  if (so_far.truth != other.truth) so_far.truth = Truth();
  so_far.number = hull(so_far.number, other.number);
  so_far.possible |= other.possible;
}

/// The facts that the two questions rest on.
const std::vector<int>& facts_asked() {
  static const auto facts = [] {
    std::set<int> result;
    for (const auto& question : {pocket_question, systemic_question}) {
      const auto& rests_on = knowledge().questions[static_cast<std::size_t>(question.index)].facts;
      result.insert(rests_on.begin(), rests_on.end());
    }
    return std::vector<int>(result.begin(), result.end());
  }();
  return facts;
}

/// All that up to eight unknown aspects may turn out to be: what the facts then say, and what the count concludes.
struct Survey {
  guideline::Values values;
  std::uint64_t pocket = 0;
  std::uint64_t systemic = 0;
};

std::uint64_t bit_of(int question, const std::string& conclusion) {
  const auto& all = knowledge().questions[static_cast<std::size_t>(question)].conclusions;
  const auto place = std::ranges::find(all, conclusion, &guideline::Conclusion::id) - all.begin();
  return std::uint64_t{1} << static_cast<unsigned>(place);
}

/// The next choice, counting through the alternatives of the unknown aspects; false after the last.
bool next(Choice& choice, const std::vector<std::size_t>& unknown) {
  for (const auto aspect : unknown) {
    if (++choice[aspect] < aspects()[aspect].alternatives.size()) return true;
    choice[aspect] = 0;
  }
  return false;
}

Survey survey(Choice choice, const std::vector<std::size_t>& unknown, const Readings& readings) {
  Survey result{facts_of(findings_of(choice), 0)};
  for (const auto aspect : unknown) choice[aspect] = 0;
  do {
    const auto found = findings_of(choice);
    if (!is_possible(found)) continue;
    for (std::size_t wording = 0; wording < 6; ++wording) {
      const auto values = facts_of(found, wording);
      for (const int fact : facts_asked()) widen(result.values.of(fact), values.of(fact));
      if (!found.abscess_pseudoaneurysm_fistula && !found.valve_perforation_or_aneurysm) break;
    }
    const auto opinion = ehra_count(found, readings);
    result.pocket |= bit_of(pocket_question.index, pocket_word(found, opinion.pocket));
    result.systemic |= bit_of(systemic_question.index, systemic_word(opinion.systemic));
  } while (next(choice, unknown));
  return result;
}

std::vector<std::size_t> some_aspects(Random& random) {
  std::vector<std::size_t> chosen;
  std::size_t completions = 1;
  const std::size_t many = 1 + below(random, 8);
  while (chosen.size() < many) {
    const auto aspect = below(random, aspects().size());
    if (std::ranges::find(chosen, aspect) != chosen.end()) continue;
    completions *= aspects()[aspect].alternatives.size();
    if (completions > 600) break;
    chosen.push_back(aspect);
  }
  return chosen;
}

TEST(SecondOpinion, AgreesOnWhatCanBeReachedWhereSomeIsUnknown) {
  Random random(20200523);
  int open = 0;
  for (int i = 0; i < 2'000; ++i) {
    const auto choice = random_choice(random);
    const auto unknown = some_aspects(random);
    const auto readings = random_readings(random);
    const auto all = survey(choice, unknown, readings.here);
    const guideline::Evaluator evaluator(knowledge(), all.values, readings.of_file);
    std::string names;
    for (const auto aspect : unknown) names += std::string(aspects()[aspect].name) + "? ";
    const guideline::Reachable pocket{all.pocket, guideline::Exactness::exact};
    const guideline::Reachable systemic{all.systemic, guideline::Exactness::exact};
    ASSERT_EQ(guideline::reachable(evaluator, pocket_question.index, {}), pocket) << told(choice) << names;
    ASSERT_EQ(guideline::reachable(evaluator, systemic_question.index, {}), systemic) << told(choice) << names;
    open += std::popcount(all.systemic) > 1 ? 1 : 0;
  }
  EXPECT_GT(open, 300);
}

/// Where the page is open and the two were first written differently; docs/clinical/second_opinion.md tells each.
struct Difference {
  std::string name;
  std::function<void(Findings&)> found;
  std::string first_written_here;
  std::string file;
};

class WhereThePageIsOpen : public testing::TestWithParam<Difference> {
 protected:
  static std::string answers(const std::string& pocket, const std::string& systemic) {
    return pocket + ", " + systemic;
  }
};

TEST_P(WhereThePageIsOpen, TheTwoDifferAsWrittenDown) {
  Findings found;
  GetParam().found(found);
  const auto opinion = ehra_count(found, {});
  EXPECT_EQ(answers(pocket_word({}, opinion.pocket), systemic_word(opinion.systemic)), GetParam().first_written_here);
  const auto values = facts_of(found, 0);
  const auto readings = guideline::default_readings(knowledge());
  const guideline::Evaluator evaluator(knowledge(), values, readings);
  EXPECT_EQ(answers(conclusion_id(pocket_question.index, evaluator.so_far(pocket_question.index, {})),
                    conclusion_id(systemic_question.index, evaluator.so_far(systemic_question.index, {}))),
            GetParam().file);
}

void persistent(Findings& found) {
  found.blood_growth = true;
  found.same_organism_sets = 3;
  found.first_to_last_positive_hours = found.first_to_last_drawn_hours = 24;
}

INSTANTIATE_TEST_SUITE_P(
    EhraCount, WhereThePageIsOpen,
    testing::Values(Difference{"ThreatenedErosionWithAdherenceOnly",
                               [](Findings& found) { found.threatened_erosion = found.adherence = true; },
                               "suspected, criteria_not_met", "definite, criteria_not_met"},
                    Difference{"AdherenceAlone", [](Findings& found) { found.adherence = true; },
                               "suspected, criteria_not_met", "not_shown, criteria_not_met"},
                    Difference{"RednessOfASuperficialWoundInfection",
                               [](Findings& found) { found.superficial_infection = found.erythema = true; },
                               "suspected, criteria_not_met", "superficial, criteria_not_met"},
                    Difference{"PersistenceOfAnOrganismNotConsistentWithEndocarditis",
                               [](Findings& found) {
                                 persistent(found);
                                 found.paravalvular_leak_on_ct = true;
                               },
                               "none, possible", "none, definite"},
                    Difference{"MostOfFiveCulturesOverTwoHoursThoseWithGrowthWithinMinutes",
                               [](Findings& found) {
                                 persistent(found);
                                 found.organism_consistent_with_ie = found.all_of_three_or_most_of_four = true;
                                 found.first_to_last_positive_hours = 0.25;
                                 found.paravalvular_leak_on_ct = true;
                               },
                               "none, definite", "none, possible"},
                    Difference{"PocketInfectionSeenByEchocardiography",
                               [](Findings& found) {
                                 persistent(found);
                                 found.organism_consistent_with_ie = true;
                                 found.pocket_infection_on_echo = true;
                               },
                               "none, definite", "none, criteria_not_met"}),
    [](const auto& parameter) { return parameter.param.name; });

}  // namespace
}  // namespace lossa::second_opinion

// SPDX-License-Identifier: Apache-2.0
#include "random_world.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <limits>

#include <lossa/base/date.hpp>

namespace lossa::guideline::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t completions_limit = 3000;

int dice(int sides) { return *rc::gen::inRange(0, sides); }
bool one_in(int n) { return dice(n) == n - 1; }
template <std::size_t n>
std::string one_of(const std::array<const char*, n>& words) {
  return words[static_cast<std::size_t>(dice(static_cast<int>(n)))];
}

std::string words(const std::string& key, const std::string& text) {
  return key + R"( = { en = ")" + text + R"(", sv = ")" + text + "\" }\n";
}

/// Writes conditions as people do, of the facts and criteria that may stand there.
class Writer {
 public:
  std::vector<Fact> facts;
  std::vector<std::string> names;       ///< criteria, readings and conclusions that may be named
  std::vector<std::string> lead_names;  ///< likewise, where a lead is at hand

  std::string condition(std::vector<Subject> at_hand, int depth) const {
    const int kind = depth == 0 ? 0 : dice(8);
    const auto inner = [&] { return condition(at_hand, depth - 1); };
    if (kind <= 1) return leaf(at_hand);
    if (kind == 2) return "(" + inner() + " and " + inner() + ")";
    if (kind == 3) return "(" + inner() + " or " + inner() + ")";
    if (kind == 4) return "not " + inner();
    if (kind == 5) return "count(" + inner() + ", " + inner() + ", " + inner() + ") " + comparison() + " " + number(4);
    if (kind == 6) return one_of<2>({"any", "all"}) + "(" + inner() + ", " + inner() + ")";
    return each(std::move(at_hand), depth);
  }

 private:
  static std::string comparison() { return one_of<6>({"=", "!=", "<", "<=", ">", ">="}); }
  static std::string number(int below) { return std::to_string(dice(below)); }

  std::string each(std::vector<Subject> at_hand, int depth) const {
    const auto subject = one_in(2) ? Subject::lead : Subject::side;
    if (std::ranges::find(at_hand, subject) != at_hand.end()) return leaf(at_hand);
    at_hand.push_back(subject);
    const auto inside =
        std::string(subject == Subject::lead ? "lead" : "side") + " (" + condition(at_hand, depth - 1) + ")";
    if (one_in(3)) return "count each " + inside + " " + comparison() + " " + number(4);
    return one_of<2>({"any", "all"}) + " each " + inside;
  }

  std::string leaf(const std::vector<Subject>& at_hand) const {
    const auto is_at_hand = [&](Subject s) { return s == Subject::patient || std::ranges::count(at_hand, s) > 0; };
    std::vector<std::string> choices = names;
    if (is_at_hand(Subject::lead)) choices.insert(choices.end(), lead_names.begin(), lead_names.end());
    for (const auto& fact : facts)
      if (is_at_hand(fact.of)) choices.push_back(about(fact));
    return choices[static_cast<std::size_t>(dice(static_cast<int>(choices.size())))];
  }

  static std::string about(const Fact& fact) {
    if (fact.type == FactType::truth) return fact.id;
    if (fact.type == FactType::number && fact.is_count) return fact.id + " " + comparison() + " " + number(4);
    if (fact.type == FactType::number) return fact.id + " " + comparison() + " " + number(4) + " celsius";
    if (fact.type == FactType::date)
      return fact.id + " " + comparison() + " '" +
             one_of<4>({"2021-08-20", "2021-08-21", "2021-08", "2021-08-20T12:00"}) + "'";
    return fact.id + one_of<4>({" = 'a'", " != 'b'", " in {'a', 'c'}", " in {'b', 'c'}"});
  }
};

std::string fact_text(const Fact& fact) {
  static constexpr std::array<const char*, 4> types = {"truth", "number", "category", "date"};
  static constexpr std::array<const char*, 3> subjects = {"case", "lead", "side"};
  std::string text = "[[fact]]\nid = \"" + fact.id + "\"\n";
  text += std::string("type = \"") + types[static_cast<std::size_t>(fact.type)] + "\"\n";
  text += std::string("of = \"") + subjects[static_cast<std::size_t>(fact.of)] + "\"\n";
  if (!fact.unit.empty()) text += "unit = \"" + fact.unit + "\"\n";
  if (fact.type == FactType::category) text += "values = [\"a\", \"b\", \"c\"]\n";
  return text + "window = \"ever\"\nresolve = \"worst\"\n" + words("text", "Fact " + fact.id);
}

std::vector<Fact> random_facts() {
  std::vector<Fact> facts;
  for (int i = 0; i < 4; ++i) {
    Fact fact;
    fact.id = "f" + std::to_string(i);
    // The first fact is a truth of the case: some condition can always be written.
    const int type = i == 0 ? 0 : dice(6);
    fact.type = type < 2    ? FactType::truth
                : type == 2 ? FactType::category
                : type == 3 ? FactType::date
                            : FactType::number;
    fact.is_count = type == 5;
    if (fact.type == FactType::number) fact.unit = fact.is_count ? "count" : "celsius";
    const int of = i == 0 ? 0 : dice(4);
    fact.of = of < 2 ? Subject::patient : of == 2 ? Subject::lead : Subject::side;
    facts.push_back(fact);
  }
  return facts;
}

std::string constraint_text(const Writer& writer) {
  const int about = dice(3);
  const std::vector<Subject> at_hand =
      about == 0 ? std::vector<Subject>{} : std::vector{about == 1 ? Subject::lead : Subject::side};
  if (one_in(2)) return "[[exclusion]]\nnever = \"" + writer.condition(at_hand, 1) + "\"\n";
  return "[[implication]]\nif = \"" + writer.condition(at_hand, 1) + "\"\nthen = \"" + writer.condition(at_hand, 1) +
         "\"\n";
}

std::string question_text(const std::string& id, const Writer& writer, const std::vector<Subject>& at_hand) {
  std::string text = "[[question]]\nid = \"" + id + "\"\n" + words("text", "Question");
  const auto conclusion = [&](const char* name, const std::string& when) {
    text += std::string("[[question.conclusion]]\nid = \"") + name + "\"\ntone = \"calm\"\n" + words("text", name) +
            when + "\n";
  };
  conclusion("high", "when = \"" + writer.condition(at_hand, 2) + "\"");
  conclusion("low", "when = \"" + writer.condition(at_hand, 3) + "\"");
  if (!one_in(4)) conclusion("neither", "otherwise = true");
  return text;
}

std::string head_text(const std::string& id, const std::string& subject) {
  return "[guideline]\nid = \"" + id + "\"\nversion = \"1\"\nsubject = \"" + subject + "\"\ncite = \"c\"\n" +
         words("title", "Guideline");
}

std::string reading_text() {
  return "[[reading]]\nid = \"r\"\noptions = [\"x\", \"y\"]\ndefault = \"x\"\n" + words("ask", "a") +
         words("why", "w") + words("option_text.x", "x") + words("option_text.y", "y");
}

std::string criterion_text(const std::string& id, const Writer& writer, const std::vector<Subject>& at_hand) {
  return "[[criterion]]\nid = \"" + id + "\"\nsource = \"s\"\nknown = \"read\"\n" + words("text", id) + "when = \"" +
         writer.condition(at_hand, 2) + "\"\n";
}

/// Everything that a value of this fact may be, with a point in each gap between the constants above.
std::vector<double> points(const Fact& fact) {
  if (fact.type == FactType::truth) return {0, 1};
  if (fact.type == FactType::category) return {0, 1, 2};
  if (fact.type == FactType::number && fact.is_count) return {0, 1, 2, 3, 4};
  if (fact.type == FactType::number) return {-0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5};
  std::vector<double> result;
  for (const char* at :
       {"2021-07-31T23:59", "2021-08-01T00:00", "2021-08-10T10:00", "2021-08-20T00:00", "2021-08-20T05:00",
        "2021-08-20T12:00", "2021-08-20T23:59", "2021-08-21T00:00", "2021-08-21T09:00", "2021-08-21T23:59",
        "2021-08-25T12:00", "2021-08-31T23:59", "2021-09-01T00:00"})
    result.push_back(static_cast<double>(Date::parse(at).value().minutes().low));
  return result;
}

/// The value that has these possibilities; numbers are intervals, so `possible` is a run of points.
void set_value(World& world, std::size_t fact, std::size_t instance, std::vector<double> possible) {
  const auto& declared = world.knowledge.facts[fact];
  const auto all = points(declared);
  auto& value = world.values.of(static_cast<int>(fact), static_cast<int>(instance));
  if (declared.type == FactType::truth) {
    value.truth = possible.size() == 2 ? Truth() : Truth::of(possible.front() == 1);
  } else if (declared.type == FactType::category) {
    value.possible = 0;
    for (const double index : possible) value.possible |= std::uint64_t{1} << static_cast<unsigned>(index);
  } else {
    const double least = declared.is_count ? 0 : -infinity;
    value.number.low = possible.front() == all.front() && possible.size() > 1 ? least : possible.front();
    value.number.high = possible.back() == all.back() && possible.size() > 1 ? infinity : possible.back();
  }
  world.candidates[fact][instance] = std::move(possible);
}

/// Some of what was possible: any part of a category, a run of a number's points.
std::vector<double> some_of(const Fact& fact, const std::vector<double>& possible) {
  const int size = static_cast<int>(possible.size());
  const auto first = possible.begin() + dice(size);
  if (fact.type != FactType::category) return {first, first + 1 + dice(static_cast<int>(possible.end() - first))};
  std::vector<double> result;
  for (const double value : possible)
    if (value == *first || one_in(2)) result.push_back(value);
  return result;
}

std::size_t completions(const Candidates& candidates) {
  std::size_t count = 1;
  for (const auto& fact : candidates)
    for (const auto& instance : fact) count *= instance.size();
  return count;
}

void random_values(World& world) {
  for (std::size_t fact = 0; fact < world.knowledge.facts.size(); ++fact) {
    const auto& declared = world.knowledge.facts[fact];
    const auto instances = static_cast<std::size_t>(world.values.count(declared.of));
    world.candidates.emplace_back(instances, std::vector<double>{0});
    for (std::size_t i = 0; i < world.candidates[fact].size(); ++i) {
      auto possible = points(declared);
      if (one_in(3)) possible = some_of(declared, possible);
      set_value(world, fact, i, std::move(possible));
      while (completions(world.candidates) > completions_limit)
        set_value(world, fact, i, some_of(declared, world.candidates[fact][i]));
    }
  }
}

}  // namespace

World random_world() {
  Writer writer{.facts = random_facts(), .names = {}, .lead_names = {}};
  std::string facts;
  for (const auto& fact : writer.facts) facts += fact_text(fact);
  for (int i = dice(4); i > 0; --i) facts += constraint_text(writer);

  const bool of_lead = one_in(3);
  const std::vector<Subject> at_hand = of_lead ? std::vector{Subject::lead} : std::vector<Subject>{};
  std::string first = head_text("g", of_lead ? "lead" : "case") + reading_text();
  auto& names = of_lead ? writer.lead_names : writer.names;
  first += criterion_text("a", writer, at_hand);
  names = {"a", "reading.r = 'x'", "reading.r = 'y'"};
  first += criterion_text("b", writer, at_hand);
  names.insert(names.end(), {"b"});
  first += question_text("q", writer, at_hand);
  names.insert(names.end(), {"conclusion.q = 'high'", "conclusion.q = 'low'"});
  first += question_text("p", writer, at_hand);
  writer.names.clear();
  writer.lead_names.clear();
  (of_lead ? writer.lead_names : writer.names) = {"conclusion.g.q = 'high'", "conclusion.g.p = 'low'"};
  const auto second = head_text("h", "case") + question_text("o", writer, {});

  auto checked = load({{"facts.toml", facts}, {"g.toml", first}, {"h.toml", second}});
  if (!checked.ok()) RC_FAIL(to_string(checked.issues.front()) + "\n" + facts + first + second);
  const int leads = dice(2) + (of_lead ? 1 : 0);
  const int sides = dice(3);
  World world{.facts = facts,
              .guidelines = first + second,
              .knowledge = *checked.value,
              .readings = {dice(2)},
              .leads = leads,
              .sides = sides,
              .values = Values(*checked.value, leads, sides),
              .candidates = {},
              .question = dice(3),
              .binding = {}};
  if (of_lead && world.question < 2) world.binding.lead = dice(leads);
  random_values(world);
  RC_LOG() << world.facts << world.guidelines << "question " << world.question << '\n';
  return world;
}

void learn_something(World& world) {
  const auto fact = static_cast<std::size_t>(dice(static_cast<int>(world.candidates.size())));
  for (std::size_t i = 0; i < world.candidates[fact].size(); ++i)
    set_value(world, fact, i, some_of(world.knowledge.facts[fact], world.candidates[fact][i]));
}

void learn_everything(World& world) {
  for (std::size_t fact = 0; fact < world.candidates.size(); ++fact)
    for (std::size_t i = 0; i < world.candidates[fact].size(); ++i) {
      const auto& possible = world.candidates[fact][i];
      set_value(world, fact, i, {possible[static_cast<std::size_t>(dice(static_cast<int>(possible.size())))]});
    }
}

}  // namespace lossa::guideline::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <lossa/base/date.hpp>
#include <lossa/base/issue.hpp>
#include <lossa/base/language.hpp>
#include <lossa/guideline/expression.hpp>

namespace lossa::guideline {

// What docs/formats/guideline.md describes, parsed and checked. Everything lies in flat lists; an index into one of
// them is what expressions and results refer to.

enum class Known { read, reprint, memory };  ///< how an item is known; from memory it drives no alarm

enum class FactType { truth, number, category, date };
enum class Window { episode, now, ever };
enum class Resolve { latest, worst, conflict };

using WordLists = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// How entries make a fact; the meaning is assessment's.
struct FactOrigin {
  std::string kind;
  std::string field;
  WordLists where;
  std::vector<std::string> is;
  std::string has;
  bool exists = false;
  std::string rule;
  WordLists arguments;  ///< of the rule
  int score = -1;       ///< of a number: its total is the value where no entry gives one
};

struct Investigation {
  std::string id;
  Bilingual text;
};

struct Fact {
  std::string id;
  FactType type = FactType::truth;
  Subject of = Subject::patient;
  std::string unit;
  bool is_count = false;
  std::optional<double> low, high;
  std::vector<std::string> values;  ///< of a category; the first is the normal one
  Window window = Window::episode;
  Resolve resolve = Resolve::latest;
  Bilingual text, ask;
  int learn = -1;  ///< investigation; -1: none named
  std::optional<FactOrigin> from;
  Place place;
  std::vector<double> cuts;  ///< every constant it is compared with anywhere, rising, each once
};

/// `when` must never be true; an implication "a then b" is kept as "a and not b".
struct Constraint {
  Expression never;
  Subject subject = Subject::patient;
  Place place;
};

struct Reading {
  int guideline = -1;
  std::string id;
  Bilingual ask, why;
  std::vector<std::string> options;
  std::vector<Bilingual> option_text;
  int default_option = 0;
};

struct Criterion {
  int guideline = -1;
  std::string id;
  Bilingual text;
  std::string source;
  Known known = Known::memory;
  Expression when;
  Place place;
};

enum class Tone { act, caution, calm };

struct Conclusion {
  std::string id;
  Bilingual text;
  Tone tone = Tone::calm;
  bool otherwise = false;
  Expression when;  ///< unused for otherwise
  std::string source;
  std::optional<Known> known;
};

struct Question {
  int guideline = -1;
  std::string id;
  Bilingual text;
  bool headline = false;
  std::vector<Conclusion> conclusions;  ///< at most 64
  Place place;
  // What it rests on, through criteria and other questions, constraints included.
  std::vector<int> facts;
  std::vector<int> readings;
  std::vector<int> constraints;
};

/// What guidelines that are shown side by side say differently.
struct Difference {
  int guideline = -1;
  std::string id;
  std::vector<int> between;  ///< guidelines
  Bilingual text;
  Expression when;  ///< where it can matter
  std::string source;
  Known known = Known::memory;
};

struct Due {
  Duration within;
  int from_fact = -1;  ///< a date fact; -1: since the condition holds
};

struct Recommendation {
  int guideline = -1;
  bool avoid = false;    ///< do not, rather than do
  bool on_card = false;  ///< stands on the holding card: what the referring ward does until the patient has moved
  std::string id, evidence_class, level;
  Bilingual text;
  Expression when;
  std::optional<Due> due;
  std::string source;
  Known known = Known::memory;
};

/// Another start of a clock, where its condition holds.
struct ClockStart {
  Expression when;
  int start = -1;  ///< a date fact
};

/// A waiting time or, with `longest`, a window of one source.
struct Clock {
  int guideline = -1;
  std::string id;
  std::string group;  ///< clocks of one group are shown together; "" for none
  Bilingual text;
  int start = -1;                   ///< a date fact
  std::vector<ClockStart> instead;  ///< the first that holds takes the place of `start`
  Duration length;
  std::optional<Duration> longest;
  int planned = -1;  ///< the date fact that says when the end is planned
  Expression when;
  std::string source;
  Known known = Known::memory;
};

/// A planned contact of the follow-up.
struct Contact {
  int guideline = -1;
  std::string id;
  Bilingual text;
  std::vector<Bilingual> items;  ///< what is asked and done there
  Duration after;
  int from = -1;  ///< a date fact
  Expression when;
  std::optional<Expression> done;
  std::string source;
  Known known = Known::memory;
};

/// A quality indicator: the share of the denominator's cases in which the numerator holds, or a number's distribution
/// over them.
struct Indicator {
  int guideline = -1;
  std::string id;
  Bilingual text, target;
  Expression denominator;
  std::optional<Expression> exclude;
  std::optional<Expression> numerator;
  int measure = -1;           ///< a number fact; where there is no numerator
  std::vector<double> marks;  ///< of the measure: the share not above each is shown
  std::string source;
  Known known = Known::memory;
};

/// A length of time that something outside the language goes by, such as how far apart two signals are of one episode.
struct Span {
  int guideline = -1;
  std::string id;
  Bilingual text;
  Duration length;
  std::string source;
  Known known = Known::memory;
};

struct Option {
  int guideline = -1;
  std::string id, group;
  bool each_side = false;
  Bilingual text;
};

enum class Effect { favours, hinders, excludes, needs };

struct Argument {
  int guideline = -1;
  std::vector<int> options;
  Effect effect = Effect::favours;
  std::string market;  ///< whose labelling says so: "us"; "" where it is said everywhere
  Bilingual text;
  Expression when;
  std::string source;
  Known known = Known::memory;
  std::vector<int> evidence;  ///< studies
};

struct ScoreLevel {
  bool otherwise = false;
  Expression when;
  double points = 0;
};
struct ScoreItem {
  std::string id;
  Bilingual text;
  std::vector<ScoreLevel> levels;
};
struct ScoreBand {
  std::string id;
  Bilingual text;
  double from = 0;
  bool is_open = false;  ///< begins above `from`
};
/// Arithmetic of a score's formula, in postfix order.
struct FormulaStep {
  enum class Op { number, fact, points, add, subtract, multiply, divide, min, max, exp, ln } op = Op::number;
  double number = 0;
  int fact = -1;
};
struct ScoreFormula {
  bool otherwise = false;
  Expression when;
  std::vector<FormulaStep> steps;
};
/// What was found when the score was tried on patients.
struct ScoreValidation {
  Bilingual text;
  std::string source;
  Known known = Known::memory;
};
struct GivenFact {
  int fact = -1;
  int lead = -1;      ///< which of the example's leads; -1: of the case
  double number = 0;  ///< of a truth fact 1 or 0, of a category the place of its value
};
/// A worked case. Loading fails where the score does not give its total.
struct ScoreExample {
  std::vector<GivenFact> given;
  std::vector<std::pair<int, int>> readings;  ///< chosen options; the others are at their defaults
  int leads = 0;
  bool rest_is_normal = false;  ///< truths that are not given are no, categories their first value
  double total = 0, tolerance = 0;
  int band = -1;  ///< -1: not said
  Place place;
};
struct Score {
  int guideline = -1;
  std::string id, unit, cite;
  Bilingual text, note;
  Known known = Known::memory;
  std::optional<Expression> when;
  std::vector<ScoreItem> items;
  std::vector<ScoreBand> bands;
  std::vector<ScoreFormula> formulas;  ///< the first that holds; none: the sum of the points
  /// Why its rule is not known, and what is. Then it has neither items nor formulas, and never a total.
  Bilingual not_obtained;
  int entered = -1;  ///< a category fact: its class, as somebody who has the rule states it; only where not obtained
  std::vector<ScoreValidation> validations;
  std::vector<ScoreExample> examples;
  std::vector<int> facts;  ///< what its total rests on, through criteria and questions
};

struct Study {
  std::string id, cite;
  Bilingual text;
  std::optional<double> n, same_session, events, follow_up_months;
  Known known = Known::memory;
};

struct Reviewer {
  std::string name, role, date;
};

/// Somebody put their name under the file as it is; see signature.hpp.
struct Signature {
  std::string name, role, date;
  std::string key;          ///< the public key that it was made with
  bool is_trusted = false;  ///< the key is one of those trusted here; without it the name is no more than claimed
};

struct Guideline {
  std::string id, version, cite, doi, file;
  std::string hash;     ///< SHA-256 of the file's bytes
  std::string compare;  ///< guidelines of one word are shown side by side; "" for none
  Subject subject = Subject::patient;
  Bilingual title;
  std::vector<Reviewer> reviewed;
  std::vector<Signature> signatures;  ///< none: unsigned
};

/// All guidelines of one program run, checked together. Not changed after loading.
struct Knowledge {
  std::vector<Investigation> investigations;
  std::vector<Fact> facts;
  std::vector<Constraint> constraints;
  std::vector<Guideline> guidelines;
  std::vector<Reading> readings;
  std::vector<Criterion> criteria;
  std::vector<Question> questions;
  std::vector<Recommendation> recommendations;
  std::vector<Difference> differences;
  std::vector<Clock> clocks;
  std::vector<Contact> contacts;
  std::vector<Indicator> indicators;
  std::vector<Span> spans;
  std::vector<Option> options;
  std::vector<Argument> arguments;
  std::vector<Score> scores;
  std::vector<Study> studies;
  std::vector<int> computed;  ///< facts that a score gives, each after those that its score rests on

  // Index by name, -1 if there is none.
  [[nodiscard]] int find_fact(std::string_view id) const;
  [[nodiscard]] int find_guideline(std::string_view id) const;
  [[nodiscard]] int find_question(std::string_view guideline_id, std::string_view id) const;
  [[nodiscard]] int find_span(std::string_view guideline_id, std::string_view id) const;
  [[nodiscard]] int find_reading(std::string_view guideline_id, std::string_view id) const;
};

/// One file to load.
struct SourceFile {
  std::string name;  ///< shown in issues; "facts.toml" and "evidence" files are known by their content
  std::string bytes;
};

/// Parses and checks all files together: unknown names, wrong types or units, circles, missing words or source, each
/// with file, line and column (inside an expression too), all faults in one pass.
Checked<Knowledge> load(const std::vector<SourceFile>& files);

}  // namespace lossa::guideline

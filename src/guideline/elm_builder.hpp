// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "elm_library.hpp"

namespace lossa::guideline {

/// Makes one ElmLibrary. A criterion or question becomes a definition; where its guideline is about leads, a function
/// of one lead. `scope` is the subject of the function that a term stands in: there the lead is its operand, elsewhere
/// the item of a query.
class ElmBuilder {
 public:
  ElmBuilder(const Knowledge& knowledge, int guideline, const ReadingChoice& readings)
      : knowledge_(knowledge), guideline_(guideline), readings_(readings) {}

  Result<ElmLibrary> build();

 private:
  /// Which of the Evaluator's two answers a term gives.
  enum class Answer { truth, so_far };

  struct Item {
    std::string name;
    int guideline = -1;
    ElmTags tags;
    std::function<Term(Subject scope)> body;
  };

  void head();
  void question(int index);
  void parameters();
  /// Defines the item unless it is defined, after all that it uses, and gives a reference to it.
  Term refer(const Item& item, Subject scope);
  /// Of a guideline about leads also a definition that gives a list, an answer a lead.
  void export_item(const Item& item);

  // Items. What is another guideline's carries its name.
  [[nodiscard]] std::string prefix(int guideline) const;
  Item criterion(int index, Answer answer);
  Item condition(int question, int option, Answer answer);
  Item conclusion(int question, int option);
  /// The id of the first conclusion that holds when everything unknown is left out of the count.
  Item so_far(int question);
  Term first_so_far(int question, Subject scope);
  Item item_of(const Recommendation& own);

  // Conditions.
  Term term(const Expression& e, Subject scope, Answer answer);
  std::vector<Term> terms(const Expression& e, Subject scope, Answer answer);
  Term value(int fact, Subject scope);
  Term constant(const Fact& fact, double number);
  Term comparison(const Expression& e, Subject scope);
  Term among(const Expression& e, Subject scope);
  Term reading(const Expression& e);
  Term counted(Term answers, const Expression& e);
  struct Limit {
    Compare comparison;
    Term at;
    std::string more, less;  ///< the helpers that ask
  };
  Term compared(const Term& possible, const Limit& limit);
  Term helper(const std::string& name, std::vector<Term> operands);
  Term for_each(Subject subject, Term answer);
  /// Does the conclusion's own condition hold?
  Term holds(int question, int option, Subject scope, Answer answer);
  /// Does it hold, and is every earlier one ruled out?
  Term concluded(int question, int option, Subject scope, Answer answer);
  /// Is the count so far simply whether the answer is yes? So it is where learning more can only make the answer yes.
  [[nodiscard]] bool is_yes_so_far(const Expression& e) const;

  template <typename T>
  static const T& at(const std::vector<T>& all, int index) {
    return all[static_cast<std::size_t>(index)];
  }
  static std::string letter(Subject subject) { return subject == Subject::lead ? "L" : "S"; }
  /// The lead or side at hand.
  static Term here(Subject subject, Subject scope);

  const Knowledge& knowledge_;
  int guideline_;
  const ReadingChoice& readings_;
  ElmLibrary library_;
  std::set<std::string> defined_;
  std::set<int> facts_, used_readings_;
  std::set<Subject> each_;
  std::optional<Error> fault_;
};

}  // namespace lossa::guideline

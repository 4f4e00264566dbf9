// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// Goes through a condition once, for any algebra of answers: Kleene's truth alone, a whole Verdict for people, a
/// diagram of all completions. An algebra gives Result, leaf(), certain(), negate(), and the folds all(), any() and
/// count(), which add parts until they are decided.
template <typename Algebra>
class Walk {
 public:
  using Result = typename Algebra::Result;

  Walk(const Knowledge& knowledge, const Values& values, const ReadingChoice& readings, Algebra algebra = {})
      : knowledge_(&knowledge), values_(&values), readings_(&readings), algebra_(algebra) {}

  Result operator()(const Expression& e, Binding binding) const {
    using Op = Expression::Op;
    switch (e.op) {
      case Op::all:
        return parts(e, binding, algebra_.all());
      case Op::any:
        return parts(e, binding, algebra_.any());
      case Op::count:
        return parts(e, binding, algebra_.count(e.comparison, e.number));
      case Op::each_all:
        return instances(e, binding, algebra_.all());
      case Op::each_any:
        return instances(e, binding, algebra_.any());
      case Op::each_count:
        return instances(e, binding, algebra_.count(e.comparison, e.number));
      case Op::negation:
        return algebra_.negate((*this)(e.parts.front(), binding));
      case Op::fact:
      case Op::compare:
      case Op::among:
        return algebra_.leaf(e, *values_, instance(e, binding));
      case Op::criterion:
        return (*this)(knowledge_->criteria[static_cast<std::size_t>(e.index)].when, binding);
      case Op::reading:
        return algebra_.certain((*readings_)[static_cast<std::size_t>(e.index)] == e.option);
      case Op::conclusion:
        return conclusion(e.index, e.option, binding);
    }
    contract_violated(std::source_location::current());
  }

  /// The conclusion's condition holds and every earlier one is ruled out.
  Result conclusion(int question, int option, Binding binding) const {
    const auto& conclusions = knowledge_->questions[static_cast<std::size_t>(question)].conclusions;
    auto all = algebra_.all();
    for (int i = 0; i < option && !all.decided(); ++i)
      all.add(algebra_.negate((*this)(conclusions[static_cast<std::size_t>(i)].when, binding)));
    const auto& last = conclusions[static_cast<std::size_t>(option)];
    if (!last.otherwise && !all.decided()) all.add((*this)(last.when, binding));
    return all.result();
  }

  [[nodiscard]] int instance(const Expression& e, Binding binding) const {
    const auto of = knowledge_->facts[static_cast<std::size_t>(e.index)].of;
    if (of == Subject::patient) return 0;
    return of == Subject::lead ? binding.lead : binding.side;
  }

 private:
  template <typename Fold>
  Result parts(const Expression& e, Binding binding, Fold fold) const {
    for (const auto& part : e.parts) {
      fold.add((*this)(part, binding));
      if (fold.decided()) break;
    }
    return fold.result();
  }

  template <typename Fold>
  Result instances(const Expression& e, Binding binding, Fold fold) const {
    for (int i = 0; i < values_->count(e.subject) && !fold.decided(); ++i) {
      (e.subject == Subject::lead ? binding.lead : binding.side) = i;
      fold.add((*this)(e.parts.front(), binding));
    }
    return fold.result();
  }

  const Knowledge* knowledge_;
  const Values* values_;
  const ReadingChoice* readings_;
  Algebra algebra_;
};

/// What a fact, comparison or membership says of one value.
Truth leaf_truth(const Expression& e, const Value& value);

/// Is a count between `least` and `most` in this relation to `number`?
Truth count_truth(int least, int most, Compare comparison, double number);

/// Kleene's logic and nothing else: what searches run on.
struct TruthAlgebra {
  using Result = Truth;

  static Truth leaf(const Expression& e, const Values& values, int instance) {
    return leaf_truth(e, values.of(e.index, instance));
  }
  static Truth certain(bool holds) { return Truth::of(holds); }
  static Truth negate(Truth a) { return !a; }

  class All {
   public:
    void add(Truth part) { truth_ = truth_ & part; }
    [[nodiscard]] bool decided() const { return truth_.is_no(); }
    [[nodiscard]] Truth result() const { return truth_; }

   private:
    Truth truth_ = Truth::yes();
  };
  class Any {
   public:
    void add(Truth part) { truth_ = truth_ | part; }
    [[nodiscard]] bool decided() const { return truth_.is_yes(); }
    [[nodiscard]] Truth result() const { return truth_; }

   private:
    Truth truth_ = Truth::no();
  };
  class Count {
   public:
    Count(Compare comparison, double number) : comparison_(comparison), number_(number) {}
    void add(Truth part) {
      least_ += part.is_yes() ? 1 : 0;
      most_ += part.is_no() ? 0 : 1;
      if (part.is_unknown()) reason_ = part.reason();
    }
    [[nodiscard]] static bool decided() { return false; }
    [[nodiscard]] Truth result() const {
      const auto truth = count_truth(least_, most_, comparison_, number_);
      return truth.is_unknown() ? Truth::unknown(reason_) : truth;
    }

   private:
    Compare comparison_;
    double number_;
    int least_ = 0;
    int most_ = 0;
    Reason reason_ = Reason::not_asked;
  };

  static All all() { return {}; }
  static Any any() { return {}; }
  static Count count(Compare comparison, double number) { return {comparison, number}; }
};

}  // namespace lossa::guideline

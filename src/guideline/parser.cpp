// SPDX-License-Identifier: Apache-2.0
#include "parser.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "constants.hpp"
#include "token_reader.hpp"

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

constexpr int depth_limit = 64;

std::string_view subject_word(Subject subject) {
  if (subject == Subject::lead) return "lead";
  return subject == Subject::side ? "side" : "case";
}

/// Recursive descent over docs/formats/guideline.md; one function a rule of its grammar.
class ConditionParser {
 public:
  ConditionParser(const SourceText& source, const Scope& scope, Issues& issues)
      : in_(source, Units::allowed, issues), scope_(&scope) {
    if (scope.subject) at_hand_[static_cast<std::size_t>(*scope.subject)] = true;
  }

  std::optional<Expression> run() {
    auto result = condition();
    if (!in_.failed() && !in_.is(Token::Kind::end)) in_.expected("'and', 'or' or the end");
    if (!in_.ok()) return std::nullopt;
    return result;
  }

 private:
  Expression condition() {
    return joined(Op::any, "or", [&] { return conjunction(); });
  }
  Expression conjunction() {
    return joined(Op::all, "and", [&] { return negation(); });
  }

  template <typename Part>
  Expression joined(Op op, std::string_view word, Part part) {
    auto first = part();
    if (in_.failed() || !in_.is(word)) return first;
    auto whole = begin(op);
    whole.line = first.line;
    whole.column = first.column;
    whole.parts.push_back(std::move(first));
    while (!in_.failed() && in_.accept(word)) whole.parts.push_back(part());
    return whole;
  }

  Expression negation() {
    if (!in_.is("not")) return primary();
    auto whole = begin(Op::negation);
    in_.take();
    if (++depth_ > depth_limit) in_.fault(in_.now().offset, "the expression is nested too deeply");
    if (!in_.failed()) whole.parts.push_back(negation());
    --depth_;
    return whole;
  }

  Expression primary() {
    if (++depth_ > depth_limit) in_.fault(in_.now().offset, "the expression is nested too deeply");
    Expression result;
    if (in_.failed()) {
    } else if (in_.accept("(")) {
      result = condition();
      in_.expect(")");
    } else if (in_.is("any") || in_.is("all")) {
      result = quantified();
    } else if (in_.is("count")) {
      result = counted();
    } else if (in_.is(Token::Kind::name)) {
      result = named();
    } else {
      in_.expected("a condition");
    }
    --depth_;
    return result;
  }

  Expression quantified() {
    auto whole = begin(in_.is("any") ? Op::any : Op::all);
    in_.take();
    if (in_.accept("each")) {
      whole.op = whole.op == Op::any ? Op::each_any : Op::each_all;
      each(whole);
      return whole;
    }
    list(whole);
    return whole.parts.size() == 1 ? whole.parts.front() : whole;
  }

  Expression counted() {
    auto whole = begin(Op::count);
    in_.take();
    if (in_.accept("each")) {
      whole.op = Op::each_count;
      each(whole);
    } else {
      list(whole);
    }
    whole.comparison = comparison();
    if (in_.failed()) return whole;
    if (!in_.is(Token::Kind::number)) {
      in_.expected("a whole number");
      return whole;
    }
    const auto token = in_.take();
    whole.constant = token.text;
    if (const auto number = whole_number(token.text))
      whole.number = *number;
    else
      in_.misuse(token.offset, "a count is compared with a whole number, not '" + token.text + "'");
    return whole;
  }

  void list(Expression& whole) {
    if (!in_.expect("(")) return;
    do whole.parts.push_back(condition());
    while (!in_.failed() && in_.accept(","));
    in_.expect(")");
  }

  void each(Expression& whole) {
    if (!in_.is("lead") && !in_.is("side")) return in_.expected("'lead' or 'side'");
    const auto token = in_.take();
    whole.subject = token.text == "lead" ? Subject::lead : Subject::side;
    auto& one_at_hand = at_hand_[static_cast<std::size_t>(whole.subject)];
    if (one_at_hand) in_.misuse(token.offset, "this already is about one " + token.text);
    const bool before = std::exchange(one_at_hand, true);
    if (in_.expect("(")) {
      whole.parts.push_back(condition());
      in_.expect(")");
    }
    one_at_hand = before;
  }

  Compare comparison() {
    static constexpr std::pair<std::string_view, Compare> table[] = {{"=", Compare::equal}, {"!=", Compare::not_equal},
                                                                     {"<", Compare::less},  {"<=", Compare::not_more},
                                                                     {">", Compare::more},  {">=", Compare::not_less}};
    for (const auto& [symbol, meaning] : table)
      if (in_.accept(symbol)) return meaning;
    in_.expected("one of = != < <= > >=");
    return Compare::equal;
  }

  Expression named() {
    const auto token = in_.now();
    if (token.text.starts_with("reading.")) return reading();
    if (token.text.starts_with("conclusion.")) return conclusion();
    auto result = begin(Op::fact);
    in_.take();
    const int fact = scope_->names->find(Names::Kind::fact, token.text);
    if (fact >= 0) {
      result.index = fact;
      fact_condition(result, token);
      return result;
    }
    result.op = Op::criterion;
    if (scope_->guideline >= 0)
      result.index =
          scope_->names->find(Names::Kind::criterion, local_id(*scope_->knowledge, scope_->guideline, token.text));
    if (result.index < 0) {
      auto hint = scope_->names->suggestion(Names::Kind::fact, token.text);
      in_.misuse(token.offset, "'" + token.text + "' is neither a fact nor a criterion of this file" + hint);
      skip_comparison();
    } else {
      require_asked_of(scope_->guideline, token);
    }
    return result;
  }

  /// What a guideline says of a lead needs one.
  void require_asked_of(int guideline, const Token& token) {
    const auto subject = scope_->knowledge->guidelines[static_cast<std::size_t>(guideline)].subject;
    if (!is_at_hand(subject))
      in_.misuse(token.offset, "'" + token.text + "' is asked of a " + std::string(subject_word(subject)));
  }

  [[nodiscard]] bool is_at_hand(Subject subject) const {
    return subject == Subject::patient || !scope_->subject || at_hand_[static_cast<std::size_t>(subject)];
  }

  void skip_comparison() {
    if (in_.accept("in")) return skip_set();
    while (in_.is(Token::Kind::symbol) && !in_.is(")") && !in_.is("(") && !in_.is(",")) in_.take();
    if (in_.is(Token::Kind::number) || in_.is(Token::Kind::word)) in_.take();
    if (in_.is(Token::Kind::unit)) in_.take();
  }

  void skip_set() {
    if (!in_.expect("{")) return;
    while (!in_.is("}") && !in_.is(Token::Kind::end)) in_.take();
    in_.expect("}");
  }

  void fact_condition(Expression& result, const Token& token) {
    const auto& fact = scope_->knowledge->facts[static_cast<std::size_t>(result.index)];
    require_at_hand(fact, token);
    if (in_.accept("in")) return set_of_values(result, fact, token);
    const bool compared = in_.is(Token::Kind::symbol) && !in_.is(")") && !in_.is(",") && !in_.is("}");
    if (fact.type == FactType::truth) {
      if (!compared) return;
      in_.misuse(in_.now().offset, "'" + fact.id + "' is yes or no and stands alone");
      return skip_comparison();
    }
    if (!compared) return in_.misuse(token.offset, "'" + fact.id + "' must be compared with a constant");
    result.comparison = comparison();
    if (in_.failed()) return;
    constant(result, fact);
  }

  void require_at_hand(const Fact& fact, const Token& token) {
    if (is_at_hand(fact.of)) return;
    const std::string subject(subject_word(fact.of));
    in_.misuse(token.offset, "'" + fact.id + "' is about a " + subject + ": say 'any each " + subject + " (…)'");
  }

  void set_of_values(Expression& result, const Fact& fact, const Token& token) {
    result.op = Op::among;
    if (fact.type != FactType::category) {
      in_.misuse(token.offset, "'in' needs a category, and '" + fact.id + "' is none");
      return skip_set();
    }
    if (!in_.expect("{")) return;
    do value_of(result, fact);
    while (!in_.failed() && in_.accept(","));
    in_.expect("}");
  }

  void value_of(Expression& result, const Fact& fact) {
    if (!in_.is(Token::Kind::word)) return in_.expected("a value in quotes");
    const auto token = in_.take();
    const auto found = std::ranges::find(fact.values, token.text);
    if (found == fact.values.end()) return in_.misuse(token.offset, not_a_value(fact, token.text));
    result.mask |= std::uint64_t{1} << static_cast<unsigned>(found - fact.values.begin());
  }

  void constant(Expression& result, const Fact& fact) {
    const auto token = in_.now();
    if (fact.type == FactType::category) {
      result.op = Op::among;
      const auto meaning = std::exchange(result.comparison, Compare::equal);
      value_of(result, fact);
      if (meaning == Compare::not_equal)
        negate(result);
      else if (meaning != Compare::equal)
        in_.misuse(token.offset, "the values of '" + fact.id + "' have no order");
      return;
    }
    result.op = Op::compare;
    if (!in_.is(Token::Kind::number) && !in_.is(Token::Kind::word)) return in_.expected("a constant");
    in_.take();
    const auto unit = in_.is(Token::Kind::unit) ? in_.take().text : std::string();
    const bool same_date = fact.type == FactType::date && result.comparison == Compare::equal;
    const bool other_date = fact.type == FactType::date && result.comparison == Compare::not_equal;
    if (same_date || other_date) return date_within(result, fact, token, other_date);
    limit(result, fact, token, unit);
  }

  void limit(Expression& result, const Fact& fact, const Token& token, const std::string& unit) {
    const auto number = constant_for(fact, token, unit, result.comparison);
    if (!number) return in_.misuse(token.offset, number.error().message);
    result.number = number->number;
    result.constant = number->text;
  }

  /// A date is rarely known to the minute: to be "= '2021-08'" it need only lie in that month.
  void date_within(Expression& result, const Fact& fact, const Token& token, bool outside) {
    auto first = result;
    first.comparison = Compare::not_less;
    limit(first, fact, token, "");
    if (!in_.ok()) return;
    auto last = result;
    last.comparison = Compare::not_more;
    limit(last, fact, token, "");
    Expression both;
    both.op = Op::all;
    both.line = result.line;
    both.column = result.column;
    both.parts = {std::move(first), std::move(last)};
    result = std::move(both);
    if (outside) negate(result);
  }

  static void negate(Expression& result) {
    Expression outer;
    outer.op = Op::negation;
    outer.line = result.line;
    outer.column = result.column;
    outer.parts.push_back(std::move(result));
    result = std::move(outer);
  }

  Expression reading() {
    auto result = begin(Op::reading);
    const auto token = in_.take();
    const auto id = token.text.substr(std::string_view("reading.").size());
    if (scope_->guideline < 0) {
      in_.misuse(token.offset, "only a guideline has readings");
    } else {
      const auto key = local_id(*scope_->knowledge, scope_->guideline, id);
      result.index = scope_->names->find(Names::Kind::reading, key);
      if (result.index < 0)
        in_.misuse(token.offset,
                   "this file has no reading '" + id + "'" + scope_->names->suggestion(Names::Kind::reading, key));
    }
    const auto word = equals_word();
    if (result.index < 0) return result;
    const auto& options = scope_->knowledge->readings[static_cast<std::size_t>(result.index)].options;
    const auto found = std::ranges::find(options, word.text);
    if (found == options.end()) in_.misuse(word.offset, "'" + word.text + "' is no option of reading '" + id + "'");
    result.option = static_cast<int>(found - options.begin());
    return result;
  }

  Expression conclusion() {
    auto result = begin(Op::conclusion);
    const auto token = in_.take();
    auto id = token.text.substr(std::string_view("conclusion.").size());
    const auto dot = id.find('.');
    if (scope_->guideline < 0) {
      in_.misuse(token.offset, "only a guideline asks for conclusions");
      equals_word();
      return result;
    }
    const auto key =
        dot != std::string::npos ? id.replace(dot, 1, ":") : local_id(*scope_->knowledge, scope_->guideline, id);
    result.index = scope_->names->find(Names::Kind::question, key);
    const auto word = equals_word();
    if (result.index < 0) {
      in_.misuse(token.offset, "there is no question '" + token.text.substr(11) + "'" +
                                   scope_->names->suggestion(Names::Kind::question, key));
      return result;
    }
    const auto& question = scope_->knowledge->questions[static_cast<std::size_t>(result.index)];
    const auto found = std::ranges::find(question.conclusions, word.text, &Conclusion::id);
    if (found == question.conclusions.end())
      in_.misuse(word.offset, "question '" + question.id + "' has no conclusion '" + word.text + "'");
    result.option = static_cast<int>(found - question.conclusions.begin());
    require_asked_of(question.guideline, token);
    return result;
  }

  Token equals_word() {
    if (!in_.expect("=")) return {};
    if (!in_.is(Token::Kind::word)) in_.expected("a word in quotes");
    return in_.take();
  }

  Expression begin(Op op) {
    Expression result;
    result.op = op;
    const auto place = in_.place(in_.now().offset);
    result.line = place.line;
    result.column = place.column;
    return result;
  }

  TokenReader in_;
  const Scope* scope_;
  std::array<bool, 3> at_hand_{};  ///< by Subject
  int depth_ = 0;
};

}  // namespace

std::optional<Expression> parse_condition(const SourceText& source, const Scope& scope, Issues& issues) {
  return ConditionParser(source, scope, issues).run();
}

}  // namespace lossa::guideline

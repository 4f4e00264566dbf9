// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/print.hpp>

#include <array>
#include <string_view>

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

std::string_view symbol(Compare comparison) {
  static constexpr std::array<std::string_view, 6> symbols = {"=", "!=", "<", "<=", ">", ">="};
  return symbols[static_cast<std::size_t>(comparison)];
}

std::string_view word(Subject subject) { return subject == Subject::lead ? "lead" : "side"; }

class Printer {
 public:
  Printer(const Knowledge& knowledge, int guideline) : knowledge_(&knowledge), guideline_(guideline) {}

  /// Precedence: 0 inside "or", 1 inside "and", 2 where only a primary may stand.
  std::string operator()(const Expression& e, int precedence = 0) const {
    switch (e.op) {
      case Op::any:
        return joined(e, " or ", precedence, 0);
      case Op::all:
        return joined(e, " and ", precedence, 1);
      case Op::negation:
        return parenthesised("not " + (*this)(e.parts.front(), 2), precedence > 2);
      case Op::count:
        return "count(" + list(e) + ") " + std::string(symbol(e.comparison)) + " " + e.constant;
      case Op::each_all:
      case Op::each_any:
      case Op::each_count:
        return each(e);
      case Op::fact:
        return fact(e).id;
      case Op::compare:
        return fact(e).id + " " + std::string(symbol(e.comparison)) + " " + e.constant;
      case Op::among:
        return among(e);
      case Op::criterion:
        return knowledge_->criteria[static_cast<std::size_t>(e.index)].id;
      case Op::reading: {
        const auto& reading = knowledge_->readings[static_cast<std::size_t>(e.index)];
        return "reading." + reading.id + " = '" + reading.options[static_cast<std::size_t>(e.option)] + "'";
      }
      case Op::conclusion:
        return conclusion(e);
    }
    contract_violated(std::source_location::current());
  }

 private:
  const Fact& fact(const Expression& e) const { return knowledge_->facts[static_cast<std::size_t>(e.index)]; }

  static std::string parenthesised(const std::string& text, bool needed) { return needed ? "(" + text + ")" : text; }

  std::string joined(const Expression& e, std::string_view word_between, int precedence, int own) const {
    std::string text;
    for (const auto& part : e.parts) {
      if (!text.empty()) text += word_between;
      text += (*this)(part, own + 1);
    }
    return parenthesised(text, precedence > own);
  }

  std::string list(const Expression& e) const {
    std::string text;
    for (const auto& part : e.parts) text += (text.empty() ? "" : ", ") + (*this)(part);
    return text;
  }

  std::string each(const Expression& e) const {
    const std::string_view quantifier = e.op == Op::each_all ? "all" : e.op == Op::each_any ? "any" : "count";
    auto text = std::string(quantifier) + " each " + std::string(word(e.subject)) + " (" + list(e) + ")";
    if (e.op == Op::each_count) text += " " + std::string(symbol(e.comparison)) + " " + e.constant;
    return text;
  }

  std::string among(const Expression& e) const {
    std::string values;
    int count = 0;
    for (std::size_t i = 0; i < fact(e).values.size(); ++i) {
      if (((e.mask >> i) & 1U) == 0) continue;
      values += (count++ == 0 ? "'" : ", '") + fact(e).values[i] + "'";
    }
    return fact(e).id + (count == 1 ? " = " + values : " in {" + values + "}");
  }

  std::string conclusion(const Expression& e) const {
    const auto& question = knowledge_->questions[static_cast<std::size_t>(e.index)];
    const auto& from = knowledge_->guidelines[static_cast<std::size_t>(question.guideline)].id;
    const auto scope = question.guideline == guideline_ ? "" : from + ".";
    return "conclusion." + scope + question.id + " = '" + question.conclusions[static_cast<std::size_t>(e.option)].id +
           "'";
  }

  const Knowledge* knowledge_;
  int guideline_;
};

}  // namespace

std::string print(const Knowledge& knowledge, const Expression& condition, int guideline) {
  return Printer(knowledge, guideline)(condition);
}

}  // namespace lossa::guideline

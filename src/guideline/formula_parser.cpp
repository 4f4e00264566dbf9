// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "parser.hpp"
#include "token_reader.hpp"

namespace lossa::guideline {
namespace {

using Op = FormulaStep::Op;

constexpr int depth_limit = 64;

/// sum = product { ("+" | "-") product }; product = value { ("*" | "/") value }; steps come out in postfix order.
class FormulaParser {
 public:
  FormulaParser(const SourceText& source, const Scope& scope, Issues& issues)
      : in_(source, Units::not_allowed, issues), scope_(&scope) {}

  std::optional<std::vector<FormulaStep>> run() {
    sum();
    if (!in_.failed() && !in_.is(Token::Kind::end)) in_.expected("an operator or the end");
    if (!in_.ok()) return std::nullopt;
    return steps_;
  }

 private:
  void sum() {
    product();
    while (!in_.failed() && (in_.is("+") || in_.is("-"))) {
      const auto op = in_.take().text == "+" ? Op::add : Op::subtract;
      product();
      steps_.push_back({.op = op});
    }
  }

  void product() {
    value();
    while (!in_.failed() && (in_.is("*") || in_.is("/"))) {
      const auto op = in_.take().text == "*" ? Op::multiply : Op::divide;
      value();
      steps_.push_back({.op = op});
    }
  }

  void value() {
    if (++depth_ > depth_limit) in_.fault(in_.now().offset, "the formula is nested too deeply");
    if (in_.failed()) {
    } else if (in_.accept("-")) {
      steps_.push_back({.op = Op::number, .number = 0});
      value();
      steps_.push_back({.op = Op::subtract});
    } else if (in_.accept("(")) {
      sum();
      in_.expect(")");
    } else if (in_.is(Token::Kind::number)) {
      number();
    } else if (in_.is(Token::Kind::name)) {
      name();
    } else {
      in_.expected("a number, a fact or a parenthesis");
    }
    --depth_;
  }

  void number() {
    const auto token = in_.take();
    FormulaStep step{.op = Op::number};
    const auto end = token.text.data() + token.text.size();
    if (const auto [stop, code] = std::from_chars(token.text.data(), end, step.number);
        code != std::errc() || stop != end)
      in_.misuse(token.offset, "'" + token.text + "' is no number");
    steps_.push_back(step);
  }

  void name() {
    const auto token = in_.take();
    if (token.text == "points") return steps_.push_back({.op = Op::points});
    if (token.text == "min") return call(Op::min, 2);
    if (token.text == "max") return call(Op::max, 2);
    if (token.text == "exp") return call(Op::exp, 1);
    if (token.text == "ln") return call(Op::ln, 1);
    const int fact = scope_->names->find(Names::Kind::fact, token.text);
    if (fact < 0) {
      in_.misuse(token.offset,
                 "'" + token.text + "' is no fact" + scope_->names->suggestion(Names::Kind::fact, token.text));
    } else if (const auto& declared = scope_->knowledge->facts[static_cast<std::size_t>(fact)];
               declared.type != FactType::number || declared.of != Subject::patient) {
      in_.misuse(token.offset, "a formula needs number facts of the case, and '" + token.text + "' is none");
    }
    steps_.push_back({.op = Op::fact, .fact = fact});
  }

  void call(Op op, int arguments) {
    in_.expect("(");
    sum();
    if (arguments == 2 && in_.expect(",")) sum();
    in_.expect(")");
    steps_.push_back({.op = op});
  }

  TokenReader in_;
  const Scope* scope_;
  std::vector<FormulaStep> steps_;
  int depth_ = 0;
};

}  // namespace

std::optional<std::vector<FormulaStep>> parse_formula(const SourceText& source, const Scope& scope, Issues& issues) {
  return FormulaParser(source, scope, issues).run();
}

}  // namespace lossa::guideline

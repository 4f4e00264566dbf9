// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/cql.hpp>

#include <string_view>

#include "elm_library.hpp"
#include "elm_terms.hpp"

namespace lossa::guideline {
namespace {

using Op = Term::Op;

constexpr std::size_t line_length = 110;

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') result += '\\';
    result += c;
  }
  return result + quote;
}

std::string name(std::string_view text) { return quoted(text, '"'); }

/// Operands and aliases are this program's own words; so are an interval's ends.
bool is_plain(std::string_view element) {
  return element == "low" || element == "high" || element == "lowClosed" || element == "highClosed";
}

/// How tightly a term holds together; what holds less than its place asks for is put in parentheses.
enum class Binding { query, either, both, prefix, whole };

Binding binding_of(const Term& of) {
  if (of.op == Op::query) return Binding::query;
  if (of.op == Op::either) return Binding::either;
  if (of.op == Op::both) return Binding::both;
  return elm::operator_of(of.op) != nullptr && of.op != Op::to_decimal ? Binding::prefix : Binding::whole;
}

class Text {
 public:
  explicit Text(const ElmLibrary& library) : library_(library) {}

  std::string write() const {
    std::string text =
        tags(library_.tags) + "library " + name(library_.id) + " version " + quoted(library_.version, '\'') + "\n";
    for (const auto& parameter : library_.parameters)
      text += "\n" + tags(parameter.tags) + "parameter " + name(parameter.name) + " " + type(parameter.type) +
              " default " + term(parameter.otherwise) + "\n";
    for (const auto& helper : library_.helpers) text += definition(helper);
    for (const auto& one : library_.definitions) text += definition(one);
    return text;
  }

 private:
  /// Comments; a line break within one would end it.
  static std::string tags(const ElmTags& tags) {
    std::string text;
    for (const auto& [tag, value] : tags) {
      text += "// @" + tag + ": ";
      for (const char c : value) text += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
      text += "\n";
    }
    return text;
  }

  std::string definition(const ElmDefinition& definition) const {
    std::string text = "\n" + tags(definition.tags) + "define ";
    if (!definition.operands.empty()) text += "function ";
    text += name(definition.name);
    if (!definition.operands.empty()) {
      std::string operands;
      for (const auto& operand : definition.operands)
        operands += (operands.empty() ? "" : ", ") + operand.name + " " + type(operand.type);
      text += "(" + operands + ")";
    }
    return text + ":\n  " + body(definition.expression) + "\n";
  }

  /// On one line if it fits, else each operand of a chain, each choice on its own.
  std::string body(const Term& of) const {
    auto line = term(of);
    if (line.size() <= line_length) return line;
    if (of.op == Op::choice) return choice(of, "\n    ", "\n  ");
    if (of.op == Op::both || of.op == Op::either) return chain(of, "\n    ");
    return line;
  }

  std::string type(ElmType of) const {
    switch (of) {
      case ElmType::boolean:
        return "Boolean";
      case ElmType::text:
        return "String";
      case ElmType::decimal:
        return "Decimal";
      case ElmType::moment:
        return "DateTime";
      case ElmType::decimals:
        return "Interval<Decimal>";
      case ElmType::moments:
        return "Interval<DateTime>";
      case ElmType::booleans:
        return "List<Boolean>";
      case ElmType::texts:
        return "List<String>";
      case ElmType::leads:
        return "List<" + type(ElmType::lead) + ">";
      case ElmType::sides:
        return "List<" + type(ElmType::side) + ">";
      case ElmType::lead:
        return tuple(library_.lead);
      case ElmType::side:
        return tuple(library_.side);
    }
    contract_violated(std::source_location::current());
  }

  std::string tuple(const std::vector<ElmElement>& elements) const {
    std::string text;
    for (const auto& element : elements)
      text += (text.empty() ? " " : ", ") + name(element.name) + " " + type(element.type);
    return "Tuple {" + text + " }";
  }

  /// In parentheses where it stands in a place that asks for more.
  std::string term(const Term& of, Binding at_least) const {
    return binding_of(of) < at_least ? "(" + term(of) + ")" : term(of);
  }

  std::string term(const Term& of) const {
    if (of.op == Op::both || of.op == Op::either) return chain(of, " ");
    if (const auto* by = elm::operator_of(of.op)) return operation(of, by->cql);
    return of.parts.empty() && of.op != Op::list ? simple(of) : compound(of);
  }

  static std::string simple(const Term& of) {
    if (of.op == Op::text) return quoted(of.text, '\'');
    if (of.op == Op::moment) return "@" + of.text;
    if (of.op == Op::parameter || of.op == Op::definition) return name(of.text);
    return of.op == Op::none ? "null" : of.text;
  }

  std::string compound(const Term& of) const {
    if (of.op == Op::element) return term(of.parts[0]) + "." + (is_plain(of.text) ? of.text : name(of.text));
    if (of.op == Op::interval) return "Interval[" + list(of.parts) + "]";
    if (of.op == Op::choice) return choice(of, " ", " ");
    if (of.op == Op::query) return query(of);
    if (of.op == Op::list) return of.parts.empty() ? "{ }" : "{ " + list(of.parts) + " }";
    if (of.op == Op::count) return "Count(" + term(of.parts[0]) + ")";
    return name(of.text) + "(" + list(of.parts) + ")";
  }

  /// The pattern with each "{}" filled.
  std::string operation(const Term& of, std::string_view pattern) const {
    std::string text;
    for (const auto& part : of.parts) {
      const auto gap = pattern.find("{}");
      text +=
          std::string(pattern.substr(0, gap)) + term(part, of.op == Op::to_decimal ? Binding::query : Binding::whole);
      pattern.remove_prefix(gap + 2);
    }
    return text + std::string(pattern);
  }

  std::string list(const std::vector<Term>& terms) const {
    std::string text;
    for (const auto& one : terms) text += (text.empty() ? "" : ", ") + term(one);
    return text;
  }

  /// "a and b and c", which CQL reads from the left too; only one kind of connective without parentheses.
  std::string chain(const Term& of, std::string_view space) const {
    const auto& left = of.parts[0];
    const auto right = std::string(space) + (of.op == Op::both ? "and " : "or ") + term(of.parts[1], Binding::prefix);
    return (left.op == of.op ? chain(left, space) : term(left, Binding::prefix)) + right;
  }

  std::string choice(const Term& of, std::string_view space, std::string_view last) const {
    std::string text = "case";
    for (std::size_t i = 0; i + 1 < of.parts.size(); i += 2)
      text += std::string(space) + "when " + term(of.parts[i]) + " then " + term(of.parts[i + 1]);
    return text + std::string(space) + "else " + term(of.parts.back()) + std::string(last) + "end";
  }

  std::string query(const Term& of) const {
    auto text = term(of.parts[0], Binding::whole) + " " + of.text;
    if (of.parts.size() > 2) text += " where " + term(of.parts[2]);
    return text + " return all " + term(of.parts[1], Binding::either);
  }

  const ElmLibrary& library_;
};

}  // namespace

Result<std::string> export_cql(const Knowledge& knowledge, int guideline, const ReadingChoice& readings) {
  const auto library = elm_library(knowledge, guideline, readings);
  if (!library) return library.error();
  return Text(*library).write();
}

}  // namespace lossa::guideline

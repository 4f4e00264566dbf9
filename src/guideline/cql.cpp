// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/cql.hpp>

#include <string_view>

#include "elm_library.hpp"

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
  switch (of.op) {
    case Op::query:
      return Binding::query;
    case Op::either:
      return Binding::either;
    case Op::both:
      return Binding::both;
    case Op::negation:
    case Op::is_true:
    case Op::is_false:
    case Op::is_null:
    case Op::exists:
    case Op::equal:
    case Op::more:
    case Op::not_more:
    case Op::less:
    case Op::not_less:
    case Op::except:
    case Op::intersect:
    case Op::later:
    case Op::not_later:
    case Op::earlier:
    case Op::not_earlier:
    case Op::same_minute:
      return Binding::prefix;
    default:
      return Binding::whole;
  }
}

/// What stands between two operands.
std::string_view between(Op op) {
  switch (op) {
    case Op::both:
      return " and ";
    case Op::either:
      return " or ";
    case Op::equal:
      return " = ";
    case Op::more:
      return " > ";
    case Op::not_more:
      return " <= ";
    case Op::less:
      return " < ";
    case Op::not_less:
      return " >= ";
    case Op::except:
      return " except ";
    case Op::intersect:
      return " intersect ";
    case Op::later:
      return " after minute of ";
    case Op::not_later:
      return " same minute or before ";
    case Op::earlier:
      return " before minute of ";
    case Op::not_earlier:
      return " same minute or after ";
    case Op::same_minute:
      return " same minute as ";
    default:
      return "";
  }
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
    switch (of.op) {
      case Op::text:
        return quoted(of.text, '\'');
      case Op::moment:
        return "@" + of.text;
      case Op::parameter:
      case Op::definition:
        return name(of.text);
      case Op::none:
        return "null";
      case Op::boolean:
      case Op::decimal:
      case Op::integer:
      case Op::operand:
      case Op::alias:
        return of.text;
      default:
        return compound(of);
    }
  }

  std::string compound(const Term& of) const {
    switch (of.op) {
      case Op::element:
        return term(of.parts[0]) + "." + (is_plain(of.text) ? of.text : name(of.text));
      case Op::call:
        return name(of.text) + "(" + list(of.parts) + ")";
      case Op::list:
        return of.parts.empty() ? "{ }" : "{ " + list(of.parts) + " }";
      case Op::interval:
        return "Interval[" + list(of.parts) + "]";
      case Op::choice:
        return choice(of, " ", " ");
      case Op::query:
        return query(of);
      case Op::count:
        return "Count(" + term(of.parts[0]) + ")";
      case Op::to_decimal:
        return "ToDecimal(" + term(of.parts[0]) + ")";
      case Op::negation:
        return "not " + term(of.parts[0], Binding::whole);
      case Op::exists:
        return "exists " + term(of.parts[0], Binding::whole);
      case Op::is_true:
        return term(of.parts[0], Binding::whole) + " is true";
      case Op::is_false:
        return term(of.parts[0], Binding::whole) + " is false";
      case Op::is_null:
        return term(of.parts[0], Binding::whole) + " is null";
      case Op::both:
      case Op::either:
        return chain(of, " ");
      default:
        return term(of.parts[0], Binding::whole) + std::string(between(of.op)) + term(of.parts[1], Binding::whole);
    }
  }

  std::string list(const std::vector<Term>& terms) const {
    std::string text;
    for (const auto& one : terms) text += (text.empty() ? "" : ", ") + term(one);
    return text;
  }

  /// "a and b and c", which CQL reads from the left too; only one kind of connective without parentheses.
  std::string chain(const Term& of, std::string_view space) const {
    const auto& left = of.parts[0];
    const auto right = std::string(space) + std::string(between(of.op).substr(1)) + term(of.parts[1], Binding::prefix);
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

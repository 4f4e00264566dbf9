// SPDX-License-Identifier: Apache-2.0
#include "elm_json.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace lossa::guideline {
namespace {

using Op = Term::Op;

constexpr std::string_view types = "{urn:hl7-org:elm-types:r1}";

}  // namespace

void ElmJson::named_type(std::string_view name, std::string_view key, ElmType of) {
  json_.begin_object();
  json_.member("name", name);
  json_.key(key);
  type(of);
  json_.end_object();
}

void ElmJson::type(ElmType of) {
  switch (of) {
    case ElmType::boolean:
      return simple_type("Boolean");
    case ElmType::text:
      return simple_type("String");
    case ElmType::decimal:
      return simple_type("Decimal");
    case ElmType::moment:
      return simple_type("DateTime");
    case ElmType::decimals:
      return type_of("IntervalTypeSpecifier", "pointType", ElmType::decimal);
    case ElmType::moments:
      return type_of("IntervalTypeSpecifier", "pointType", ElmType::moment);
    case ElmType::booleans:
      return type_of("ListTypeSpecifier", "elementType", ElmType::boolean);
    case ElmType::texts:
      return type_of("ListTypeSpecifier", "elementType", ElmType::text);
    case ElmType::leads:
      return type_of("ListTypeSpecifier", "elementType", ElmType::lead);
    case ElmType::sides:
      return type_of("ListTypeSpecifier", "elementType", ElmType::side);
    case ElmType::lead:
      return tuple_type(library_.lead);
    case ElmType::side:
      return tuple_type(library_.side);
  }
}

void ElmJson::simple_type(std::string_view name) {
  json_.begin_object();
  json_.member("type", "NamedTypeSpecifier");
  json_.member("name", std::string(types) + std::string(name));
  json_.end_object();
}

void ElmJson::type_of(std::string_view specifier, std::string_view key, ElmType inner) {
  json_.begin_object();
  json_.member("type", specifier);
  json_.key(key);
  type(inner);
  json_.end_object();
}

void ElmJson::tuple_type(const std::vector<ElmElement>& elements) {
  json_.begin_object();
  json_.member("type", "TupleTypeSpecifier");
  json_.key("element");
  json_.begin_array();
  for (const auto& element : elements) named_type(element.name, "elementType", element.type);
  json_.end_array();
  json_.end_object();
}

void ElmJson::term(const Term& of) {
  json_.begin_object();
  if (const auto* by = elm::operator_of(of.op))
    operation(of, *by);
  else if (of.parts.empty() && of.op != Op::list)
    simple(of);
  else
    compound(of);
  json_.end_object();
}

void ElmJson::simple(const Term& of) {
  if (of.op == Op::boolean) return literal("Boolean", of.text);
  if (of.op == Op::integer) return literal("Integer", of.text);
  if (of.op == Op::text) return literal("String", of.text);
  if (of.op == Op::decimal) return decimal(of.text);
  if (of.op == Op::moment) return moment(of.text);
  if (of.op == Op::none) return none(of.type);
  if (of.op == Op::parameter) return reference("ParameterRef", of.text);
  if (of.op == Op::definition) return reference("ExpressionRef", of.text);
  reference(of.op == Op::operand ? "OperandRef" : "AliasRef", of.text);
}

void ElmJson::compound(const Term& of) {
  if (of.op == Op::element) return element(of);
  if (of.op == Op::interval) return interval(of);
  if (of.op == Op::choice) return choice(of);
  if (of.op == Op::query) return query(of);
  if (of.op == Op::list) {
    json_.member("type", "List");
    return terms("element", of.parts);
  }
  if (of.op == Op::count) {
    json_.member("type", "Count");
    return part("source", of.parts.front());
  }
  reference("FunctionRef", of.text);
  terms("operand", of.parts);
}

void ElmJson::part(std::string_view key, const Term& of) {
  json_.key(key);
  term(of);
}

void ElmJson::terms(std::string_view key, const std::vector<Term>& of) {
  json_.key(key);
  json_.begin_array();
  for (const auto& one : of) term(one);
  json_.end_array();
}

void ElmJson::operation(const Term& of, const elm::Operator& by) {
  json_.member("type", by.elm);
  if (by.to_the_minute) json_.member("precision", "Minute");
  if (of.parts.size() == 1)
    part("operand", of.parts.front());
  else
    terms("operand", of.parts);
}

void ElmJson::literal(std::string_view type, std::string_view value) {
  json_.member("type", "Literal");
  json_.member("valueType", std::string(types) + std::string(type));
  json_.member("value", value);
}

void ElmJson::decimal(std::string_view value) {
  if (!value.starts_with('-')) return literal("Decimal", value);
  json_.member("type", "Negate");
  json_.key("operand");
  json_.begin_object();
  literal("Decimal", value.substr(1));
  json_.end_object();
}

void ElmJson::moment(const std::string& text) {
  static constexpr std::array<std::string_view, 5> names = {"year", "month", "day", "hour", "minute"};
  json_.member("type", "DateTime");
  std::size_t from = 0;
  for (const auto name : names) {
    const auto to = std::min(text.find_first_of("-T:", from), text.size());
    json_.key(name);
    json_.begin_object();
    literal("Integer", std::to_string(std::stoi(text.substr(from, to - from))));
    json_.end_object();
    from = to + 1;
  }
}

void ElmJson::reference(std::string_view type, std::string_view name) {
  json_.member("type", type);
  json_.member("name", name);
}

void ElmJson::none(ElmType of) {
  json_.member("type", "As");
  if (of == ElmType::boolean || of == ElmType::text || of == ElmType::decimal || of == ElmType::moment) {
    static constexpr std::array<std::string_view, 4> names = {"Boolean", "String", "Decimal", "DateTime"};
    json_.member("asType", std::string(types) + std::string(names[static_cast<std::size_t>(of)]));
  } else {
    json_.key("asTypeSpecifier");
    type(of);
  }
  json_.key("operand");
  json_.begin_object();
  json_.member("type", "Null");
  json_.end_object();
}

void ElmJson::element(const Term& of) {
  const auto& tuple = of.parts.front();
  json_.member("type", "Property");
  json_.member("path", of.text);
  if (tuple.op == Op::alias)
    json_.member("scope", tuple.text);
  else
    part("source", tuple);
}

void ElmJson::interval(const Term& of) {
  json_.member("type", "Interval");
  json_.member("lowClosed", true);
  json_.member("highClosed", true);
  part("low", of.parts[0]);
  part("high", of.parts[1]);
}

void ElmJson::choice(const Term& of) {
  json_.member("type", "Case");
  json_.key("caseItem");
  json_.begin_array();
  for (std::size_t i = 0; i + 1 < of.parts.size(); i += 2) {
    json_.begin_object();
    part("when", of.parts[i]);
    part("then", of.parts[i + 1]);
    json_.end_object();
  }
  json_.end_array();
  part("else", of.parts.back());
}

void ElmJson::query(const Term& of) {
  json_.member("type", "Query");
  json_.key("source");
  json_.begin_array();
  json_.begin_object();
  json_.member("alias", of.text);
  part("expression", of.parts[0]);
  json_.end_object();
  json_.end_array();
  json_.key("relationship");
  json_.begin_array();
  json_.end_array();
  if (of.parts.size() > 2) part("where", of.parts[2]);
  json_.key("return");
  json_.begin_object();
  json_.member("distinct", false);
  part("expression", of.parts[1]);
  json_.end_object();
}

}  // namespace lossa::guideline

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include <lossa/base/json_writer.hpp>

#include "elm_library.hpp"
#include "elm_terms.hpp"

namespace lossa::guideline {

/// Writes the types and terms of a library as ELM has them in JSON.
class ElmJson {
 public:
  ElmJson(const ElmLibrary& library, JsonWriter& json) : library_(library), json_(json) {}

  void type(ElmType of);
  /// { "name": …, key: the type }
  void named_type(std::string_view name, std::string_view key, ElmType of);
  void term(const Term& of);

 private:
  void simple_type(std::string_view name);
  void type_of(std::string_view specifier, std::string_view key, ElmType inner);
  void tuple_type(const std::vector<ElmElement>& elements);
  void simple(const Term& of);
  void compound(const Term& of);
  void part(std::string_view key, const Term& of);
  void terms(std::string_view key, const std::vector<Term>& of);
  void operation(const Term& of, const elm::Operator& by);
  void literal(std::string_view type, std::string_view value);
  void decimal(std::string_view value);
  void moment(const std::string& text);
  void reference(std::string_view type, std::string_view name);
  void none(ElmType of);
  void element(const Term& of);
  void interval(const Term& of);
  void choice(const Term& of);
  void query(const Term& of);

  const ElmLibrary& library_;
  JsonWriter& json_;
};

}  // namespace lossa::guideline

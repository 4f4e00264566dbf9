// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/elm.hpp>

#include <string_view>

#include <lossa/base/json_writer.hpp>

#include "elm_json.hpp"
#include "elm_library.hpp"

namespace lossa::guideline {
namespace {

class Writer {
 public:
  explicit Writer(const ElmLibrary& library) : library_(library) {}

  std::string write() {
    json_.begin_object();
    json_.key("library");
    json_.begin_object();
    annotation(library_.tags);
    identifier("identifier", library_.id, library_.version);
    identifier("schemaIdentifier", "urn:hl7-org:elm", "r1");
    definitions("usings", [&] {
      json_.begin_object();
      json_.member("localIdentifier", "System");
      json_.member("uri", "urn:hl7-org:elm-types:r1");
      json_.end_object();
    });
    if (!library_.parameters.empty())
      definitions("parameters", [&] {
        for (const auto& one : library_.parameters) parameter(one);
      });
    if (!library_.definitions.empty())
      definitions("statements", [&] {
        for (const auto& helper : library_.helpers) definition(helper);
        for (const auto& one : library_.definitions) definition(one);
      });
    json_.end_object();
    json_.end_object();
    return std::move(json_).finish() + "\n";
  }

 private:
  // Parts of the library.

  void identifier(std::string_view key, std::string_view id, std::string_view version) {
    json_.key(key);
    json_.begin_object();
    json_.member("id", id);
    json_.member("version", version);
    json_.end_object();
  }

  template <typename Write>
  void definitions(std::string_view key, const Write& write) {
    json_.key(key);
    json_.begin_object();
    json_.key("def");
    json_.begin_array();
    write();
    json_.end_array();
    json_.end_object();
  }

  void annotation(const ElmTags& tags) {
    if (tags.empty()) return;
    json_.key("annotation");
    json_.begin_array();
    json_.begin_object();
    json_.member("type", "Annotation");
    json_.key("t");
    json_.begin_array();
    for (const auto& [name, value] : tags) {
      json_.begin_object();
      json_.member("name", name);
      json_.member("value", value);
      json_.end_object();
    }
    json_.end_array();
    json_.end_object();
    json_.end_array();
  }

  void parameter(const ElmParameter& parameter) {
    json_.begin_object();
    json_.member("name", parameter.name);
    json_.member("accessLevel", "Public");
    annotation(parameter.tags);
    json_.key("default");
    elm_.term(parameter.otherwise);
    json_.key("parameterTypeSpecifier");
    elm_.type(parameter.type);
    json_.end_object();
  }

  void definition(const ElmDefinition& definition) {
    json_.begin_object();
    if (!definition.operands.empty()) json_.member("type", "FunctionDef");
    json_.member("name", definition.name);
    json_.member("context", "Unfiltered");
    json_.member("accessLevel", "Public");
    annotation(definition.tags);
    json_.key("expression");
    elm_.term(definition.expression);
    if (!definition.operands.empty()) {
      json_.key("operand");
      json_.begin_array();
      for (const auto& operand : definition.operands)
        elm_.named_type(operand.name, "operandTypeSpecifier", operand.type);
      json_.end_array();
    }
    json_.end_object();
  }

  const ElmLibrary& library_;
  JsonWriter json_{JsonWriter::Layout::indented};
  ElmJson elm_{library_, json_};
};

}  // namespace

Result<std::string> export_elm(const Knowledge& knowledge, int guideline, const ReadingChoice& readings) {
  const auto library = elm_library(knowledge, guideline, readings);
  if (!library) return library.error();
  return Writer(*library).write();
}

}  // namespace lossa::guideline

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/resources/resources.hpp>

#include "markup.hpp"

namespace lossa::web {

/// The values that a template is filled with, by name. A name is set once.
class View {
 public:
  View& text(std::string name, std::string value);
  /// A text, or false where it is empty: for "{{#name}}…{{name}}…{{/name}}".
  View& text_if_any(std::string name, std::string value);
  View& flag(std::string name, bool value);
  View& part(std::string name, View value);
  View& list(std::string name, std::vector<View> values);
  /// The name must end in "_markup": the only ones that a template may take without escaping.
  View& markup(std::string name, const Markup& value);

  using Value = std::variant<std::string, bool, View, std::vector<View>>;
  [[nodiscard]] const std::map<std::string, Value>& values() const { return values_; }

 private:
  View& set(std::string name, Value value);
  std::map<std::string, Value> values_;
};

/// The page templates (Mustache), with their partials in place.
class Templates {
 public:
  /// Takes "*.mustache" files, known by their name without folder and ending. Fails with corrupt_data, naming the file,
  /// for a template that is no Mustache, includes itself or one that does not exist, or takes without escaping what is
  /// not called "…_markup".
  static Result<Templates> load(std::span<const resources::Resource> files);

  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;
  ~Templates();

  /// The page with its values, those of `common` where `view` has none. Fails with corrupt_data if a name that is asked
  /// for has no value, and names them all: never a silent blank.
  [[nodiscard]] Result<std::string> render(std::string_view name, const View& view, const View& common) const;

  /// Every name asked for by any template, sorted.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  struct Parsed;
  explicit Templates(std::unique_ptr<Parsed> parsed);
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace lossa::web

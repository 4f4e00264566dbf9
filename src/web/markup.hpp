// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lossa::web {

/// HTML or SVG that is safe to put into a page as it stands. Only a MarkupWriter makes it.
class Markup {
 public:
  Markup() = default;
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  friend class MarkupWriter;
  explicit Markup(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

std::string escape_markup(std::string_view text);

/// Writes elements one after the other; escapes every text and every value of an attribute. What is opened must be
/// closed.
class MarkupWriter {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  /// An attribute with an empty value is left out.
  MarkupWriter& open(std::string_view element, const Attributes& attributes = {});
  MarkupWriter& close();
  MarkupWriter& text(std::string_view text);
  /// An element without content: `<path …/>`.
  MarkupWriter& leaf(std::string_view element, const Attributes& attributes);
  /// An element with nothing but text.
  MarkupWriter& element(std::string_view element, const Attributes& attributes, std::string_view text);
  MarkupWriter& add(const Markup& markup);

  [[nodiscard]] Markup finish() &&;

 private:
  void begin(std::string_view element, const Attributes& attributes);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace lossa::web

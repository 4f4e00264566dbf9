// SPDX-License-Identifier: Apache-2.0
#include "markup.hpp"

#include <lossa/base/contract.hpp>

namespace lossa::web {

std::string escape_markup(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

void MarkupWriter::begin(std::string_view element, const Attributes& attributes) {
  out_ += '<';
  out_ += element;
  for (const auto& [name, value] : attributes) {
    if (value.empty()) continue;
    out_ += ' ';
    out_ += name;
    out_ += "=\"" + escape_markup(value) + '"';
  }
}

MarkupWriter& MarkupWriter::open(std::string_view element, const Attributes& attributes) {
  begin(element, attributes);
  out_ += '>';
  open_.emplace_back(element);
  return *this;
}

MarkupWriter& MarkupWriter::close() {
  expects(!open_.empty());
  out_ += "</" + open_.back() + '>';
  open_.pop_back();
  return *this;
}

MarkupWriter& MarkupWriter::text(std::string_view text) {
  out_ += escape_markup(text);
  return *this;
}

MarkupWriter& MarkupWriter::leaf(std::string_view element, const Attributes& attributes) {
  begin(element, attributes);
  out_ += "/>";
  return *this;
}

MarkupWriter& MarkupWriter::element(std::string_view element, const Attributes& attributes, std::string_view content) {
  return open(element, attributes).text(content).close();
}

MarkupWriter& MarkupWriter::add(const Markup& markup) {
  out_ += markup.text();
  return *this;
}

Markup MarkupWriter::finish() && {
  expects(open_.empty());
  return Markup(std::move(out_));
}

}  // namespace lossa::web

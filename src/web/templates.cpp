// SPDX-License-Identifier: Apache-2.0
#include "templates.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <kainjow/mustache.hpp>

#include <lossa/base/contract.hpp>

namespace lossa::web {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::string_view markup_ending = "_markup";

mustache::data as_data(const View& view);

mustache::data as_data(const View::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* part = std::get_if<View>(&value)) return as_data(*part);
  mustache::list items;
  for (const auto& item : std::get<std::vector<View>>(value)) items.push_back(as_data(item));
  return items;
}

mustache::data as_data(const View& view) {
  mustache::data data(mustache::data::type::object);
  for (const auto& [name, value] : view.values()) data[name] = as_data(value);
  return data;
}

/// Looks names up from the innermost values outwards, and remembers those that were nowhere.
class StrictContext : public mustache::context<std::string> {
 public:
  using context::context;
  [[nodiscard]] const mustache::data* get(const std::string& name) const override {
    const auto* found = context::get(name);
    if (found == nullptr) missing_.insert(name);
    return found;
  }
  [[nodiscard]] const std::set<std::string>& missing() const { return missing_; }

 private:
  mutable std::set<std::string> missing_;
};

struct Tag {
  char kind = ' ';  ///< # ^ / > ! & or ' ' for a variable, '{' for a triple
  std::string name;
  std::size_t begin = 0, end = 0;
};

/// The next tag of a template from a position on; nothing when there is none.
std::optional<Tag> next_tag(std::string_view text, std::size_t from) {
  const auto begin = text.find("{{", from);
  if (begin == std::string_view::npos) return std::nullopt;
  const bool is_triple = text.substr(begin).starts_with("{{{");
  const std::string_view closing = is_triple ? "}}}" : "}}";
  const auto end = text.find(closing, begin);
  if (end == std::string_view::npos) return std::nullopt;
  const auto opening_size = is_triple ? 3U : 2U;
  auto content = text.substr(begin + opening_size, end - begin - opening_size);
  Tag tag{.name = {}, .begin = begin, .end = end + closing.size()};
  if (is_triple) tag.kind = '{';
  if (!content.empty() && std::string_view("#^/>!&=").find(content.front()) != std::string_view::npos) {
    tag.kind = content.front();
    content.remove_prefix(1);
  }
  for (const char c : content)
    if (c != ' ') tag.name += c;
  return tag;
}

using Sources = std::map<std::string, std::string_view, std::less<>>;

Error broken(std::string_view name, std::string message) {
  return {.kind = ErrorKind::corrupt_data,
          .message = std::move(message),
          .where = "web/templates/" + std::string(name) + ".mustache"};
}

/// Only markup goes in as it is, and markup only so.
Result<void> check_escaping(std::string_view template_name, const Tag& tag) {
  const bool takes_raw = tag.kind == '{' || tag.kind == '&';
  const bool is_markup = tag.name.ends_with(markup_ending);
  if (takes_raw && !is_markup) return broken(template_name, "must escape " + tag.name);
  if (tag.kind == ' ' && is_markup) return broken(template_name, "must not escape " + tag.name);
  return {};
}

/// The template with the text of its partials in their place: parsed once, not at every use.
Result<std::string> with_partials(const Sources& sources, std::string_view name, int depth) {
  constexpr int depth_limit = 8;
  if (depth > depth_limit) return broken(name, "includes itself");
  const auto source = sources.find(name);
  if (source == sources.end()) return broken(name, "does not exist");
  const auto text = source->second;
  std::string out;
  std::size_t from = 0;
  while (const auto tag = next_tag(text, from)) {
    const auto before = text.substr(from, tag->begin - from);
    out += before;
    LOSSA_TRY(check_escaping(name, *tag));
    const bool is_partial = tag->kind == '>';
    out += is_partial ? LOSSA_TRY(with_partials(sources, tag->name, depth + 1))
                      : std::string(text.substr(tag->begin, tag->end - tag->begin));
    if (is_partial && out.ends_with('\n')) out.pop_back();  // the file's last one: a partial may stand within a line
    from = tag->end;
  }
  return out.append(text.substr(from));
}

}  // namespace

View& View::set(std::string name, Value value) {
  const auto [place, is_new] = values_.emplace(std::move(name), std::move(value));
  expects(is_new);
  return *this;
}

View& View::text(std::string name, std::string value) {
  expects(!name.ends_with(markup_ending));
  return set(std::move(name), std::move(value));
}

View& View::text_if_any(std::string name, std::string value) {
  return value.empty() ? flag(std::move(name), false) : text(std::move(name), std::move(value));
}

View& View::flag(std::string name, bool value) { return set(std::move(name), value); }
View& View::part(std::string name, View value) { return set(std::move(name), std::move(value)); }
View& View::list(std::string name, std::vector<View> values) { return set(std::move(name), std::move(values)); }

View& View::markup(std::string name, const Markup& value) {
  expects(name.ends_with(markup_ending));
  return set(std::move(name), value.text());
}

struct Templates::Parsed {
  std::map<std::string, mustache::mustache, std::less<>> pages;
  std::set<std::string> names;
};

Templates::Templates(std::unique_ptr<Parsed> parsed) : parsed_(std::move(parsed)) {}
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

Result<Templates> Templates::load(std::span<const resources::Resource> files) {
  constexpr std::string_view ending = ".mustache";
  Sources sources;
  for (const auto& file : files) {
    const auto name = file.path.substr(file.path.rfind('/') + 1);
    if (name.ends_with(ending)) sources.emplace(name.substr(0, name.size() - ending.size()), file.bytes);
  }
  auto parsed = std::make_unique<Parsed>();
  for (const auto& [name, source] : sources) {
    const auto text = LOSSA_TRY(with_partials(sources, name, 0));
    mustache::mustache page(text);
    if (!page.is_valid()) return broken(name, page.error_message());
    page.set_custom_escape([](const std::string& value) { return escape_markup(value); });
    parsed->pages.emplace(name, std::move(page));
    for (auto tag = next_tag(text, 0); tag; tag = next_tag(text, tag->end))
      if (tag->kind != '/' && tag->kind != '!') parsed->names.insert(tag->name);
  }
  return Templates(std::move(parsed));
}

Result<std::string> Templates::render(std::string_view name, const View& view, const View& common) const {
  const auto page = parsed_->pages.find(name);
  if (page == parsed_->pages.end()) return broken(name, "does not exist");
  const auto outer = as_data(common);
  const auto inner = as_data(view);
  StrictContext context(&outer);
  context.push(&inner);
  auto text = page->second.render(context);
  if (context.missing().empty()) return text;
  std::string missing;
  for (const auto& each : context.missing()) missing += (missing.empty() ? "" : ", ") + each;
  return broken(name, "no value for " + missing);
}

std::vector<std::string> Templates::names() const { return {parsed_->names.begin(), parsed_->names.end()}; }

}  // namespace lossa::web

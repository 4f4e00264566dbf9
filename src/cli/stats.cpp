// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/locale/words.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "stats_method.hpp"

namespace lossa::cli {
namespace {

std::vector<StatsMethod> all_methods() {
  std::vector<StatsMethod> methods;
  for (const auto family :
       {survival_methods(), cox_methods(), competing_methods(), count_methods(), pooling_methods(), logistic_methods(),
        prediction_methods(), monitoring_methods(), planning_methods(), bootstrap_methods()})
    methods.insert(methods.end(), family.begin(), family.end());
  return methods;
}

void write_list(const locale::Speech& speech, std::ostream& out) {
  for (const auto& method : all_methods()) {
    out << method.name << std::string(14 - std::min<std::size_t>(method.name.size(), 13), ' ')
        << speech("stats.method." + std::string(method.name)) << '\n';
    out << std::string(14, ' ') << (method.needs_table ? "DATA.csv " : "") << method.options << '\n';
  }
}

Exit refuse_method(const StatsOptions& options, Console& console) {
  std::vector<std::string> names;
  for (const auto& method : all_methods()) names.emplace_back(method.name);
  const auto near = nearest(options.method, names);
  complain(console, options.method.empty()
                        ? std::string("needs a method; `lossa stats --list` names them")
                        : "there is no method '" + options.method + "'" +
                              (near.empty() ? "; `lossa stats --list` names them" : "; did you mean '" + near + "'?"));
  return Exit::wrong_use;
}

std::optional<StatsInput> read_input(const StatsMethod& method, const StatsOptions& options, Console& console,
                                     Exit& status) {
  if (!method.needs_table) return StatsInput::without_table(options);
  if (options.file.empty()) {
    complain(console, std::string(method.name) + " needs a table, DATA.csv");
    status = Exit::wrong_use;
    return std::nullopt;
  }
  const auto bytes = read_file(options.file);
  if (!bytes) {
    complain(console, bytes.error());
    status = exit_of(bytes.error());
    return std::nullopt;
  }
  auto input = StatsInput::create(options, *bytes);
  if (!report(console, input.issues) && input.value) return std::move(input.value);
  status = Exit::found_faults;
  return std::nullopt;
}

}  // namespace

std::vector<StatsCell> named(std::string name, std::vector<StatsCell> cells) {
  cells.insert(cells.begin(), StatsCell(std::move(name)));
  return cells;
}

std::vector<StatsCell> joined(std::vector<StatsCell> cells, const std::vector<StatsCell>& more) {
  cells.insert(cells.end(), more.begin(), more.end());
  return cells;
}

Exit run_stats(const StatsOptions& options, Console& console) {
  const locale::Speech speech(locale::Words::shipped(), language_of(options.language, console));
  if (options.list) {
    write_list(speech, console.out);
    return Exit::done;
  }
  const auto methods = all_methods();
  const auto method = std::ranges::find(methods, options.method, &StatsMethod::name);
  if (method == methods.end()) return refuse_method(options, console);
  auto status = Exit::done;
  const auto input = read_input(*method, options, console, status);
  if (!input) return status;
  auto result = method->run(*input);
  if (!result) {
    complain(console, input->located(std::move(result).error()));
    return Exit::found_faults;
  }
  auto report = std::move(result).value();
  if (input->left_out() > 0) report.note("left_out", {std::to_string(input->left_out())});
  if (options.json)
    write_json(report, options.method, speech, console.out);
  else
    write_text(report, options.method, speech, console.out);
  return Exit::done;
}

}  // namespace lossa::cli

// SPDX-License-Identifier: Apache-2.0
#include "time_axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <lossa/view/text.hpp>

namespace lossa::web {
namespace {

using assessment::ClockResult;
using guideline::Known;
using view::item;

constexpr double width = 520;
constexpr double margin = 12;
constexpr double row_height = 40;
constexpr double bar_height = 14;
constexpr double bar_below_text = 8;
constexpr double top = 46;
constexpr double below = 30;
constexpr double minutes_a_day = 24 * 60;

/// A number of the drawing, with one decimal.
std::string coordinate(double value) {
  const auto tenths = std::lround(value * 10);
  auto text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(std::abs(tenths % 10));
  return text;
}

bool is_dated(const ClockResult& result) {
  return result.start && !view::is_open_ended(*result.start) && result.earliest_end &&
         !view::is_open_ended(*result.earliest_end);
}

class Axis {
 public:
  Axis(const assessment::Assessment& assessment, const view::ClockGroup& group, const locale::Speech& speech)
      : assessment_(assessment), group_(group), speech_(speech) {
    for (const auto* result : group.clocks)
      if (is_dated(*result)) rows_.push_back(result);
  }

  Markup draw() {
    if (rows_.empty()) return {};
    find_range();
    const auto height = top + row_height * static_cast<double>(rows_.size()) + below;
    out_.open("svg", {{"class", "axis"},
                      {"viewBox", "0 0 " + coordinate(width) + " " + coordinate(height)},
                      {"role", "img"},
                      {"aria-label", speech_("page.axis_title")}});
    ticks(height);
    const auto row_top = [](std::size_t i) { return top + row_height * static_cast<double>(i); };
    for (std::size_t i = 0; i < rows_.size(); ++i) bars(*rows_[i], row_top(i));
    if (const auto now = now_minutes()) mark(*now, "now", speech_("page.axis_now"), height);
    if (group_.planned) mark(*group_.planned, "planned", speech_("page.axis_planned"), height);
    for (std::size_t i = 0; i < rows_.size(); ++i) label(*rows_[i], row_top(i));
    out_.close();
    return std::move(out_).finish();
  }

 private:
  [[nodiscard]] std::optional<Interval<WallMinutes>> now_minutes() const {
    if (!assessment_.now.date) return std::nullopt;
    return assessment_.now.date->minutes();
  }

  void include(WallMinutes minute) {
    low_ = std::min(low_, static_cast<double>(minute));
    high_ = std::max(high_, static_cast<double>(minute));
  }

  /// From the first start to the last end, with some room after it; now only where it does not squeeze the rest.
  void find_range() {
    for (const auto* result : rows_) {
      include(result->start->low);
      include(result->earliest_end->high);
      if (result->latest_end && !view::is_open_ended(*result->latest_end)) include(result->latest_end->high);
    }
    if (group_.planned) {
      include(group_.planned->low);
      include(group_.planned->high);
    }
    const double span = std::max(high_ - low_, minutes_a_day);
    if (const auto now = now_minutes()) {
      const auto minute = static_cast<double>(now->low);
      if (minute > low_ - span && minute < high_ + span) include(now->low);
    }
    const double room = std::max((high_ - low_) * 0.08, minutes_a_day / 2);
    high_ += room;
    low_ -= room / 2;
  }

  [[nodiscard]] double x(double minute) const {
    return margin + (minute - low_) / (high_ - low_) * (width - 2 * margin);
  }
  [[nodiscard]] bool is_on_axis(double minute) const { return minute >= low_ && minute <= high_; }

  /// A date every so many days, so that no two touch.
  void ticks(double height) {
    static constexpr std::array<int, 9> steps = {1, 2, 7, 14, 28, 56, 91, 182, 364};
    constexpr double most_ticks = 6;
    const double days = (high_ - low_) / minutes_a_day;
    const auto found = std::ranges::find_if(steps, [&](int step) { return days / step <= most_ticks; });
    const double step = found == steps.end() ? std::ceil(days / most_ticks) : *found;
    const double first = std::ceil(static_cast<double>(rows_.front()->start->low) / minutes_a_day) * minutes_a_day;
    for (double at = first; at <= high_; at += step * minutes_a_day) {
      if (x(at) > width - margin - 20) break;
      out_.leaf("path", {{"class", "tick"}, {"d", line(x(at), top - 6, height - below + 4)}});
      const Interval<WallMinutes> day = Interval<WallMinutes>::exactly(static_cast<WallMinutes>(at));
      const auto date = Date::from_minutes(day).text().substr(5, 5);
      out_.element("text", {{"class", "tick-label"}, {"x", coordinate(x(at))}, {"y", coordinate(height - 10)}}, date);
    }
  }

  [[nodiscard]] static std::string line(double at, double from, double to) {
    return "M" + coordinate(at) + " " + coordinate(from) + "V" + coordinate(to);
  }

  void bar(const std::string& style, double from, double to, double y) {
    out_.leaf("rect", {{"class", style},
                       {"x", coordinate(x(from))},
                       {"y", coordinate(y)},
                       {"width", coordinate(std::max(x(to) - x(from), 1.0))},
                       {"height", coordinate(bar_height)}});
  }

  [[nodiscard]] const guideline::Clock& clock_of(const ClockResult& result) const {
    return item(assessment_.library->knowledge.clocks, result.clock);
  }

  void bars(const ClockResult& result, double y) {
    const std::string style = clock_of(result).known == Known::memory ? " from-memory" : "";
    const double bar_y = y + 10 + bar_below_text;
    const auto earliest = static_cast<double>(result.earliest_end->low);
    bar("waiting" + style, static_cast<double>(result.start->low), earliest, bar_y);
    const bool ends = result.latest_end && !view::is_open_ended(*result.latest_end);
    bar((ends ? "window" : "window open-end") + style, earliest,
        ends ? static_cast<double>(result.latest_end->high) : high_, bar_y);
  }

  /// Over the bars and marks, so that no line crosses it.
  void label(const ClockResult& result, double y) {
    const auto& clock = clock_of(result);
    const bool is_memory = clock.known == Known::memory;
    auto text = view::short_name(clock, speech_) + ", " + view::length_text(clock, speech_);
    if (is_memory) text += " (" + speech_("page.from_memory") + ")";
    out_.element("text",
                 {{"class", is_memory ? "row-label from-memory" : "row-label"},
                  {"x", coordinate(margin)},
                  {"y", coordinate(y + 10)}},
                 text);
  }

  /// A line across all rows, with its name above; a band where the time is not known to the minute.
  void mark(const Interval<WallMinutes>& when, const std::string& style, const std::string& name, double height) {
    const auto from = static_cast<double>(when.low);
    const auto to = static_cast<double>(std::min(when.high, static_cast<WallMinutes>(high_)));
    if (!is_on_axis(from)) return;
    const bool is_planned = style == "planned";
    const double name_y = is_planned ? 30 : 14;
    if (to - from > minutes_a_day)
      out_.leaf("rect", {{"class", style + " band"},
                         {"x", coordinate(x(from))},
                         {"y", coordinate(top - 6)},
                         {"width", coordinate(x(to) - x(from))},
                         {"height", coordinate(height - below - top + 6)}});
    out_.leaf("path", {{"class", style}, {"d", line(x(from), name_y + 4, height - below + 4)}});
    const bool to_the_left = x(from) > width / 2;
    out_.element("text",
                 {{"class", "mark-label " + style + (to_the_left ? " before" : "")},
                  {"x", coordinate(x(from) + (to_the_left ? -4 : 4))},
                  {"y", coordinate(name_y)}},
                 name + " " + view::day_text(when, speech_));
  }

  const assessment::Assessment& assessment_;
  const view::ClockGroup& group_;
  const locale::Speech& speech_;
  std::vector<const ClockResult*> rows_;
  double low_ = std::numeric_limits<double>::max();
  double high_ = std::numeric_limits<double>::lowest();
  MarkupWriter out_;
};

}  // namespace

Markup draw_time_axis(const assessment::Assessment& assessment, const view::ClockGroup& group,
                      const locale::Speech& speech) {
  return Axis(assessment, group, speech).draw();
}

}  // namespace lossa::web

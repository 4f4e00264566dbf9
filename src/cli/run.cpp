// SPDX-License-Identifier: Apache-2.0
#include <lossa/cli/run.hpp>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>
#include <string_view>

#include "commands.hpp"
#include "console.hpp"

namespace lossa::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : value;
}

Language environment_language() {
  for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const auto value = environment(name); !value.empty())
      return value.starts_with("sv") ? Language::sv : Language::en;
  return Language::en;
}

bool shows_colour() {
  return isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

/// The terminal's width within reason; of what is no terminal the usual one.
std::size_t width_of_screen() {
  constexpr std::size_t widest = 120;  // longer lines are hard to read
  const Screen usual;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return usual.width;
  return std::clamp<std::size_t>(size.ws_col, usual.width, widest);
}

journal::Timestamp timestamp() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

/// The wall clock, to the minute, with its distance from UTC.
Date wall_clock() {
  constexpr std::int64_t seconds_a_minute = 60;
  const auto seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  localtime_r(&seconds, &local);
  const auto minutes = (static_cast<std::int64_t>(seconds) + local.tm_gmtoff) / seconds_a_minute;
  return Date::from_minutes(Interval<WallMinutes>::exactly(minutes),
                            static_cast<int>(local.tm_gmtoff / seconds_a_minute));
}

}  // namespace

Language language_of(const std::string& asked, const Console& console) {
  if (asked.empty()) return console.language;
  return asked == "sv" ? Language::sv : Language::en;
}

std::string program_version() { return LOSSA_VERSION; }

int run(int argc, char** argv) {
  Console console{.out = std::cout,
                  .err = std::cerr,
                  .progress = isatty(STDERR_FILENO) == 1 ? &std::cerr : nullptr,
                  .language = environment_language(),
                  .screen = {.colour = shows_colour(), .width = width_of_screen()},
                  .now = wall_clock,
                  .clock = timestamp};
  auto status = Exit::could_not_run;
  try {
    status = run(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), console);
  } catch (const std::exception& fault) {
    complain(console, std::string("a fault of the program itself, please report it: ") + fault.what());
  }
  std::cout.flush();
  if (!std::cout && status == Exit::done) {
    complain(console, "the result could not be written");
    status = Exit::could_not_run;
  }
  return static_cast<int>(status);
}

}  // namespace lossa::cli

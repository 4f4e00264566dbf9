// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <lossa/locale/words.hpp>
#include <lossa/synthesis/export.hpp>

#include "commands.hpp"

namespace lossa::cli {
namespace {

constexpr std::int64_t a_second_ms = 1000;

/// Says on a terminal how far it is, at most once a second.
class Progress {
 public:
  Progress(const Console& console, const locale::Speech& speech, std::uint64_t people)
      : console_(console), speech_(speech), people_(people), start_ms_(console.clock()), said_ms_(start_ms_) {}

  void at(std::uint64_t done) {
    const auto now_ms = console_.clock();
    if (now_ms - said_ms_ < a_second_ms) return;
    said_ms_ = now_ms;
    const auto left_ms =
        (now_ms - start_ms_) * static_cast<std::int64_t>(people_ - done) / static_cast<std::int64_t>(done);
    *console_.progress << '\r'
                       << speech_("cli.synthesise_progress",
                                  {std::to_string(done * 100 / people_), std::to_string(people_),
                                   std::to_string(left_ms / a_second_ms)})
                       << "   " << std::flush;
    is_shown_ = true;
  }

  void clear() const {
    if (is_shown_) *console_.progress << '\n';
  }

 private:
  const Console& console_;
  const locale::Speech& speech_;
  std::uint64_t people_;
  std::int64_t start_ms_, said_ms_;
  bool is_shown_ = false;
};

}  // namespace

Exit synthesise(const SynthesiseOptions& options, Console& console) {
  constexpr std::uint64_t a_megabyte = 1'000'000;
  const locale::Speech speech(locale::Words::shipped(), language_of(options.language, console));
  Progress progress(console, speech, options.people);
  synthesis::ExportOptions wanted = {
      .folder = options.out, .is_zipped = options.zipped, .is_mixed = options.mixed, .progress = {}};
  if (console.progress != nullptr)
    wanted.progress = [&](std::uint64_t done) {
      progress.at(done);
      return true;
    };
  const auto exported = synthesis::write_export(
      {.people = options.people, .seed = options.seed, .from = options.from, .years = options.years}, wanted);
  progress.clear();
  if (!exported) {
    complain(console, exported.error());
    return exit_of(exported.error());
  }
  console.out << speech("cli.synthesise_done", {std::to_string(options.people), std::to_string(exported->resources),
                                                std::to_string(exported->bytes / a_megabyte), options.out})
              << '\n';
  return Exit::done;
}

}  // namespace lossa::cli

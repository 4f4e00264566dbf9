// SPDX-License-Identifier: Apache-2.0
// How near read_fhir comes to what simdjson can do: lossa_find_ceiling_bench FILE.ndjson [RUNS] [PATH...].
//
// The ceiling is simdjson's on-demand reader over the same bytes, already in memory, which reads of each line its
// resourceType and the reference of its subject and does nothing with them. read_fhir opens the file (from the page
// cache), passes over it twice where it must, maps what it keeps and joins it. Each is measured in a process of its
// own, so that its peak memory is its own; the best of the runs counts. With PATHs read_fhir reads those instead of
// FILE.
#include <fmt/core.h>
#include <simdjson.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <lossa/intake/fhir.hpp>

namespace lossa {
namespace {

using Clock = std::chrono::steady_clock;

struct Measure {
  double seconds = 0;
  double processor_seconds = 0;  ///< of all threads: what holds when others use the machine
  std::uint64_t found = 0;       ///< lines with a subject, or sightings: proof of the work
  long peak_kib = 0;
};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Runs the work in a child and gives the best of its runs.
Measure measured(int runs, const std::function<Measure(int)>& work) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    const Measure best = work(runs);
    if (write(ends[1], &best, sizeof best) != sizeof best) std::abort();
    std::_Exit(0);
  }
  close(ends[1]);
  Measure best;
  if (read(ends[0], &best, sizeof best) != sizeof best) std::abort();
  close(ends[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  best.peak_kib = usage.ru_maxrss;
  return best;
}

double processor_seconds() {
  timespec now{};
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0) std::abort();
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

Measure best_of(int runs, const std::function<std::uint64_t()>& once) {
  Measure best{.seconds = 1e9, .processor_seconds = 1e9};
  for (int i = 0; i < runs; ++i) {
    const auto begin = Clock::now();
    const auto processor_begin = processor_seconds();
    best.found = once();
    best.seconds = std::min(best.seconds, std::chrono::duration<double>(Clock::now() - begin).count());
    best.processor_seconds = std::min(best.processor_seconds, processor_seconds() - processor_begin);
  }
  return best;
}

std::uint64_t lines_with_subject(const simdjson::padded_string& bytes, bool may_use_second_thread) {
  simdjson::ondemand::parser parser;
  parser.threaded = may_use_second_thread;
  simdjson::ondemand::document_stream documents;
  if (parser.iterate_many(bytes, std::size_t{1} << 20U).get(documents) != simdjson::SUCCESS) std::abort();
  std::uint64_t found = 0;
  for (auto document : documents) {
    std::string_view type;
    std::string_view reference;
    if (document["resourceType"].get(type) != simdjson::SUCCESS) continue;
    if (document["subject"]["reference"].get(reference) == simdjson::SUCCESS) ++found;
  }
  return found;
}

Measure ceiling(const std::string& path, int runs, bool may_use_second_thread) {
  return measured(runs, [&](int count) {
    const auto bytes = simdjson::padded_string::load(path);
    if (bytes.error() != simdjson::SUCCESS) std::abort();
    return best_of(count, [&] { return lines_with_subject(bytes.value_unsafe(), may_use_second_thread); });
  });
}

Measure ours(const intake::FhirOptions& options, int runs) {
  return measured(runs, [&](int count) {
    const auto codes = terminology::Codes::read(bytes_of(LOSSA_SOURCE_DIR "/terminology/codes.toml"), "codes.toml");
    const auto organisms =
        terminology::Organisms::read(bytes_of(LOSSA_SOURCE_DIR "/terminology/organisms.toml"), "organisms.toml");
    const intake::Dictionary dictionary{.codes = codes.value.value(), .organisms = organisms.value.value()};
    return best_of(count, [&]() -> std::uint64_t {
      const auto data = intake::read_fhir(options, dictionary);
      if (!data.has_value()) std::abort();
      return data->sightings.size();
    });
  });
}

void show(const char* name, const Measure& measure, double megabytes, const Measure& ceiling) {
  fmt::print(
      "{:36} {:7.3f} s {:6.0f} MB/s {:5.2f} of ceiling | processor {:7.3f} s {:5.2f} | {:6.1f} MB peak | {} found\n",
      name, measure.seconds, megabytes / measure.seconds, ceiling.seconds / measure.seconds, measure.processor_seconds,
      ceiling.processor_seconds / measure.processor_seconds, static_cast<double>(measure.peak_kib) / 1024.0,
      measure.found);
}

int run(const std::string& file, int runs, std::vector<std::string> paths) {
  if (paths.empty()) paths = {file};
  const double megabytes = static_cast<double>(std::filesystem::file_size(file)) / 1e6;
  fmt::print("{}: {:.0f} MB, best of {}\n", file, megabytes, runs);
  const Measure one = ceiling(file, runs, false);
  show("simdjson on-demand, one thread", one, megabytes, one);
  show("simdjson on-demand, with its second", ceiling(file, runs, true), megabytes, one);
  intake::FhirOptions options;
  options.paths = std::move(paths);
  options.threads = 1;
  show("read_fhir, one thread", ours(options, runs), megabytes, one);
  options.threads = 0;
  show("read_fhir, all threads", ours(options, runs), megabytes, one);
  options.every_value = true;
  show("read_fhir, all threads, every value", ours(options, runs), megabytes, one);
  return 0;
}

}  // namespace
}  // namespace lossa

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "use: {} FILE.ndjson [RUNS] [PATH...]\n", argv[0]);
    return 2;
  }
  const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
  return lossa::run(argv[1], runs, std::vector<std::string>(argv + std::min(argc, 3), argv + argc));
}

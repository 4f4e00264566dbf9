// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "gatherer.hpp"
#include "pool.hpp"
#include "state.hpp"
#include "stretch.hpp"

namespace lossa::intake::fhir {

/// One file, and what is known of it before it is read in full.
struct Work {
  Input input;
  bool has_evidence = true;  ///< its first part shows that it can speak of devices
};

/// Reads the files in two passes: who has a device, and what is said of those people. Memory grows with them alone.
class Reading {
 public:
  Reading(const FhirOptions& options, const Dictionary& dictionary, const Date& today, std::vector<Input> inputs);
  Result<ForeignData> read();

 private:
  /// What one thread does at a time.
  struct Task {
    std::size_t file = 0;
    Stretch stretch;
    bool is_last = false;  ///< of its file
  };
  struct Done {
    Evidence evidence;
    DataQuality quality;
    std::unique_ptr<Gatherer> gatherer;
    void take(Piece piece);
  };
  class Keeping;

  Result<void> look_at_all();
  Result<void> look_at(Work& work);
  Result<Evidence> find_people();
  std::map<std::size_t, Piece> load_all(const State& state, const Pass& pass);
  Result<Done> keep(const Keys& known);
  [[nodiscard]] std::vector<Task> tasks_for(Pass::Aim aim) const;
  Result<Piece> read_task(const Task& task, const Pass& pass);
  std::unique_ptr<Tools> take_tools();
  void give_back(std::unique_ptr<Tools> tools);
  void report(std::uint64_t bytes);
  [[nodiscard]] bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(); }
  [[nodiscard]] unsigned threads() const;

  const FhirOptions& options_;
  const Dictionary& dictionary_;
  const Date& today_;
  std::vector<Work> files_;
  std::mutex tools_mutex_;
  std::vector<std::unique_ptr<Tools>> free_tools_;
  std::mutex report_mutex_;
  std::uint64_t bytes_done_ = 0;
  std::uint64_t bytes_total_ = 0;
};

}  // namespace lossa::intake::fhir

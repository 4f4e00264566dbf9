// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include <lossa/intake/case_file.hpp>
#include <lossa/journal_memory/memory_journal.hpp>
#include <lossa/resources/resources.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/library.hpp>
#include <lossa/web/site.hpp>

namespace lossa::web {

/// The real service over the published cases, kept in memory.
class TestProgramme {
 public:
  /// The one that the tests share: guidelines take a while to load.
  static const service::CaseService& shared() {
    static TestProgramme programme;
    return programme.service_;
  }

 private:
  static assessment::Library load() {
    auto library = service::load_library(service::shipped_guidelines());
    if (!library.ok()) throw std::runtime_error(to_string(library.issues.front()));
    return *std::move(library.value);
  }

  TestProgramme() : library_(load()), service_(library_, journal_) {
    for (const auto& file : resources::under("examples/cases/")) {
      const auto read = intake::read_case_file(file.bytes, file.path);
      if (!service_.import(*read.value, 0)) throw std::runtime_error(std::string(file.path));
    }
  }

  assessment::Library library_;
  journal_memory::MemoryJournal journal_;
  service::CaseService service_;
};

/// Answers without cases; says that the storage cannot be reached when told so.
class FakeService final : public service::Service {
 public:
  bool is_down = false;
  bool is_broken = false;

  [[nodiscard]] Result<std::vector<service::WorkItem>> worklist(const Date&,
                                                                const std::optional<Date>&) const override {
    if (is_broken) throw std::runtime_error("secret of a patient");
    if (is_down) return Error{.kind = ErrorKind::unavailable, .message = "down"};
    return std::vector<service::WorkItem>{};
  }
  [[nodiscard]] Result<service::AssessedCase> assess(std::string_view, const service::View&) const override {
    return Error{.kind = is_down ? ErrorKind::unavailable : ErrorKind::not_found, .message = "none"};
  }
  [[nodiscard]] Checked<service::AssessedCase> assess_file(std::string_view, std::string_view,
                                                           const service::View&) const override {
    return {};
  }
  [[nodiscard]] const assessment::Library& library() const override { return library_; }

 private:
  assessment::Library library_;
};

inline SiteSettings test_settings() {
  return {.version = "9.9", .port = 8080, .now = [] { return *Date::parse("2026-11-22"); }};
}

inline Request get(std::string target) {
  return {.method = Method::get, .target = std::move(target), .headers = {{"host", "127.0.0.1:8080"}}};
}

}  // namespace lossa::web

// SPDX-License-Identifier: Apache-2.0
// Any sequence of calls must do to a journal what it does to a list of records.
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <algorithm>
#include <map>

#include "stores.hpp"

namespace lossa::journal {
namespace {

/// A journal reduced to its meaning. Positions count from 1 without gaps in it; a store's may have gaps.
struct Model {
  std::vector<Record> records;
  std::map<std::string, std::uint64_t> versions;

  [[nodiscard]] std::uint64_t version_of(const std::string& case_id) const {
    const auto found = versions.find(case_id);
    return found == versions.end() ? 0 : found->second;
  }
};

/// The journal under test, and where it has put the model's records.
struct Tested {
  Journal& journal;
  std::vector<std::uint64_t> positions = {};
};

using Command = rc::state::Command<Model, Tested>;

// Few names, so that cases are often met again.
const std::vector<std::string> names = {"a", "b", "c"};

/// One to three different cases, most of them at their right version.
rc::Gen<std::vector<CaseAppend>> batches(const Model& model) {
  return rc::gen::exec([model] {
    const auto first = *rc::gen::inRange<std::size_t>(0, names.size());
    const auto count = *rc::gen::inRange<std::size_t>(1, names.size() + 1);
    std::vector<CaseAppend> batch;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& name = names[(first + i) % names.size()];
      const auto version = *rc::gen::weightedOneOf<std::uint64_t>(
          {{9, rc::gen::just(model.version_of(name))}, {1, rc::gen::inRange<std::uint64_t>(0, 6)}});
      const auto entries = *rc::gen::nonEmpty(
          rc::gen::resize(3, rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>())));
      batch.push_back({name, version, entries});
    }
    return batch;
  });
}

struct Append : Command {
  std::vector<CaseAppend> batch;
  Timestamp recorded_at = *rc::gen::arbitrary<Timestamp>();

  explicit Append(const Model& model) : batch(*batches(model)) {}

  [[nodiscard]] bool is_accepted(const Model& model) const {
    return std::ranges::all_of(
        batch, [&](const CaseAppend& append) { return append.expected_version == model.version_of(append.case_id); });
  }

  void apply(Model& model) const override {
    if (!is_accepted(model)) return;
    for (const auto& append : batch) {
      for (const auto& entry : append.entries) {
        const auto version = ++model.versions[append.case_id];
        model.records.push_back({model.records.size() + 1, append.case_id, version, recorded_at, entry});
      }
    }
  }

  void run(const Model& before, Tested& tested) const override {
    const auto position = tested.journal.append(batch, recorded_at);
    RC_ASSERT(position.has_value() == is_accepted(before));
    if (!position) {
      RC_ASSERT(position.error().kind == ErrorKind::conflict);
      return;
    }
    const auto last = tested.positions.empty() ? 0 : tested.positions.back();
    for (const auto& record : *tested.journal.read(last, 1'000)) tested.positions.push_back(record.position);
    auto after = before;
    apply(after);
    RC_ASSERT(tested.positions.size() == after.records.size());
    RC_ASSERT(tested.positions.back() == *position);
  }

  void show(std::ostream& out) const override {
    out << "append(";
    for (const auto& append : batch) {
      out << append.case_id << " at " << append.expected_version << ": " << append.entries.size() << " entries; ";
    }
    out << ")";
  }
};

struct Read : Command {
  std::size_t skipped;
  std::size_t limit = *rc::gen::inRange<std::size_t>(0, 8);

  explicit Read(const Model& model) : skipped(*rc::gen::inRange<std::size_t>(0, model.records.size() + 1)) {}

  void checkPreconditions(const Model& model) const override {  // NOLINT(readability-identifier-naming): its name
    RC_PRE(skipped <= model.records.size());
  }

  void run(const Model& model, Tested& tested) const override {
    const auto read = tested.journal.read(skipped == 0 ? 0 : tested.positions[skipped - 1], limit);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->size() == std::min(limit, model.records.size() - skipped));
    for (std::size_t i = 0; i < read->size(); ++i) {
      auto expected = model.records[skipped + i];
      expected.position = tested.positions[skipped + i];
      RC_ASSERT((*read)[i] == expected);
    }
  }

  void show(std::ostream& out) const override { out << "read(after record " << skipped << ", " << limit << ")"; }
};

struct VersionOf : Command {
  std::string name = *rc::gen::elementOf(names);

  void run(const Model& model, Tested& tested) const override {
    const auto version = tested.journal.version_of(name);
    RC_ASSERT(version.has_value());
    RC_ASSERT(*version == model.version_of(name));
  }

  void show(std::ostream& out) const override { out << "version_of(" << name << ")"; }
};

class JournalModel : public JournalContract {};
TEST_EACH_STORE(JournalModel);

TEST_P(JournalModel, DoesWhatAListOfRecordsDoes) {
  const auto follows_the_model = [] {
    const test::TempFolder own_folder;
    const auto own_journal = GetParam().open(own_folder.path());
    Tested tested{*own_journal};
    rc::state::check(Model{}, tested, rc::state::gen::execOneOfWithArgs<Append, Append, Read, VersionOf>());
  };
  EXPECT_TRUE(rc::check(follows_the_model));
}

}  // namespace
}  // namespace lossa::journal

// SPDX-License-Identifier: Apache-2.0
// Every kind, field and word of an entry can be said in every language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include <lossa/base/tree.hpp>
#include <lossa/model/fields.hpp>

namespace lossa::intake {
namespace {

class Locale : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    std::ifstream file(LOSSA_SOURCE_DIR "/locale/" + GetParam() + ".toml", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto read = read_toml(bytes, GetParam());
    ASSERT_TRUE(read.ok());
    root = *std::move(read.value);
  }

  void require(std::initializer_list<std::string_view> path) {
    const Node* found = &root;
    std::string key;
    for (const auto part : path) {
      key += (key.empty() ? "" : ".") + std::string(part);
      if (found != nullptr) found = found->find(part);
    }
    if (found == nullptr || found->text.empty()) missing.push_back(key);
  }

  void require_fields(std::string_view kind, std::span<const model::FieldInfo> fields) {
    for (const auto& field : fields) {
      require({"field", kind, field.name});
      for (const auto word : field.words) require({"word", word});
    }
  }

  Node root;
  std::vector<std::string> missing;
};
INSTANTIATE_TEST_SUITE_P(Languages, Locale, testing::Values("en", "sv"),
                         [](const auto& language) { return language.param; });

TEST_P(Locale, HasWordsForEveryKindFieldAndWord) {
  for (const auto& kind : model::kinds()) {
    require({"kind", kind.name});
    require_fields(kind.name, kind.fields);
  }
  require_fields("lead_result", model::lead_result_fields());
  EXPECT_THAT(missing, testing::IsEmpty());
}

}  // namespace
}  // namespace lossa::intake

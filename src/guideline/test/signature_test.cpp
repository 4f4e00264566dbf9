// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/signature.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include <lossa/base/signature.hpp>

namespace lossa::guideline {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SignedGuideline : public testing::Test {
 protected:
  static Guideline some_guideline() {
    Guideline guideline;
    guideline.id = "pocket_rule";
    guideline.version = "2";
    guideline.file = "own/pocket.toml";
    guideline.hash = std::string(64, 'a');
    return guideline;
  }

  [[nodiscard]] std::string signed_by(const KeyPair& pair) const {
    return sign_guideline(guideline, signer, pair.private_pem).value();
  }
  [[nodiscard]] Checked<std::vector<Signature>> read(const std::string& text,
                                                     const std::vector<std::string>& trusted = {}) const {
    return read_signatures({"own/pocket.toml.sig", text}, guideline, trusted);
  }
  /// The text of every fault, with its place.
  [[nodiscard]] std::vector<std::string> faults(const std::string& text) const {
    std::vector<std::string> texts;
    for (const auto& issue : read(text).issues) texts.push_back(to_string(issue));
    return texts;
  }
  static std::string with(std::string text, const std::string& old_part, const std::string& new_part) {
    const auto place = text.find(old_part);
    EXPECT_NE(place, std::string::npos) << old_part;
    return text.replace(place, old_part.size(), new_part);
  }

  Guideline guideline = some_guideline();
  Signer signer{.name = "Åsa \"Asta\" Ek \\ Berg", .role = "överläkare", .date = "2026-11-22"};
  KeyPair keys = make_key_pair().value();
  std::string key = public_key_of_public(keys.public_pem).value();
  std::string bytes = signed_by(keys);
};

TEST_F(SignedGuideline, NamesWhoSignedIt) {
  const auto result = read(bytes, {key});
  ASSERT_THAT(result.issues, IsEmpty());
  ASSERT_THAT(*result.value, SizeIs(1));
  const auto& signature = result.value->front();
  EXPECT_EQ(signature.name, signer.name);
  EXPECT_EQ(signature.role, signer.role);
  EXPECT_EQ(signature.date, signer.date);
  EXPECT_EQ(signature.key, key);
  EXPECT_TRUE(signature.is_trusted);
}

TEST_F(SignedGuideline, IsNeverTrustedByAnUnknownKey) {
  EXPECT_FALSE(read(bytes).value->front().is_trusted);
  const auto other = public_key_of_public(make_key_pair().value().public_pem).value();
  EXPECT_FALSE(read(bytes, {other}).value->front().is_trusted);
}

TEST_F(SignedGuideline, MayHaveSeveralSigners) {
  const auto result = read(bytes + "\n" + signed_by(make_key_pair().value()), {key});
  ASSERT_THAT(result.issues, IsEmpty());
  ASSERT_THAT(*result.value, SizeIs(2));
  EXPECT_TRUE(result.value->at(0).is_trusted);
  EXPECT_FALSE(result.value->at(1).is_trusted);
}

TEST_F(SignedGuideline, IsRefusedOnceItsFileHasChanged) {
  guideline.hash.back() = 'b';
  EXPECT_THAT(faults(bytes), Contains(AllOf(HasSubstr("own/pocket.toml.sig:5:"),
                                            HasSubstr("the file was changed after it was signed"))));
  EXPECT_THAT(*read(bytes, {key}).value, IsEmpty());
}

TEST_F(SignedGuideline, IsRefusedForAnotherFileGuidelineOrVersion) {
  guideline.file = "own/other.toml";
  EXPECT_THAT(faults(bytes), Contains(HasSubstr("the signature of another file than other.toml")));
  guideline.id = "other";
  EXPECT_THAT(faults(bytes), Contains(HasSubstr("the file's guideline is other")));
  guideline.version = "3";
  EXPECT_THAT(faults(bytes), Contains(HasSubstr("the file's version is 3")));
}

TEST_F(SignedGuideline, IsRefusedOnceAnyByteOfItIsChanged) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] = changed[i] == '7' ? '8' : '7';
    const auto result = read(changed, {key});
    EXPECT_TRUE(has_errors(result.issues)) << i << ": " << changed;
  }
}

TEST_F(SignedGuideline, IsRefusedByTheKeyOfAnother) {
  const auto other = public_key_of_public(make_key_pair().value().public_pem).value();
  EXPECT_THAT(faults(with(bytes, key, other)),
              Contains(AllOf(HasSubstr("own/pocket.toml.sig:10:"), HasSubstr("does not fit what is stated here"))));
}

TEST_F(SignedGuideline, NeedsEveryPart) {
  for (const std::string part :
       {"file", "guideline", "version", "sha256", "name", "role", "date", "key", "signature"}) {
    const auto without = with(bytes, "\n" + part + " = ", "\nx" + part + " = ");
    EXPECT_THAT(faults(without), Contains(HasSubstr("signature[0]." + part))) << part;
    EXPECT_THAT(*read(without, {key}).value, IsEmpty()) << part;
  }
}

TEST_F(SignedGuideline, HoldsEachKeyOnce) {
  const auto result = read(bytes + "\n" + bytes);
  EXPECT_THAT(*result.value, SizeIs(1));
  EXPECT_THAT(faults(bytes + "\n" + bytes), Contains(HasSubstr("this key has signed the file already")));
}

TEST_F(SignedGuideline, IsNoFileWithoutSignatures) {
  EXPECT_THAT(faults(""), Contains(HasSubstr("there is no [[signature]]")));
  EXPECT_THAT(faults("signature = 3\n"), SizeIs(testing::Ge(1U)));
  EXPECT_THAT(faults("[[signature]\n"), SizeIs(1));
  EXPECT_THAT(faults(bytes + "more = 1\n"), Contains(HasSubstr("more")));
}

TEST_F(SignedGuideline, IsSignedOnlyByAWholeStatement) {
  const auto refused = [&](const Signer& who) {
    return sign_guideline(guideline, who, keys.private_pem).error().where;
  };
  EXPECT_EQ(refused({.name = "", .role = "r", .date = "2026-11-22"}), "name");
  EXPECT_EQ(refused({.name = "n", .role = "r\ndate: 1999-01-01", .date = "2026-11-22"}), "role");
  EXPECT_EQ(refused({.name = "n", .role = "r", .date = "2026-11"}), "date");
  EXPECT_EQ(refused({.name = "n", .role = "r", .date = "2026-02-30"}), "date");
  EXPECT_FALSE(sign_guideline(guideline, signer, keys.public_pem).has_value());
}

TEST_F(SignedGuideline, IsFoundByTheNameOfItsFile) {
  Knowledge knowledge;
  knowledge.guidelines = {guideline, guideline};
  knowledge.guidelines[1].file = "own/unsigned.toml";
  const Signatures beside{.files = {{"own/pocket.toml.sig", bytes}}, .trusted = {}};
  EXPECT_THAT(add_signatures(knowledge, beside), IsEmpty());
  EXPECT_THAT(knowledge.guidelines[0].signatures, SizeIs(1));
  EXPECT_THAT(knowledge.guidelines[1].signatures, IsEmpty());
}

}  // namespace
}  // namespace lossa::guideline

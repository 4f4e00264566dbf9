// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/signature.hpp>

#include <gtest/gtest.h>

#include <string>

namespace lossa {
namespace {

// The first and second test vector of RFC 8032, section 7.1.
TEST(Signature, VerifiesThePublishedVectors) {
  EXPECT_TRUE(
      verifies("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
               "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
               "d25bf5f0595bbe24655141438e7a100b",
               ""));
  EXPECT_TRUE(
      verifies("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
               "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
               "387b2eaeb4302aeeb00d291612bb0c00",
               "r"));
}

class Signed : public testing::Test {
 protected:
  KeyPair keys = make_key_pair().value();
  std::string text = "the text";
  std::string signature = sign(keys.private_pem, text).value();
  std::string key = public_key_of_private(keys.private_pem).value();
};

TEST_F(Signed, IsVerifiedByThePublicHalf) {
  EXPECT_EQ(public_key_of_public(keys.public_pem).value(), key);
  EXPECT_TRUE(verifies(key, signature, text));
}

TEST_F(Signed, IsRefusedOnceAnyPartOfItIsChanged) {
  EXPECT_FALSE(verifies(key, signature, "the texT"));
  EXPECT_FALSE(verifies(public_key_of_public(make_key_pair().value().public_pem).value(), signature, text));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    auto other = signature;
    other[i] = other[i] == '0' ? '1' : '0';
    EXPECT_FALSE(verifies(key, other, text)) << i;
  }
}

TEST_F(Signed, IsRefusedIfMalformed) {
  EXPECT_FALSE(verifies("", signature, text));
  EXPECT_FALSE(verifies(key, "", text));
  EXPECT_FALSE(verifies(key, signature.substr(2), text));
  EXPECT_FALSE(verifies(key.substr(1) + "g", signature, text));
}

TEST_F(Signed, NeedsAKeyOfItsKind) {
  EXPECT_EQ(sign(keys.public_pem, text).error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(sign("", text).error().kind, ErrorKind::invalid_input);
  EXPECT_FALSE(public_key_of_public(keys.private_pem).has_value());
  EXPECT_FALSE(public_key_of_private("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").has_value());
  // An X25519 key, which encrypts and does not sign.
  EXPECT_FALSE(public_key_of_public("-----BEGIN PUBLIC KEY-----\n"
                                    "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=\n"
                                    "-----END PUBLIC KEY-----\n")
                   .has_value());
}

TEST(KeyPair, IsAnotherEachTime) {
  EXPECT_NE(make_key_pair().value().private_pem, make_key_pair().value().private_pem);
}

}  // namespace
}  // namespace lossa

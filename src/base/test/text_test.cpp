// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/text.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace lossa {
namespace {

TEST(FormatNumber, IsShortAndWithoutExponentInTheUsualRange) {
  EXPECT_EQ(format_number(0.1), "0.1");
  EXPECT_EQ(format_number(14), "14");
  EXPECT_EQ(format_number(-0.0), "0");
  EXPECT_EQ(format_number(1e-5), "0.00001");
  EXPECT_EQ(format_number(999999999999999), "999999999999999");
  EXPECT_EQ(format_number(1e15), "1e+15");
  EXPECT_EQ(format_number(9e-6), "9e-06");
}

TEST(FormatNumber, HasADecimalCommaInSwedish) {
  EXPECT_EQ(format_number(38.3, Language::sv), "38,3");
  EXPECT_EQ(format_number(-2, Language::sv), "-2");
}

RC_GTEST_PROP(FormatNumberProperty, ReadsBackTheSame, (double value)) {
  RC_ASSERT(std::strtod(format_number(value).c_str(), nullptr) == value);
}

TEST(Nearest, FindsASlipOfThePen) {
  const std::vector<std::string> words = {"culture", "imaging", "lead", "at"};
  EXPECT_EQ(nearest("cultre", words), "culture");
  EXPECT_EQ(nearest("clutrue", words), "culture");
  EXPECT_EQ(nearest("laed", words), "lead");
  EXPECT_EQ(nearest("culture", words), "culture");
}

TEST(Nearest, GivesNothingForAnotherWord) {
  const std::vector<std::string> words = {"culture", "imaging", "lead", "at"};
  EXPECT_EQ(nearest("operator", words), "");
  EXPECT_EQ(nearest("it", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest(std::string(1000, 'a'), words), "");
  EXPECT_EQ(nearest("lead", {}), "");
}

TEST(JoinWords, PutsTheLastSeparatorBeforeTheLast) {
  const std::vector<std::string> words = {"a", "b", "c"};
  EXPECT_EQ(join_words(words, "and"), "a, b and c");
  EXPECT_EQ(join_words(std::span(words).first(2), "och"), "a och b");
  EXPECT_EQ(join_words(std::span(words).first(1), "and"), "a");
  EXPECT_EQ(join_words({}, "and"), "");
}

TEST(Utf8, RefusesWhatIsOverlongCutOffOrASurrogate) {
  EXPECT_TRUE(is_valid_utf8("Malmö \xF0\x9F\x98\x80 \xE2\x82\xAC"));
  EXPECT_TRUE(is_valid_utf8(""));
  for (const std::string bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
                                "\xFF", "\x80", "\xE2\x82", "\xC3(", "\xF0\x9F\x98x"})
    EXPECT_EQ(valid_utf8_prefix("ab" + bad), 2U) << testing::PrintToString(bad);
}

TEST(NumberLexeme, IsWhatJsonAllows) {
  for (const char* good : {"0", "-0", "1", "10", "1.50", "-2e9", "1E+5", "0.1e-7"}) EXPECT_TRUE(is_number_lexeme(good));
  for (const char* bad : {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "1 ", " 1", "1.2.3", "NaN", "--1"})
    EXPECT_FALSE(is_number_lexeme(bad)) << bad;
}

TEST(Identifier, IsLowerCaseWordsWithDotsWhereAllowed) {
  EXPECT_TRUE(is_identifier("lead_mass2", false));
  EXPECT_TRUE(is_identifier("pocket.exposed", true));
  for (const char* bad : {"", "Lead", "2nd", "_x", "a-b", "å", "a b"}) EXPECT_FALSE(is_identifier(bad, true)) << bad;
  EXPECT_FALSE(is_identifier("pocket.exposed", false));
  EXPECT_FALSE(is_identifier("pocket.", true));
  EXPECT_FALSE(is_identifier(".exposed", true));
  EXPECT_FALSE(is_identifier("a..b", true));
}

// The examples of FIPS 180-2, appendix B.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// RFC 4231, test case 2.
TEST(Hmac, GivesThePublishedCode) {
  EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace lossa

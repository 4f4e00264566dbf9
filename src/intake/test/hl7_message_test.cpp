// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include <lossa/intake/hl7_message.hpp>

#include "../hl7/pieces.hpp"
#include "../hl7/text.hpp"

namespace lossa::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view header = "MSH|^~\\&|lab|region|||20240302||ORU^R01|1|P|2.5\r";

Hl7Parsed parsed(std::string_view bytes, const Hl7Limits& limits = {}) {
  return parse_hl7(bytes, {.file = "f.hl7", .line = 1, .number = 1}, limits);
}

std::string reason(std::string_view bytes, const Hl7Limits& limits = {}) {
  const auto result = parsed(bytes, limits);
  if (result.message) return "was read";
  return std::string(to_string(result.faults.back().kind)) + ": " + result.faults.back().message;
}

/// The text of PID-5 of a message that has nothing else.
std::string read_text(std::string_view written, std::string_view end_of_header = "") {
  const auto result =
      parsed("MSH|^~\\&|||||||||P|2.5||||||" + std::string(end_of_header) + "\rPID|||||" + std::string(written) + "\r");
  return result.message ? std::string(result.message->segments.at(1).text(5)) : "refused";
}

TEST(Hl7Message, IsSegmentsFieldsRepetitionsComponentsAndSubcomponents) {
  const auto result = parsed(std::string(header) + "PID|1||7^^^MPI&1.2.3&ISO^MR~8^^^X||\"\"|\r");
  ASSERT_TRUE(result.message && result.faults.empty());
  const auto& pid = result.message->segments.at(1);
  EXPECT_EQ(pid.name, "PID");
  EXPECT_EQ(pid.line, 2);
  EXPECT_EQ(pid.fields.size(), 6U);
  EXPECT_EQ(pid.text(1), "1");
  EXPECT_EQ(pid.text(3), "7");
  EXPECT_EQ(pid.text(3, 4, 2), "1.2.3");
  EXPECT_EQ(pid.text(3, 5), "MR");
  EXPECT_EQ(pid.text(3, 6), "");
  ASSERT_EQ(pid.field(3).repetitions.size(), 2U);
  EXPECT_EQ(pid.field(3).repetitions[1].text(4), "X");
  EXPECT_EQ(place_of(pid, {.file = "f.hl7", .line = 1, .number = 3}).path, "message 3 PID[1]");
}

TEST(Hl7Message, TellsNullFromEmptyAndFromAbsent) {
  const auto result = parsed(std::string(header) + "PID|\"\"||a\r");
  const auto& pid = result.message->segments.at(1);
  EXPECT_TRUE(pid.field(1).is_null());
  EXPECT_EQ(pid.text(1), "");
  EXPECT_FALSE(pid.field(2).is_null());
  EXPECT_TRUE(pid.field(2).repetitions.empty());
  EXPECT_FALSE(pid.field(9).is_null());
  EXPECT_EQ(pid.text(0), "");
}

TEST(Hl7Message, TakesItsDelimitersFromTheHeader) {
  const auto result = parsed("MSH$%*!@$lab\rPID$a%b*c@d!S!e\r");
  ASSERT_TRUE(result.message);
  const auto& pid = result.message->segments.at(1);
  EXPECT_EQ(result.message->segments[0].text(2), "%*!@");
  EXPECT_EQ(result.message->segments[0].text(3), "lab");
  EXPECT_EQ(pid.text(1, 2), "b");
  EXPECT_EQ(pid.field(1).repetitions[1].text(1, 2), "d%e");
}

TEST(Hl7Message, MayHaveFewerDelimiters) {
  const auto result = parsed("MSH|^|lab\rPID|a^b~c\\F\\&d\r");
  ASSERT_TRUE(result.message);
  EXPECT_EQ(result.message->segments[1].text(1, 2), "b~c\\F\\&d");
}

TEST(Hl7Message, EndsItsSegmentsInThreeWays) {
  for (const std::string end : {"\r", "\n", "\r\n"}) {
    const auto bytes = "MSH|^~\\&|lab" + end + "PID|1" + end + "OBR|1" + end;
    const auto result = parsed(bytes);
    ASSERT_TRUE(result.message);
    EXPECT_EQ(result.message->segment_end, end);
    ASSERT_EQ(result.message->segments.size(), 3U);
    EXPECT_EQ(result.message->segments[2].line, 3);
    EXPECT_EQ(print_hl7(*result.message), bytes);
  }
}

TEST(Hl7Escapes, AreResolved) {
  EXPECT_EQ(read_text("\\F\\\\S\\\\T\\\\R\\\\E\\"), "|^&~\\");
  EXPECT_EQ(read_text("a\\.br\\b\\.sp\\c\\.in+4\\d"), "a\nb\ncd");
  EXPECT_EQ(read_text("\\H\\bold\\N\\ plain"), "bold plain");
  EXPECT_EQ(read_text("\\X0D0A\\"), "\r\n");
  EXPECT_EQ(read_text("v\\XC3A4\\xt", "UNICODE UTF-8"), "v\xC3\xA4xt");
  EXPECT_EQ(read_text("v\\XE4\\xt", "8859/1"), "v\xC3\xA4xt");
}

TEST(Hl7Escapes, ThatAreNotKnownStayAsWrittenWithAFault) {
  for (const std::string text :
       {"a\\Zdev1\\b", "a\\b", "a\\", "C:\\a b\\c", "\\X4\\", "\\XGG\\", "\\X00\\", "\\.zz\\"}) {
    const auto result = parsed(std::string(header) + "PID|" + text + "\r");
    ASSERT_TRUE(result.message) << text;
    EXPECT_EQ(result.message->segments[1].text(1), text);
    ASSERT_EQ(result.faults.size(), 1U) << text;
    EXPECT_EQ(result.faults[0].kind, FaultKind::not_understood);
    EXPECT_EQ(result.faults[0].place.path, "message 1 PID[1]");
    EXPECT_EQ(result.faults[0].place.line, 2);
  }
  EXPECT_EQ(read_text("50\\50 \\T\\ more"), "50\\50 & more");
  EXPECT_EQ(read_text("\\XE4\\", "UNICODE UTF-8"), "\\XE4\\");
}

TEST(Hl7Characters, AreThoseOfTheHeader) {
  EXPECT_EQ(read_text("v\xE4xt \xA4", "8859/1"), "v\xC3\xA4xt \xC2\xA4");
  EXPECT_EQ(read_text("v\xE4xt \xA4", "8859/15"), "v\xC3\xA4xt \xE2\x82\xAC");
  EXPECT_EQ(read_text("v\xC3\xA4xt", "UNICODE UTF-8"), "v\xC3\xA4xt");
  EXPECT_EQ(read_text("v\xC3\xA4xt", "utf-8"), "v\xC3\xA4xt");
  EXPECT_EQ(read_text("v\xE4xt", "ISO-8859-1~ISO IR87"), "v\xC3\xA4xt");
  EXPECT_EQ(read_text("vext", "ASCII"), "vext");
  EXPECT_EQ(read_text("vext", "885\\9/1"), "refused");
}

TEST(Hl7Characters, WithoutAWordAreUtf8ElseLatin1WithAFault) {
  EXPECT_EQ(read_text("v\xC3\xA4xt"), "v\xC3\xA4xt");
  EXPECT_EQ(read_text("v\xE4xt"), "v\xC3\xA4xt");
  const auto result = parsed(std::string(header) + "PID|\xE4\r");
  ASSERT_EQ(result.faults.size(), 1U);
  EXPECT_EQ(result.faults[0].kind, FaultKind::not_utf8);
}

TEST(Hl7Characters, ThatAreNotAsSaidAreReadWithAFault) {
  for (const std::string word : {"UNICODE UTF-8", "ASCII"}) {
    const auto result = parsed("MSH|^~\\&||||||||||||||||" + word + "\rPID|\xE4\r");
    ASSERT_TRUE(result.message) << word;
    EXPECT_EQ(result.message->segments[1].text(1), "\xC3\xA4");
    ASSERT_EQ(result.faults.size(), 1U);
    EXPECT_THAT(result.faults[0].message, HasSubstr("not in the character set of MSH-18: read as ISO 8859-1"));
  }
}

TEST(Hl7Message, ThatIsBrokenIsRefusedWithAReason) {
  EXPECT_THAT(reason(""), HasSubstr("not_understood: does not begin with MSH"));
  EXPECT_THAT(reason("PID|1\r"), HasSubstr("does not begin with MSH"));
  EXPECT_THAT(reason("MSH"), HasSubstr("malformed: after MSH there must be the delimiters"));
  EXPECT_THAT(reason("MSH|"), HasSubstr("after MSH"));
  EXPECT_THAT(reason("MSH||x\r"), HasSubstr("after MSH"));
  EXPECT_THAT(reason("MSH|^^\\&|x\r"), HasSubstr("must be distinct"));
  EXPECT_THAT(reason("MSHa^~\\&ax\r"), HasSubstr("must be distinct"));
  EXPECT_THAT(reason("MSH|^~\\&|x\rhello there\r"), HasSubstr("malformed: a segment begins with a name"));
  EXPECT_THAT(reason("MSH|^~\\&|x\rpid|1\r"), HasSubstr("a segment begins with a name"));
  EXPECT_THAT(reason("MSH|^~\\&||||||||||||||||ISO IR87\r"), HasSubstr("not_understood: the character set of MSH-18"));
}

TEST(Hl7Message, PastALimitIsRefused) {
  EXPECT_EQ(reason(header, {.bytes = 10}), "too_long: a message may have at most 10 bytes");
  EXPECT_EQ(reason(std::string(header) + "PID|1\r", {.segments = 1}),
            "too_long: a message may have at most 1 segments");
  EXPECT_EQ(reason(std::string(header) + "PID|a^b^c^d^e^f^g^h^i^j\r", {.parts = 40}),
            "too_long: a message may have at most 40 parts");
}

TEST(Hl7Message, MayBeFramed) {
  const auto result = parsed("\x0B" + std::string(header) + "PID|1\r\x1C\r");
  ASSERT_TRUE(result.message);
  EXPECT_EQ(result.message->segments.size(), 2U);
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Hl7Message, OfALaboratoryIsPrintedByteForByte) {
  const auto bytes = content_of(LOSSA_SOURCE_DIR "/src/intake/test/hl7/s_aureus.hl7");
  ASSERT_GT(bytes.size(), 500U);
  const auto result = parsed(bytes);
  ASSERT_TRUE(result.message);
  EXPECT_EQ(print_hl7(*result.message), bytes);
}

std::vector<std::string> pieces_of(const std::string& bytes, std::size_t limit = 1000) {
  std::istringstream file(bytes);
  hl7::Pieces pieces(file, limit);
  std::vector<std::string> found;
  while (const auto piece = pieces.next())
    found.push_back(std::string(piece->kind == hl7::Piece::Kind::message    ? "message"
                                : piece->kind == hl7::Piece::Kind::envelope ? "envelope"
                                                                            : "other") +
                    (piece->is_cut ? " cut" : "") + " " + std::to_string(piece->line) + " " +
                    std::to_string(piece->offset) + "+" + std::to_string(piece->size));
  return found;
}

TEST(Hl7Pieces, AreMessagesEnvelopesAndTheRest) {
  EXPECT_THAT(pieces_of("MSH|a\rPID|1\rMSH|b\r"), ElementsAre("message 1 0+12", "message 3 12+6"));
  EXPECT_THAT(pieces_of("FHS|\rBHS|\rMSH|a\rPID\rBTS|1\rFTS\r"),
              ElementsAre("envelope 1 0+5", "envelope 2 5+5", "message 3 10+10", "envelope 5 20+6", "envelope 6 26+4"));
  EXPECT_THAT(pieces_of("\r\nhello\r\nMSH|a\r\n"), ElementsAre("other 1 0+9", "message 3 9+7"));
  EXPECT_THAT(pieces_of("\xEF\xBB\xBFMSH|a"), ElementsAre("message 1 0+8"));
  EXPECT_THAT(pieces_of("MSH|a\nx MSH|b\nMSHA|c\n"), ElementsAre("message 1 0+21"));
  EXPECT_THAT(pieces_of(""), ElementsAre());
}

TEST(Hl7Pieces, EndWithTheirFrame) {
  EXPECT_THAT(pieces_of("\x0BMSH|a\r\x1C\r\x0BMSH|b\r\x1C\r"), ElementsAre("message 1 0+9", "message 3 9+9"));
  EXPECT_THAT(pieces_of("\x0BMSH|a\r\x1C\x0BMSH|b\r\x1C"), ElementsAre("message 1 0+8", "message 2 8+8"));
  EXPECT_THAT(pieces_of("\x0BMSH|a\rPI\x0BMSH|b\r\x1C\r"), ElementsAre("message cut 1 0+9", "message 2 9+9"));
  EXPECT_THAT(pieces_of("\x0BMSH|a\rPI"), ElementsAre("message cut 1 0+9"));
  EXPECT_THAT(pieces_of("\x0B"
                        "BHS|\rMSH|a\rMSH|b\rBTS|2\r\x1C\r"),
              ElementsAre("envelope 1 0+6", "message 2 6+6", "message 3 12+6", "envelope 4 18+8"));
}

TEST(Hl7Pieces, HoldNoMoreThanTheLimit) {
  std::istringstream file("MSH|" + std::string(5000, 'x') + "\rPID|" + std::string(5000, 'x') + "\rMSH|b\r");
  hl7::Pieces pieces(file, 100);
  const auto first = pieces.next();
  EXPECT_EQ(first->size, 10'010U);
  EXPECT_LT(first->bytes.size(), 300U);
  EXPECT_EQ(pieces.next()->bytes, "MSH|b\r");
  EXPECT_FALSE(pieces.next().has_value());
}

TEST(Hl7Message, ItsCharacterSetMayHoldTheEscapeCharacter) {
  const std::string text = "MSH|^~/&|A|B|||20240101||ORU^R01|1|P|2.5.1||||||8859/1\rPID|1||\xE5\r";
  const auto read = parse_hl7(text, {});
  ASSERT_TRUE(read.message);
  EXPECT_EQ(read.message->segments.at(1).text(3), "\xC3\xA5");
  const auto back = parse_hl7(print_hl7(*read.message), {});
  ASSERT_TRUE(back.message);
  EXPECT_EQ(back.message->segments.at(1).fields, read.message->segments.at(1).fields);
}

}  // namespace
}  // namespace lossa::intake

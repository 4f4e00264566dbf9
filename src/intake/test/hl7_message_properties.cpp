// SPDX-License-Identifier: Apache-2.0
// What must hold of every message and every run of bytes.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include <lossa/intake/hl7_message.hpp>

#include "../hl7/pieces.hpp"
#include "../hl7/text.hpp"

namespace lossa::intake {
namespace {

/// Texts in which everything that can go wrong is common.
rc::Gen<std::string> texts() {
  const auto piece = rc::gen::element<std::string>("a", "|", "^", "~", "\\", "&", "\n", "\r", "\"\"", "E", ".br", "X0D",
                                                   " ", "\xC3\xA4", "0", "\t");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const auto& one : pieces) text += one;
    return text;
  });
}

/// What a laboratory could send: fields of delimiters, letters and escapes as they are written here.
rc::Gen<std::string> messages() {
  const auto piece =
      rc::gen::element<std::string>("a", "B", "7", "|", "^", "~", "&", "\\F\\", "\\S\\", "\\T\\", "\\R\\", "\\E\\",
                                    "\\.br\\", "\\X0D\\", "\"\"", "\xE5", "\rOBX|", "\rNTE");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text = "MSH|^~\\&|||||||||P|2.5||||||8859/1\rPID|";
    for (const auto& one : pieces) {
      if (one[0] == '\r' || !text.ends_with("\rNTE")) text += one;
      if (text.ends_with("\rNTE") && one != "\rNTE") text += "|";
    }
    return text + "\r";
  });
}

rc::Gen<std::string> runs_of_bytes() {
  const auto piece = rc::gen::element<std::string>("MSH|^~\\&|", "BHS|", "FTS", "\r", "\n", "\r\n", "\x0B", "\x1C",
                                                   "PID|1", "x", "\xE4", std::string(1, '\0'), "\\", "MS");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const auto& one : pieces) text += one;
    return text;
  });
}

RC_GTEST_PROP(Hl7TextProperty, EscapedReadsBackTheSame, ()) {
  const auto text = *texts();
  const hl7::Writing writing;
  const auto back = hl7::unescape(hl7::escape(text, writing), writing);
  RC_ASSERT(back.text == text);
  RC_ASSERT(!back.has_unknown);
}

RC_GTEST_PROP(Hl7TextProperty, EveryByteOfTheLatinSetsComesBack, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const auto set = *rc::gen::element(Hl7Characters::latin_1, Hl7Characters::latin_9);
  RC_ASSERT(hl7::from_utf8(hl7::to_utf8(bytes, set), set) == bytes);
}

RC_GTEST_PROP(Hl7MessageProperty, ParsedAndPrintedIsTheSameBytes, ()) {
  const auto bytes = *messages();
  const auto parsed = parse_hl7(bytes, {});
  RC_ASSERT(parsed.message.has_value());
  RC_ASSERT(print_hl7(*parsed.message) == bytes);
}

RC_GTEST_PROP(Hl7MessageProperty, PrintedReadsBackTheSameWhateverTheBytes, ()) {
  const auto bytes = "MSH|^~\\&|" + *rc::gen::oneOf(texts(), runs_of_bytes());
  const auto first = parse_hl7(bytes, {});
  RC_PRE(first.message.has_value());
  const auto second = parse_hl7(print_hl7(*first.message), {});
  RC_ASSERT(second.message.has_value());
  RC_ASSERT(second.message->segments.size() == first.message->segments.size());
  for (std::size_t i = 0; i < first.message->segments.size(); ++i)
    RC_ASSERT(second.message->segments[i].fields == first.message->segments[i].fields);
}

RC_GTEST_PROP(Hl7PiecesProperty, PutTogetherAreTheFile, ()) {
  const auto bytes = *runs_of_bytes();
  std::istringstream file(bytes);
  hl7::Pieces pieces(file, 1U << 20U);
  std::string together;
  while (const auto piece = pieces.next()) {
    RC_ASSERT(piece->offset == together.size());
    RC_ASSERT(piece->size == piece->bytes.size());
    together += piece->bytes;
  }
  RC_ASSERT(together == bytes);
}

}  // namespace
}  // namespace lossa::intake

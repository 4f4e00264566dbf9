// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <lossa/base/tree.hpp>

namespace lossa {
namespace {

using testing::HasSubstr;

Node good(std::string_view text) {
  auto read = read_toml(text, "f");
  for (const Issue& issue : read.issues) ADD_FAILURE() << text << " gives " << to_string(issue);
  return read.value.value_or(Node{});
}

std::string faults(std::string_view text, TreeLimits limits = {}) {
  const auto read = read_toml(text, "f", limits);
  EXPECT_FALSE(read.ok()) << text;
  std::string lines;
  for (const Issue& issue : read.issues) lines += (lines.empty() ? "" : "\n") + to_string(issue);
  return lines;
}

std::vector<std::string> keys(const Node& node) {
  std::vector<std::string> names;
  for (const auto& member : node.members) names.push_back(member.key);
  return names;
}

TEST(ReadToml, KeepsNumbersAsWritten) {
  const Node root = good("a = 1.50\nb = 1_000\nc = +5.5\nd = -0\ne = 1e05\nf = 0xFF\ng = 0b11\nh = 3.141_5 # pi\n");
  EXPECT_EQ(root.find("a")->text, "1.50");
  EXPECT_EQ(root.find("b")->text, "1000");
  EXPECT_EQ(root.find("c")->text, "5.5");
  EXPECT_EQ(root.find("d")->text, "-0");
  EXPECT_EQ(root.find("e")->text, "1e05");
  EXPECT_EQ(root.find("f")->text, "255");
  EXPECT_EQ(root.find("g")->text, "3");
  EXPECT_EQ(root.find("h")->text, "3.1415");
}

TEST(ReadToml, DatesAndTimesAreStringsAsWritten) {
  const Node root = good(
      "a = 2021-08-20\nb = 2021-08-20T14:30:00+02:00\nc = 2021-08-20 14:30:00 # c\nd = 14:30:00\n"
      "e = [2021-08-20, 2021-08-21]");
  EXPECT_EQ(root.find("a")->text, "2021-08-20");
  EXPECT_EQ(root.find("a")->kind, Node::Kind::string);
  EXPECT_EQ(root.find("b")->text, "2021-08-20T14:30:00+02:00");
  EXPECT_EQ(root.find("c")->text, "2021-08-20 14:30:00");
  EXPECT_EQ(root.find("d")->text, "14:30:00");
  EXPECT_EQ(root.find("e")->items.at(1).text, "2021-08-21");
}

TEST(ReadToml, MembersComeInTheOrderOfTheFile) {
  const Node root = good("z = 1\na.y = 1\na.x = {q = 1, p = 2}\n[m]\n[[b]]\nk = 1\n[[b]]\n[c.d]\n");
  EXPECT_EQ(keys(root), (std::vector<std::string>{"z", "a", "m", "b", "c"}));
  EXPECT_EQ(keys(*root.find("a")), (std::vector<std::string>{"y", "x"}));
  EXPECT_EQ(keys(*root.find("a")->find("x")), (std::vector<std::string>{"q", "p"}));
  EXPECT_EQ(root.find("b")->items.size(), 2U);
}

TEST(ReadToml, KnowsLineAndColumnInBytes) {
  const Node root = good("\xEF\xBB\xBF# å\r\n\"å\" = [\"åå\", 2]\r\n[t]\r\nx.y = true\r\n");
  const Node::Member& list = root.members.at(0);
  EXPECT_EQ(std::pair(list.line, list.column), std::pair(2, 1));
  EXPECT_EQ(std::pair(list.value.line, list.value.column), std::pair(2, 8));
  EXPECT_EQ(std::pair(list.value.items.at(1).line, list.value.items.at(1).column), std::pair(2, 17));
  const Node::Member& table = root.members.at(1);
  EXPECT_EQ(std::pair(table.value.line, table.value.column), std::pair(3, 1));
  const Node::Member& dotted = table.value.members.at(0).value.members.at(0);
  EXPECT_EQ(std::pair(dotted.line, dotted.column), std::pair(4, 3));
  EXPECT_EQ(std::pair(dotted.value.line, dotted.value.column), std::pair(4, 7));
}

TEST(ReadToml, FindsPlacesFarAlongALongLine) {
  std::string text = "a = [";
  for (int i = 0; i < 200; ++i) text += "\"å\",";
  const auto column = static_cast<int>(text.size()) + 1;
  EXPECT_EQ(good(text + "7]").find("a")->items.back().column, column);
}

TEST(ReadToml, AnEmptyFileIsAnEmptyObject) {
  EXPECT_EQ(good("").kind, Node::Kind::object);
  EXPECT_EQ(good("# only words\n").members.size(), 0U);
}

TEST(ReadToml, TheFirstSyntaxFaultIsNamedWithItsPlace) {
  EXPECT_THAT(faults("a = 1\nb = "), HasSubstr("f:2:"));
  EXPECT_THAT(faults("a = 1\na = 2"), HasSubstr("f:2:"));
  EXPECT_THAT(faults("\"å\" = x"), HasSubstr("f:1:"));
  EXPECT_EQ(faults("# å\n'å' = 1\nbå = 1"), "f:3:2: only text in quotes may hold this letter");
  EXPECT_THAT(faults("a = \"x"), HasSubstr("f:1:"));
  EXPECT_THAT(faults("a = [1"), HasSubstr("f:1:"));
  EXPECT_THAT(faults("[a"), HasSubstr("f:1:"));
  EXPECT_THAT(faults("a = \"\xFF\""), HasSubstr("utf-8"));
  EXPECT_THAT(faults("a = 1e400"), HasSubstr("f:1:"));
}

TEST(ReadToml, RefusesControlCharacters) {
  EXPECT_THAT(faults(std::string_view("a = 1\n[\0", 8)), HasSubstr("f:2:2: "));
  for (const char* bad : {"\x7F", "# \x01", "a = \"\x02\"", "a\x03 = 1", "[\x04]", "a = \x05"})
    EXPECT_THAT(faults(bad), HasSubstr("f:1:"));
  good("a = \"\tx\"\r\n");
}

TEST(ReadToml, EveryNumberThatCannotBeUsedIsNamed) {
  EXPECT_EQ(faults("[t]\na = inf\nb = -nan\nc = 1e-400\nd = 1"),
            "f:2:5: t.a: inf is no number that can be used here\n"
            "f:3:5: t.b: -nan is no number that can be used here\n"
            "f:4:5: t.c: 1e-400 is no number that can be used here");
}

TEST(ReadToml, HoldsItsLimits) {
  const auto brackets = [](std::size_t depth) { return "a = " + std::string(depth, '[') + std::string(depth, ']'); };
  const auto dots = [](int depth) {
    std::string key = "a";
    for (int i = 1; i < depth; ++i) key += ".a";
    return key;
  };
  good(brackets(63));
  EXPECT_THAT(faults(brackets(64)), HasSubstr("nested deeper than 64 levels"));
  EXPECT_THAT(faults(brackets(100000)), HasSubstr("nested deeper than 64 levels"));
  good(dots(64) + " = 1.5");
  EXPECT_THAT(faults(dots(65) + " = 1"), HasSubstr("nested deeper than 64 levels"));
  EXPECT_THAT(faults(dots(100000) + " = 1"), HasSubstr("nested deeper than 64 levels"));
  EXPECT_THAT(faults("[" + dots(100000) + "]"), HasSubstr("nested deeper than 64 levels"));
  EXPECT_EQ(faults("a = 1", {.bytes = 4}), "f: the file has more than 4 bytes");
}

TEST(ReadToml, DotsInTextAreNoDepth) {
  const std::string dots(1000, '.');
  good("a = \"" + dots + "\\\"" + dots + "\" # " + dots + "\nb = '" + dots + "'\nc = '''\n" + dots + "'" + dots +
       "''''\nd = \"\"\"" + dots + "\\\"\"\"" + dots + "\"\"\"\"\"\n");
  std::string numbers = "a = [";
  for (int i = 0; i < 200; ++i) numbers += "1.5,";
  good(numbers + "]\nb = 1.5\nc.d = 1.5");
}

}  // namespace
}  // namespace lossa

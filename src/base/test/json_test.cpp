// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <lossa/base/contract.hpp>
#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>

namespace lossa {
namespace {

Node good(std::string_view text) {
  auto read = read_json(text, "f");
  for (const Issue& issue : read.issues) ADD_FAILURE() << text << " gives " << to_string(issue);
  return read.value.value_or(Node{});
}

/// All issues, a line each; each refused text has at least one.
std::string faults(std::string_view text, TreeLimits limits = {}) {
  const auto read = read_json(text, "f", limits);
  EXPECT_FALSE(read.ok()) << text;
  std::string lines;
  for (const Issue& issue : read.issues) lines += (lines.empty() ? "" : "\n") + to_string(issue);
  return lines;
}

constexpr const char* expected_value =
    "expected a value: a string in double quotes, a number, true, false, null, [array] or {object}";
constexpr const char* expected_member =
    "expected members \"name\": value, with ',' between them and '}' after the last";

TEST(ReadJson, KeepsNumbersAsWrittenAndMembersInOrder) {
  const Node root = good(R"({"b": 1.50, "a": -0, "c": [1E+5, 12345678901234567890]})");
  ASSERT_EQ(root.members.size(), 3U);
  EXPECT_EQ(root.members[0].key, "b");
  EXPECT_EQ(root.members[0].value.text, "1.50");
  EXPECT_EQ(root.members[0].value.number(), 1.5);
  EXPECT_EQ(root.find("a")->text, "-0");
  EXPECT_EQ(root.find("c")->items[0].number(), 1e5);
  EXPECT_EQ(root.find("c")->items[1].text, "12345678901234567890");
  EXPECT_EQ(root.find("d"), nullptr);
}

TEST(ReadJson, EveryKindOfValueMayStandAlone) {
  EXPECT_EQ(good(" null\n").kind, Node::Kind::null);
  EXPECT_TRUE(good("true").boolean);
  EXPECT_EQ(good("false          \n").kind, Node::Kind::boolean);
  EXPECT_EQ(good("null").kind, Node::Kind::null);
  EXPECT_EQ(good("1.50 ").text, "1.50");
  EXPECT_EQ(good("\t\"x\"").text, "x");
  EXPECT_EQ(good("[]").kind, Node::Kind::array);
  EXPECT_EQ(good("{}").kind, Node::Kind::object);
}

TEST(ReadJson, KnowsLineAndColumnOfEveryKeyAndValue) {
  const Node root = good("{\n  \"å\": [1,\n    {\"x\": null}]}");
  EXPECT_EQ(std::pair(root.line, root.column), std::pair(1, 1));
  const Node::Member& member = root.members.at(0);
  EXPECT_EQ(std::pair(member.line, member.column), std::pair(2, 3));
  EXPECT_EQ(std::pair(member.value.line, member.value.column), std::pair(2, 9));  // in bytes
  EXPECT_EQ(std::pair(member.value.items[0].line, member.value.items[0].column), std::pair(2, 10));
  const Node::Member& inner = member.value.items[1].members.at(0);
  EXPECT_EQ(std::pair(inner.value.line, inner.value.column), std::pair(3, 11));
}

TEST(ReadJson, UnescapesStringsAndKeys) {
  EXPECT_EQ(good(R"("\"\\\/\b\f\n\r\t\u00e5\ud83d\ude00")").text, "\"\\/\b\f\n\r\tå\xF0\x9F\x98\x80");
  EXPECT_NE(good(R"({"\u0061\\u": 1})").find("a\\u"), nullptr);
  EXPECT_EQ(good(R"("\u0000x")").text, std::string("\0x", 2));
}

TEST(ReadJson, RefusesHalvesOfSurrogatePairs) {
  for (const char* bad : {R"("\ud800")", R"("\udc00")", R"("\ud800\u0041")", R"("\ud800\ud800")", R"("\ud800x")",
                          R"("\\\udc00")", R"({"\ud800": 1})"})
    EXPECT_NE(faults(bad).find("this string has an escape that JSON does not know"), std::string::npos) << bad;
}

TEST(ReadJson, SaysWhatIsWrongBeforeAnyValue) {
  EXPECT_EQ(faults(""), "f:1:1: the file is empty");
  EXPECT_EQ(faults(" \n"), "f:1:1: the file is empty");
  EXPECT_EQ(faults("\xEF\xBB\xBF{}"), "f:1:1: the file begins with a byte order mark; save it as UTF-8 without one");
  EXPECT_EQ(faults("[\n\"\xFF\"]"), "f:2:2: not UTF-8");
  EXPECT_EQ(faults("[1,\n \"abc"), "f:2:2: this string has no closing quote");
  EXPECT_EQ(faults("[\"a\nb\"]"), "f:1:4: a string must end on its line; write \\n for a new line");
  EXPECT_EQ(faults("[\"a\tb\"]"), "f:1:4: a control character in a string must be escaped");
}

TEST(ReadJson, SaysWhatIsWrongInsideArraysAndObjects) {
  EXPECT_EQ(faults("[1 2]"), "f:1:4: expected ',' or ']'");
  EXPECT_EQ(faults("[1}"), "f:1:3: expected ',' or ']'");
  EXPECT_EQ(faults("[1:2]"), "f:1:3: expected ',' or ']'");
  EXPECT_EQ(faults("[1,]"), std::string("f:1:4: [1]: ") + expected_value);
  EXPECT_EQ(faults("[,1]"), std::string("f:1:2: [0]: ") + expected_value);
  EXPECT_EQ(faults("{\"a\":}"), std::string("f:1:6: a: ") + expected_value);
  for (const char* bad : {"{\"a\":1,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1]", "{a:1}", "{'a':1}", "{]"})
    EXPECT_NE(faults(bad).find(expected_member), std::string::npos) << bad;
  for (const char* bad :
       {"]", "}", ",", ":", "tru", "nul", "True", "NaN", "[.5]", "[+1]", "[truex]", "nullx", "nullx ", "truex  "})
    EXPECT_NE(faults(bad).find(expected_value), std::string::npos) << bad;
}

TEST(ReadJson, SaysThatTheFileEndsTooEarly) {
  for (const char* bad : {"[1", "[1,2", "[true", "{\"a\":1", "{\"a\":null"})
    EXPECT_NE(faults(bad).find("the file ends before every array and object is closed"), std::string::npos) << bad;
  for (const char* bad : {"[", "[[1]", "[1 ", "{", "{\"a\"", "{\"a\":", "{\"a\":1,", "[\"x\""})
    EXPECT_NE(faults(bad).find("the file ends too early"), std::string::npos) << bad << faults(bad);
}

TEST(ReadJson, RefusesNumbersThatAreNoneOrTooLarge) {
  for (const char* bad : {"01", "1.", "-", "1e", "1.e5", "[01]", "[1.]", "[1e+]", "[1x]", "[0x10]", "[-a]"})
    EXPECT_NE(faults(bad).find("this is no number as JSON writes them"), std::string::npos) << bad;
  for (const char* bad : {"1e400", "[-1e400]", "[1e-400]"})
    EXPECT_NE(faults(bad).find("this number is too large or too small to be held"), std::string::npos) << bad;
}

TEST(ReadJson, RefusesWhatFollowsTheValue) {
  EXPECT_EQ(faults("[1] x"), "f:1:5: nothing may follow the value");
  EXPECT_EQ(faults("{}\n{}"), "f:2:1: nothing may follow the value");
  for (const char* bad : {"[1]]", "1 2", "true false", "\"a\" \"b\"", "null,", "[1]//x"})
    EXPECT_NE(faults(bad).find("nothing may follow"), std::string::npos) << bad;
}

TEST(ReadJson, NamesEveryDuplicateKey) {
  EXPECT_EQ(faults(R"({"a":1,"a":2,"b":[{"c":1,"c":2}],"\u0061":3})"),
            "f:1:8: a: the name \"a\" is already used in this object\n"
            "f:1:26: b[0].c: the name \"c\" is already used in this object\n"
            "f:1:34: a: the name \"a\" is already used in this object");
}

TEST(ReadJson, HoldsItsLimits) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + "1" + std::string(depth, ']'); };
  good(nested(64));
  EXPECT_NE(faults(nested(65)).find("nested deeper than 64 levels"), std::string::npos);
  EXPECT_NE(faults(std::string(1000000, '[')).find("nested deeper"), std::string::npos);
  EXPECT_NE(faults("{\"a\":{\"b\":{}}}", {.depth = 2}).find("f:1:11: a.b: nested deeper than 2"), std::string::npos);
  EXPECT_EQ(faults("[1, 2]", {.bytes = 5}), "f: the file has more than 5 bytes");
}

TEST(JsonWriter, WritesCompactAndIndented) {
  const auto write = [](JsonWriter::Layout layout) {
    JsonWriter json(layout);
    json.begin_object();
    json.member("text", "a");
    json.member("yes", true);
    json.member("number", 0.1);
    json.key("list");
    json.begin_array();
    json.integer(-3);
    json.null();
    json.lexeme("1.50");
    json.end_array();
    json.key("none");
    json.begin_object();
    json.end_object();
    json.end_object();
    return std::move(json).finish();
  };
  EXPECT_EQ(write(JsonWriter::Layout::compact),
            R"({"text":"a","yes":true,"number":0.1,"list":[-3,null,1.50],"none":{}})");
  EXPECT_EQ(write(JsonWriter::Layout::indented),
            "{\n  \"text\": \"a\",\n  \"yes\": true,\n  \"number\": 0.1,\n  \"list\": [\n    -3,\n    null,\n    1.50\n"
            "  ],\n  \"none\": {}\n}");
}

TEST(JsonWriter, EscapesAndMendsStrings) {
  JsonWriter json;
  json.text("\"\\\n\r\t\x01/å\xFF\xE2\x82");
  EXPECT_EQ(std::move(json).finish(), "\"\\\"\\\\\\n\\r\\t\\u0001/å\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonWriter, CallsThatMakeNoJsonBreakAContract) {
  const auto after_object = [](auto call) {
    JsonWriter json;
    json.begin_object();
    call(json);
  };
  EXPECT_THROW(after_object([](JsonWriter& json) { json.null(); }), ContractViolation);
  EXPECT_THROW(after_object([](JsonWriter& json) { json.end_array(); }), ContractViolation);
  EXPECT_THROW(after_object([](JsonWriter& json) { json.key("a"), json.key("b"); }), ContractViolation);
  EXPECT_THROW(after_object([](JsonWriter& json) { json.key("a"), json.end_object(); }), ContractViolation);
  EXPECT_THROW(after_object([](JsonWriter& json) { (void)std::move(json).finish(); }), ContractViolation);
  EXPECT_THROW(after_object([](JsonWriter& json) { json.end_object(), json.null(); }), ContractViolation);
  EXPECT_THROW(JsonWriter().key("a"), ContractViolation);
  EXPECT_THROW(JsonWriter().lexeme("01"), ContractViolation);
  EXPECT_THROW(JsonWriter().number(std::numeric_limits<double>::infinity()), ContractViolation);
  EXPECT_THROW((void)JsonWriter().finish(), ContractViolation);
}

}  // namespace
}  // namespace lossa

// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/tree.hpp>

#include <gtest/gtest.h>

namespace lossa {
namespace {

/// An object to read members of, and what was noted about it.
struct Reading {
  explicit Reading(std::string_view text) : node(read_json(text, "f.json").value.value()) {}

  [[nodiscard]] ObjectReader reader(std::string path = "") { return {node, "f.json", std::move(path), issues}; }
  [[nodiscard]] std::string faults() const {
    std::string lines;
    for (const Issue& issue : issues) lines += (lines.empty() ? "" : "\n") + to_string(issue);
    return lines;
  }

  Node node;
  Issues issues;
};

TEST(ObjectReader, GivesWhatIsThere) {
  Reading reading(R"({"t":"x","b":true,"n":1.50,"l":["a","b"],"o":[1,2],"one":7})");
  auto reader = reading.reader();
  EXPECT_EQ(reader.text("t"), "x");
  EXPECT_EQ(reader.boolean("b"), true);
  EXPECT_EQ(reader.number("n"), 1.5);
  EXPECT_EQ(reader.texts("l"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(reader.items("o").size(), 2U);
  ASSERT_EQ(reader.items("one").size(), 1U);
  EXPECT_EQ(reader.items("one")[0].number(), 7);
  reader.finish();
  EXPECT_EQ(reading.faults(), "");
}

TEST(ObjectReader, WhatIsAbsentIsNoFaultUnlessRequired) {
  Reading reading(R"({"e":""})");
  auto reader = reading.reader("entries[3]");
  EXPECT_EQ(reader.optional("x"), nullptr);
  EXPECT_EQ(reader.text("x"), std::nullopt);
  EXPECT_EQ(reader.boolean("x"), std::nullopt);
  EXPECT_EQ(reader.number("x"), std::nullopt);
  EXPECT_TRUE(reader.texts("x").empty());
  EXPECT_TRUE(reader.items("x").empty());
  EXPECT_EQ(reading.faults(), "");
  EXPECT_EQ(reader.required("x"), nullptr);
  EXPECT_EQ(reader.required_text("y"), std::nullopt);
  EXPECT_EQ(reader.required_text("e"), std::nullopt);
  EXPECT_EQ(reading.faults(),
            "f.json:1:1: entries[3].x: is missing\n"
            "f.json:1:1: entries[3].y: is missing\n"
            "f.json:1:6: entries[3].e: must not be empty");
}

TEST(ObjectReader, TheWrongKindIsAFaultAndGivesNothing) {
  Reading reading(R"({"a":1,"b":"x","c":null,"d":"y","e":["z",[]],"f":{}})");
  auto reader = reading.reader();
  EXPECT_EQ(reader.text("a"), std::nullopt);
  EXPECT_EQ(reader.boolean("b"), std::nullopt);
  EXPECT_EQ(reader.number("c"), std::nullopt);
  EXPECT_TRUE(reader.texts("d").empty());
  EXPECT_EQ(reader.texts("e"), (std::vector<std::string>{"z"}));
  EXPECT_EQ(reader.required_text("f"), std::nullopt);
  EXPECT_EQ(reading.faults(),
            "f.json:1:6: a: expected a string, found a number\n"
            "f.json:1:12: b: expected a boolean, found a string\n"
            "f.json:1:20: c: expected a number, found null\n"
            "f.json:1:29: d: expected an array, found a string; write [\"…\"] for one\n"
            "f.json:1:42: e[1]: expected a string, found an array\n"
            "f.json:1:50: f: expected a string, found an object");
}

TEST(ObjectReader, NamesWhatNobodyAskedForAndTheNearestKnown) {
  Reading reading("{\"colour\":1,\n\"zzz\":2,\"at\":3}");
  auto reader = reading.reader("entries[0]");
  EXPECT_EQ(reader.number("color"), std::nullopt);
  EXPECT_EQ(reader.number("at"), 3);
  reader.finish();
  EXPECT_EQ(reading.faults(),
            "f.json:1:2: entries[0].colour: nothing of this name is known here; did you mean \"color\"?\n"
            "f.json:2:1: entries[0].zzz: nothing of this name is known here");
}

TEST(ObjectReader, OfNoObjectHasOneFaultAndNothingInIt) {
  Reading reading("[1]");
  auto reader = reading.reader("case");
  EXPECT_EQ(reader.required("x"), nullptr);
  EXPECT_EQ(reader.required_text("y"), std::nullopt);
  reader.finish();
  EXPECT_EQ(reading.faults(), "f.json:1:1: case: expected an object, found an array");
}

TEST(ObjectReader, WarnsWithoutSpoiling) {
  Reading reading("{}");
  auto reader = reading.reader();
  reader.warn(reading.node, "at", "not dated");
  EXPECT_EQ(reading.faults(), "f.json:1:1: at: warning: not dated");
  EXPECT_FALSE(has_errors(reading.issues));
}

TEST(Node, GivesNoNumberWhereADoubleCannotHoldOne) {
  Node node;
  node.kind = Node::Kind::number;
  for (const char* bad : {"1e999", "", "x", "0x10"}) {
    node.text = bad;
    EXPECT_EQ(node.number(), std::nullopt) << bad;
  }
  node.text = "2.50";
  EXPECT_EQ(node.number(), 2.5);
  node.kind = Node::Kind::string;
  EXPECT_EQ(node.number(), std::nullopt);
}

TEST(ReadTree, GoesByTheEndingOfTheName) {
  EXPECT_TRUE(read_tree("{}", "a.json").ok());
  EXPECT_TRUE(read_tree("a = 1", "b.toml").ok());
  EXPECT_FALSE(read_tree("a = 1", "b.json").ok());
  const auto other = read_tree("{}", "case.yaml");
  EXPECT_FALSE(other.ok());
  EXPECT_EQ(to_string(other.issues.at(0)), "case.yaml: the name must end in .json or .toml");
}

}  // namespace
}  // namespace lossa

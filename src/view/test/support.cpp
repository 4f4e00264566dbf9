// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

#include <stdexcept>
#include <vector>

#include <lossa/base/tree.hpp>
#include <lossa/model/codec.hpp>

namespace lossa::view {
namespace {

std::string fact(const std::string& id, const std::string& rest) {
  return "[[fact]]\nid = \"" + id + "\"\nof = \"case\"\nwindow = \"episode\"\nresolve = \"worst\"\ntext = { en = \"" +
         id + "\", sv = \"" + id + "\" }\nask = { en = \"" + id + "?\", sv = \"" + id + "?\" }\n" + rest + "\n";
}

std::string sign_fact(const std::string& id, const std::string& what) {
  return fact(id, "type = \"truth\"\nlearn = \"look\"\nfrom = { kind = \"sign\", where = { what = \"" + what +
                      "\" }, field = \"present\" }");
}

std::string facts() {
  return "[[investigation]]\nid = \"look\"\ntext = { en = \"Look\", sv = \"Titta\" }\n" + sign_fact("open", "erosion") +
         sign_fact("fever", "fever") + sign_fact("pain", "pain") +
         fact("removed_on", "type = \"date\"\nfrom = { rule = \"removal_done\" }") +
         fact("stop_on", "type = \"date\"\nfrom = { rule = \"antibiotic_end\" }") +
         fact("readiness.surgeon",
              "type = \"category\"\nvalues = [\"on_site\", \"on_duty\", \"on_call_home\", \"absent\"]\nfrom = { rule = "
              "\"readiness\", what = \"surgeon\" }") +
         fact("waiver.surgeon", "type = \"truth\"\nfrom = { rule = \"waived\", what = \"surgeon\" }");
}

constexpr const char* first = R"toml(
[guideline]
id = "first"
version = "1"
subject = "case"
cite = "c"
compare = "same"
title = { en = "First", sv = "Ett" }
[[reading]]
id = "strict"
ask = { en = "?", sv = "?" }
options = ["yes", "no"]
default = "yes"
why = { en = "w", sv = "w" }
option_text.yes = { en = "y", sv = "y" }
option_text.no = { en = "n", sv = "n" }
[[criterion]]
id = "major.open"
text = { en = "Open", sv = "Öppen" }
source = "s"
known = "read"
when = "open"
[[criterion]]
id = "major.fever"
text = { en = "Fever", sv = "Feber" }
source = "s"
known = "read"
when = "fever"
[[criterion]]
id = "major.pain"
text = { en = "Pain", sv = "Smärta" }
source = "s"
known = "memory"
when = "pain"
[[criterion]]
id = "enough"
text = { en = "Enough", sv = "Nog" }
source = "s"
known = "read"
when = "(reading.strict = 'yes' and count(major.open, major.fever) >= 2) or (reading.strict = 'no' and count(major.open, major.fever, major.pain) >= 1)"
[[question]]
id = "infected"
headline = true
text = { en = "Infected?", sv = "Infekterad?" }
[[question.conclusion]]
id = "yes"
text = { en = "Infected", sv = "Infekterad" }
tone = "act"
when = "enough"
[[question.conclusion]]
id = "no"
text = { en = "Not shown", sv = "Ej visat" }
tone = "calm"
otherwise = true
[[question]]
id = "alone"
text = { en = "Only here", sv = "Bara här" }
[[question.conclusion]]
id = "yes"
text = { en = "Something", sv = "Något" }
tone = "act"
when = "pain"
[[question.conclusion]]
id = "no"
text = { en = "Nothing", sv = "Inget" }
tone = "calm"
otherwise = true
[[difference]]
id = "of_fever"
between = ["first", "second"]
text = { en = "They differ on fever", sv = "Feber skiljer" }
when = "fever"
source = "s"
known = "read"
[[difference]]
id = "of_open"
between = ["first", "second"]
text = { en = "They differ on the open pocket", sv = "Öppen ficka skiljer" }
when = "open"
source = "s"
known = "read"
[[difference]]
id = "within_third"
between = ["readiness", "readiness"]
text = { en = "Elsewhere", sv = "Annorstädes" }
when = "pain"
source = "s"
known = "read"
[[recommendation]]
id = "keep_still"
kind = "do"
text = { en = "Keep still", sv = "Håll stilla" }
when = "open"
source = "s"
known = "read"
card = "holding"
[[recommendation]]
id = "do_not_touch"
kind = "avoid"
text = { en = "Do not touch", sv = "Rör inte" }
when = "open"
source = "s"
known = "memory"
card = "holding"
[[recommendation]]
id = "cool"
kind = "do"
text = { en = "Cool down", sv = "Kyl" }
when = "fever"
source = "s"
known = "read"
card = "holding"
[[recommendation]]
id = "not_on_the_card"
kind = "do"
text = { en = "Elsewhere", sv = "Annorstädes" }
when = "open"
source = "s"
known = "read"
)toml";

constexpr const char* second = R"toml(
[guideline]
id = "second"
version = "1"
subject = "case"
cite = "c"
compare = "same"
title = { en = "Second", sv = "Två" }
[[criterion]]
id = "minor.fever"
text = { en = "Fever", sv = "Feber" }
source = "s"
known = "read"
when = "fever"
[[criterion]]
id = "minor.pain"
text = { en = "Pain", sv = "Smärta" }
source = "s"
known = "read"
when = "pain"
[[question]]
id = "infected"
text = { en = "Infected?", sv = "Infekterad?" }
[[question.conclusion]]
id = "yes"
text = { en = "Infected", sv = "Infekterad" }
tone = "act"
when = "all(minor.fever, minor.pain)"
[[question.conclusion]]
id = "no"
text = { en = "Not shown", sv = "Ej visat" }
tone = "calm"
otherwise = true
[[clock]]
id = "short"
group = "course"
text = { en = "Short: ten days or so", sv = "Kort: tio dygn ungefär" }
start = "removed_on"
length = "10 days"
longest = "14 days"
planned = "stop_on"
when = "open"
source = "s"
known = "read"
[[clock]]
id = "long"
group = "course"
text = { en = "Long: six weeks", sv = "Lång: sex veckor" }
start = "removed_on"
length = "6 weeks"
planned = "stop_on"
when = "open"
source = "s"
known = "memory"
[[clock]]
id = "alone"
text = { en = "A text that has no short name before any colon in it", sv = "Utan kort namn" }
start = "removed_on"
length = "72 hours"
when = "fever"
source = "s"
known = "read"
)toml";

constexpr const char* third = R"toml(
[guideline]
id = "readiness"
version = "1"
subject = "case"
cite = "c"
title = { en = "Readiness", sv = "Beredskap" }
[[criterion]]
id = "role.surgeon"
text = { en = "Surgeon on site", sv = "Kirurg på plats" }
source = "s"
known = "read"
when = "readiness.surgeon = 'on_site'"
[[criterion]]
id = "to_be_asked"
text = { en = "Asked", sv = "Krävs" }
source = "s"
known = "read"
when = "open"
[[question]]
id = "readiness"
text = { en = "Ready?", sv = "Redo?" }
[[question.conclusion]]
id = "not_asked"
text = { en = "Not asked", sv = "Krävs ej" }
tone = "calm"
when = "not to_be_asked"
[[question.conclusion]]
id = "ready"
text = { en = "Ready", sv = "Redo" }
tone = "calm"
when = "role.surgeon or waiver.surgeon"
[[question.conclusion]]
id = "blocked"
text = { en = "Not ready", sv = "Ej redo" }
tone = "act"
otherwise = true
)toml";

template <typename T>
T must(Checked<T> checked) {
  for (const auto& issue : checked.issues)
    if (issue.severity == Severity::error) throw std::runtime_error(to_string(issue));
  return std::move(checked.value).value();
}

const assessment::Library& library() {
  static const auto made = [] {
    const std::vector<guideline::SourceFile> files = {{.name = "facts.toml", .bytes = facts()},
                                                      {.name = "first.toml", .bytes = first},
                                                      {.name = "second.toml", .bytes = second},
                                                      {.name = "third.toml", .bytes = third}};
    return assessment::make_library(must(guideline::load(files)),
                                    must(terminology::Organisms::read("", "organisms.toml")));
  }();
  return made;
}

int next_id = 0;

std::string entry(const std::string& fields) {
  return "[[entries]]\nid = \"e" + std::to_string(++next_id) + "\"\n" + fields;
}

}  // namespace

Assessed::Assessed(const std::string& entries) {
  const auto text = "[case]\nid = \"c\"\ntitle = { en = \"t\", sv = \"t\" }\n" + entries;
  const auto tree = must(read_toml(text, "test.toml"));
  auto file = must(model::read_entries(tree, "test.toml"));
  patient_ = std::make_unique<const model::Case>(must(model::fold(file.case_id, std::move(file.entries))));
  auto assessed = assessment::assess(library(), *patient_, {});
  if (!assessed) throw std::runtime_error(assessed.error().message);
  assessment_ = std::make_unique<const assessment::Assessment>(*std::move(assessed));
}

std::string sign(const std::string& what, bool present) {
  return entry("kind = \"sign\"\nwhat = \"" + what + "\"\npresent = " + (present ? "true" : "false") +
               "\nat = \"2021-03-01\"\n");
}
std::string removed() {
  return entry("kind = \"procedure\"\nwhat = \"extraction\"\ndone = true\nat = \"2021-03-10\"\n");
}
std::string antibiotic_until(const std::string& day) {
  return entry("kind = \"treatment\"\nwhat = \"antibiotic\"\nat = \"2021-03-02\"\nuntil = \"" + day + "\"\n");
}
std::string readiness(const std::string& what, const std::string& presence) {
  return entry("kind = \"readiness\"\nwhat = \"" + what + "\"\npresence = \"" + presence + "\"\nat = \"2021-03-01\"\n");
}
std::string waiver(const std::string& what) {
  return entry("kind = \"waiver\"\nwhat = \"" + what + "\"\nby = \"N. N.\"\nreason = \"r\"\nat = \"2021-03-01\"\n");
}

locale::Speech speech(Language language) { return {locale::Words::shipped(), language}; }

}  // namespace lossa::view

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace lossa::guideline::test {

/// Facts of every type and subject, for tests that need some.
inline constexpr std::string_view small_facts = R"toml(
[[investigation]]
id = "echo"
text = { en = "Echo", sv = "Eko" }

[[fact]]
id = "pus"
type = "truth"
window = "ever"
resolve = "worst"
text = { en = "Pus", sv = "Var" }
learn = "echo"

[[fact]]
id = "pocket.red"
type = "truth"
window = "ever"
resolve = "worst"
text = { en = "Redness", sv = "Rodnad" }

[[fact]]
id = "sets"
type = "number"
unit = "count"
window = "ever"
resolve = "worst"
text = { en = "Positive sets", sv = "Positiva set" }

[[fact]]
id = "temperature"
type = "number"
unit = "celsius"
low = 30
high = 45
window = "ever"
resolve = "worst"
text = { en = "Temperature", sv = "Temperatur" }

[[fact]]
id = "waited"
type = "number"
unit = "hours"
window = "ever"
resolve = "worst"
text = { en = "Waited", sv = "Väntat" }

[[fact]]
id = "ratio"
type = "number"
unit = "1"
window = "ever"
resolve = "worst"
text = { en = "Ratio", sv = "Kvot" }

[[fact]]
id = "finding"
type = "category"
values = ["none", "mass", "abscess"]
window = "ever"
resolve = "worst"
text = { en = "Finding", sv = "Fynd" }

[[fact]]
id = "clean_since"
type = "date"
window = "ever"
resolve = "latest"
text = { en = "Clean since", sv = "Ren sedan" }

[[fact]]
id = "lead.loose"
type = "truth"
of = "lead"
window = "now"
resolve = "worst"
text = { en = "Loose", sv = "Lös" }

[[fact]]
id = "lead.age"
type = "number"
of = "lead"
unit = "years"
window = "now"
resolve = "worst"
text = { en = "Age", sv = "Ålder" }

[[fact]]
id = "lead.since"
type = "date"
of = "lead"
window = "now"
resolve = "worst"
text = { en = "Implanted", sv = "Inlagd" }

[[fact]]
id = "side.open"
type = "truth"
of = "side"
window = "now"
resolve = "worst"
text = { en = "Open vein", sv = "Öppen ven" }
)toml";

}  // namespace lossa::guideline::test

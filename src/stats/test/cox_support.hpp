// SPDX-License-Identifier: Apache-2.0
// The models that tools/oracle/survival_cox.R fits, by the same names.
#pragma once

#include <string>
#include <vector>

#include <lossa/stats/cox.hpp>

#include "survival_support.hpp"

namespace lossa::stats {

struct ModelSource {
  const char* data;
  const char* entry;  // empty: none
  const char* exit;
  std::vector<std::string> covariates;
};

inline CoxInput model_of(const ModelSource& source) {
  const GoldenData data(source.data);
  CoxInput input{.observations = observations_of(data, source.exit)};
  if (*source.entry != 0) input.observations.entry = data[source.entry];
  for (const auto& name : source.covariates) input.covariates.push_back({name, data[name]});
  return input;
}

inline CoxInput freireich() { return model_of({"freireich", "", "time", {"treated"}}); }
inline CoxInput lung() { return model_of({"lung", "", "time", {"age", "sex", "ecog"}}); }
inline CoxInput test1() { return model_of({"test1", "", "time", {"x"}}); }
inline CoxInput test2() { return model_of({"test2", "entry", "exit", {"x"}}); }
inline CoxInput test3() {
  auto input = model_of({"test3", "", "time", {"x"}});
  input.observations.weight = GoldenData("test3")["weight"];
  return input;
}
// Delayed entry, weights, strata and an offset at once.
inline CoxInput mixed() {
  auto input = model_of({"mixed", "entry", "exit", {"age", "male", "dose"}});
  const GoldenData data("mixed");
  input.observations.weight = data["weight"];
  input.stratum = data.whole("stratum");
  input.offset = data["offset"];
  return input;
}

inline CoxData sorted(const CoxInput& input) { return *CoxData::create(input); }

inline GoldenColumn all_of(const SymmetricMatrix& matrix) {
  GoldenColumn values;
  for (std::size_t i = 0; i < matrix.size(); ++i)
    values.insert(values.end(), matrix.row(i).begin(), matrix.row(i).end());
  return values;
}

}  // namespace lossa::stats

// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/truth.hpp>

#include <lossa/base/contract.hpp>

namespace lossa {

std::string_view to_string(Reason reason) {
  switch (reason) {
    case Reason::not_asked:
      return "not_asked";
    case Reason::not_done:
      return "not_done";
    case Reason::unclear:
      return "unclear";
    case Reason::awaited:
      return "awaited";
  }
  contract_violated(std::source_location::current());
}

std::optional<Reason> reason_from(std::string_view word) {
  for (const Reason reason : {Reason::not_asked, Reason::not_done, Reason::unclear, Reason::awaited})
    if (word == to_string(reason)) return reason;
  return std::nullopt;
}

std::string_view to_string(Truth truth) {
  if (truth.is_yes()) return "yes";
  if (truth.is_no()) return "no";
  return to_string(truth.reason());
}

}  // namespace lossa

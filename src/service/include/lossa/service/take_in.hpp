// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/journal/journal.hpp>
#include <lossa/model/entry.hpp>
#include <lossa/registry/casebook.hpp>

/// How entries that come again and again from other systems are laid into a journal that only grows.
namespace lossa::service {

/// What a delivery adds to one case: new entries, and corrections of those that it has changed. Empty when it says
/// nothing new.
///
/// Entries are told apart by their ids. What an earlier delivery said in the same words is not said again, also where a
/// person has corrected it since: their word stands until the source itself changes. An id in `withdrawn` that an
/// earlier delivery brought is withdrawn.
std::vector<model::Entry> additions(const std::vector<model::Entry>& stored, const std::vector<model::Entry>& delivered,
                                    std::span<const std::string> withdrawn);

/// The reason by which a correction is known as a delivery's.
inline constexpr std::string_view delivery_reason = "changed in the source";

}  // namespace lossa::service

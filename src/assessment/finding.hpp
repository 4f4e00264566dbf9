// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include <lossa/model/entry.hpp>

#include "rule.hpp"

namespace lossa::assessment {

/// Was it there? Of signs, history, decisions and complications an absent finding means that it was; of a procedure it
/// must be said that it was done. Any other entry is there.
Truth presence(const model::Entry& entry);

/// An absent site is the pocket.
bool is_at_pocket(const model::Sign& sign);

/// What entries of signs say of one of them, resolved as the fact asks.
Found sign_found(const Inquiry& inquiry, std::string_view what);
/// The same at the pocket only.
Found pocket_sign_found(const Inquiry& inquiry, std::string_view what);

/// The same for history entries.
Found history_found(const Inquiry& inquiry, std::string_view what);

}  // namespace lossa::assessment

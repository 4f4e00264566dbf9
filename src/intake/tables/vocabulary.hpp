// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/intake/tables.hpp>

/// The names of columns and the words in cells that are recognised without a mapping file, Swedish and English.
namespace lossa::intake {

/// One thing that a column may hold.
struct Role {
  std::string_view name;
  std::vector<std::string_view> columns;  ///< names it is recognised by, in normal form, the most telling first
};
std::span<const Role> culture_roles();
std::span<const Role> device_roles();
/// Columns in which R means resistance to methicillin. EUCAST infers it from cefoxitin or oxacillin (from memory).
std::span<const std::string_view> methicillin_columns();

/// The words that cells of a role can mean: of the model where it has a field for it, else ours.
std::vector<std::string> words_of(std::string_view role);

/// What the hospital's word means: by its own mapping, then by what is recognised; "" if nobody knows.
std::string meaning_of(std::string_view role, std::string_view cell, const TableDescription& described);

}  // namespace lossa::intake

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/intake/course.hpp>
#include <lossa/journal/journal.hpp>
#include <lossa/model/entry.hpp>
#include <lossa/registry/casebook.hpp>
#include <lossa/terminology/organisms.hpp>

/// How entries that come again and again from other systems are laid into a journal that only grows.
namespace lossa::service {

/// What one delivery says of one case. All of it outlives this.
struct Delivery {
  std::span<const model::Entry> entries;
  const intake::Gone& gone;
  std::span<const intake::Supplement> supplements;
};
Delivery delivery_of(const intake::Course& course);

/// What a delivery adds to one case: new entries, and corrections of those that it has changed. Empty when it says
/// nothing new.
///
/// Entries are told apart by their ids. What an earlier delivery said in the same words is not said again, wherever it
/// stands in the files now, and also where a person has corrected it since: their word stands until the source itself
/// changes. A record that is gone is taken out of every entry that it said, and an entry that no record says any more
/// is withdrawn; so is a culture whose record now says another one. A supplement goes to the culture of its record, if
/// that is of a staphylococcus.
std::vector<model::Entry> additions(const std::vector<model::Entry>& stored, const Delivery& delivery,
                                    const terminology::Organisms& organisms);

/// The reason by which a correction is known as a delivery's.
inline constexpr std::string_view delivery_reason = "changed in the source";

}  // namespace lossa::service

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <lossa/base/date.hpp>
#include <lossa/intake/foreign.hpp>
#include <lossa/intake/sources.hpp>

namespace lossa::intake {

/// The lengths of time by which sightings become episodes: guidelines/finding.toml says them.
struct CourseWindows {
  Duration gap = {};            ///< a signal later than this after the one before begins a new episode
  Duration before = {};         ///< what was found this long before the first signal belongs to its episode
  Duration after_removal = {};  ///< a signal this long after everything was removed still speaks of what was removed
  bool only_in_place = true;    ///< signals that fall where certainly nothing was in place are left out
};

/// What a delivery says more of a culture that it does not bring itself: of the tests of an isolate that came earlier.
struct Supplement {
  std::string record = {};  ///< mark of the culture's record; see Entry::sources
  model::Finding methicillin_resistant = {};
  std::string text = {};
};

/// What foreign data say about one person, as entries of a case.
struct Course {
  std::vector<model::Entry> entries = {};  ///< the opening first; each has an id that later deliveries give it too
  std::vector<Sighting> proposals = {};    ///< what only words say, of signals or of the device itself: to be read
  Gone gone = {};                          ///< what the sources have taken back
  std::vector<Supplement> supplements = {};
  std::size_t signals = 0;  ///< of infection, while a device or lead was or may have been in place
  std::size_t outside = 0;  ///< signals left out: nothing was in place then
  bool carries = false;     ///< a device or a lead is known to be, or to have been, there
};

/// Does it say that something may be infected: growth, a sign, a diagnosis, a finding of imaging, an antibiotic.
bool is_signal(const model::Entry& entry);

/// Puts one person's sightings together; their order does not matter.
///
/// Of one source_id the greatest version holds; a withdrawn one withdraws it. A device named by several sources (the
/// device itself, its implant procedure) is one when types and dates allow it. A removal of the whole system ends every
/// device and lead that was in by then. Samples of blood are counted as sets only where the source says that each is
/// one; bottles, and samples of which nothing is said, of one organism and one day are one entry with "1 .. n" sets.
/// Signals make the episodes; those that fall where certainly no device or lead was in place are left out.
Course course_of(std::span<const Sighting> of_one_person, const CourseWindows& windows);

}  // namespace lossa::intake

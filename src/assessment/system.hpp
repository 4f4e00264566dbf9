// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lossa/assessment/assessment.hpp>

#include "case_view.hpp"

namespace lossa::assessment {

/// Which of the two pectoral sides a device lies on.
enum class Side { first, second, not_known, none };  ///< none: in the heart, the abdomen or on the epicardium

/// A device, recorded as such or by its re-implantation.
struct DeviceRecord {
  const Seen* seen = nullptr;
  std::string type;  ///< "" when not said
  model::OptionalWhen implanted, removed;
  Truth in_place;  ///< by now
  Side side = Side::not_known;
};

struct LeadRecord {
  const Seen* seen = nullptr;            ///< null: leads that there must be and that nobody has recorded
  const DeviceRecord* device = nullptr;  ///< null: not said
  Truth in_place;                        ///< by now; an abandoned lead is in place
  Bilingual label;
};

/// What is implanted in one case by now, as far as it is recorded.
class System {
 public:
  explicit System(const CaseView& view);
  // Leads point at devices.
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  /// Every device that was ever recorded by now, the oldest first.
  [[nodiscard]] const std::vector<DeviceRecord>& devices() const { return devices_; }
  /// Those not known to be removed and those that a procedure of the assessed episode worked on, the oldest first;
  /// last, as one, the leads that nobody has recorded.
  [[nodiscard]] const std::vector<LeadRecord>& leads() const { return leads_; }
  /// Do the two sides have names (left is the first), or are they that of the first device and the other one?
  [[nodiscard]] bool sides_are_named() const { return sides_are_named_; }
  [[nodiscard]] std::vector<Instance> sides() const;

  [[nodiscard]] const DeviceRecord* device(std::string_view id) const;  ///< null if there is none
  /// The one device with a pocket that was in place then; null if there were none or several, or that is not known.
  [[nodiscard]] const DeviceRecord* only_pocket_at(const model::Moment& then) const;

  /// Was it in place then, by its own times and by the procedures done by then?
  [[nodiscard]] Truth device_in_place_at(const DeviceRecord& device, const model::Moment& then) const;
  /// The same of a lead, whether it is in place by now or not. The removal of a whole system that does not name its
  /// leads leaves it unclear.
  [[nodiscard]] Truth lead_in_place_at(const Seen& lead, const model::Moment& then) const;

 private:
  void find_devices();
  void find_leads();
  void add_missing_leads(std::size_t recorded);
  [[nodiscard]] Truth in_place(const DeviceRecord& device, const model::Moment& then) const;
  [[nodiscard]] Truth taken_out(const DeviceRecord& device, const model::Moment& then) const;
  [[nodiscard]] Truth taken_out(const Seen& lead) const;
  [[nodiscard]] bool worked_on(const Seen& lead) const;

  const CaseView* view_;
  std::vector<DeviceRecord> devices_;
  std::vector<LeadRecord> leads_;
  bool sides_are_named_ = true;
};

/// How many leads a device of the type has at least.
int fewest_leads(std::string_view type);

}  // namespace lossa::assessment

// SPDX-License-Identifier: Apache-2.0
#include "system.hpp"

#include <algorithm>
#include <map>

namespace lossa::web {
namespace {

using Parts = std::vector<SystemPart>;
using State = SystemPart::State;

class Reader {
 public:
  Reader(const model::Case& patient, const model::Moment& now) : case_(&patient), time_(patient), now_(now) {}

  Parts read() {
    each<model::Device>([&](const auto& entry, const auto& device) { add_device(entry, device); });
    each<model::Reimplantation>([&](const auto& entry, const auto& device) { add_reimplantation(entry, device); });
    settle_sides();
    each<model::Lead>([&](const auto& entry, const auto& lead) { add_lead(entry, lead); });
    each<model::Procedure>([&](const auto& entry, const auto& procedure) { apply(entry, procedure); });
    const int episode = time_.episode_at(now_);
    each<model::Sign>([&](const auto& entry, const auto& sign) {
      if (time_.episode_of(entry) == episode) mark(sign);  // an earlier infection is no sign of this one
    });
    return std::move(parts_);
  }

 private:
  struct Relation {
    model::Reference opposite, beside;
  };

  /// Calls `visit` for every entry of the kind that is not later than now.
  template <typename Kind, typename Visit>
  void each(Visit visit) {
    for (const auto& entry : case_->entries) {
      const auto* content = std::get_if<Kind>(&entry.content);
      if (content != nullptr && !happened(entry.at).is_no()) visit(entry, *content);
    }
  }

  /// Was it so by now? What has no time was.
  [[nodiscard]] Truth happened(const model::OptionalWhen& when) const {
    return when ? time_.by(time_.moment(*when), now_) : Truth::yes();
  }

  [[nodiscard]] State state_of(const model::OptionalWhen& removed) const {
    if (!removed) return State::in_place;
    const auto gone = happened(removed);
    if (gone.is_unknown()) return State::unclear;
    return gone.is_yes() ? State::removed : State::in_place;
  }

  static Side side_from(const model::Word& word) {
    if (word == "left") return Side::left;
    return word == "right" ? Side::right : Side::unknown;
  }

  static SystemPart::Kind kind_from(const model::Word& type) {
    if (type.starts_with("leadless")) return SystemPart::Kind::leadless;
    if (type == "s_icd" || type == "ev_icd") return SystemPart::Kind::subcutaneous;
    return type == "loop_recorder" ? SystemPart::Kind::recorder : SystemPart::Kind::generator;
  }

  void add_device(const model::Entry& entry, const model::Device& device) {
    if (device.implanted && happened(device.implanted).is_no()) return;
    SystemPart part{.kind = kind_from(device.type), .state = state_of(device.removed), .type = device.type};
    part.side = side_from(device.side);
    part.abdominal = device.site == "abdominal";
    part.entry = entry.id;
    relations_.push_back({device.contralateral_to, device.ipsilateral_to});
    parts_.push_back(std::move(part));
  }

  void add_reimplantation(const model::Entry& entry, const model::Reimplantation& device) {
    if (device.type.empty() || device.type == "none" || !happened(entry.at).is_yes()) return;
    SystemPart part{.kind = kind_from(device.type), .type = device.type};
    part.side = side_from(device.side);
    part.entry = entry.id;
    relations_.push_back({device.contralateral_to, device.ipsilateral_to});
    parts_.push_back(std::move(part));
  }

  [[nodiscard]] int index_of(const model::Reference& id) const {
    if (id.empty()) return -1;
    const auto found = std::ranges::find(parts_, id, &SystemPart::entry);
    return found == parts_.end() ? -1 : static_cast<int>(found - parts_.begin());
  }

  SystemPart& part(int index) { return parts_[static_cast<std::size_t>(index)]; }

  /// Carries known sides over to the devices that lie beside or opposite; each round may settle one more.
  void settle_sides() {
    const auto other = [](Side side) {
      if (side == Side::unknown) return side;
      return side == Side::left ? Side::right : Side::left;
    };
    const auto settle = [](Side& side, Side from) {
      if (side == Side::unknown) side = from;
    };
    const auto settle_one = [&](SystemPart& own, const Relation& relation) {
      own.opposite = index_of(relation.opposite);
      if (own.opposite >= 0) {
        settle(own.side, other(part(own.opposite).side));
        settle(part(own.opposite).side, other(own.side));
      }
      if (const int beside = index_of(relation.beside); beside >= 0) {
        settle(own.side, part(beside).side);
        settle(part(beside).side, own.side);
      }
    };
    for (std::size_t round = 0; round < parts_.size(); ++round)
      for (std::size_t i = 0; i < parts_.size(); ++i) settle_one(parts_[i], relations_[i]);
  }

  void add_lead(const model::Entry& entry, const model::Lead& lead) {
    if (lead.implanted && happened(lead.implanted).is_no()) return;
    SystemPart part{.kind = SystemPart::Kind::lead, .state = state_of(lead.removed)};
    if (part.state == State::in_place && lead.abandoned && lead.abandoned->is_yes()) part.state = State::abandoned;
    part.generator = index_of(lead.device);
    part.chamber = lead.chamber;
    part.vein = lead.vein;
    part.defibrillates = lead.use == "defibrillation";
    if (part.generator >= 0) part.side = parts_[static_cast<std::size_t>(part.generator)].side;
    if (lead.vein.starts_with("left_")) part.side = Side::left;
    if (lead.vein.starts_with("right_")) part.side = Side::right;
    part.entry = entry.id;
    parts_.push_back(std::move(part));
  }

  void apply(const model::LeadResult& lead) {
    const int index = index_of(lead.lead);
    if (index < 0) return;
    if (lead.result == "complete" || lead.result == "removed") part(index).state = State::removed;
    if (lead.result == "partial") part(index).state = State::remnant;
  }

  void apply(const model::Entry& entry, const model::Procedure& procedure) {
    const bool is_done = procedure.done && procedure.done->is_yes();
    if (!is_done || !happened(entry.at).is_yes()) return;
    for (const auto& lead : procedure.leads) apply(lead);
    if (procedure.what != "system_removal") return;
    for (auto& each_part : parts_) {
      const auto* source = case_->find(each_part.entry);
      const bool is_device = source != nullptr && std::holds_alternative<model::Device>(source->content);
      if (is_device) each_part.state = State::removed;
    }
  }

  void mark(const model::Sign& sign) {
    const int index = index_of(sign.device);
    if (index >= 0 && sign.site != "other" && (!sign.present || sign.present->is_yes()))
      part(index).signs_recorded = true;
  }

  const model::Case* case_;
  model::Timeline time_;
  model::Moment now_;
  Parts parts_;
  std::vector<Relation> relations_;
};

}  // namespace

std::vector<SystemPart> system_at(const model::Case& patient, const model::Moment& now) {
  return Reader(patient, now).read();
}

}  // namespace lossa::web

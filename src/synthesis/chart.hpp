// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <lossa/base/random.hpp>
#include <lossa/synthesis/hospital.hpp>

#include "codes.hpp"
#include "days.hpp"
#include "text.hpp"
#include "truth.hpp"

namespace lossa::synthesis {

/// The time that is told.
struct Period {
  Day first = 0, last = 0;
};

/// One person's record while it is written: every function appends one resource and gives its id.
class Chart {
 public:
  struct Setting {
    const Days& days;
    Period period;
  };
  Chart(const Setting& setting, Random chance, Sheaf& sheaf);

  Random& chance() { return chance_; }
  /// True in so many of 1000.
  bool per_mille(std::uint64_t share) { return chance_.below(1000) < share; }
  /// Evenly from low to high, both of them too.
  int between(int low, int high);
  /// A time of day on a day that far from the period's ends.
  Moment sometime(Day after_first = 0, Day before_last = 0);

  [[nodiscard]] const Period& period() const { return period_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::string_view date(Day day) const { return days_.date(day); }
  [[nodiscard]] Stamp stamp(Moment moment) const { return days_.stamp(moment); }

  struct Born {
    std::uint64_t index = 0;
    int years = 50;  ///< age at the period's start
    bool is_woman = false;
  };
  void patient(const Born& born);
  Id encounter(std::string_view type_class, Moment start, int minutes);

  struct Value {
    Coding code;
    std::string number;
    std::string_view unit;
  };
  Id observation(const Value& value, Moment at, std::string_view encounter, std::string_view category = "laboratory");
  /// Something seen, coded, and true.
  Id sign(const Coding& code, Moment at);
  Id condition(const Coding& code, Moment at, std::string_view verification = "confirmed");
  Id procedure(const Coding& code, Moment at);
  Id procedure_on(const Coding& code, std::string_view performed);  ///< with that text for the date

  struct Course {
    Coding drug;
    Coding reason;  ///< no code: none is said
    int days = 7;
  };
  Id medication(const Course& course, Moment at);
  void administration(const Coding& drug, Moment at, std::string_view encounter);
  void allergy(const Coding& code, Moment at);

  struct Study {
    Coding code;
    std::string_view modality;  ///< DICOM: "US", "PT", "CR"
    Coding finding;             ///< no code: without finding
  };
  /// An imaging study and its report; the report's id.
  Id imaging(const Study& study, Moment at);

  std::string& line(Kind kind);  ///< the next resource of that kind is appended here
  [[nodiscard]] Id next_id() { return Id(chance_); }

  /// Notes a signal that is planted, shown by these resources: "culture", "Observation/abc|Observation/def".
  void plant(std::string_view kind, std::string_view resources);
  void decoy(std::string_view kind, std::string_view resources);
  Truth truth;

 private:
  const Days& days_;
  Period period_;
  Random chance_;
  Sheaf& sheaf_;
  std::string person_;
};

}  // namespace lossa::synthesis

// SPDX-License-Identifier: Apache-2.0
// Assessments a second on one core, over random cases: lossa_assessment_bench [CASES] [SEED].
//
// Each case is assessed twice in the same run: with its conclusions alone, as a cohort needs them, and whole, as a page
// shows it, with explanations, other readings and what could settle each question. The peer is the whole case read from
// its file text and folded, with no assessment: the work that no program of this kind can avoid.
#include <fmt/core.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/model/case.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/library.hpp>

namespace lossa {
namespace {

using Clock = std::chrono::steady_clock;

class RandomCases {
 public:
  explicit RandomCases(std::uint64_t seed) : random_(seed) {}

  model::Case next() {
    entries_.clear();
    model::Opening opening;
    opening.assess_at = parsed("2024-06-15");
    add(opening);
    add_system();
    for (const auto* what : {"erosion", "purulent_discharge", "erythema", "warmth", "swelling", "pain", "fever"})
      if (chance(60)) add_sign(what);
    for (int i = below(3); i > 0; --i) add_culture();
    if (chance(60)) add_imaging();
    if (chance(70)) add_pacing();
    return std::move(model::fold("random-case", entries_).value).value();
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  model::Finding finding() {
    const int draw = below(10);
    if (draw < 5) return Truth::yes();
    return draw < 9 ? Truth::no() : Truth::unknown(Reason::awaited);
  }
  static model::When parsed(const std::string& text) { return model::parse_when(text).value(); }
  static model::Number number(double value) { return {Interval<double>::exactly(value), std::to_string(value)}; }

  template <typename Content>
  void add(Content content, const char* at = nullptr) {
    model::Entry entry;
    if (at != nullptr) entry.at = parsed(at);
    entry.content = std::move(content);
    entries_.push_back(std::move(entry));
  }

  void add_system() {
    static constexpr const char* types[] = {"pacemaker_dual", "icd_single", "crt_d", "pacemaker"};
    static constexpr const char* years[] = {"2010", "2018-05", "2021-11-03", "2023"};
    model::Device device;
    device.type = types[below(4)];
    device.implanted = parsed(years[below(4)]);
    add(device);
    for (int i = below(4); i > 0; --i) {
      model::Lead lead;
      lead.device = "device-1";
      lead.implanted = parsed(years[below(4)]);
      lead.use = chance(70) ? "pacing" : "defibrillation";
      add(lead);
    }
  }

  void add_sign(const char* what) {
    model::Sign sign;
    sign.what = what;
    sign.present = finding();
    add(sign, "2024-06-14");
  }

  void add_culture() {
    static constexpr const char* organisms[] = {"staphylococcus_aureus", "staphylococcus_epidermidis",
                                                "enterococcus_faecalis", "candida_albicans"};
    model::Culture culture;
    culture.specimen = chance(80) ? "blood" : "pus";
    culture.result = chance(70) ? "growth" : "no_growth";
    if (culture.result == "growth") culture.organism = organisms[below(4)];
    if (chance(60)) culture.sets_total = number(3);
    if (culture.result == "growth" && chance(60)) culture.sets_positive = number(1 + below(3));
    add(culture, "2024-06-14");
  }

  void add_imaging() {
    static constexpr const char* masses[] = {"none", "indeterminate", "vegetation"};
    model::Imaging imaging;
    imaging.modality = chance(50) ? "tee" : "tte";
    imaging.lead_mass = masses[below(3)];
    add(imaging, "2024-06-15");
  }

  void add_pacing() {
    model::Pacing pacing;
    pacing.dependent = finding();
    if (chance(60)) pacing.indications = {"complete_av_block"};
    add(pacing, "2024-06-14");
  }

  std::mt19937_64 random_;
  std::vector<model::Entry> entries_;
};

template <typename Work>
double seconds(Work work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

int run(std::size_t count, std::uint64_t seed) {
  const auto library = std::move(service::load_library(service::shipped_guidelines()).value).value();
  RandomCases random(seed);
  std::size_t answers = 0;
  std::size_t inexact = 0;
  std::array<double, 3> spent = {};
  for (std::size_t i = 0; i < count; ++i) {
    std::optional<model::Case> patient;
    spent[0] += seconds([&] { patient = random.next(); });
    for (const auto detail : {assessment::Detail::conclusions, assessment::Detail::full}) {
      spent[detail == assessment::Detail::conclusions ? 1 : 2] += seconds([&] {
        const auto assessed = assessment::assess(library, *patient, {.at = {}, .readings = {}, .detail = detail});
        for (const auto& answer : assessed->answers) {
          ++answers;
          inexact += answer.reachable.exactness == guideline::Exactness::exact ? 0 : 1;
        }
      });
    }
  }
  const auto cases = static_cast<double>(count);
  fmt::print("{} random cases, seed {}, one core\n", count, seed);
  fmt::print("make and fold (peer)   {:10.0f} cases a second\n", cases / spent[0]);
  fmt::print("conclusions            {:10.0f} cases a second, {:.1f} times the peer's time\n", cases / spent[1],
             spent[1] / spent[0]);
  fmt::print("whole assessment       {:10.0f} cases a second, {:.1f} times the peer's time\n", cases / spent[2],
             spent[2] / spent[0]);
  fmt::print("{} answers, {} of them without an exact reachable set\n", answers, inexact);
  return 0;
}

}  // namespace
}  // namespace lossa

int main(int argc, char** argv) {
  const auto count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const auto seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  return lossa::run(count, seed);
}

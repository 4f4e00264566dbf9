// SPDX-License-Identifier: Apache-2.0
#include "drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace lossa::web {
namespace {

// The picture's own units, 600 wide. The patient's right is on the left. Veins run to where the two brachiocephalic
// veins meet, down the superior vena cava and into the right atrium; from the groin up the inferior one.
struct Point {
  constexpr Point() = default;
  constexpr Point(double across, double down) : x(across), y(down) {}
  double x = 0, y = 0;
};
constexpr Point junction{287, 232};
constexpr Point atrium{284, 322};
constexpr double band_height = 96;  ///< above the shoulders, for what has no side

std::string at(Point p) { return fmt::format("{:.0f},{:.0f}", p.x, p.y); }
std::string number(double value) { return fmt::format("{:.0f}", value); }

Point mirrored(Point p) { return {574 - p.x, p.y}; }  // about the midline, x = 287

/// Where the tip of a lead lies.
Point tip_of(std::string_view chamber) {
  if (chamber == "ra") return {252, 330};
  if (chamber == "rv") return {384, 468};
  if (chamber == "lv_cs") return {452, 392};
  if (chamber == "his") return {318, 372};
  if (chamber == "left_bundle") return {350, 410};
  return {300, 395};
}

/// The way from the great veins to the tip.
std::string inside_heart(std::string_view chamber, double shift) {
  const auto tip = tip_of(chamber);
  if (chamber == "ra") return fmt::format("C {:.0f},372 262,378 {}", 288 + shift, at(tip));
  if (chamber == "lv_cs") return fmt::format("C {:.0f},372 330,362 372,360 S 440,366 {}", 290 + shift, at(tip));
  if (chamber == "his" || chamber == "left_bundle") return fmt::format("C {:.0f},350 296,366 {}", 286 + shift, at(tip));
  return fmt::format("C {:.0f},392 318,452 {}", 280 + shift, at(tip));
}

Point pocket_of(const SystemPart& device) {
  const Point left = device.abdominal ? Point{430, 560} : Point{452, 268};
  const Point lateral{500, 452};  // a subcutaneous system lies at the side of the chest
  const auto place = device.kind == SystemPart::Kind::subcutaneous ? lateral : left;
  return device.side == Side::left ? place : mirrored(place);
}

/// Where a vein is entered, on the patient's left; the picture of the right is its mirror.
Point entry_of(std::string_view vein) {
  if (vein.ends_with("jugular")) return {322, 132};
  if (vein.ends_with("cephalic")) return {446, 214};
  if (vein.ends_with("axillary")) return {472, 196};
  return {424, 192};
}

class Drawer {
 public:
  Drawer(const std::vector<SystemPart>& parts, const locale::Speech& speech) : parts_(parts), speech_(speech) {}

  Markup draw(const std::string& description) {
    const bool has_band = std::ranges::any_of(parts_, [](const auto& part) { return needs_band(part); });
    const double top = has_band ? 0 : band_height;
    svg_.open("svg", {{"class", "system"},
                      {"viewBox", fmt::format("0 {:.0f} 574 {:.0f}", top, 600 - top)},
                      {"role", "img"},
                      {"aria-labelledby", "system-title system-description"}});
    svg_.element("title", {{"id", "system-title"}}, speech_("page.drawing_title"));
    svg_.element("desc", {{"id", "system-description"}}, description);
    body();
    place_devices();
    if (has_band) band();
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (parts_[i].kind == SystemPart::Kind::lead) lead(i);
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (parts_[i].kind != SystemPart::Kind::lead) device(i);
    for (const auto& [point, label] : tags_) tag(point, label);
    svg_.close();
    return std::move(svg_).finish();
  }

 private:
  static bool needs_band(const SystemPart& part) {
    const bool is_worn = part.kind != SystemPart::Kind::lead && part.kind != SystemPart::Kind::leadless;
    const bool is_loose = part.kind == SystemPart::Kind::lead && part.generator < 0 && part.side == Side::unknown;
    return (is_worn && part.side == Side::unknown) || is_loose;
  }

  void path(std::string_view style, std::string d) {
    svg_.leaf("path", {{"class", std::string(style)}, {"d", std::move(d)}});
  }

  void body() {
    path("body",
         "M 216,100 C 220,140 214,160 176,172 C 110,186 64,200 46,262 L 30,420 M 358,100 C 354,140 360,160 398,172 C "
         "464,186 "
         "510,200 528,262 L 544,420 M 96,300 C 104,400 104,500 98,600 M 478,300 C 470,400 470,500 476,600");
    path("vein",
         "M 472,196 C 430,190 380,200 342,212 C 318,220 300,224 287,236 M 102,196 C 144,190 194,200 232,212 C 256,220 "
         "274,224 "
         "287,236 M 322,120 C 322,160 316,204 306,222 M 252,120 C 252,160 258,204 268,222 M 287,234 L 285,312 M "
         "285,440 L "
         "285,560 C 285,575 262,585 250,600 M 285,560 C 285,575 308,585 320,600");
    path("chamber", "M 330,318 C 350,290 420,292 436,326 C 446,352 400,364 366,358 C 344,354 322,338 330,318 Z");
    path("chamber", "M 372,364 C 420,348 476,366 474,420 C 470,470 430,496 400,492 C 380,450 372,420 352,392 Z");
    path("chamber", "M 292,388 C 310,372 336,378 354,398 C 372,424 380,456 398,492 C 360,500 316,482 296,440 Z");
    path("chamber",
         "M 262,306 C 292,296 318,312 318,350 C 318,392 300,418 274,416 C 242,412 234,372 238,344 C 240,324 248,312 "
         "262,306 Z");
    label({60, 150}, speech_("page.drawing_right"));
    label({514, 150}, speech_("page.drawing_left"));
  }

  void label(Point p, std::string_view text) {
    svg_.element("text", {{"class", "side"}, {"x", number(p.x)}, {"y", number(p.y)}}, text);
  }

  void band() {
    svg_.leaf("rect", {{"class", "band"}, {"x", "8"}, {"y", "6"}, {"width", "558"}, {"height", "86"}, {"rx", "10"}});
    svg_.element("text", {{"class", "band-label"}, {"x", "20"}, {"y", "28"}}, speech_("page.drawing_side_not_stated"));
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const int other = parts_[i].opposite;
      if (other < 0 || parts_[i].side != Side::unknown) continue;
      const Point a = place_.at(static_cast<int>(i)), b = place_.at(other);
      const double left = std::min(a.x, b.x) + 44, right = std::max(a.x, b.x) - 44;
      path("opposite", fmt::format("M {:.0f},58 l 7,-5 v 10 z M {:.0f},58 l -7,-5 v 10 z M {:.0f},58 H {:.0f}", left,
                                   right, left, right));
      svg_.element("text", {{"class", "opposite-label"}, {"x", number((left + right) / 2)}, {"y", "46"}},
                   speech_("page.drawing_opposite"));
    }
  }

  void place_devices() {
    int unplaced = 0, leadless = 0;
    std::map<Side, int> on_side;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const auto& part = parts_[i];
      if (part.kind == SystemPart::Kind::lead) continue;
      if (part.kind == SystemPart::Kind::leadless) {
        place_[static_cast<int>(i)] = {366.0 - 16.0 * leadless, 462.0 - 20.0 * leadless};
        ++leadless;
        continue;
      }
      auto point = pocket_of(part);
      if (part.side == Side::unknown)
        point = {190.0 + 200.0 * unplaced++, 58};
      else
        point.y += 62.0 * on_side[part.side]++;  // a second one below the first
      place_[static_cast<int>(i)] = point;
    }
  }

  static std::string style_of(const SystemPart& part) {
    switch (part.state) {
      case SystemPart::State::in_place:
        return part.defibrillates ? " coil" : "";
      case SystemPart::State::abandoned:
        return " abandoned";
      case SystemPart::State::remnant:
        return " remnant";
      case SystemPart::State::removed:
        return " gone";
      case SystemPart::State::unclear:
        return " unclear";
    }
    return "";
  }

  void device(std::size_t index) {
    const auto& part = parts_[index];
    const auto p = place_.at(static_cast<int>(index));
    const bool is_unknown = part.side == Side::unknown && part.kind != SystemPart::Kind::leadless;
    const auto style = style_of(part) + (is_unknown ? " unknown" : "");
    if (part.kind == SystemPart::Kind::leadless) {
      svg_.leaf("rect", {{"class", "leadless" + style},
                         {"x", number(p.x - 6)},
                         {"y", number(p.y - 17)},
                         {"width", "12"},
                         {"height", "34"},
                         {"rx", "6"}});
      tags_.emplace_back(Point{p.x - 20, p.y + 6}, index + 1);
      return;
    }
    const double half = part.kind == SystemPart::Kind::recorder ? 12 : 35;
    if (part.signs_recorded)
      svg_.leaf("rect", {{"class", "signs"},
                         {"x", number(p.x - half - 7)},
                         {"y", number(p.y - 31)},
                         {"width", number(2 * half + 14)},
                         {"height", "62"},
                         {"rx", "22"}});
    svg_.leaf("rect", {{"class", "generator" + style},
                       {"x", number(p.x - half)},
                       {"y", number(p.y - 24)},
                       {"width", number(2 * half)},
                       {"height", "48"},
                       {"rx", "16"}});
    if (is_unknown) svg_.element("text", {{"class", "question"}, {"x", number(p.x + 16)}, {"y", number(p.y + 8)}}, "?");
    tags_.emplace_back(Point{p.x - (half > 20 ? 14 : 0), p.y}, index + 1);
    if (part.kind == SystemPart::Kind::subcutaneous)
      path("lead" + style, fmt::format("M {} C {:.0f},400 330,470 330,300", at(p), p.x));
  }

  void lead(std::size_t index) {
    const auto& part = parts_[index];
    const double shift = 5.0 * static_cast<double>(drawn_leads_++) - 6.0;
    const auto style = "lead" + style_of(part);
    const bool from_groin = part.vein.ends_with("femoral");
    if (part.vein == "epicardial") {
      const auto tip = tip_of(part.chamber);
      path(style, fmt::format("M {} Q 480,420 {}", at(start_of(part)), at({tip.x + 16, tip.y + 6})));
    } else if (from_groin) {
      path(style, fmt::format("M {} C 285,590 285,580 {:.0f},560 L {:.0f},430 {}",
                              part.side == Side::left ? "320,600" : "250,600", 285 + shift, 285 + shift,
                              inside_heart(part.chamber, shift)));
    } else {
      outside(part, style, shift);
      path(style, fmt::format("M {:.0f},{:.0f} L {:.0f},{:.0f} {}", junction.x + shift, junction.y + 8,
                              atrium.x + shift, atrium.y, inside_heart(part.chamber, shift)));
    }
    end(part, style, index);
  }

  [[nodiscard]] Point start_of(const SystemPart& part) const {
    if (part.generator >= 0) return place_.at(part.generator);
    if (part.side == Side::unknown) return {80, 62};
    return part.side == Side::left ? Point{452, 268} : mirrored({452, 268});
  }

  /// From the generator to where the great veins meet: solid through a stated vein, else dotted.
  void outside(const SystemPart& part, const std::string& style, double shift) {
    const auto start = start_of(part);
    const Point end{junction.x + shift, junction.y + 8};
    const bool is_stated = !part.vein.empty();
    if (part.side == Side::unknown) {
      path(style + " unknown",
           fmt::format("M {} C {:.0f},150 {:.0f},170 {}", at({start.x, start.y + 24}), start.x, end.x, at(end)));
      if (!std::exchange(route_marked_, true))
        svg_.element("text", {{"class", "question"}, {"x", number((start.x + end.x) / 2 + 18)}, {"y", "150"}}, "?");
      return;
    }
    const auto left = entry_of(part.vein);
    const auto entry = part.side == Side::left ? left : mirrored(left);
    const double bend = part.side == Side::left ? -1 : 1;
    const auto d = fmt::format("M {} C {:.0f},{:.0f} {:.0f},{:.0f} {} C {:.0f},{:.0f} {:.0f},{:.0f} {}",
                               at({start.x, start.y - 24}), start.x - bend * shift, start.y - 44, entry.x - bend * 12,
                               entry.y + 6 + shift, at({entry.x, entry.y + shift / 2}), entry.x + bend * 40,
                               entry.y - 2 + shift / 2, end.x - bend * 34, end.y - 20, at(end));
    path(is_stated ? style : style + " unknown", d);
    if (!is_stated && !std::exchange(side_marked_[part.side], true))
      svg_.element("text", {{"class", "question"}, {"x", number(entry.x + bend * 24)}, {"y", number(entry.y - 12)}},
                   "?");
  }

  /// The electrode, a cap where nothing is connected, and the number.
  void end(const SystemPart& part, const std::string& style, std::size_t index) {
    const auto tip = tip_of(part.chamber);
    svg_.leaf("circle", {{"class", style + " tip"}, {"cx", number(tip.x)}, {"cy", number(tip.y)}, {"r", "4.5"}});
    if (part.chamber.empty())
      svg_.element("text", {{"class", "question"}, {"x", number(tip.x + 14)}, {"y", number(tip.y + 4)}}, "?");
    const auto offset = 20.0 * static_cast<double>(tags_at_[part.chamber]++);
    const bool to_the_left = part.chamber == "ra";
    tags_.emplace_back(
        Point{tip.x + (to_the_left ? -20 - offset : 20 + offset), tip.y + (part.chamber == "rv" ? 14 : 0)}, index + 1);
    const bool is_loose =
        part.generator < 0 || parts_[static_cast<std::size_t>(part.generator)].state == SystemPart::State::removed;
    if (part.state == SystemPart::State::abandoned && is_loose && part.side != Side::unknown) {
      const auto start = start_of(part);
      svg_.leaf("circle", {{"class", "cap"}, {"cx", number(start.x)}, {"cy", number(start.y - 24)}, {"r", "5"}});
    }
  }

  void tag(Point p, std::size_t label_number) {
    svg_.leaf("circle", {{"class", "tag"}, {"cx", number(p.x)}, {"cy", number(p.y)}, {"r", "9"}});
    svg_.element("text", {{"class", "tag-number"}, {"x", number(p.x)}, {"y", number(p.y + 4)}},
                 std::to_string(label_number));
  }

  const std::vector<SystemPart>& parts_;
  const locale::Speech& speech_;
  MarkupWriter svg_;
  std::map<int, Point> place_;  ///< of each device
  std::map<std::string, int> tags_at_;
  std::vector<std::pair<Point, std::size_t>> tags_;
  int drawn_leads_ = 0;
  bool route_marked_ = false;
  std::map<Side, bool> side_marked_;
};

std::string sides_of(const SystemPart& part, const locale::Speech& speech) {
  switch (part.side) {
    case Side::left:
      return speech("page.part_left");
    case Side::right:
      return speech("page.part_right");
    case Side::unknown:
      return speech("page.part_side_not_stated");
  }
  return {};
}

std::string state_of(const SystemPart& part, const locale::Speech& speech) {
  switch (part.state) {
    case SystemPart::State::in_place:
      return speech("page.part_in_place");
    case SystemPart::State::abandoned:
      return speech("page.part_abandoned");
    case SystemPart::State::remnant:
      return speech("page.part_remnant");
    case SystemPart::State::removed:
      return speech("page.part_removed");
    case SystemPart::State::unclear:
      return speech("page.part_unclear");
  }
  return {};
}

}  // namespace

Markup draw_system(const std::vector<SystemPart>& parts, const locale::Speech& speech, const std::string& description) {
  return Drawer(parts, speech).draw(description);
}

std::string describe(const SystemPart& part, const locale::Speech& speech) {
  const auto word = [&](const std::string& name) {
    return name.empty() ? speech("page.part_not_stated") : speech("word." + name);
  };
  if (part.kind != SystemPart::Kind::lead) {
    auto text = word(part.type) + "; ";
    if (part.kind != SystemPart::Kind::leadless) text += sides_of(part, speech) + "; ";
    text += state_of(part, speech);
    return part.signs_recorded ? text + "; " + speech("page.part_signs_recorded") : text;
  }
  const auto name = speech(part.defibrillates ? "page.part_shock_lead" : "page.part_lead", {word(part.chamber)});
  const auto vein = part.vein.empty() ? speech("page.part_vein_not_stated") : word(part.vein);
  return name + "; " + vein + "; " + state_of(part, speech);
}

}  // namespace lossa::web

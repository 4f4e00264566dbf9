// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <lossa/base/date.hpp>
#include <lossa/base/text.hpp>
#include <lossa/guideline/print.hpp>

namespace lossa::guideline {
namespace {

using Op = Expression::Op;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Picks the language's form.
struct Phrase {
  std::string_view en;
  std::string_view sv;
  [[nodiscard]] std::string in(Language language) const { return std::string(language == Language::en ? en : sv); }
};

std::string with_spaces(std::string_view word) {
  std::string text(word);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string spoken(const Vocabulary& vocabulary, std::string_view word) {
  return vocabulary ? vocabulary(word) : with_spaces(word);
}

/// Without "1" and "count", which nobody says.
std::string unit_words(const Fact& fact, const Vocabulary& vocabulary) {
  return fact.is_count || fact.unit == "1" || fact.unit.empty() ? "" : " " + spoken(vocabulary, fact.unit);
}

std::string values_of(const Fact& fact, std::uint64_t mask, Language language, const Vocabulary& vocabulary) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < fact.values.size(); ++i)
    if (((mask >> i) & 1U) != 0) words.push_back(spoken(vocabulary, fact.values[i]));
  return join_words(words, Phrase{"or", "eller"}.in(language));
}

class Speaker {
 public:
  Speaker(const Knowledge& knowledge, Language language, const Vocabulary& vocabulary)
      : knowledge_(&knowledge), language_(language), vocabulary_(&vocabulary) {}

  std::string operator()(const Expression& e, bool nested = false) const {
    switch (e.op) {
      case Op::all:
        return joined(e, {" and ", " och "}, nested);
      case Op::any:
        return joined(e, {" or ", " eller "}, nested);
      case Op::negation:
        return Phrase{"not ", "inte "}.in(language_) + (*this)(e.parts.front(), true);
      case Op::count:
      case Op::each_count:
        return counted(e);
      case Op::each_all:
      case Op::each_any:
        return each(e) + " (" + (*this)(e.parts.front()) + ")";
      case Op::fact:
        return quoted(fact(e).text);
      case Op::compare:
        return quoted(fact(e).text) + " " + relation(e.comparison) + " " + constant(e);
      case Op::among:
        return quoted(fact(e).text) + ": " + values_of(fact(e), e.mask, language_, *vocabulary_);
      case Op::criterion:
        return quoted(knowledge_->criteria[static_cast<std::size_t>(e.index)].text);
      case Op::reading:
        return reading(e);
      case Op::conclusion:
        return conclusion(e);
    }
    contract_violated(std::source_location::current());
  }

 private:
  const Fact& fact(const Expression& e) const { return knowledge_->facts[static_cast<std::size_t>(e.index)]; }
  std::string quoted(const Bilingual& text) const { return text.in(language_); }

  std::string joined(const Expression& e, Phrase between, bool nested) const {
    std::string text;
    for (const auto& part : e.parts) text += (text.empty() ? "" : between.in(language_)) + (*this)(part, true);
    return nested ? "(" + text + ")" : text;
  }

  std::string relation(Compare comparison) const {
    static constexpr std::array<Phrase, 6> relations = {{{"is", "är"},
                                                         {"is not", "är inte"},
                                                         {"below", "under"},
                                                         {"at most", "högst"},
                                                         {"above", "över"},
                                                         {"at least", "minst"}}};
    return relations[static_cast<std::size_t>(comparison)].in(language_);
  }

  /// The number as the language writes it, with its unit in words. A date stands as it is written.
  std::string constant(const Expression& e) const {
    const auto space = e.constant.find(' ');
    if (fact(e).type != FactType::number) return e.constant;
    auto text = e.constant.substr(0, space);
    if (language_ == Language::sv) std::ranges::replace(text, '.', ',');
    return space == std::string::npos ? text : text + " " + spoken(*vocabulary_, e.constant.substr(space + 1));
  }

  std::string each(const Expression& e) const {
    const bool lead = e.subject == Subject::lead;
    if (e.op == Op::each_all)
      return (lead ? Phrase{"for every lead", "för varje elektrod"} : Phrase{"for each side", "för varje sida"})
          .in(language_);
    return (lead ? Phrase{"for some lead", "för någon elektrod"} : Phrase{"for some side", "för någon sida"})
        .in(language_);
  }

  std::string counted(const Expression& e) const {
    auto text = relation(e.comparison) + " " + e.constant;
    if (e.op == Op::each_count) {
      const bool lead = e.subject == Subject::lead;
      text += (lead ? Phrase{" leads with", " elektroder med"} : Phrase{" sides with", " sidor med"}).in(language_);
    } else {
      text += Phrase{" of", " av"}.in(language_);
    }
    std::string list;
    for (const auto& part : e.parts) list += (list.empty() ? "" : "; ") + (*this)(part);
    return text + " (" + list + ")";
  }

  std::string reading(const Expression& e) const {
    const auto& reading = knowledge_->readings[static_cast<std::size_t>(e.index)];
    return Phrase{"reading: ", "tolkning: "}.in(language_) + quoted(reading.ask) + " " +
           quoted(reading.option_text[static_cast<std::size_t>(e.option)]);
  }

  std::string conclusion(const Expression& e) const {
    const auto& question = knowledge_->questions[static_cast<std::size_t>(e.index)];
    return quoted(question.text) + ": " + quoted(question.conclusions[static_cast<std::size_t>(e.option)].text);
  }

  const Knowledge* knowledge_;
  Language language_;
  const Vocabulary* vocabulary_;
};

std::string reason_words(Reason reason, Language language) {
  static constexpr std::array<Phrase, 4> reasons = {
      {{"not reported", "ej angivet"}, {"not done", "ej utfört"}, {"unclear", "oklart"}, {"awaited", "inväntas"}}};
  return reasons[static_cast<std::size_t>(reason)].in(language);
}

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

/// An end of an interval. An open one stands next to the number it leaves out; people read that number and "above".
std::string low_words(double low, Language language) {
  const bool is_open = rounded(low) == std::nextafter(low, -infinity);
  return (is_open ? Phrase{"above ", "över "} : Phrase{"at least ", "minst "}).in(language) +
         format_number(rounded(low), language);
}
std::string high_words(double high, Language language) {
  const bool is_open = rounded(high) == std::nextafter(high, infinity);
  return (is_open ? Phrase{"below ", "under "} : Phrase{"at most ", "högst "}).in(language) +
         format_number(rounded(high), language);
}

std::string range_words(const Fact& fact, const Value& value, Language language, const Vocabulary& vocabulary) {
  const auto [low, high] = value.number;
  const auto unit = unit_words(fact, vocabulary);
  const bool has_low = low > fact.low.value_or(fact.is_count ? 0 : -infinity);
  const bool has_high = high < fact.high.value_or(infinity);
  if (low == high || (has_low && has_high && rounded(low) == rounded(high)))
    return format_number(rounded(low), language) + unit;
  const bool is_closed = rounded(low) == low && rounded(high) == high;
  if (has_low && has_high && is_closed)
    return format_number(low, language) + "\u2013" + format_number(high, language) + unit;
  if (has_low && has_high) return low_words(low, language) + ", " + high_words(high, language) + unit;
  if (has_low) return low_words(low, language) + unit;
  if (has_high) return high_words(high, language) + unit;
  return reason_words(value.reason, language);
}

std::string date_words(const Value& value, Language language) {
  const auto [low, high] = value.number;
  const auto at = [](double minutes) { return static_cast<WallMinutes>(minutes); };
  const auto day = [&](double minutes) {
    return Date::from_minutes(Interval<WallMinutes>::exactly(at(minutes))).text();
  };
  if (std::isfinite(low) && std::isfinite(high)) return Date::from_minutes({at(low), at(high)}).text();
  if (std::isfinite(low)) return Phrase{"at the earliest ", "tidigast "}.in(language) + day(low);
  if (std::isfinite(high)) return Phrase{"at the latest ", "senast "}.in(language) + day(high);
  return reason_words(value.reason, language);
}

}  // namespace

std::string in_words(const Knowledge& knowledge, const Expression& condition, Language language,
                     const Vocabulary& vocabulary) {
  return Speaker(knowledge, language, vocabulary)(condition);
}

std::string in_words(const Fact& fact, const Value& value, Language language, const Vocabulary& vocabulary) {
  switch (fact.type) {
    case FactType::truth:
      if (value.truth.is_unknown()) return reason_words(value.truth.reason(), language);
      return (value.truth.is_yes() ? Phrase{"yes", "ja"} : Phrase{"no", "nej"}).in(language);
    case FactType::category: {
      const auto all = (std::uint64_t{1} << fact.values.size()) - 1;
      if ((value.possible & all) == all) return reason_words(value.reason, language);
      return values_of(fact, value.possible, language, vocabulary);
    }
    case FactType::date:
      return date_words(value, language);
    case FactType::number:
      return range_words(fact, value, language, vocabulary);
  }
  contract_violated(std::source_location::current());
}

}  // namespace lossa::guideline

// SPDX-License-Identifier: Apache-2.0
#include "vocabulary.hpp"

#include <algorithm>

#include <lossa/base/contract.hpp>
#include <lossa/model/fields.hpp>

#include "normal_form.hpp"

namespace lossa::intake {
namespace {

/// A word of ours and how hospitals write it, in normal form.
struct Known {
  std::string_view word;
  std::vector<std::string_view> written;
};
struct KnownRole {
  std::string_view role;
  std::vector<Known> words;
};

const std::vector<Known>& device_words() {
  // VR and DR name one and two chambers, P and D a resynchronising pacemaker and defibrillator: common usage.
  static const std::vector<Known> words = {
      {"pacemaker", {"pm", "permanentpacemaker"}},
      {"pacemaker_single",
       {"vvi", "vvir", "aai", "aair", "pacemakervvi", "pacemakervvir", "pacemakeraai", "pacemakeraair",
        "enkammarpacemaker", "pacemakerenkammar", "singlechamberpacemaker"}},
      {"pacemaker_dual",
       {"ddd", "dddr", "vdd", "pacemakerddd", "pacemakerdddr", "tvåkammarpacemaker", "pacemakertvåkammar",
        "dualchamberpacemaker"}},
      {"crt_p", {"sviktpacemaker", "crtpacemaker", "biventrikulärpacemaker"}},
      {"icd_single", {"icdvr", "enkammaricd", "icdenkammar", "singlechambericd"}},
      {"icd_dual", {"icddr", "tvåkammaricd", "icdtvåkammar", "dualchambericd"}},
      {"crt_d", {"sviktdefibrillator", "crtdefibrillator", "crticd"}},
      {"s_icd", {"subkutanicd", "subcutaneousicd"}},
      {"ev_icd", {"extravaskuläricd", "extravascularicd"}},
      {"leadless_pacemaker",
       {"leadless", "elektrodlöspacemaker", "elektrodlös", "elektrodfripacemaker", "ledlöspacemaker"}},
      {"epicardial_pacemaker", {"epikardiellpacemaker", "epikardialpacemaker"}},
      {"loop_recorder", {"ilr", "looprecorder", "implanterbarloop", "loopregistrerare", "icm"}},
      {"lead", {"elektrod"}},
      {"abandoned_lead", {"kvarlämnadelektrod", "abandoneradelektrod"}},
  };
  return words;
}

const std::vector<KnownRole>& known_roles() {
  static const std::vector<Known> yes_or_no = {
      {"yes", {"ja", "j", "y", "true", "sant", "1", "x"}},
      {"no", {"nej", "n", "false", "falskt", "0"}},
  };
  static const std::vector<KnownRole> roles = {
      {"type", device_words()},
      {"side", {{"left", {"vänster", "v", "vä", "l", "sin", "sinister"}}, {"right", {"höger", "h", "hö", "r", "dx"}}}},
      {"chamber",
       {{"ra", {"förmak", "högerförmak", "höförmak", "rightatrium", "atrial", "atrium"}},
        {"rv", {"högerkammare", "hökammare", "rightventricle", "rva", "rvot"}},
        {"lv_cs", {"lv", "cs", "vänsterkammare", "väkammare", "leftventricle", "coronarysinus", "sinuscoronarius"}},
        {"his", {"hisbunten", "hisbundle"}},
        {"left_bundle", {"lbb", "lbbap", "lbbp", "vänsterskänkel", "leftbundlebranch"}}}},
      {"abandoned", yes_or_no},
      {"material",
       {{"blood",
         {"blod", "blododling", "blododl", "blodaerob", "blodanaerob", "bloodculture", "blodvenöst", "venöstblod",
          "blodperifert", "perifertblod"}},
        {"wound", {"sår", "sårsekret"}},
        {"pus", {"var"}},
        {"pocket", {"dosficka", "ficka", "pacemakerficka"}},
        {"lead", {"elektrod", "elektrodspets", "pacemakerelektrod"}},
        {"generator", {"dosa", "pacemakerdosa"}},
        {"tissue", {"vävnad", "biopsi"}},
        {"other", {"urin", "urine", "sputum", "svalg", "faeces", "feces", "likvor", "nasofarynx"}}}},
      {"result",
       {{"growth", {"växt", "positiv", "positivt", "pos", "positive", "påvisad", "påvisat"}},
        {"no_growth",
         {"ingenväxt", "växterej", "negativ", "negativt", "neg", "negative", "ejväxt", "utanväxt", "ejpåvisad",
          "ejpåvisat"}},
        {"awaited", {"pågår", "väntar", "pending", "svarväntas"}}}},
      {"status",
       {{"preliminary", {"preliminär", "preliminärt", "preliminärsvar", "preliminärtsvar", "prel", "p"}},
        {"final", {"slutsvar", "slutgiltig", "slutgiltigt", "definitiv", "definitivt", "slut", "f"}},
        {"withdrawn", {"makulerad", "makulerat", "återkallad", "återkallat", "cancelled", "annullerad"}}}},
      {"methicillin",
       {{"yes", {"resistent", "resistant", "ja", "pos", "positiv", "positive", "r"}},
        {"no", {"känslig", "sensitive", "susceptible", "nej", "neg", "negativ", "negative", "s"}}}},
  };
  return roles;
}

const std::vector<Known>* known_words(std::string_view role) {
  const auto found = std::ranges::find(known_roles(), role, &KnownRole::role);
  return found == known_roles().end() ? nullptr : &found->words;
}

std::vector<std::string> words_of_field(std::string_view kind, std::string_view field) {
  const auto* info = model::find_field(*model::find_kind(kind), field);
  expects(info != nullptr);
  return {info->words.begin(), info->words.end()};
}

}  // namespace

std::span<const Role> culture_roles() {
  static const std::vector<Role> roles = {
      {"person",
       {"personnummer", "personnr", "persnr", "pnr", "personidentitet", "personid", "patientid", "patientnummer",
        "personalidentitynumber", "identitynumber", "patientidentifier", "patient"}},
      {"sample",
       {"provnummer", "provnr", "provid", "labnummer", "labnr", "labid", "samplenumber", "sampleid", "specimenid",
        "specimennumber", "accessionnumber"}},
      {"order", {"remissnummer", "remissnr", "remissid", "beställningsid", "ordernumber", "orderid", "requestid"}},
      {"set", {"set", "odlingsset", "setnummer", "setnr", "setnumber"}},
      {"bottle", {"flaska", "flasktyp", "bottle", "bottletype"}},
      {"isolate", {"isolat", "isolatnummer", "isolatnr", "isolate", "isolatenumber"}},
      {"drawn",
       {"provtagningstid", "provtagningsdatum", "provtagningstidpunkt", "provdatum", "provtagen", "provtaget", "drawn",
        "drawnat", "collected", "collectedat", "collectiontime", "collectiondate", "sampletime", "sampledate"}},
      {"answered",
       {"svarstid", "svarsdatum", "svarstidpunkt", "utsvarad", "besvarad", "answered", "answeredat", "reported",
        "reportedat", "reportdate", "resulttime", "resultdate", "issued"}},
      {"organism",
       {"organism", "mikroorganism", "bakterie", "agens", "art", "fynd", "odlingsfynd", "microorganism", "species",
        "finding"}},
      {"material", {"provmaterial", "material", "provtyp", "specimen", "specimentype", "sampletype"}},
      {"result", {"resultat", "utfall", "odlingsresultat", "result", "growth"}},
      {"status", {"status", "svarsstatus", "svarstyp", "resultstatus"}},
      {"ward", {"avdelning", "vårdavdelning", "vårdenhet", "ward", "unit"}},
      {"sets_positive", {"positivaset", "antalpositivaset", "positivesets", "setspositive"}},
      {"sets_total", {"antalset", "settotalt", "totalsets", "setstotal"}},
      {"bottles_positive", {"positivaflaskor", "antalpositivaflaskor", "positivebottles", "bottlespositive"}},
      {"bottles_total", {"antalflaskor", "flaskortotalt", "totalbottles", "bottlestotal"}},
  };
  return roles;
}

std::span<const Role> device_roles() {
  static const std::vector<Role> roles = {
      {"person", culture_roles().front().columns},
      {"device", {"serienummer", "serienr", "serialnumber", "serial", "deviceid", "dosnummer"}},
      {"type",
       {"devicetyp", "devicetype", "systemtyp", "pacemakertyp", "dostyp", "aggregattyp", "systemtype", "typ", "type"}},
      {"implanted",
       {"implantationsdatum", "implantdatum", "implanterad", "inläggningsdatum", "implantdate", "implanted",
        "implantationdate", "dateofimplant"}},
      {"removed",
       {"explantationsdatum", "explantdatum", "explanterad", "borttagen", "uttagen", "avlägsnad", "explantdate",
        "explanted", "removed", "removaldate"}},
      {"exchanged", {"dosbyte", "dosbytesdatum", "dosbytt", "generatorexchange", "generatorexchanged"}},
      {"model", {"modell", "dosmodell", "model", "devicemodel"}},
      {"side", {"sida", "side"}},
      {"ward", {"avdelning", "vårdavdelning", "ward"}},
      {"chamber", {"läge", "elektrodläge", "position", "chamber"}},
      {"abandoned", {"kvarlämnad", "abandonerad", "abandoned"}},
  };
  return roles;
}

std::span<const std::string_view> methicillin_columns() {
  static const std::vector<std::string_view> names = {"oxacillin",   "cefoxitin",   "meticillin", "methicillin",
                                                      "kloxacillin", "cloxacillin", "isoxazolyl"};
  return names;
}

std::vector<std::string> words_of(std::string_view role) {
  if (role == "material") return words_of_field("culture", "specimen");
  if (role == "result") return words_of_field("culture", "result");
  if (role == "side") return words_of_field("device", "side");
  if (role == "chamber") return words_of_field("lead", "chamber");
  std::vector<std::string> words = role == "type" ? words_of_field("device", "type") : std::vector<std::string>{};
  if (const auto* known = known_words(role); known != nullptr)
    for (const auto& [word, written] : *known)
      if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
  return words;
}

std::string meaning_of(std::string_view role, std::string_view cell, const TableDescription& described) {
  const std::string normal = normal_form(cell);
  if (const auto own = described.words.find(role); own != described.words.end())
    if (const auto found = own->second.find(normal); found != own->second.end()) return found->second;
  const auto* known = known_words(role);
  if (known == nullptr) return "";
  for (const auto& [word, written] : *known)
    if (std::ranges::find(written, normal) != written.end()) return std::string(word);
  for (auto& word : words_of(role))
    if (normal_form(word) == normal) return std::move(word);
  return "";
}

}  // namespace lossa::intake

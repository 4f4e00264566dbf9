// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <lossa/base/text.hpp>

#include "commands.hpp"
#include "sheet.hpp"
#include "stats_arguments.hpp"

namespace lossa::cli {
namespace {

constexpr const char* examples = R"(Examples:
  lossa new > case.toml                      a commented case file to fill in
  lossa assess case.toml                     what is concluded, on what, and what is missing
  lossa assess --at 2021-08-22 case.toml     as it stood then
  lossa assess --section answers case.toml   one section whole; --all shows every one
  lossa assess --card case.toml              what the ward does until the patient has moved
  lossa assess --lang sv --explain case.toml every criterion, down to the entries, in Swedish
  lossa import examples/cases/*.toml --data ~/lossa
  lossa find EXPORT --settings find.toml     device carriers with signs of infection in a hospital's data
  lossa stats km data.csv --time months --event died --by group
  lossa serve --data ~/lossa                 pages on http://127.0.0.1:8080

`lossa COMMAND --help` tells more. Exit status: 0 done, 1 found something wrong in the data, 2 wrong use,
3 could not run. For demonstration and research; informs, decides nothing; not a certified medical device.)";

/// What the arguments were read into, and what to do with it.
struct Arguments {
  AssessOptions assess;
  MissingOptions missing;
  ImportOptions import;
  FindOptions find;
  JudgeOptions judge;
  ExportCasesOptions exported_cases;
  ServeCommandOptions serve;
  SynthesiseOptions synthesise;
  std::string new_language, list_language, show_language, show_id;
  std::vector<std::string> check_files, verify_files;
  std::string verify_trust, key_path;
  SignOptions sign;
  BookOptions book;
  ExportOptions exported;
  StatsOptions stats;
  std::function<Exit(Console&)> command;
};

void add_language(CLI::App& app, std::string& language) {
  app.add_option("--lang", language, "sv or en; otherwise as LC_ALL or LANG says")
      ->check(CLI::IsMember({"sv", "en"}))
      ->type_name("LANG");
}

void add_trust(CLI::App& app, std::string& trust) {
  app.add_option("--trust", trust, "a folder of *.pub keys whose signatures are trusted")->type_name("DIR");
}

void add_guidelines(CLI::App& app, std::string& guidelines, std::string& trust) {
  app.add_option("--guidelines", guidelines, "a folder of guidelines laid over those of the program")->type_name("DIR");
  add_trust(app, trust);
}

void add_readings(CLI::App& app, std::vector<std::string>& readings) {
  app.add_option("--reading", readings, "another reading of a guideline; may be given several times")
      ->type_name("NAME=OPTION")
      ->expected(1)
      ->take_all();
}

CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& what) {
  auto& app = *parent.add_subcommand(name, what);
  app.set_help_flag("-h,--help", "this help");
  return app;
}

void add_assess(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "assess", "what is concluded about a case, on what, and what is missing");
  auto& options = arguments.assess;
  app.add_option("CASE", options.cases, "case files; with --data the ids of stored cases")->required();
  app.add_option("--data", options.data, "the data folder that holds the cases")->type_name("DIR");
  app.add_option("--at", options.at, "a date, or a point of the course: 2021-08-22, presentation, 'extraction + 72 h'")
      ->type_name("TIME");
  app.add_option("--recorded-at", options.recorded_at, "a stored case as it stood in the journal then, ISO 8601 (UTC)")
      ->type_name("TIME")
      ->needs("--data");
  add_readings(app, options.readings);
  add_guidelines(app, options.guidelines, options.trust);
  add_language(app, options.language);
  app.add_option("--color,--colour", options.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  auto* json = app.add_flag("--json", options.json, "one JSON object a case, each on a line");
  auto* card = app.add_flag("--card", options.card, "what the ward does until the patient has moved")->excludes(json);
  auto* explain = app.add_flag("--explain", options.explain, "every criterion, down to the entries, and why not");
  explain->excludes(json)->excludes(card);
  auto* all = app.add_flag("--all", options.all, "every section of the sheet, whole, with sources");
  all->excludes(json)->excludes(card)->excludes(explain);
  app.add_option("--section", options.sections, "one section, whole; may be given several times")
      ->type_name("NAME")
      ->check(CLI::IsMember(section_names()))
      ->expected(1)
      ->take_all()
      ->excludes(json)
      ->excludes(card)
      ->excludes(explain)
      ->excludes(all);
  app.callback([&] { arguments.command = [&](Console& console) { return assess(options, console); }; });
}

void add_missing(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "missing", "over many cases: which missing fact leaves most of them open");
  auto& options = arguments.missing;
  app.add_option("CASE", options.cases, "case files; with --data the ids of stored cases, none for all");
  app.add_option("--data", options.data, "the data folder that holds the cases")->type_name("DIR");
  app.add_flag("--json", options.json, "one JSON object");
  add_language(app, options.language);
  app.callback([&] { arguments.command = [&](Console& console) { return missing(options, console); }; });
}

void add_source(CLI::App& app, ForeignOptions& source) {
  app.add_option("--hl7", source.hl7, "HL7 v2 messages of the laboratory (ORU^R01): files and folders")
      ->type_name("PATH");
  app.add_option("--quarantine", source.quarantine, "where messages that are not understood are kept, with the reason")
      ->type_name("DIR");
  app.add_option("--codes", source.codes, "the hospital's own codes, laid over those of the program")
      ->type_name("FILE");
  app.add_option("--threads", source.threads, "0 takes all there are");
  app.add_flag("--every-value", source.every_value, "reads every value of every line, also of people without a device");
}

void add_import(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "import",
                          "stores case files or other systems' data in a data folder; again, it changes nothing");
  auto& options = arguments.import;
  app.add_option("FILE", options.files, "case files");
  app.add_option("--fhir", options.source.fhir, "FHIR R4: files and folders of NDJSON or JSON; a case a person")
      ->type_name("PATH");
  app.add_option("--redcap", options.source.redcap, "the data of a REDCap project (CSV)")->type_name("FILE");
  app.add_option("--dictionary", options.source.dictionary, "the data dictionary of that project")->type_name("FILE");
  app.add_option("--mapping", options.source.mapping, "which of its fields are what (docs/formats/redcap.md)")
      ->type_name("FILE");
  add_source(app, options.source);
  app.add_flag("--json", options.json, "of other systems' data: what is stored and what is set aside, as JSON");
  app.add_option("--data", options.data, "the data folder; made if it is missing")->type_name("DIR")->required();
  app.add_flag("--dry-run", options.dry_run, "says what would be done, and stores nothing");
  add_language(app, options.language);
  app.callback([&] {
    options.source.everyone = true;
    arguments.command = [&](Console& console) { return import(options, console); };
  });
}

void add_find(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "find", "who carries a device and should be looked at, in a hospital's data");
  auto& options = arguments.find;
  app.add_option("EXPORT", options.source.fhir,
                 "a FHIR R4 export: folders and files of NDJSON or JSON, also packed (.gz)");
  app.add_option("--cultures", options.source.cultures, "the laboratory's blood cultures as a table (CSV)")
      ->type_name("FILE");
  app.add_option("--devices", options.source.devices, "the device clinic's register as a table (CSV)")
      ->type_name("FILE");
  app.add_option("--mapping", options.source.mapping, "what the two tables' columns and words mean")->type_name("FILE");
  add_source(app, options.source);
  app.add_option("--unit", options.unit, "whom the list is for")->type_name("NAME");
  app.add_option("--mandate", options.mandate, "on whose decision people outside a care relation are listed")
      ->type_name("TEXT");
  app.add_option("--telephone", options.telephone, "whom a reader of a row rings")->type_name("NUMBER");
  app.add_option("--data", options.data, "compare with the cases of this data folder")->type_name("DIR");
  app.add_flag("--open", options.open, "put those found into it, as cases to be confirmed")->needs("--data");
  app.add_option("--resume", options.source.state,
                 "a folder that remembers finished files, so that they are not read again; it holds data of patients")
      ->type_name("DIR");
  app.add_option("--at", options.at, "as of this day; otherwise today")->type_name("DATE");
  app.add_option("--since", options.since, "leave out those whose last signal is older")->type_name("DATE");
  auto* json = app.add_flag("--json", options.json, "one JSON object (docs/formats/find.md)");
  auto* csv = app.add_flag("--csv", options.csv, "a table")->excludes(json);
  app.add_flag("--html", options.html, "a page")->excludes(json)->excludes(csv);
  app.add_option("--out", options.out, "the file for the table, the page or the JSON")->type_name("FILE");
  app.add_flag("--quality", options.quality, "also how good the data were");
  app.add_flag("--show-identity", options.show_identity, "prints identity numbers");
  app.add_option("--guidelines", options.guidelines, "a folder of guidelines laid over those of the program")
      ->type_name("DIR");
  add_language(app, options.language);
  app.set_config("--settings", "", "a file of these options: unit = \"...\"");
  app.callback([&] { arguments.command = [&](Console& console) { return find(options, console); }; });
}

void add_case_export(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "export", "cases for REDCap: a data dictionary, the data, and the mapping back");
  auto& options = arguments.exported_cases;
  app.add_option("CASE", options.cases, "case files; with --data the ids of stored cases, none for all");
  app.add_option("--data", options.data, "the data folder that holds the cases")->type_name("DIR");
  app.add_option("--out", options.out, "the folder for the three files; made if it is missing")
      ->type_name("DIR")
      ->required();
  add_language(app, options.language);
  app.callback([&] { arguments.command = [&](Console& console) { return export_cases(options, console); }; });
}

void add_judge(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "judge", "a person confirms or dismisses what `find` has opened");
  auto& options = arguments.judge;
  app.add_option("CASE", options.case_id, "the case's id")->required();
  app.add_option("VERDICT", options.verdict, "confirm or dismiss")
      ->check(CLI::IsMember({"confirm", "dismiss"}))
      ->required();
  app.add_option("--data", options.data, "the data folder")->type_name("DIR")->required();
  app.add_option("--by", options.by, "the person's name")->type_name("NAME")->required();
  app.add_option("--role", options.role, "as what")->type_name("ROLE");
  app.add_option("--reason", options.reason, "why")->type_name("TEXT")->required();
  add_language(app, options.language);
  app.callback([&] { arguments.command = [&](Console& console) { return judge(options, console); }; });
}

void add_serve(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "serve", "the pages, for this machine only, until it is stopped");
  auto& options = arguments.serve;
  app.add_option("--data", options.data, "the data folder")->type_name("DIR")->required();
  app.add_option("--port", options.port, "0 takes any that is free; 8080 otherwise")->type_name("N");
  app.add_option("--address", options.address, "an address of this machine's loopback; 127.0.0.1 otherwise")
      ->type_name("ADDRESS");
  add_guidelines(app, options.guidelines, options.trust);
  app.callback([&] { arguments.command = [&](Console& console) { return serve(options, console); }; });
}

void add_synthesise(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "synthesise", "a hospital that never was, as a FHIR R4 bulk export, and its truth");
  auto& options = arguments.synthesise;
  app.add_option("--people", options.people, "how many people")->type_name("N")->required();
  app.add_option("--seed", options.seed, "the same seed gives the same bytes on every machine")->type_name("S");
  app.add_option("--out", options.out, "a new or empty folder: export/, truth/ and codes.toml come into it")
      ->type_name("DIR")
      ->required();
  app.add_option("--from", options.from, "the first day of the care that is told; 2021-01-01 otherwise")
      ->type_name("DATE");
  app.add_option("--years", options.years, "how many years of it, 2 to 20; 5 otherwise")->type_name("Y");
  app.add_flag("--gz", options.zipped, "*.ndjson.gz");
  app.add_flag("--mixed", options.mixed, "one file of all kinds of resources instead of one a kind");
  add_language(app, options.language);
  app.callback([&] { arguments.command = [&](Console& console) { return synthesise(options, console); }; });
}

void add_formats(CLI::App& parent, Arguments& arguments) {
  auto& starter = add_command(parent, "new", "a commented case file to fill in");
  add_language(starter, arguments.new_language);
  starter.callback(
      [&] { arguments.command = [&](Console& console) { return new_case(arguments.new_language, console); }; });
  auto& printed = add_command(parent, "schema", "the JSON Schema of a case file");
  printed.callback([&] { arguments.command = [](Console& console) { return schema(console); }; });
}

void add_signing(CLI::App& app, Arguments& arguments) {
  auto& key = add_command(app, "key", "makes a key to sign with, FILE, and its public half, FILE.pub");
  key.add_option("--out", arguments.key_path, "the private key; nobody else may have it")
      ->type_name("FILE")
      ->required();
  key.callback(
      [&] { arguments.command = [&](Console& console) { return guideline_key(arguments.key_path, console); }; });
  auto& sign = add_command(app, "sign", "puts a name under a guideline file as it is, in FILE.sig");
  auto& options = arguments.sign;
  sign.add_option("FILE", options.file, "a guideline file")->required();
  sign.add_option("--key", options.key, "the private key")->type_name("FILE")->required();
  sign.add_option("--name", options.name, "who signs")->required();
  sign.add_option("--role", options.role, "as what")->required();
  sign.add_option("--date", options.date, "the day, 2026-11-22")->type_name("DATE")->required();
  sign.callback([&] { arguments.command = [&](Console& console) { return guideline_sign(options, console); }; });
  auto& verify = add_command(app, "verify", "who signed guideline files, and whether that holds");
  verify.add_option("FILE", arguments.verify_files, "guideline files, each with its FILE.sig beside it")->required();
  add_trust(verify, arguments.verify_trust);
  verify.callback([&] {
    arguments.command = [&](Console& console) {
      return guideline_verify(arguments.verify_files, arguments.verify_trust, console);
    };
  });
}

void add_book(CLI::App& app, Arguments& arguments) {
  auto& book = add_command(app, "book", "one HTML page of everything Lossa knows, to read and to sign");
  auto& options = arguments.book;
  add_language(book, options.language);
  book.add_option("--out", options.out, "the page; otherwise it is printed")->type_name("FILE");
  add_guidelines(book, options.guidelines, options.trust);
  book.callback([&] { arguments.command = [&](Console& console) { return guideline_book(options, console); }; });
}

void add_export(CLI::App& app, Arguments& arguments) {
  auto& command = add_command(app, "export", "a guideline for other engines, as an ELM library or as CQL text");
  auto& options = arguments.exported;
  command.add_option("ID", options.id, "as `lossa guideline list` names it")->required();
  command.add_flag("--elm", options.elm, "ELM, release 1, as JSON");
  command.add_flag("--cql", options.cql, "the same library as CQL; one of the two");
  add_readings(command, options.readings);
  command.add_option("--guidelines", options.guidelines, "a folder of guidelines laid over those of the program")
      ->type_name("DIR");
  command.callback([&] { arguments.command = [&](Console& console) { return guideline_export(options, console); }; });
}

void add_guideline(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "guideline", "checks, lists, shows and signs guidelines");
  app.require_subcommand(1);
  add_signing(app, arguments);
  add_book(app, arguments);
  add_export(app, arguments);
  auto& check = add_command(app, "check", "every fault of guideline files; without files, those of the program");
  check.add_option("FILE", arguments.check_files,
                   "checked together with those of the program that they do not replace");
  check.callback(
      [&] { arguments.command = [&](Console& console) { return guideline_check(arguments.check_files, console); }; });
  auto& list = add_command(app, "list", "the guidelines of the program");
  add_language(list, arguments.list_language);
  list.callback(
      [&] { arguments.command = [&](Console& console) { return guideline_list(arguments.list_language, console); }; });
  auto& show = add_command(app, "show", "a guideline's logic in words, with its sources and readings");
  show.add_option("ID", arguments.show_id, "as `lossa guideline list` names it")->required();
  add_language(show, arguments.show_language);
  show.callback([&] {
    arguments.command = [&](Console& console) {
      return guideline_show(arguments.show_id, arguments.show_language, console);
    };
  });
}

void add_stats(CLI::App& parent, Arguments& arguments) {
  auto& app = add_command(parent, "stats", "statistics of a table of your own; --list names the methods");
  add_stats_options(app, arguments.stats);
  add_language(app, arguments.stats.language);
  app.callback([&] { arguments.command = [&](Console& console) { return run_stats(arguments.stats, console); }; });
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

/// Names the nearest command when the word that should be one is none; "" when it is one.
std::string unknown_command(const CLI::App& app, const std::vector<std::string>& words, std::size_t index) {
  if (index >= words.size() || words[index].starts_with('-')) return {};
  const auto names = command_names(app);
  const auto found = std::ranges::find(names, words[index]);
  if (found == names.end()) {
    const auto near = nearest(words[index], names);
    return "there is no command '" + words[index] + "'" +
           (near.empty() ? ": it is one of " + join_words(names, "or") : "; did you mean '" + near + "'?");
  }
  const auto* command = app.get_subcommand(words[index]);
  return command_names(*command).empty() ? std::string{} : unknown_command(*command, words, index + 1);
}

Exit refuse(Console& console, const std::string& message) {
  complain(console, message);
  console.err << "See `lossa --help`.\n";
  return Exit::wrong_use;
}

}  // namespace

Exit run(const std::vector<std::string>& words, Console& console) {
  Arguments arguments;
  CLI::App app("Lossa: assessment of infected and failing pacemaker and ICD systems", "lossa");
  app.set_help_flag("-h,--help", "this help");
  app.set_version_flag("--version", "lossa " + program_version());
  app.footer(examples);
  app.require_subcommand(1);
  add_assess(app, arguments);
  add_formats(app, arguments);
  add_guideline(app, arguments);
  add_missing(app, arguments);
  add_import(app, arguments);
  add_find(app, arguments);
  add_judge(app, arguments);
  add_case_export(app, arguments);
  add_serve(app, arguments);
  add_synthesise(app, arguments);
  add_stats(app, arguments);

  if (const auto message = unknown_command(app, words, 0); !message.empty()) return refuse(console, message);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // it takes them from the end
  } catch (const CLI::Success& asked) {                                 // help or version
    app.exit(asked, console.out, console.err);
    return Exit::done;
  } catch (const CLI::ParseError& fault) {
    return refuse(console, fault.what());
  }
  return arguments.command(console);
}

}  // namespace lossa::cli

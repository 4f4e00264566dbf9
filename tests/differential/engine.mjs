// SPDX-License-Identifier: Apache-2.0
// The CQL engine and the CQL translator, and what an exported library needs from us to run in them.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const fromWeb = createRequire(new URL('../../web/package.json', import.meta.url));
const { default: cql } = await import(pathToFileURL(fromWeb.resolve('cql-execution')).href);

export const engineVersion = fromWeb('cql-execution/package.json').version;

const offset = 0; // of all times: ours have none
const executedAt = new cql.DateTime(2026, 1, 1, 0, 0, 0, 0, offset);

const dateTime = (text) => {
  const [year, month, day, hour, minute] = text.split(/[-T:]/).map(Number);
  return new cql.DateTime(year, month, day, hour, minute, null, null, offset);
};

/** An interval of numbers or times, a list, a tuple, or what JSON has itself. */
function parameterValue(json) {
  if (Array.isArray(json)) return json.map(parameterValue);
  if (json === null || typeof json !== 'object') return json;
  if (!('lowClosed' in json)) return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, parameterValue(value)]));
  const end = (value) => (typeof value === 'string' ? dateTime(value) : value);
  return new cql.Interval(end(json.low), end(json.high), json.lowClosed, json.highClosed);
}

/** The parameters of a case that this library has; "guideline:reading.id" is called "reading.id" in its own library. */
export function parametersFor(elm, json) {
  const own = `${elm.library.identifier.id}:`;
  const parameters = {};
  for (const { name } of elm.library.parameters?.def ?? []) {
    const given = json[name.startsWith('reading.') ? own + name : name];
    if (given !== undefined) parameters[name] = parameterValue(given);
  }
  return parameters;
}

/**
 * The library ready to run. In the context Patient the engine keeps the value of each definition, in Unfiltered, which
 * our libraries name because they use no model, it works out anew what is null or false each time it is used.
 */
export function prepare(elm, context) {
  const json = structuredClone(elm);
  for (const definition of json.library.statements?.def ?? []) definition.context = context;
  return new cql.Library(json);
}

const nobody = { currentPatient: () => undefined, nextPatient: () => undefined };
const somebody = () => new cql.PatientSource([{ id: 'case', recordType: 'Patient' }]);

/** Every definition's value. */
export async function run(library, context, parameters) {
  const source = context === 'Patient' ? somebody() : nobody;
  const results = await new cql.Executor(library, undefined, parameters).exec(source, executedAt);
  return context === 'Patient' ? results.patientResults.case : results.unfilteredResults;
}

/** The CQL text as ELM by the reference translator, without what only says where things stand; throws what it finds wrong. */
export async function translate(text) {
  const translator = await import(pathToFileURL(fromWeb.resolve('@cqframework/cql/cql-to-elm')).href);
  const { SystemModelInfoProvider } = await import(pathToFileURL(fromWeb.resolve('@cqframework/cql/cql')).href);
  const models = new translator.ModelManager();
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  const translated = translator.CqlTranslator.fromText(text, new translator.LibraryManager(models));
  const elm = JSON.parse(translated.toJson());
  const faults = elm.library.annotation.filter((note) => note.type === 'CqlToElmError' && note.errorSeverity === 'error');
  if (faults.length > 0) throw new Error(faults.map((fault) => `${fault.startLine}:${fault.startChar} ${fault.message}`).join('\n'));
  return elm;
}

const placeOnly = new Set(['localId', 'locator', 'signature', 'annotation']);

/** ELM with its members in one order, without places, notes and empty lists: equal where two libraries mean the same. */
export function bare(elm) {
  if (Array.isArray(elm)) return elm.map(bare);
  if (elm === null || typeof elm !== 'object') return elm;
  return Object.fromEntries(Object.entries(elm)
    .filter(([name, value]) => !placeOnly.has(name) && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, bare(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1)));
}

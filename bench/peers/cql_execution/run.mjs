// SPDX-License-Identifier: Apache-2.0
// node run.mjs FOLDER/cases.ndjson [ELM]: the systemic question of ehra_2020_infection, so far, by cql-execution; prints one line
// of the table. ELM is what `lossa guideline export --elm ehra_2020_infection` writes; not given, that is asked of $LOSSA or
// the release build. Facts are prepared before the clock starts, and only the one definition is asked for, the rest as far as
// it needs them. EVERY=1 asks for every definition of the library instead; the answers stay the same.
import cql from 'cql-execution';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const asked = 'systemic so far';
const [casesFile, elmFile] = process.argv.slice(2);
if (!casesFile) {
  console.error('node run.mjs FOLDER/cases.ndjson [ELM]');
  process.exit(2);
}

function exported() {
  const program = process.env.LOSSA ?? fileURLToPath(new URL('../../../build/release/programs/lossa', import.meta.url));
  return execFileSync(program, ['guideline', 'export', '--elm', 'ehra_2020_infection'], { maxBuffer: 1 << 28 });
}

const elm = JSON.parse(elmFile ? readFileSync(elmFile, 'utf8') : exported());
// In this context the engine keeps the value of each definition; in Unfiltered it is some times slower.
for (const definition of elm.library.statements.def) definition.context = 'Patient';
const library = new cql.Library(elm);
const executor = new cql.Executor(library);
const now = new cql.DateTime(2026, 1, 1, 0, 0, 0, 0, 0);

/** Exact facts: a number is an interval of one value, a category a list of one. */
function parameter(value) {
  if (typeof value === 'number') return new cql.Interval(value, value, true, true);
  return typeof value === 'string' ? [value] : value;
}

const known = new Set(elm.library.parameters.def.map((one) => one.name));
const cases = readFileSync(casesFile, 'utf8').trimEnd().split('\n').map((line) =>
  Object.fromEntries(Object.entries(JSON.parse(line)).filter(([name]) => known.has(name)).map(([name, value]) => [name, parameter(value)])));
const person = () => new cql.PatientSource([{ id: 'case', recordType: 'Patient' }]);

async function answer(parameters) {
  executor.withParameters(parameters);
  const results = process.env.EVERY ? await executor.exec(person(), now) : await executor.exec_expression(asked, person(), now);
  return results.patientResults.case[asked];
}

for (const parameters of cases.slice(0, 200)) await answer(parameters); // lets the engine warm up
const answers = [];
const start = process.cpuUsage(); // of this process's own time: others on the machine do not count
for (const parameters of cases) answers.push(await answer(parameters));
const spent = process.cpuUsage(start);
const seconds = (spent.user + spent.system) / 1e6;

const version = JSON.parse(readFileSync(new URL('node_modules/cql-execution/package.json', import.meta.url), 'utf8')).version;
console.log(JSON.stringify({
  peer: process.env.EVERY ? 'cql-execution, every definition' : 'cql-execution',
  version,
  cases: cases.length,
  seconds,
  answers_sha256: createHash('sha256').update(answers.map((one) => `${one}\n`).join('')).digest('hex'),
}));

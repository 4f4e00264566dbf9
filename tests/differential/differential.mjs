// SPDX-License-Identifier: Apache-2.0
// The exported libraries, run by cql-execution, say of random cases what Lossa says; and the reference translator makes of
// the CQL text the very library that was exported as ELM. A plain program: under node:test every promise costs ten times
// as much, and the engine makes many.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bare, engineVersion, parametersFor, prepare, run, translate } from './engine.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const caseCount = Number(process.env.CASES ?? 2000);
const withoutPatient = 20; // cases; it is slow
const shownDifferences = 5;

const tomlFiles = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.toml')).sort()
  .map((name) => join(root, folder, name));

const knowledgeBases = [
  [...tomlFiles('guidelines'), ...tomlFiles('evidence')],
  tomlFiles('tests/differential/constructs'),
];

/** The libraries of a knowledge base, and the cases with our answers. */
function write(files) {
  const program = process.env.LOSSA_WRITE_CASES;
  assert.ok(program, 'set LOSSA_WRITE_CASES to the path of the built lossa_write_cases');
  const folder = mkdtempSync(join(tmpdir(), 'lossa-differential-'));
  const written = spawnSync(program, [folder, String(caseCount), ...files], { encoding: 'utf8' });
  assert.equal(written.status, 0, written.stderr);
  const [head, ...cases] = readFileSync(join(folder, 'cases.ndjson'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  const libraries = readdirSync(folder).filter((name) => name.endsWith('.elm.json')).sort().map((name) => ({
    elm: JSON.parse(readFileSync(join(folder, name), 'utf8')),
    cql: readFileSync(join(folder, name.replace('.elm.json', '.cql')), 'utf8'),
  }));
  rmSync(folder, { recursive: true });
  return { head, cases, libraries };
}

const definitionsOf = (elm) => (elm.library.statements?.def ?? []).filter((one) => one.type !== 'FunctionDef').map((one) => one.name);

/** Where in a case's answers each definition stands. None of the library may be without, and none of the guideline be missing. */
function placesOfAnswers(elm, names) {
  const own = `${elm.library.identifier.id}:`;
  const definitions = definitionsOf(elm);
  const places = definitions.map((name) => ({ name, place: names.indexOf(name.includes(':') ? name : own + name) }));
  assert.deepEqual(places.filter(({ place }) => place < 0), [], 'there is nothing to compare these with');
  const helping = / so far$/; // of criteria and conditions, where a question needs it; of questions always, as "= " of each
  const missing = names.filter((name) => name.startsWith(own) && !helping.test(name)).map((name) => name.slice(own.length))
    .filter((name) => !definitions.includes(name));
  assert.deepEqual(missing, [], 'the library lacks these');
  return places;
}

const same = (a, b) => a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => one === b[i]));

/** Runs the library on the cases; gives how many values were compared, or throws the first differences. */
async function compare(elm, context, head, cases) {
  const library = prepare(elm, context);
  const places = placesOfAnswers(elm, head.names);
  const differences = [];
  for (const [index, { parameters, answers }] of cases.entries()) {
    const results = await run(library, context, parametersFor(elm, parameters));
    for (const { name, place } of places) {
      const ours = answers[place];
      // A query of no list is null.
      const theirs = Array.isArray(ours) ? results[name] ?? [] : results[name];
      if (!same(ours, theirs)) differences.push({ case: index, define: name, ours, theirs, parameters });
    }
    if (differences.length >= shownDifferences) break;
  }
  if (differences.length > 0) {
    const shown = differences.slice(0, shownDifferences).map((one) => JSON.stringify(one, (_, value) => value ?? null));
    throw new Error(`seed ${head.seed}, ${context}:\n${shown.join('\n')}`);
  }
  return cases.length * places.length;
}

async function check({ elm, cql }, head, cases) {
  const compared = await compare(elm, 'Patient', head, cases);
  await compare(elm, 'Unfiltered', head, cases.slice(0, withoutPatient));
  assert.deepEqual(bare(await translate(cql)), bare(elm), 'the CQL text is another library');
  console.log(`${elm.library.identifier.id}: ${compared} values of ${cases.length} cases compared, all equal; the CQL text is the same library`);
  return compared;
}

let total = 0;
for (const files of knowledgeBases) {
  const { head, cases, libraries } = write(files);
  assert.ok(cases.length === caseCount && libraries.length > 0);
  for (const library of libraries) {
    try {
      total += await check(library, head, cases);
    } catch (fault) {
      process.exitCode = 1;
      console.error(`${library.elm.library.identifier.id}: ${fault.message}`);
    }
  }
}
console.log(`${total} values compared with cql-execution ${engineVersion}`);
if (total === 0) process.exitCode = 1;

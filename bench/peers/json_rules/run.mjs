// SPDX-License-Identifier: Apache-2.0
// node run.mjs FOLDER/cases.ndjson: the systemic question of ehra_2020_infection, so far, by json-rules-engine, from the rule.json
// beside the cases; prints one line of the table. Facts are parsed before the clock starts. What the engine cannot do: count
// (combinations are written out), tell unknown from no (what is unknown fails its comparison), say what is still possible.
import { Engine } from 'json-rules-engine';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const casesFile = process.argv[2];
if (!casesFile) {
  console.error('node run.mjs FOLDER/cases.ndjson');
  process.exit(2);
}
const rule = JSON.parse(readFileSync(new URL('rule.json', new URL(casesFile, `file://${process.cwd()}/`)), 'utf8'));
const cases = readFileSync(casesFile, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

const engine = new Engine([], { allowUndefinedFacts: true });
for (const [name, condition] of Object.entries(rule.conditions)) engine.setCondition(name, condition);
rule.rules.forEach(({ conclusion, when }, i) => {
  // The first conclusion that holds is the answer: its rule stops the engine.
  engine.addRule({ conditions: when, event: { type: conclusion }, priority: rule.rules.length - i, onSuccess: () => engine.stop() });
});

async function answer(facts) {
  const { events } = await engine.run(facts);
  return events[0].type;
}

for (const facts of cases.slice(0, 200)) await answer(facts); // lets the engine warm up
const answers = [];
const start = process.cpuUsage(); // of this process's own time: others on the machine do not count
for (const facts of cases) answers.push(await answer(facts));
const spent = process.cpuUsage(start);
const seconds = (spent.user + spent.system) / 1e6;

const version = JSON.parse(readFileSync(new URL('node_modules/json-rules-engine/package.json', import.meta.url), 'utf8')).version;
console.log(JSON.stringify({
  peer: 'json-rules-engine',
  version,
  cases: cases.length,
  seconds,
  answers_sha256: createHash('sha256').update(answers.map((one) => `${one}\n`).join('')).digest('hex'),
}));

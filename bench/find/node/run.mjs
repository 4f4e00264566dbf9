// SPDX-License-Identifier: Apache-2.0
// node run.mjs EVERYTHING.ndjson: prints how many people had growth in blood after a device was put in; each line through
// JSON.parse.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const devices = new Map();
const cultures = [];
const lines = createInterface({ input: createReadStream(process.argv[2], { highWaterMark: 1 << 20 }), crlfDelay: Infinity });
for await (const line of lines) {
  const resource = JSON.parse(line);
  const person = resource.subject?.reference;
  if (resource.resourceType === 'DeviceUseStatement') {
    const { start } = resource.timingPeriod;
    if (!devices.has(person) || start < devices.get(person)) devices.set(person, start);
  } else if (resource.resourceType === 'Observation' && resource.code.coding[0].code === '600-7') {
    if (resource.status !== 'final' && resource.status !== 'corrected') continue;
    if (resource.valueCodeableConcept.coding[0].code === '264868006') continue;
    cultures.push([person, resource.effectiveDateTime.slice(0, 10)]);
  }
}
const people = new Set();
for (const [person, drawn] of cultures) if (devices.has(person) && drawn >= devices.get(person)) people.add(person);
console.log(people.size);

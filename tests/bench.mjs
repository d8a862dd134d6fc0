// Prints what scoring and combining cost in wasm, in microseconds, with the memory that it took, as JSON: crates/bench, compiled as the programs that ship. Its arguments are the glue and the wasm.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [glue, wasm] = process.argv.slice(2);
const { default: begin, Group } = await import(pathToFileURL(glue).href);
const { memory } = await begin({ module_or_path: readFileSync(wasm) });

/** The shortest of several rounds, in microseconds: what the work takes when nothing else is in the way. */
function shortest(rounds, work) {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    work();
    least = Math.min(least, (performance.now() - start) * 1000);
  }
  return least;
}

const said = {};
const thousand = Group.of(1_000);
said.score = shortest(9, () => thousand.assess(1_000)) / 1_000;
thousand.free();
for (const [people, rounds] of [[1, 99], [100, 49], [10_000, 5]]) {
  const group = Group.of(people);
  if (group.score() !== people) throw new Error("somebody could not be scored");
  said[`combine${people}`] = shortest(rounds, () => group.combine());
  // Memory never shrinks: what the largest group took, held and combined.
  if (people === 10_000) said.bytes = memory.buffer.byteLength;
  said[`both${people}`] = shortest(rounds, () => group.score_and_combine());
  group.free();
}
console.log(JSON.stringify(said));

// The wasm that ships, with traps that a test can set off in it, and a count of how often it is entered. What must come of a trap is panic.suite's.

import binaryen from "binaryen";

/** Where a trap may be: at what the element calls, and at what the browser calls back; a render is found by what it calls. */
const EXPORTS = {
  reset: /^handle_reset$/,
  event: /invoke.*Event/,
  promise: /invoke.*JsValue/,
};

/** The places, each with the number that sets it off. */
export const PLACES = ["reset", "event", "promise", "render"];

const done = new Map();

/** The module (bytes) with its traps; `glue` tells under which name it imports what makes the elements that it draws. */
export function trapped(bytes, glue) {
  const key = bytes.length + glue.length;
  if (!done.has(key)) done.set(key, patched(bytes, glue));
  return done.get(key);
}

function patched(bytes, glue) {
  const module = binaryen.readBinary(bytes);
  // No more than browsers know: with all of them binaryen writes modules that they refuse.
  const { BulkMemory, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  module.setFeatures(BulkMemory | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt);
  const { i32 } = binaryen;
  for (const name of ["trap", "entered", "spared"]) {
    module.addGlobal(`test_${name}`, i32, true, module.i32.const(0));
    module.addGlobalExport(`test_${name}`, `test_${name}`);
  }
  const before = (name, ...first) => {
    const found = module.getFunction(name);
    const { base, body, results } = binaryen.getFunctionInfo(found);
    // What is only passed on from the glue has nothing to be trapped in.
    if (base) return;
    binaryen.Function.setBody(found, module.block(null, [...first, body], results));
  };
  const read = (name) => module.global.get(`test_${name}`, i32);
  const add = (name, n) => module.global.set(`test_${name}`, module.i32.add(read(name), module.i32.const(n)));
  // As many calls as are spared go through.
  const trap = (place) =>
    module.if(
      module.i32.eq(read("trap"), module.i32.const(PLACES.indexOf(place) + 1)),
      module.if(read("spared"), add("spared", -1), module.unreachable()),
    );

  const seen = new Set();
  const set = new Set();
  for (let at = 0; at < module.getNumExports(); at += 1) {
    const { kind, name, value } = binaryen.getExportInfo(module.getExportByIndex(at));
    if (kind !== binaryen.ExternalFunction || seen.has(value)) continue;
    seen.add(value);
    const place = Object.keys(EXPORTS).find((place) => EXPORTS[place].test(name));
    if (place) set.add(place);
    before(value, add("entered", 1), ...(place ? [trap(place)] : []));
  }

  const [, makes] = /(\w+):function\([^)]*\)\{return (?:\w+\(function\([^)]*\)\{return )?\w+\.cloneNode\(/.exec(glue) ?? [];
  const functions = Array.from({ length: module.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)));
  const imported = functions.find(({ base }) => base && base === makes)?.name;
  for (const { base, name, body } of imported ? functions : []) {
    if (base || seen.has(name) || !binaryen.emitText(body).includes(`(call $${imported}\n`)) continue;
    before(name, trap("render"));
    set.add("render");
  }
  const missing = PLACES.filter((place) => !set.has(place));
  if (missing.length) throw new Error(`no place for a trap at: ${missing}`);
  const out = module.emitBinary();
  module.dispose();
  return Buffer.from(out);
}

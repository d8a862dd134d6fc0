// Names of the built files that a first visit needs, relative to this module: a placeholder for unbundled use, xtask writes the real one into the output. The others are in build-later.js.

/** @type {import("./pomscope.js").Build} */
export const BUILD = {
  hash: "dev",
  questions: { glue: "./app.js", wasm: "./app.wasm", wasmBytes: 0, css: "./pomscope.css", content: { en: "./content-en.json" } },
  later: { glue: "./later.js" },
};

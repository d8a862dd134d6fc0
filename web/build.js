// Names of the built files, relative to this module: a placeholder for unbundled use, xtask writes the real one into the output.

/** @type {import("./pomscope.js").Build} */
export const BUILD = {
  hash: "dev",
  reportCss: "./report.css",
  questions: { glue: "./app.js", wasm: "./app.wasm", wasmBytes: 0, css: "./pomscope.css", content: { en: "./content-en.json" } },
  desk: { glue: "./desk.js", wasm: "./desk.wasm", wasmBytes: 0, css: "./desk.css", content: { en: "./desk-en.json" } },
  later: { glue: "./later.js" },
  pdf: { glue: "./pdf.js", wasm: "./pdf.wasm" },
  scan: { glue: "./scan.js", wasm: "./scan.wasm" },
};

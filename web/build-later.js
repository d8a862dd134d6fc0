// Names of the built files that come later, relative to the first module: a placeholder for unbundled use, xtask writes the real one into the output.

/** @type {import("./pomscope.js").LaterBuild} */
export const LATER = {
  reportCss: "./report.css",
  desk: { glue: "./desk.js", wasm: "./desk.wasm", wasmBytes: 0, css: "./desk.css", content: { en: "./desk-en.json" } },
  room: { glue: "./room.js", wasm: "./room.wasm", wasmBytes: 0, css: "./room.css", content: { en: "./room-en.json" } },
  roomTools: { glue: "./room-tools.js" },
  pdf: { glue: "./pdf.js", wasm: "./pdf.wasm" },
  scan: { glue: "./scan.js", wasm: "./scan.wasm" },
};

// What no first visit needs, fetched with the desk, the room or when a file is handed in: where the rest lies, files picked and dropped, the clipboard, printing, PDFs, the report's look.
// It is a module of its own: what it shares with the first one it is given, never imports.
import { LATER } from "./build-later.js";
import { printNode } from "./frame.js";
import { openPacks } from "./packs.js";

/** @import { Base, Draw, Later, Picked, RoomHost, Tools } from "./pomscope.js" */

/** Where paper is cut in inches. */
const LETTER = /-(US|CA|MX|PH|CL|CO|VE|CR|GT|PA|DO|SV|NI|PR)\b/;

const FILE_LIMIT = 5 * 1024 * 1024;

/** The text is null when the file is over the limit or cannot be read. @param {File} file @returns {Promise<Picked>} */
async function read(file) {
  const { name, size } = file;
  return { name, size, text: size > FILE_LIMIT ? null : await file.text().catch(() => null) };
}

/** @param {Base} base @returns {Later} */
export function open(base) {
  const { FILES, given, once, get, importGlue, sheet, download } = base;
  Object.assign(FILES, LATER);
  const { own, packTools } = openPacks(base);

  /** The sheet of the printed report, fetched when first asked for. */
  const reportCss = () => once("report", async () => given?.reportCss() ?? (await get(FILES.reportCss)).text());

  /** The PDF program as it travels; fetched beforehand, so that it is there when a PDF is asked for. */
  const fetchPdf = () => once("pdf-wasm", async () => given?.pdf.wasm() ?? (await get(FILES.pdf.wasm)).arrayBuffer());

  /** What draws PDFs: a program of its own, whose end ends nobody else's. @returns {Promise<Draw>} */
  const loadPdf = () =>
    once("pdf", async () => {
      const [bytes, glue] = await Promise.all([fetchPdf(), once("pdf-glue", () => importGlue("pdf"))]);
      await glue.default({ module_or_path: bytes });
      return glue.draw;
    });

  const reportSheet = () => once("report-sheet", async () => sheet(await reportCss()));

  const paper = LETTER.test(navigator.language) ? "letter" : "a4";

  /** @type {Later["pick"]} */
  const pick = (shadow, accept, signal, several) =>
    new Promise((resolve) => {
      // A picker that was closed without a word, by some browsers.
      shadow.querySelector(".pom-pick")?.dispatchEvent(new Event("cancel"));
      const input = document.createElement("input");
      input.type = "file";
      input.className = "pom-pick";
      input.accept = accept;
      input.multiple = !!several;
      input.hidden = true;
      const done = (/** @type {string | undefined} */ picked) => {
        input.remove();
        resolve(picked);
      };
      input.oncancel = () => done(undefined);
      input.onchange = async () => {
        const files = await Promise.all([...(input.files ?? [])].map(read));
        done(files.length ? JSON.stringify(several ? files : files[0]) : undefined);
      };
      signal.addEventListener("abort", () => done(undefined));
      shadow.append(input);
      input.click();
    });

  /** @param {RoomHost} host @returns {Tools} */
  function tools(host) {
    const { shadow } = host;
    /** The wish that the PDF which is being made answers; another one once it was taken back. */
    let wish = {};
    return {
      ...packTools(host),
      // Not there now is no fault yet: it is asked for again with the wish.
      fetchPdf: () => void fetchPdf().catch(() => {}),
      cancelPdf: () => void (wish = {}),

      async makePdf(name, ...told) {
        const mine = (wish = {});
        let draw;
        try {
          draw = await loadPdf();
        } catch {
          return mine === wish ? "unreachable" : "cancelled";
        }
        // The drawing holds the page for a moment: what says so is painted first.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        if (mine !== wish) return "cancelled";
        try {
          download(name, "application/pdf", draw(...told));
          return "ok";
        } catch {
          return "failed";
        }
      },

      // The report on the screen wears the sheet of the printed one; should it not arrive, the report is plain and still whole.
      dressReport() {
        reportSheet().then(
          (dress) => {
            const worn = shadow.adoptedStyleSheets;
            if (!worn.includes(dress)) shadow.adoptedStyleSheets = [...worn, dress];
          },
          () => {},
        );
      },

      async print(nodeId, title) {
        try {
          const node = shadow.getElementById(nodeId);
          if (!node) return "failed";
          await printNode(node, title, shadow, await reportCss(), sheet);
          return "ok";
        } catch {
          return "failed";
        }
      },

      async copy(text) {
        try {
          await navigator.clipboard.writeText(text);
          return "ok";
        } catch {
          return "failed";
        }
      },
    };
  }

  return {
    own,
    read,
    pick,
    parts: { desk: ["questions", "desk"], room: ["questions", "desk", "room"] },

    async open(name) {
      if (name !== "room") return { tools, paper };
      const room = await once("room-tools", () => importGlue("roomTools"));
      return { paper, ...room.open({ ...base, pick, tools }) };
    },
  };
}

// What the demo's controls do: they dress the live widget, say what becomes of the colour, and write the lines to copy. The widget itself is ../pomscope.js.

/** One colour for light, one for dark. @typedef {[string, string]} Pair */
/** @typedef {{ accent: Pair, paper?: Pair, card?: Pair, ink?: Pair, theme?: string, font?: string, radius?: number, space?: number }} Look */

const BOOK = "Georgia, 'Times New Roman', serif";
const HUMANIST = "'Gill Sans', 'Trebuchet MS', Verdana, sans-serif";
/** The grounds that an accent stands on where a look has none of its own. @type {Pair} */
const PAPER = ["#fbfaf6", "#12181e"];

/** As in examples/themes. @type {Record<string, Look>} */
const LOOKS = {
  ours: { accent: ["#0e5f66", "#74c8c6"] },
  sober: { accent: ["#1f3a5f", "#a9c1e0"], font: BOOK, radius: 0, space: 1.15 },
  warm: { accent: ["#a8432a", "#f2a98c"], paper: ["#fdf7ef", "#1c1512"], card: ["#fffdfa", "#261d19"], font: HUMANIST, radius: 16 },
  night: { accent: ["#ffd400", "#ffd400"], paper: ["#ffffff", "#000000"], card: ["#ffffff", "#101010"], ink: ["#000000", "#ffffff"], theme: "dark", font: HUMANIST, radius: 4, space: 0.9 },
};

/** The element of an id; the page has them all. @template {HTMLElement} T @param {string} id @returns {T} */
const at = (id) => /** @type {T} */ (document.getElementById(id));
/** @type {HTMLFormElement} */
const knobs = at("knobs");
const live = at("live");
const site = at("site");

/** The look that was begun with. @type {Look} */
let look = LOOKS.ours;
/** Whether a colour was chosen in place of the look's: that may have two, the field shows one. */
let chosen = false;

/** @param {string} id @returns {string} */
const value = (id) => /** @type {HTMLInputElement | HTMLSelectElement} */ (at(id)).value;
/** @param {string} name */
const picked = (name) => String(new FormData(knobs).get(name) ?? "");

/** The accent as it is asked for. @returns {Pair} */
const asked = () => (chosen ? [value("accent"), value("accent")] : look.accent);

/** A pair as a sheet has it. @param {Pair | undefined} pair */
const written = (pair) => (!pair ? "" : pair[0] === pair[1] ? pair[0] : `light-dark(${pair.join(", ")})`);

/** The properties, empty where they are as the widget has them by itself, in the order in which they are written. @returns {Record<string, string>} */
function properties() {
  const ours = !chosen && look === LOOKS.ours;
  const space = Number(value("space"));
  return {
    "--pom-accent": ours ? "" : written(asked()),
    "--pom-paper": written(look.paper),
    "--pom-card": written(look.card),
    "--pom-ink": written(look.ink),
    "--pom-font": value("font"),
    "--pom-font-display": value("display"),
    "--pom-radius": value("radius") === "8" ? "" : `${value("radius")}px`,
    "--pom-space": space === 1 ? "" : `${space}`,
  };
}

/** A link is taken where it is one. */
function link() {
  try {
    const { protocol, href } = new URL(value("cta-href"));
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : "";
  } catch {
    return "";
  }
}

/** The attributes, empty where they are as the widget does by itself. @returns {Record<string, string>} */
function attributes() {
  const theme = picked("theme");
  return {
    lang: value("lang"),
    theme: theme === "auto" ? "" : theme,
    start: picked("start") === "full" ? "full" : "",
    "cta-href": link(),
    "cta-label": link() ? value("cta-label").trim() : "",
  };
}

/** @param {string} text */
const quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** What the page around has to say. */
function lines() {
  const rules = Object.entries(properties()).filter(([, set]) => set).map(([name, set]) => `  ${name}: ${set};`);
  const words = Object.entries(attributes()).filter(([, set]) => set).map(([name, set]) => ` ${name}="${quoted(set)}"`);
  const from = new URL("../pomscope.js", location.href).href;
  const style = rules.length > 0 ? ["<style>", "pom-scope {", ...rules, "}", "</style>"] : [];
  return [`<script type="module" src="${quoted(from)}"></script>`, `<pom-scope${words.join("")}></pom-scope>`, ...style].join("\n");
}

// What becomes of a colour: the sums of styles/tokens.css, so that they can be told. demo.suite.mjs holds them against the widget.

/** @param {string} hex */
const linear = (hex) => [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
/** @param {number[]} channels */
const luminance = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
/** @param {number[]} channels */
const hex = (channels) => `#${channels.map((v) => Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)).toString(16).padStart(2, "0")).join("")}`;
/** @param {string} colour */
function inLight(colour) {
  const channels = linear(colour);
  const by = Math.min(1, 0.145 / luminance(channels));
  return hex(channels.map((v) => v * by));
}
/** @param {string} colour */
function inDark(colour) {
  const channels = linear(colour);
  const by = Math.min(1, 0.69 / (1 - luminance(channels)));
  return hex(channels.map((v) => 1 - (1 - v) * by));
}
/** @param {string} one @param {string} other */
function ratio(one, other) {
  const [low, high] = [one, other].map((colour) => luminance(linear(colour))).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
/** @param {string} was @param {string} is @param {string} ground @param {string} theme @param {string} done */
function verdict(was, is, ground, theme, done) {
  const has = `${(Math.floor(ratio(is, ground) * 10) / 10).toFixed(1)} to 1`;
  return was === is ? `${theme}: readable as it is, ${has}.` : `${theme}: readable, ${has}. ${done} from ${was} to ${is}.`;
}

let told = "";

function show() {
  for (const [name, set] of Object.entries(attributes())) {
    if (set) live.setAttribute(name, set);
    else live.removeAttribute(name);
  }
  for (const [name, set] of Object.entries(properties())) live.style.setProperty(name, set);

  // The page around wears the look as well, as somebody's site would.
  const [light, dark] = asked();
  const [onLight, onDark] = [inLight(light), inDark(dark)];
  const [lightPaper, darkPaper] = look.paper ?? PAPER;
  site.dataset.theme = picked("theme");
  const around = { "--stage": written(look.paper), "--stage-ink": written(look.ink), "--stage-font": value("font"), "--stage-display": value("display"), "--stage-accent": written([onLight, onDark]) };
  for (const [name, set] of Object.entries(around)) site.style.setProperty(name, set);

  at("accent-text").textContent = value("accent");
  at("radius-text").textContent = `${value("radius")} px`;
  at("space-text").textContent = `${Math.round(100 * Number(value("space")))} %`;
  const now = [verdict(light, onLight, lightPaper, "Light", "Darkened"), verdict(dark, onDark, darkPaper, "Dark", "Lightened")];
  if (told !== now.join()) [at("verdict-light").textContent, at("verdict-dark").textContent] = now;
  told = now.join();
  for (const [theme, colour, ground] of [["light", onLight, lightPaper], ["dark", onDark, darkPaper]]) {
    const { style } = /** @type {HTMLElement} */ (document.querySelector(`.chip.${theme}`));
    style.setProperty("--is", colour);
    style.setProperty("--on", ground);
  }

  at("lines").textContent = lines();
  at("copied").textContent = "";
}

/** Sets the controls to a look. @param {string} name */
function wear(name) {
  look = LOOKS[name] ?? LOOKS.ours;
  chosen = false;
  /** @param {string} id @param {string} set */
  const put = (id, set) => {
    const field = /** @type {HTMLSelectElement} */ (at(id));
    field.value = set;
  };
  put("accent", asked()[0]);
  put("font", look.font ?? "");
  put("display", look.font ?? "");
  put("radius", `${look.radius ?? 8}`);
  put("space", `${look.space ?? 1}`);
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (knobs.querySelectorAll("[name=theme]"))) radio.checked = radio.value === (look.theme ?? "auto");
}

knobs.addEventListener("submit", (event) => event.preventDefault());
knobs.addEventListener("input", ({ target }) => {
  const { id, name, value: set } = /** @type {HTMLInputElement} */ (target);
  if (name === "look") wear(set);
  if (id === "accent") chosen = true;
  show();
});
at("back").addEventListener("click", () => {
  knobs.reset();
  wear("ours");
  show();
});

at("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(lines());
    at("copied").textContent = "Copied. Paste it into your page.";
  } catch {
    // Marked, so that the keys for copying do the rest.
    getSelection()?.selectAllChildren(at("lines"));
    at("copied").textContent = "Your browser forbids it: the lines are marked, copy them by key.";
  }
});

wear("ours");
show();

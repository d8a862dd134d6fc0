// Questionnaires of one's own, made on the spot for the tests of the browser: a bundle of any shape. What must come of them is asserted in the suites.

const range = (count) => Array.from({ length: count }, (_, at) => at + 1);

/**
 * A bundle. `levels` and `threads` are numbers; `descriptive` marks the lowest level; `practices` and `outcomes` count the items of a
 * group; `says(key, lang)` gives the words of a text, by default its key and the language.
 */
export function bundle({ id = "made-up", version = "1.0.0", levels = 3, threads = 2, descriptive = false, practices = 1, outcomes = 1, langs = ["en"], says = (key, lang) => `${key} (${lang})`, change = () => {} } = {}) {
  const names = range(threads).map((n) => `T${n}`);
  const items = (place, letter, count) => range(count).map((n) => ({ id: `${place}.${letter}${n}` }));
  const groups = range(levels).flatMap((level) =>
    names.map((thread) => {
      const place = `${thread}.${level}`;
      return { id: place, thread, level, practices: items(place, "P", practices), outcomes: items(place, "O", outcomes), metrics: [] };
    }),
  );
  const pack = {
    format: "pomscope-pack",
    formatVersion: 1,
    id,
    version,
    levels: range(levels).map((level) => ({ level, ...(descriptive && level === 1 ? { descriptive } : {}) })),
    threads: names,
    groups,
    metrics: [],
  };
  const whole = { format: "pomscope-bundle", formatVersion: 1, pack, wordings: {} };
  change(pack);
  whole.wordings = Object.fromEntries(langs.map((lang) => [lang, wording(pack, lang, (key) => says(key, lang))]));
  return whole;
}

/** All texts that a pack needs. */
function wording(pack, lang, says) {
  const per = (keys, value) => Object.fromEntries(keys.map((key) => [key, value(key)]));
  const numbers = pack.levels.map(({ level }) => `${level}`);
  const base = pack.levels[0].descriptive ? 1 : 0;
  const all = pack.groups.flatMap((group) => [...group.practices.map((item) => ({ ...item, group, practice: true })), ...group.outcomes.map((item) => ({ ...item, group }))]);
  const fields = (key, ...names) => Object.fromEntries(names.map((name) => [name, says(`${key} ${name}`)]));
  return {
    format: "pomscope-wording",
    formatVersion: 1,
    lang,
    pack: pack.id,
    version: pack.version,
    name: says("The name"),
    subject: says("The subject"),
    credit: says("The credit"),
    levels: per(numbers, (key) => fields(`Level ${key}`, "name", "text")),
    threads: per(pack.threads, (key) => fields(`Thread ${key}`, "name", "about", "question", "probe", "probeHint")),
    placement: per(pack.threads, (thread) => per(numbers, (level) => says(`${thread} at ${level}`))),
    groups: Object.fromEntries(pack.groups.map((group) => [group.id, fields(`Group ${group.id}`, "title", ...(group.level > base ? ["have", "lack"] : []))])),
    items: Object.fromEntries(all.map((item) => [item.id, fields(`Item ${item.id}`, "text", "help", ...(item.practice && item.group.level > base ? ["step"] : []))])),
    metrics: Object.fromEntries(pack.metrics.map(({ id }) => [id, fields(`Metric ${id}`, "text", "help")])),
  };
}

/** The ids that are asked, screen by screen, in the order of the screens. */
export function asked({ pack }) {
  const low = pack.levels[0].descriptive ? 1 : 0;
  const first = pack.groups.filter(({ level }) => level <= low);
  const rest = pack.threads.flatMap((thread) => pack.groups.filter((group) => group.thread === thread && group.level > low));
  return [...first, ...rest].map((group) => [...group.practices, ...group.outcomes].map(({ id }) => id));
}

// The wasm that ships, called directly as the loader calls it, with a port that only remembers. What the element adds is not tested here.

import { suite, test, equal, ok, until } from "../harness.mjs";

const METHODS = ["unmount", "storageChanged", "navigate", "importText", "importTooLarge", "askExport", "configure", "reset", "free"];

/** Fetches the module as the loader does, on a page of the site's own origin and policy but without the element. */
async function module({ page, server }, program = server.built) {
  server.page(`${server.base}bare.html`, '<!doctype html><html lang="en"><title>bare</title><link rel="icon" href="data:,"><body></body></html>');
  const { glue, wasm } = program;
  const contents = [...new Set([server.built.content, program.content])];
  await page.goto(`${server.url}bare.html`);
  await page.evaluate(
    async ([glue, wasm, contents]) => {
      const at = (name) => new URL(name, location.href).href;
      const app = await import(at(glue));
      await app.default({ module_or_path: await (await fetch(at(wasm))).arrayBuffer() });
      const texts = await Promise.all(contents.map(async (name) => (await fetch(at(name))).text()));
      const text = texts.length > 1 ? `[${texts}]` : texts[0];
      const recorder = () => {
        const calls = [];
        const answers = {
          save: async (id, text) => JSON.stringify({ local: "ok", durable: "ok", text: null }),
          remove: async () => JSON.stringify({ local: "ok", durable: "ok" }),
          removeAll: async () => JSON.stringify({ local: "ok", durable: "ok" }),
          pick: async () => undefined,
          print: async () => "ok",
          fetchPdf() {},
          makePdf: async () => "ok",
          cancelPdf() {},
          now: () => 1_780_000_000_000,
          random: () => "0123456789abcdef0123456789abcdef",
          requests: () => JSON.stringify({ data: 0, program: 5 }),
          today: () => "2026-06-01",
        };
        const names = [...Object.keys(answers), "place", "history", "download", "focus", "announce", "emit", "openDesk"];
        const port = {};
        for (const name of names) {
          port[name] = (...args) => {
            calls.push([name, ...args]);
            return answers[name]?.(...args);
          };
        }
        return { port, calls };
      };
      const config = { form: "embed", mode: "embed", lang: "en", start: null, side: null, build: "test", path: "", place: null, host: location.host };
      globalThis.wasmTest = {
        app,
        mount(saved = { local: "ok", durable: "ok", records: [] }, more = {}) {
          const root = document.createElement("div");
          document.body.append(root);
          const { port, calls } = recorder();
          const handle = app.mount(root, port, JSON.stringify({ ...config, ...more }), text, JSON.stringify(saved));
          return { root, handle, calls };
        },
      };
    },
    [glue, wasm, contents],
  );
}

suite("wasm", () => {
  for (const desk of [false, true]) test(`the module ${desk ? "of the desk" : "of the questions"} exports what the loader calls`, async (fixtures) => {
    await module(fixtures, desk ? fixtures.server.built.desk : fixtures.server.built);
    const found = await fixtures.page.evaluate((methods) => {
      const { app } = globalThis.wasmTest;
      return { mount: typeof app.mount, missing: methods.filter((name) => typeof app.Handle?.prototype[name] !== "function") };
    }, METHODS);
    equal(found, { mount: "function", missing: [] });
  });

  test("it mounts on a plain element, draws, and leaves nothing behind", async (fixtures) => {
    const { page } = fixtures;
    await module(fixtures);
    await page.evaluate(() => void (globalThis.mounted = globalThis.wasmTest.mount()));
    await until(() => page.evaluate(() => globalThis.mounted.root.textContent.trim().length), "something drawn");
    await page.evaluate(() => globalThis.mounted.handle.unmount());
    await until(() => page.evaluate(() => globalThis.mounted.root.childNodes.length === 0), "an empty root");
  });

  for (const [desk, begin] of [[false, [/Start with the quick check/, /Begin the quick check/]], [true, [/Go to the full assessment/, /Begin the full assessment/]]]) {
    test(`every effect is performed exactly once and in order, however actions and renders fall together, by ${desk ? "the desk" : "the questions"}`, async (fixtures) => {
      const { page, server } = fixtures;
      await module(fixtures, desk ? server.built.desk : server.built);
      await page.evaluate(() => void (globalThis.mounted = globalThis.wasmTest.mount()));
      for (const name of begin) await page.getByRole("button", { name }).click();
      const radios = desk ? "fieldset.card input" : "input[name=now]";
      await page.locator(radios).first().waitFor();
      // Twenty answers in one task: the renders between them are batched.
      await page.evaluate((radios) => {
        const four = [...globalThis.mounted.root.querySelectorAll(radios)].slice(0, 4);
        for (let at = 0; at < 20; at += 1) four[at % 4].click();
      }, radios);
      // What is asked, such as the time, is no effect.
      const calls = () => page.evaluate(() => globalThis.mounted.calls.filter(([name]) => !/now|random|requests|today/.test(name)));
      const revisions = async () => (await calls()).filter(([name]) => name === "save").map(([, , text]) => JSON.parse(text).rev);
      await until(async () => (await revisions()).at(-1), "the last answer saved", { wanted: 20 });
      const saved = await revisions();
      ok(saved.every((rev, at) => at === 0 || rev > saved[at - 1]), `no save twice, none out of order: ${saved}`);
      if (!desk) {
        await page.getByRole("radio", { name: /Not really/ }).check();
        await until(async () => (await revisions()).at(-1), "the proof saved", { wanted: 21 });
      }
      // One press that has two effects: once each.
      const before = (await calls()).length;
      if (desk) await page.getByRole("checkbox", { name: /keyboard/ }).uncheck();
      else await page.getByRole("button", { name: /Lower my answer/ }).click();
      await until(async () => (await calls()).length - before, "both effects", { wanted: 2 });
      // What answers later is asked in a task of its own.
      equal((await calls()).slice(before).map(([name]) => name), desk ? ["announce", "place"] : ["announce", "save"]);
    });
  }

  for (const desk of [false, true]) test(`records that cannot be read neither stop ${desk ? "the desk" : "the questions"} nor are written over`, async (fixtures) => {
    const { page } = fixtures;
    await module(fixtures, desk ? fixtures.server.built.desk : fixtures.server.built);
    await page.evaluate(() => {
      const records = ["", "null", "{", '{"format":"something else"}', '{"version":99999}', "\u0000"].map((text, index) => ({ id: `damaged${index}`, source: "local", text }));
      globalThis.mounted = globalThis.wasmTest.mount({ local: "ok", durable: "failed", records });
    });
    await until(() => page.evaluate(() => globalThis.mounted.root.textContent.trim().length), "something drawn");
    const calls = await page.evaluate(() => globalThis.mounted.calls.filter(([name]) => ["save", "remove", "removeAll"].includes(name)));
    equal(calls, []);
  });

  test("what the element may hand in at any time does no harm", async (fixtures) => {
    const { page } = fixtures;
    await module(fixtures);
    await page.evaluate(() => {
      globalThis.mounted = globalThis.wasmTest.mount();
      const { handle } = globalThis.mounted;
      handle.navigate("#/nowhere/at/all");
      handle.navigate("");
      handle.storageChanged("unknown12", undefined);
      handle.storageChanged("unknown12", "{");
      handle.importText("notes.txt", "not JSON");
      handle.importTooLarge("large.json", 6_000_000);
    });
    await until(() => page.evaluate(() => globalThis.mounted.root.textContent.trim().length), "something drawn");
  });

  test("the questions hand over once the save under way was answered, and the desk shows its screen with what it was told", async (fixtures) => {
    const { page, server } = fixtures;
    await module(fixtures);
    await page.evaluate(() => {
      globalThis.mounted = globalThis.wasmTest.mount();
    });
    const press = (name) => page.getByRole("button", { name }).click();
    await press(/Start with the quick check/);
    await press(/Begin the quick check/);
    const first = page.locator("fieldset").first();
    await first.getByRole("radio").nth(1).check();
    await page.evaluate(() => globalThis.mounted.handle.navigate("#/result"));
    const told = await until(() => page.evaluate(() => globalThis.mounted.calls.filter(([name]) => ["save", "openDesk"].includes(name)).find(([name]) => name === "openDesk")), "the hand-over");
    const order = await page.evaluate(() => globalThis.mounted.calls.map(([name]) => name).filter((name) => ["save", "openDesk"].includes(name)));
    equal(order, ["save", "openDesk"]);
    await until(() => first.isVisible(), "the questions still stand");
    await module(fixtures, server.built.desk);
    await page.evaluate(([, place, saved]) => void (globalThis.mounted = globalThis.wasmTest.mount(JSON.parse(saved), { place })), told);
    await page.getByRole("heading", { level: 1, name: "Result" }).waitFor();
    const effects = await until(async () => {
      const calls = await page.evaluate(() => globalThis.mounted.calls);
      return calls.some(([name]) => name === "focus") && calls;
    }, "its effects");
    equal(effects.filter(([name]) => ["history", "focus", "save"].includes(name)), [["history", "#/result", true], ["focus", "title"]]);
  });

  test("several instances live beside each other", async (fixtures) => {
    const { page } = fixtures;
    await module(fixtures);
    await page.evaluate(() => {
      globalThis.instances = [1, 2, 3].map(() => globalThis.wasmTest.mount());
      globalThis.mounted = globalThis.instances[1];
      globalThis.instances[0].handle.unmount();
    });
    await until(() => page.evaluate(() => globalThis.instances.slice(1).every(({ root }) => root.textContent.trim().length > 0)), "the others still drawn");
  });
});

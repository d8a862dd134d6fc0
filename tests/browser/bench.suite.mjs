// What the bench measures with: the floor page is what the content asks, and a visit counts only with an answer that is kept. What comes out is nobody's test.

import { suite, test, equal, match, ok } from "../harness.mjs";
import { answers } from "../answers.mjs";
import { floor, written } from "../floor.mjs";
import { load, visit } from "../load.mjs";
import { host } from "../phone.mjs";

suite("bench", () => {
  test("the floor page asks what the content asks", async () => {
    equal(written(), floor(), "node tests/floor.mjs writes it anew");
  });

  test("a first visit ends with an answer that is kept, on both pages", async ({ browser }) => {
    const { ratio, floor, pomscope } = await load(browser, { rounds: 1 });
    for (const { readable, answerable, kept, bytes, requests, files } of [floor, pomscope]) {
      ok(0 < readable.median && readable.median <= answerable.median && answerable.median <= kept.median, "each moment comes after the one before");
      ok(requests === files.length && bytes > 1_000, `${bytes} bytes in ${requests} requests`);
    }
    equal([floor.where, floor.files.map(({ name }) => name)], ["floor", ["index.html", "floor.css", "floor.js"]]);
    ok(pomscope.files.some(({ name }) => name === "app.wasm"), "the program is among what was weighed");
    equal(ratio.answerable.median, pomscope.answerable.median / floor.answerable.median);
  });

  test("an answer that no program takes up is not counted", async ({ browser }) => {
    const server = await host();
    server.page("/lost.html", '<!doctype html><title>Lost</title><h1>Lost</h1><pom-scope><label><input type="radio" name="pom-first" value="3"> Three</label></pom-scope>');
    const refused = await visit(browser, server, "/lost.html", { patience: 3_000 }).then(
      () => "counted",
      ({ message }) => message,
    );
    await server.stop();
    match(refused, /the first answer on \/lost\.html to be kept/);
  });

  test("the work of an answer is measured on both pages", async ({ browser }) => {
    const { ratio, floor, pomscope } = await answers(browser, { rounds: 1, answers: 1 });
    for (const { all, script, painted } of [floor, pomscope]) {
      ok(all.median > script.median && script.median > 0, `a script of ${script.median} ms in ${all.median} ms of work`);
      ok(painted >= 16, "nothing is told of less than 16 ms");
    }
    equal(ratio.median, pomscope.all.median / floor.all.median);
  });
});

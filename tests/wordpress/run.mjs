// The plugin in a real WordPress, as an administrator without access to files and an anonymous visitor meet it: node tests/wordpress/run.mjs ZIP. What can be known without a WordPress is plugin.mjs'.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure, equal, guarded, match, ok, ready, until } from "../harness.mjs";
import { launch } from "../chromium.mjs";
import { say, statements } from "../content.mjs";
import { ANSWERS, button, file as assessment, heading, radio, rate, saved, stored } from "../journey.mjs";
import { ROOT } from "../server.mjs";
import { ADMIN, site } from "./site.mjs";

const zip = process.argv[2];
const TARGET = process.env.POMSCOPE_TARGET ?? join(ROOT, "target");
const PICTURES = join(TARGET, "wordpress");
const OWNER = { name: "Ex “Quotes” & <tags> [gallery] GmbH", contact: "hello@example.org", consent: "You agree that we read it.\nYou can withdraw at any time.", version: "2026-11", href: "https://example.org/talk", label: "Talk [pomscope] to us" };
/** Puts a picture into the media library, as an upload does, and says its address. */
const LOGO = `
  require 'wp-load.php';
  $file = wp_upload_bits('logo.png', null, file_get_contents('wp-admin/images/w-logo-blue.png'));
  wp_insert_attachment(array('post_mime_type' => 'image/png', 'post_title' => 'Logo', 'post_status' => 'inherit'), $file['file']);
  echo $file['url'];
`;
const FIELD = 'input[name="pomscope-share"]';

rmSync(PICTURES, { recursive: true, force: true });
mkdirSync(PICTURES, { recursive: true });

const sum = { passed: 0, failed: 0 };
const wordpress = await site();
console.log(`WordPress ${wordpress.version}, Apache and PHP's own server`);
const browser = await launch();
const { context: adminContext, watch: adminWatch } = await guarded(browser, {}, [wordpress.origin]);
adminContext.setDefaultTimeout(30_000);
const admin = await adminContext.newPage();
admin.on("dialog", (dialog) => dialog.accept());
const shoot = (page, name) => page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });

/** What WordPress' own pages say and send is theirs; ours are the plugin's files and other origins. */
const ours = (problem) => /plugins\/pomscope|another origin/.test(problem) && !/is not a GET/.test(problem);

/** Steps build on each other: after the first that fails there is nothing to be known. */
async function step(name, work) {
  if (sum.failed) return;
  const started = performance.now();
  const seconds = () => `(${((performance.now() - started) / 1000).toFixed(1)} s)`;
  try {
    await work();
    equal(adminWatch.problems().filter(ours), [], "what the administrator's browser said");
    sum.passed += 1;
    console.log(`ok   ${name} ${seconds()}`);
  } catch (error) {
    sum.failed += 1;
    console.log(`FAIL ${name} ${seconds()}\n${error instanceof Failure ? error.message : error.stack}`);
    await shoot(admin, "failed").catch(() => {});
    console.log(`pictures: ${PICTURES}\n${wordpress.logs()}`);
  }
}

const dashboard = (path) => admin.goto(`${wordpress.origin}/wp-admin/${path}`);

/** Uploads a zip as Plugins → Add New → Upload Plugin does. */
async function upload(path) {
  await dashboard("plugin-install.php");
  await admin.getByRole("link", { name: "Upload Plugin" }).or(admin.getByRole("button", { name: "Upload Plugin" })).first().click();
  await admin.locator("#pluginzip").setInputFiles(path);
  await admin.locator("#install-plugin-submit").click();
}

/** Waits until WordPress says something on its page, in a notice or elsewhere. */
const says = (pattern) => until(async () => pattern.test(await admin.locator("#wpbody-content").innerText()), `WordPress to say ${pattern}`);

const row = () => admin.locator('tr[data-slug="pomscope"]').first();

/** A page with one block, made in the editor; `fill` sets it up. Gives its address. */
async function publish(title, block, fill) {
  await dashboard("post-new.php?post_type=page");
  // Newer editors draw the page in a frame of its own.
  await until(() => admin.locator(".edit-post-visual-editor, .editor-visual-editor").count(), "the editor");
  const frame = admin.frameLocator('iframe[name="editor-canvas"]');
  const canvas = await until(async () => {
    for (const where of [admin, frame]) if (await where.locator(".editor-post-title__input, .wp-block-post-title").count()) return where;
    return undefined;
  }, "the page in the editor");
  await canvas.locator(".editor-post-title__input, .wp-block-post-title").first().click();
  await admin.keyboard.type(title);
  await admin.keyboard.press("Enter");
  await admin.keyboard.type(`/${block}`);
  await admin.locator(".components-autocomplete__result", { hasText: block }).first().click();
  await fill(canvas);
  await admin.getByRole("button", { name: "Publish", exact: true }).first().click();
  await admin.locator(".editor-post-publish-panel").getByRole("button", { name: "Publish", exact: true }).click();
  const link = admin.locator(".post-publish-panel__postpublish-buttons, .components-snackbar").getByRole("link", { name: /^View Page/ }).first();
  return new URL(await link.getAttribute("href"));
}

/** A visitor whom nobody knows: every guard of the browser tests holds for the page. */
async function visit(url, work) {
  const { context, watch } = await guarded(browser, {}, [new URL(url).origin]);
  try {
    const page = await context.newPage();
    const requests = [];
    page.on("response", (response) => requests.push(response));
    await page.goto(url);
    await ready(page);
    const result = await work(page, requests);
    await page.evaluate("0");
    equal(watch.problems(), [], "what the visitor's browser said");
    return result;
  } catch (error) {
    for (const page of context.pages()) await shoot(page, "visitor-failed").catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}

/** Answers the first question and waits until that is kept. The theme has a heading and buttons of its own. */
async function answerOne(page) {
  const element = page.locator("pom-scope");
  await button(element, "start.full").click();
  await until(() => heading(element).innerText(), "the scope", { wanted: say("scope.title") });
  await element.locator("#next").click();
  await rate(element, statements[0].id, "largely");
  await saved(element);
}

/** The type of the program's first wasm, and how often it was asked for. */
async function wasm(requests) {
  const found = requests.filter((response) => /\/app-[0-9a-f]+\.wasm/.test(response.url()));
  ok(found.length > 0, "the program came");
  return { type: (await found[0].allHeaders())["content-type"] ?? "none", times: found.length, cache: (await found[0].allHeaders())["cache-control"] };
}

const on = (url, origin) => `${origin}${url.pathname}${url.search}`;
let blockPage;
let shortPage;

await step("an administrator uploads the zip and activates the plugin", async () => {
  await dashboard("");
  await admin.locator("#user_login").fill(ADMIN.user);
  await admin.locator("#user_pass").fill(ADMIN.password);
  await admin.locator("#wp-submit").click();
  await admin.waitForURL(/wp-admin/);
  await upload(zip);
  await says(/installed successfully/);
  await admin.getByRole("link", { name: "Activate Plugin" }).click();
  await says(/Plugin activated/);
  await shoot(admin, "activated");
});

await step("the settings are kept as typed, and what could run is refused with a sentence", async () => {
  await row().getByRole("link", { name: "Settings" }).click();
  await admin.getByLabel("Name", { exact: true }).fill(OWNER.name);
  await admin.getByLabel("Contact").fill(OWNER.contact);
  await admin.getByLabel("Address of your logo").fill(wordpress.php(LOGO));
  await admin.getByLabel("What they agree to").fill(OWNER.consent);
  await admin.getByLabel("Version of this text").fill(OWNER.version);
  await admin.getByLabel("Address", { exact: true }).fill("javascript:alert(1)");
  await admin.getByLabel("Words on the link").fill(OWNER.label);
  await admin.getByLabel("Accent", { exact: true }).fill("#7a1f5c");
  await admin.getByLabel("Fill a form field").fill(FIELD);
  await admin.getByRole("button", { name: "Save Changes" }).click();
  await says(/“Address” was left empty/);
  equal(await admin.getByLabel("Address", { exact: true }).inputValue(), "");
  await admin.getByLabel("Address", { exact: true }).fill(OWNER.href);
  await admin.getByRole("button", { name: "Save Changes" }).click();
  await says(/Settings saved/);
  equal(await admin.getByLabel("What they agree to").inputValue(), OWNER.consent);
  equal(await admin.getByLabel("Fill a form field").inputValue(), FIELD);
  await shoot(admin, "settings");
});

await step("the block is put on a page in the editor, set up and published", async () => {
  blockPage = await publish("With the block", "Pomscope", async (canvas) => {
    await canvas.locator('[data-type="pomscope/assessment"]').click();
    const settings = admin.getByRole("button", { name: "Settings", exact: true });
    if ((await settings.getAttribute("aria-expanded")) === "false" || (await settings.getAttribute("aria-pressed")) === "false") await settings.click();
    await admin.getByLabel("Offered first").selectOption("full");
    await admin.getByLabel("Theme").selectOption("light");
    await admin.getByRole("button", { name: "Storage and loading" }).click();
    await admin.getByLabel("Storage key").fill("by-block");
    await admin.getByRole("button", { name: "Storage and loading" }).click();
    match(await canvas.locator('[data-type="pomscope/assessment"]').innerText(), /Offered first: Full assessment/);
    await admin.screenshot({ path: join(PICTURES, "editor.png") });
  });
});

await step("a visitor answers on the block's page: kept, nothing else asked for, the right types, the settings told", async () => {
  await visit(blockPage.href, async (page, requests) => {
    const element = page.locator("pom-scope");
    equal(await element.evaluate((node) => ["start", "theme", "storage-key", "side", "lang"].map((name) => node.getAttribute(name))), ["full", "light", "by-block", null, null]);
    const told = JSON.parse(await element.locator('> script[type="application/json"]').evaluate((node) => node.textContent));
    match(told.logo, /^data:image\/png;base64,iVBOR/);
    delete told.logo;
    equal(told, {
      name: OWNER.name,
      contact: OWNER.contact,
      consent: { text: OWNER.consent, version: OWNER.version },
      cta: { href: OWNER.href, label: OWNER.label },
    });
    match(await element.evaluate((node) => getComputedStyle(node).getPropertyValue("--pom-accent")), /#7a1f5c/);
    equal(await element.evaluate((node) => node.parentElement.classList.contains("alignwide")), true, "as wide as in the editor");
    equal(await page.locator('script[src*="pomscope.js"]').evaluate((node) => [node.type, node.dataset.noOptimize, node.dataset.noDefer, node.dataset.noMinify, node.dataset.cfasync]), ["module", "1", "1", "1", "false"]);
    await answerOne(page);
    equal(Object.keys((await stored(page, "by-block")).local).length, 1);
    await shoot(page, "visitor");
    const { type, times, cache } = await wasm(requests);
    equal([type, times], ["application/wasm", 1], "Apache that reads .htaccess");
    match(cache ?? "", /immutable/);
    await page.reload();
    await ready(page);
    ok(await radio(page, statements[0].id, "largely").isChecked(), "place and answer are there after a reload");
  });
});

await step("without JavaScript the page says what is missing", async () => {
  const { context } = await guarded(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(blockPage.href);
  match(await page.locator("pom-scope").innerText(), /needs JavaScript/);
  await context.close();
});

await step("where .htaccess is not read, and under PHP's own server, it works as well", async () => {
  for (const origin of [wordpress.noHtaccess, wordpress.phpServer]) {
    await visit(on(blockPage, origin), async (page, requests) => {
      await answerOne(page);
      const { type, times } = await wasm(requests);
      console.log(`     ${origin === wordpress.phpServer ? "PHP's own server" : "Apache without .htaccess"}: wasm as ${type}, asked for ${times} time(s)`);
      equal(times, type === "application/wasm" ? 1 : 2, "once, or again where the type is wrong");
      if (origin === wordpress.noHtaccess) ok(type !== "application/wasm", "this server knows no wasm");
    });
  }
});

await step("the shortcode is put on a page with a form; what is shared fills the form's hidden field", async () => {
  shortPage = await publish("With the shortcode", "Shortcode", async (canvas) => {
    await canvas.locator('[data-type="core/shortcode"] textarea').fill('[pomscope start="quick" side="it" theme="nonsense" storage-key="by-shortcode" cta-href="javascript:alert(1)" onclick="alert(1)"]');
  });
  // The form of a form plugin, as it comes out in the page.
  wordpress.php(`
    require 'wp-load.php';
    $page = get_post(${Number(shortPage.searchParams.get("page_id"))});
    kses_remove_filters();
    wp_update_post(array('ID' => $page->ID, 'post_content' => wp_slash($page->post_content . '<!-- wp:html --><form class="a-form"><input type="hidden" name="pomscope-share" value=""></form><!-- /wp:html -->')));
  `);
  await visit(shortPage.href, async (page) => {
    const element = page.locator("pom-scope");
    equal(await element.evaluate((node) => Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]).filter(([name]) => name !== "style"))), {
      start: "quick",
      side: "it",
      "storage-key": "by-shortcode",
      "data-share-to": FIELD,
    });
    const field = page.locator(FIELD);
    await page.evaluate((selector) => {
      const field = document.querySelector(selector);
      globalThis.heard = [];
      for (const type of ["input", "change"]) document.addEventListener(type, ({ target }) => target === field && globalThis.heard.push(type));
    }, FIELD);
    await element.evaluate((node, text) => node.importJson(text), assessment({ title: "“Quotes” <tags>", answers: ANSWERS }));
    await until(() => heading(element).innerText(), "the result", { wanted: say("report.title") });
    await button(element, "result.share").click();
    await until(() => heading(element).innerText(), "the screen that hands over", { wanted: say("share.title") });
    match(await element.locator("#share-consent").innerText(), /You agree that we read it\.\s+You can withdraw/);
    await element.locator("#share-answers").check();
    equal(await field.inputValue(), "", "nothing before it is handed over");
    await shoot(page, "share");
    await button(element, "share.give.owner").click();
    const shared = JSON.parse(await until(() => field.inputValue(), "the form's field to be filled"));
    equal([shared.format, shared.consent.text, shared.consent.version], ["pomscope-share", OWNER.consent, OWNER.version]);
    equal(await page.evaluate("heard"), ["input", "change"]);
  });
});

await step("answers are kept on the shortcode's page, too", async () => {
  await visit(shortPage.href, async (page) => {
    await answerOne(page);
    await shoot(page, "shortcode");
  });
});

await step("what somebody without the right to markup publishes shows the same element", async () => {
  wordpress.php(`
    require 'wp-load.php';
    $author = wp_insert_user(array('user_login' => 'author', 'user_pass' => 'author', 'role' => 'author'));
    wp_set_current_user($author);
    kses_init();
    $content = '<!-- wp:pomscope/assessment {"start":"full","ctaLabel":"\\u003cscript\\u003ealert(1)\\u003c/script\\u003e [gallery]","ctaHref":"https://example.org/","lang":"\\u0022 onload=\\u0022alert(1)"} /-->';
    echo wp_insert_post(array('post_title' => 'By an author', 'post_status' => 'publish', 'post_content' => wp_slash($content)));
  `);
  const id = wordpress.php(`require 'wp-load.php'; echo get_posts(array('title' => 'By an author', 'fields' => 'ids'))[0];`);
  await visit(`${wordpress.origin}/?p=${id}`, async (page) => {
    equal(await page.locator("pom-scope").evaluate((node) => ["start", "cta-label", "cta-href", "lang"].map((name) => node.getAttribute(name))), ["full", "alert(1) [gallery]", "https://example.org/", null]);
  });
});

await step("optimizers are told to leave the scripts alone, in lists of each one's kind", async () => {
  const filtered = (name, value) => `'${name}' => apply_filters('${name}', ${value})`;
  const told = JSON.parse(wordpress.php(`
    require 'wp-load.php';
    echo wp_json_encode(array(
      ${filtered("rocket_exclude_js", "array('a.js')")},
      ${filtered("rocket_exclude_defer_js", "array()")},
      ${filtered("rocket_delay_js_exclusions", "array()")},
      ${filtered("litespeed_optimize_js_excludes", "array('a.js')")},
      ${filtered("litespeed_optm_js_defer_exc", "array()")},
      ${filtered("autoptimize_filter_js_exclude", "'a.js'")},
      'none' => apply_filters('autoptimize_filter_js_exclude', ''),
      'keyed' => apply_filters('autoptimize_filter_js_exclude', array('a.js' => 'remove')),
    ));
  `));
  const [part, pattern] = ["/wp-content/plugins/pomscope/", "/wp-content/plugins/pomscope/(.*).js"];
  equal(told, {
    rocket_exclude_js: ["a.js", pattern],
    rocket_exclude_defer_js: [pattern],
    rocket_delay_js_exclusions: [pattern],
    litespeed_optimize_js_excludes: ["a.js", part],
    litespeed_optm_js_defer_exc: [part],
    autoptimize_filter_js_exclude: `a.js, ${part}`,
    none: part,
    keyed: { "a.js": "remove", [part]: "" },
  });
});

await step("a newer zip uploaded over it takes its place and keeps the settings", async () => {
  const newer = join(PICTURES, "newer.zip");
  copyFileSync(zip, newer);
  execFileSync("php", ["-r", `
    $zip = new ZipArchive;
    $zip->open($argv[1]);
    $zip->addFromString('pomscope/pomscope.php', preg_replace('/(Version:\\s+)\\S+/', '\${1}99.0.0', $zip->getFromName('pomscope/pomscope.php'), 1));
    $zip->close();
  `, newer]);
  await upload(newer);
  await admin.getByRole("link", { name: "Replace current with uploaded" }).click();
  await says(/updated successfully/);
  await dashboard("plugins.php");
  match(await row().innerText(), /Version 99\.0\.0/);
  await visit(blockPage.href, (page) => answerOne(page));
  await dashboard("options-general.php?page=pomscope");
  equal(await admin.getByLabel("Contact").inputValue(), OWNER.contact);
});

await step("deactivated and deleted it leaves nothing: no files, no option, no broken page", async () => {
  await dashboard("plugins.php");
  await row().getByRole("link", { name: /^Deactivate/ }).click();
  await until(() => row().getByRole("link", { name: /^Delete/ }).count(), "the way to delete it");
  await row().getByRole("link", { name: /^Delete/ }).click();
  await until(() => existsSync(join(wordpress.folder, "wp-content/plugins/pomscope")), "the plugin's files to be gone", { wanted: false });
  await until(() => wordpress.php("require 'wp-load.php'; echo wp_json_encode(get_option('pomscope'));"), "the option to be gone", { wanted: "false" });
  const left = await (await fetch(blockPage)).text();
  ok(!/pom-scope|plugins\/pomscope/.test(left), "nothing of it on the page");
});

await step("WordPress and PHP logged nothing about the plugin", async () => {
  const log = join(wordpress.folder, "wp-content/debug.log");
  const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n").filter((line) => /plugins\/pomscope|pomscope_/.test(line)) : [];
  equal(lines, []);
});

await browser.close();
await wordpress.stop();
console.log(`wordpress result: ${sum.passed} passed; ${sum.failed} failed (${basename(zip)})`);
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);

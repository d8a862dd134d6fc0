//! `cargo xtask test`: every check there is, in order, and what to install for it. What a check asserts is in the tests themselves.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::analyse;
use crate::clock::Clock;
use crate::dist;
use crate::engines;
use crate::node::Node;
use crate::pdf::{self, Outcome};
use crate::project::{self, Project};
use crate::supply;
use crate::wasm;
use crate::wordpress;

const PARTS: [&str; 10] =
    ["format", "lints", "native", "pdf", "queries", "dist", "supply", "wordpress", "browser", "engines"];

pub struct Options {
    only: Vec<String>,
    suite: Option<String>,
}

impl Options {
    pub fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self { only: Vec::new(), suite: None };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--only" => {
                    let part = args.next().cloned().unwrap_or_default();
                    if !PARTS.contains(&part.as_str()) {
                        bail!("--only needs one of {}, not {part:?}", PARTS.join(", "));
                    }
                    options.only.push(part);
                }
                "--browser" => {
                    options.suite = Some(args.next().cloned().context(
                        "--browser needs the name of a suite: NAME of tests/browser/NAME.suite.mjs",
                    )?);
                }
                other => bail!("test does not know {other:?}; it takes --only PART and --browser NAME"),
            }
        }
        Ok(options)
    }

    fn wants(&self, part: &str) -> bool {
        match (&self.suite, self.only.is_empty()) {
            // A single suite is for iterating: it runs on the dist/site that is there.
            (Some(_), true) => part == "browser",
            (_, false) => self.only.iter().any(|wanted| wanted == part),
            (None, true) => true,
        }
    }
}

/// How many checks held and how many did not.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    fn one(held: bool) -> Self {
        Self { passed: usize::from(held), failed: usize::from(!held) }
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// True when all that was asked for passed.
pub fn run(project: &Project, options: &Options) -> Result<bool> {
    let clock = Clock::start();
    let mut all = Tally::default();
    let mut broken: Vec<&str> = Vec::new();
    let mut step = |title: &'static str, check: &mut dyn FnMut() -> Result<Tally>| {
        let clock = Clock::start();
        println!("\n== {title}");
        let tally = check().unwrap_or_else(|error| {
            println!("{error:#}");
            Tally::one(false)
        });
        println!("-- {title}: {} passed, {} failed ({})", tally.passed, tally.failed, clock.read());
        if tally.failed > 0 {
            broken.push(title);
        }
        all.add(tally);
    };

    if options.wants("format") {
        step("format", &mut || Ok(held(project.cargo().args(["fmt", "--all", "--check"]))));
    }
    if options.wants("lints") {
        step("lints on this machine", &mut || {
            let mut tally = Tally::default();
            for part in [
                &["--workspace", "--all-targets"][..],
                &["--package", "pomscope", "--features", "desk"],
                &["--package", "pomscope", "--features", "room"],
            ] {
                tally.add(held(project.cargo().arg("clippy").args(part).args(["--", "-D", "warnings"])));
            }
            Ok(tally)
        });
        step("lints for wasm", &mut || {
            wasm::add_target(project)?;
            let mut tally = Tally::default();
            for features in ["", "desk", "room"] {
                let mut clippy = project.cargo();
                clippy.args(["clippy", "--package", "pomscope", "--target", "wasm32-unknown-unknown"]);
                clippy.args(["--features", features]);
                tally.add(held(clippy.args(["--", "-D", "warnings"])));
            }
            Ok(tally)
        });
    }
    if options.wants("native") {
        step("native tests", &mut || native(project));
    }
    let mut skipped: Vec<String> = Vec::new();
    if options.wants("pdf") {
        step("PDFs against their standards", &mut || match pdf::validate(project)? {
            Outcome::Checked { passed, failed } => Ok(Tally { passed, failed }),
            Outcome::Skipped(why) => {
                skipped.push(format!("PDFs against their standards, since {why}"));
                Ok(Tally::default())
            }
        });
    }
    if options.wants("queries") {
        step("the queries of docs/ANALYSE.md", &mut || match analyse::queries(project)? {
            Ok(mut run) => counted(&mut run, "queries result: "),
            Err(why) => {
                skipped.push(format!("the queries of {}, since {why}", analyse::PAGE));
                Ok(Tally::default())
            }
        });
    }
    if options.wants("dist") {
        step("the site and its budget", &mut || dist::run(project).map(Tally::one));
    }
    if options.wants("supply") {
        step("dependencies and their rules", &mut || {
            let outcome = supply::check(project)?;
            skipped.extend(outcome.skipped);
            Ok(Tally { passed: outcome.passed, failed: outcome.failed })
        });
        step("what ships", &mut || shipped(project));
    }
    if options.wants("wordpress") {
        step("the WordPress plugin", &mut || plugin(project));
        match wordpress::missing(project) {
            Some(why) => skipped.push(format!("the plugin in a real WordPress, since {why}")),
            None => step("the plugin in a real WordPress", &mut || in_wordpress(project)),
        }
    }
    if options.wants("browser") {
        step("browser tests", &mut || browser(project, options.suite.as_deref()));
    }
    if options.wants("engines") {
        step("three engines", &mut || three_engines(project));
    }

    println!("\nTook {}.", clock.read());
    if !broken.is_empty() {
        println!("Not green: {}.", broken.join(", "));
    }
    for what in &skipped {
        println!("Skipped: {what}.");
    }
    println!("{} passed, {} failed", all.passed, all.failed);
    Ok(all.failed == 0 && (all.passed > 0 || !skipped.is_empty()))
}

fn held(command: &mut Command) -> Tally {
    Tally::one(command.status().is_ok_and(|status| status.success()))
}

fn native(project: &Project) -> Result<Tally> {
    let mut cargo = project.cargo();
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    if project.strict() {
        cargo.arg("--locked");
    }
    let mut sum = Tally::default();
    let good = echoed(&mut cargo, |line| sum.add(native_result(line)))?;
    if !good && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(sum)
}

/// What a line "test result: …" says; a test that was skipped is one that failed.
fn native_result(line: &str) -> Tally {
    let Some(result) = line.strip_prefix("test result: ") else { return Tally::default() };
    let number = |word: &str| -> usize {
        result
            .split(['.', ';'])
            .find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
            .unwrap_or_default()
    };
    Tally { passed: number("passed"), failed: number("failed") + number("ignored") }
}

/// The suites of tests/browser on dist/site. The wasm tests are among them (wasm.suite.mjs): they call the module
/// that ships, in the engine that runs it, instead of a second module made for a test runner.
fn browser(project: &Project, suite: Option<&str>) -> Result<Tally> {
    let node = Node::ready(project)?;
    let chromium = chromium(project)?;
    site_is_there(project)?;
    let mut run = node.script(project, "tests/run.mjs");
    run.env("CHROMIUM", chromium).env("POMSCOPE_TARGET", &project.target).args(suite);
    counted(&mut run, "browser result: ")
}

fn site_is_there(project: &Project) -> Result<()> {
    if !project.path(dist::FOLDER).join("index.html").is_file() {
        println!("There is no {} yet: building it", dist::FOLDER);
        dist::build(project)?;
    }
    Ok(())
}

/// The checks of tests/engines in Chromium, Firefox and WebKit, on what `dist` built.
fn three_engines(project: &Project) -> Result<Tally> {
    let node = Node::ready(project)?;
    let chromium = chromium(project)?;
    let engines = engines::ready(project)?;
    site_is_there(project)?;
    let mut run = node.script(project, "tests/engines/run.mjs");
    run.env("CHROMIUM", chromium).env("POMSCOPE_TARGET", &project.target);
    engines.name_to(&mut run);
    counted(&mut run, "engines result: ")
}

/// What a build says of itself, held against what it is: hashes, licences, bill of materials.
fn shipped(project: &Project) -> Result<Tally> {
    let node = Node::ready(project)?;
    site_is_there(project)?;
    counted(&mut node.script(project, "tests/supply/ship.mjs"), "supply result: ")
}

/// What can be known of the plugin without a WordPress.
fn plugin(project: &Project) -> Result<Tally> {
    let node = Node::ready(project)?;
    plugin_is_there(project)?;
    let mut run = node.script(project, "tests/wordpress/plugin.mjs");
    counted(run.arg(wordpress::path(project)), "plugin result: ")
}

/// The plugin as an administrator and a visitor meet it.
fn in_wordpress(project: &Project) -> Result<Tally> {
    let node = Node::ready(project)?;
    let chromium = chromium(project)?;
    plugin_is_there(project)?;
    let mut run = node.script(project, "tests/wordpress/run.mjs");
    run.env("CHROMIUM", chromium).env("POMSCOPE_TARGET", &project.target).arg(wordpress::path(project));
    counted(&mut run, "wordpress result: ")
}

fn plugin_is_there(project: &Project) -> Result<()> {
    if !wordpress::path(project).is_file() {
        println!("There is no {} yet: building it", wordpress::path(project).display());
        dist::build(project)?;
    }
    Ok(())
}

/// Runs tests that say at their end, after a mark, how many passed and failed.
fn counted(run: &mut Command, mark: &str) -> Result<Tally> {
    let mut sum = Tally::default();
    let good = echoed(run, |line| {
        if let Some(result) = line.strip_prefix(mark) {
            sum = native_result(&format!("test result: {result}"));
        }
    })?;
    if !good && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(sum)
}

/// Runs a program, passes on what it prints line by line, and shows each line to the reader too.
fn echoed(command: &mut Command, mut reader: impl FnMut(&str)) -> Result<bool> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("{program} could not be started"))?;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).split(b'\n') {
            let line = line.with_context(|| format!("what {program} printed could not be read"))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            reader(&line);
        }
    }
    Ok(child.wait().with_context(|| format!("{program} could not be waited for"))?.success())
}

/// A Chromium to test with; on Debian as root it is installed when there is none.
pub fn chromium(project: &Project) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let path = PathBuf::from(named);
        if path.is_file() {
            return Ok(path);
        }
        bail!("CHROMIUM names {}, where there is no program", path.display());
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    project::install(project, "chromium")
        .context("the browser tests need a Chromium: install it, or name it with CHROMIUM=/path/to/it")?;
    installed().context(
        "Chromium was installed, but there is no program `chromium` now; name it with CHROMIUM=/path/to/it",
    )
}

fn installed() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    names.iter().find_map(|name| project::on_path(name)).or_else(|| mac.is_file().then_some(mac))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_line_is_read_and_a_skipped_test_counts_as_failed() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(native_result(line), Tally { passed: 12, failed: 4 });
        assert_eq!(native_result("test result: ok. 7 passed; 0 failed"), Tally { passed: 7, failed: 0 });
        assert_eq!(native_result("running 3 tests"), Tally::default());
    }

    #[test]
    fn parts_are_chosen() {
        let parse = |args: &[&str]| {
            let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
            Options::parse(&args).map_err(|error| error.to_string())
        };
        assert!(PARTS.iter().all(|part| parse(&[]).unwrap().wants(part)));
        let one = parse(&["--browser", "smoke"]).unwrap();
        assert!(one.wants("browser") && !one.wants("dist"));
        let two = parse(&["--only", "dist", "--only", "browser"]).unwrap();
        assert!(two.wants("browser") && two.wants("dist") && !two.wants("native"));
        assert!(parse(&["--only", "everything"]).is_err_and(|text| text.contains("format, lints")));
    }
}

//! The build tool's command line: which task was asked for, and the exit code. The tasks are one file each.

mod analyse;
mod answers;
mod base64;
mod bench;
mod budget;
mod clock;
mod code;
mod compress;
mod content;
#[cfg(test)]
mod contract;
mod dist;
mod embed;
mod engines;
mod http;
mod licences;
mod linked;
mod load;
mod measure;
mod mounts;
mod node;
mod offline;
mod pdf;
mod project;
mod record;
mod reproduce;
mod sbom;
mod scores;
mod screens;
mod seal;
mod serve;
mod single;
mod site;
mod supply;
mod test;
mod wasm;
mod wordpress;
mod zip;

use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;

const USAGE: &str = "\
cargo xtask TASK [OPTIONS]

  serve                 builds the site and serves it on 127.0.0.1; needs Rust only
      --port N          the first port to try (8080)
      --watch           builds again when a source file changes

  dist                  writes dist/site, ready for any static host under any path, dist/embed,
                        ready for npm, and the plugin dist/pomscope-wordpress-VERSION.zip;
                        prints what a visitor downloads and the hashes for `integrity`,
                        and fails over budget; needs Node.js

  pdf                   the module that draws PDFs, built and weighed; needs Node.js

  test                  every check there is: format, lints, native tests, PDFs, queries, the site, dependencies and what ships, WordPress, browser tests, three engines
      --only PART       one part: format, lints, native, pdf, queries, dist, supply, wordpress, browser or engines; may be given more than once
      --browser NAME    only the browser suite tests/browser/NAME.suite.mjs, on the dist/site of now

  reproduce             builds the last commit in two places and compares every byte; prints the one hash

  bench                 what Pomscope weighs and costs, beside budgets and a plain form, as a table and as target/bench.json
      --only PART       one part, on the dist of now: sizes (builds it), load, answers, mounts, pdf, scores or code; may be given more than once
      --rounds N        an odd number of rounds of load and answers
      --answers N       so many answers a round, in place of a whole assessment
      --keep NAME       keeps the run in docs/benchmarks and writes docs/BENCHMARKS.md anew

  screens               pictures of every screen into target/screens, contact sheets into docs/screens
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<bool> {
    let (task, rest) = match args.split_first() {
        None => {
            print!("{USAGE}");
            return Ok(false);
        }
        Some((task, rest)) => (task.as_str(), rest),
    };
    if matches!(task, "help" | "--help" | "-h") || rest.iter().any(|arg| arg == "--help" || arg == "-h") {
        print!("{USAGE}");
        return Ok(true);
    }
    match task {
        "serve" => serve::run(&Project::find()?, &serve::Options::parse(rest)?).map(|()| true),
        "dist" => {
            no_options(task, rest)?;
            dist::run(&Project::find()?)
        }
        "test" => test::run(&Project::find()?, &test::Options::parse(rest)?),
        "bench" => bench::run(&Project::find()?, &bench::Options::parse(rest)?),
        "pdf" => {
            no_options(task, rest)?;
            pdf::run(&Project::find()?)
        }
        "reproduce" => {
            no_options(task, rest)?;
            reproduce::run(&Project::find()?)
        }
        "screens" => {
            no_options(task, rest)?;
            screens::run(&Project::find()?).map(|()| true)
        }
        other => bail!("there is no task {other:?}. These are the tasks:\n\n{USAGE}"),
    }
}

fn no_options(task: &str, rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(option) => bail!("{task} takes no options, but was given {option:?}; see cargo xtask help"),
    }
}

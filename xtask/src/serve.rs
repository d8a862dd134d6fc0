//! `cargo xtask serve`: builds the real thing and serves it on this machine, again after a change if asked. Needs no Node.js.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use crate::clock::Clock;
use crate::http;
use crate::project::Project;
use crate::site;

/// What a build is made from; a change here makes `--watch` build again.
const SOURCES: [&str; 9] =
    ["Cargo.toml", "Cargo.lock", "index.html", "src", "crates/core", "web", "styles", "content", "demo"];
/// With `--watch` a reload has to show what was just built, not what a service worker kept.
const NO_WORKER: &str = "\
// In place of the site's offline.js: takes back a service worker that an earlier `serve` left here.
for (const kept of await navigator.serviceWorker.getRegistrations()) kept.unregister();
";
const LOOK_EVERY: Duration = Duration::from_millis(400);

pub struct Options {
    port: u16,
    watch: bool,
}

impl Options {
    pub fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self { port: 8080, watch: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--watch" => options.watch = true,
                "--port" => {
                    let number = args.next().map(String::as_str).unwrap_or_default();
                    options.port =
                        number.parse().ok().filter(|port| *port > 0).with_context(|| {
                            format!("--port needs a number from 1 to 65535, not {number:?}")
                        })?;
                }
                other => bail!("serve does not know {other:?}; it takes --port N and --watch"),
            }
        }
        Ok(options)
    }
}

pub fn run(project: &Project, options: &Options) -> Result<()> {
    let folder = project.target.join("site");
    let mut seen = newest(project);
    build(project, &folder, options)?;
    let (listener, port) = http::listen(options.port)?;
    println!("Pomscope is at http://127.0.0.1:{port}/  (Ctrl-C ends it)");
    println!("On somebody's page, in their colours: http://127.0.0.1:{port}/{}/", site::DEMO);
    if !options.watch {
        http::serve(&listener, &folder);
        return Ok(());
    }

    println!("Watching the sources; after a change, reload the page.");
    let served = folder.clone();
    std::thread::spawn(move || http::serve(&listener, &served));
    loop {
        std::thread::sleep(LOOK_EVERY);
        let now = newest(project);
        if now == seen {
            continue;
        }
        seen = now;
        match build(project, &folder, options) {
            Ok(()) => println!("Built again: reload http://127.0.0.1:{port}/"),
            Err(error) => eprintln!("Not built, the last good build is still served: {error:#}"),
        }
    }
}

fn build(project: &Project, folder: &Path, options: &Options) -> Result<()> {
    let clock = Clock::start();
    eprintln!("Building the site");
    let mut site = site::build(project, None)?.site;
    if options.watch {
        site.files.insert("offline.js".to_owned(), NO_WORKER.as_bytes().to_vec());
    }
    site.write(folder)?;
    eprintln!("Built in {}", clock.read());
    Ok(())
}

/// How many sources there are and when the last one changed: different after any change, removal included.
fn newest(project: &Project) -> (usize, Option<SystemTime>) {
    let mut count = 0;
    let mut latest = None;
    let mut left: Vec<PathBuf> = SOURCES.iter().map(|source| project.path(source)).collect();
    while let Some(path) = left.pop() {
        let Ok(about) = std::fs::metadata(&path) else { continue };
        if about.is_dir() {
            left.extend(std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else {
            count += 1;
            latest = latest.max(about.modified().ok());
        }
    }
    (count, latest)
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn parse(args: &[&str]) -> Result<Options, String> {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        Options::parse(&args).map_err(|error| error.to_string())
    }

    #[test]
    fn options_are_read_or_refused_with_a_sentence() {
        let options = parse(&["--watch", "--port", "9000"]).unwrap();
        assert!(options.watch && options.port == 9000);
        for wrong in [&["--port", "0"][..], &["--port"], &["--port", "70000"], &["-p"]] {
            assert!(parse(wrong).is_err_and(|text| text.contains("--port")), "{wrong:?}");
        }
    }
}

//! Firefox and WebKit for the checks of tests/engines: found, and on Debian as root installed. What is checked in them is elsewhere.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::{self, Project};

/// WebKit's small browser is no program for users: it lies beside the library, whose version differs by system.
const WEBKIT_BROWSERS: [&str; 5] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/x86_64-linux-gnu/webkitgtk-6.0/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkitgtk-6.0/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
];

/// The programs that the checks start.
pub struct Engines {
    firefox: PathBuf,
    webkit_driver: PathBuf,
    webkit_browser: PathBuf,
}

impl Engines {
    /// Tells a run where they are.
    pub fn name_to(&self, run: &mut Command) {
        run.env("FIREFOX", &self.firefox)
            .env("WEBKIT_DRIVER", &self.webkit_driver)
            .env("WEBKIT_BROWSER", &self.webkit_browser);
    }
}

/// All that the checks need besides a Chromium; what lacks is installed where that can be done.
pub fn ready(project: &Project) -> Result<Engines> {
    let firefox = found_or_installed(project, firefox, "firefox-esr", "a Firefox", "FIREFOX")?;
    let webkit_driver =
        found_or_installed(project, webkit_driver, "webkit2gtk-driver", "WebKit's driver", "WEBKIT_DRIVER")?;
    let webkit_browser = found_or_installed(
        project,
        webkit_browser,
        "libwebkit2gtk-4.1-0",
        "WebKit's MiniBrowser",
        "WEBKIT_BROWSER",
    )?;
    // The driver opens a window, which needs a display.
    found_or_installed(project, display, "xvfb", "a display in memory (xvfb-run)", "PATH")?;
    found_or_installed(project, display_keys, "xauth", "xauth, without which xvfb-run does nothing", "PATH")?;
    Ok(Engines { firefox, webkit_driver, webkit_browser })
}

fn found_or_installed(
    project: &Project,
    find: fn() -> Option<PathBuf>,
    package: &str,
    what: &str,
    variable: &str,
) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let advice = format!(
        "the checks in three engines need {what}: install it, or name it with {variable}=/path/to/it. The other parts run \
         without: cargo xtask test --only PART"
    );
    project::install(project, package).with_context(|| advice.clone())?;
    find().context(advice)
}

/// A program that a variable names, or one on the path.
fn named_or_on_path(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| names.iter().find_map(|name| project::on_path(name)))
}

fn firefox() -> Option<PathBuf> {
    named_or_on_path("FIREFOX", &["firefox-esr", "firefox"])
}

fn webkit_driver() -> Option<PathBuf> {
    named_or_on_path("WEBKIT_DRIVER", &["WebKitWebDriver"])
}

fn webkit_browser() -> Option<PathBuf> {
    let known = || WEBKIT_BROWSERS.iter().map(Path::new).find(|path| path.is_file()).map(Path::to_path_buf);
    named_or_on_path("WEBKIT_BROWSER", &[]).or_else(known)
}

fn display() -> Option<PathBuf> {
    // The script is nothing without the server.
    project::on_path("Xvfb").and_then(|_| project::on_path("xvfb-run"))
}

fn display_keys() -> Option<PathBuf> {
    project::on_path("xauth")
}

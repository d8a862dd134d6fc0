//! Node.js and the npm packages that the lock file pins: found, installed, started. What they are used for is elsewhere.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::project::{self, Project};

const OLDEST: u32 = 20;
/// Written into node_modules after an install: the digest of the lock file it came from.
const MARK: &str = "node_modules/.pomscope-lock";

/// A Node.js with the packages of package-lock.json beside it.
pub struct Node {
    program: PathBuf,
}

impl Node {
    /// Finds Node.js and installs the packages if they are missing or older than the lock file.
    pub fn ready(project: &Project) -> Result<Self> {
        let Some(program) = project::on_path("node") else {
            bail!(
                "Node.js {OLDEST} or newer is needed for this task (only `cargo xtask serve` goes without) and there is no \
                 `node` here. On Debian: apt-get install -y nodejs npm"
            );
        };
        let version =
            project::capture(project.command(&program).arg("--version"), "asking Node.js its version")?;
        let major = version
            .trim()
            .trim_start_matches('v')
            .split('.')
            .next()
            .and_then(|text| text.parse::<u32>().ok());
        if major.is_none_or(|major| major < OLDEST) {
            bail!(
                "Node.js {OLDEST} or newer is needed for this task; {} is {}",
                program.display(),
                version.trim()
            );
        }
        install(project)?;
        Ok(Self { program })
    }

    /// Starts a script of the repository or of a package with Node.js.
    pub fn script(&self, project: &Project, inside: &str) -> Command {
        let mut command = project.command(&self.program);
        command.arg(project.path(inside));
        command
    }

    pub fn wasm_opt(&self, project: &Project) -> Command {
        self.script(project, "node_modules/binaryen/bin/wasm-opt")
    }

    pub fn esbuild(&self, project: &Project) -> Command {
        let mut command = self.script(project, "node_modules/esbuild/bin/esbuild");
        command.args(["--log-level=warning", "--legal-comments=none", "--charset=utf8", "--minify"]);
        command
    }
}

fn install(project: &Project) -> Result<()> {
    let lock = project.read("package-lock.json")?;
    let wanted = digest(lock.as_bytes());
    let mark = project.path(MARK);
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    let Some(npm) = project::on_path("npm") else {
        bail!(
            "npm is needed to install the packages of package-lock.json, and there is none here. On Debian: apt-get install -y npm"
        );
    };
    eprintln!("Installing the npm packages of package-lock.json");
    // No package needs a script of its own to work, and none gets to run one.
    project::run(
        project.command(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]),
        "npm ci",
    )?;
    std::fs::write(&mark, wanted).with_context(|| format!("{MARK} could not be written"))
}

/// Sixty-four hex digits of SHA-256.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

//! Where things are in this repository, and how other programs are started. What is built from them is elsewhere.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The repository and the folder that builds go to.
pub struct Project {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        // Cargo says at run time where the package is; what it said at build time may be another checkout's.
        let package =
            std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root =
            Path::new(&package).parent().context("xtask lives in a folder of the repository")?.to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// A path of the repository, given with slashes.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    pub fn read(&self, inside: &str) -> Result<String> {
        let path = self.path(inside);
        std::fs::read_to_string(&path)
            .with_context(|| format!("{inside} could not be read; the site cannot be built without it"))
    }

    /// `cargo`, the one that runs this tool.
    pub fn cargo(&self) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// True on a continuous integration machine: there the lock files are law.
    pub fn strict(&self) -> bool {
        std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
    }
}

/// Runs a program to its end with its output on ours.
pub fn run(command: &mut Command, what: &str) -> Result<()> {
    let status =
        command.status().with_context(|| format!("{what}: {} could not be started", name(command)))?;
    if !status.success() {
        bail!("{what} failed ({status}); what it said is above");
    }
    Ok(())
}

/// Runs a program and gives back what it printed.
pub fn capture(command: &mut Command, what: &str) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{what}: {} could not be started", name(command)))?;
    if !output.status.success() {
        bail!("{what} failed ({}); what it said is above", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{what} printed something that is not text"))
}

/// Installs a package of the system's: on Debian as root; else the error says what to type.
pub fn install(project: &Project, package: &str) -> Result<()> {
    let advice = format!("apt-get update && apt-get install -y {package}");
    if !(Path::new("/etc/debian_version").is_file() && on_path("apt-get").is_some()) {
        bail!("this is no Debian, where it would be: {advice}");
    }
    let user = capture(project.command("id").arg("-u"), "asking who runs this")?;
    if user.trim() != "0" {
        bail!("only root may install {package}. Run: sudo sh -c '{advice}'");
    }
    println!("Installing {package} from the system's packages");
    let apt = |args: &[&str]| {
        let mut command = project.command("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .arg("-qq")
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        run(&mut command, "apt-get")
    };
    apt(&["update"]).with_context(|| advice.clone())?;
    apt(&["install", "-y", package]).context(advice)
}

/// The first file of this name among the folders that programs are looked for in.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Puts an empty folder at the path, whatever was there.
pub fn fresh(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("{} could not be emptied", folder.display()))?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

//! `cargo xtask reproduce`: builds the last commit twice, in two folders and two surroundings, and holds that every byte is the same. What a build writes is dist's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::clock::Clock;
use crate::node::digest;
use crate::project::{self, Project};
use crate::seal;

/// The second place: longer, and with a space.
const PLACES: [&str; 2] = ["one", "quite another/place"];

/// True when both builds are the same.
pub fn run(project: &Project) -> Result<bool> {
    let clock = Clock::start();
    let commit =
        project::capture(project.command("git").args(["rev-parse", "HEAD"]), "asking git for the commit")?;
    let commit = commit.trim();
    let changed =
        project::capture(project.command("git").args(["status", "--porcelain"]), "asking git for changes")?;
    if !changed.trim().is_empty() {
        println!("What is not committed is not built: this is about {commit}.");
    }
    let root = project.target.join("reproduce");
    project::fresh(&root)?;
    let mut builds = Vec::new();
    for (number, place) in PLACES.iter().enumerate() {
        let folder = root.join(place);
        println!("\n== {}", folder.display());
        clone(project, commit, &folder)?;
        let mut build = project.command("sh");
        build.current_dir(&folder).env_remove("CARGO_TARGET_DIR").env_remove("CARGO_MANIFEST_DIR");
        let mask = if number == 0 { "022" } else { "077" };
        if number > 0 {
            elsewhere(&mut build, &root)?;
        }
        // The mask is the process', so a shell sets it.
        build.arg("-c").arg(format!("umask {mask} && exec cargo xtask dist"));
        project::run(&mut build, "cargo xtask dist in a clone")?;
        builds.push(seal::all(&folder.join("dist"), "")?);
    }
    let [one, other] = builds.as_slice() else { bail!("there are two places") };
    let different = differences(one, other);
    println!("\nTook {}.", clock.read());
    for line in &different {
        println!("{line}");
    }
    if different.is_empty() {
        let sums = one.get("SHA256SUMS").context("dist writes SHA256SUMS")?;
        println!("{} files, the same bytes in both builds of {commit}: {}", one.len(), digest(sums));
        project::fresh(&root)?;
    } else {
        println!("{} files differ; both builds stay in {}", different.len(), root.display());
    }
    Ok(different.is_empty())
}

fn clone(project: &Project, commit: &str, folder: &Path) -> Result<()> {
    let mut clone = project.command("git");
    clone.args(["clone", "--quiet", "--no-checkout"]).arg(&project.root).arg(folder);
    project::run(&mut clone, "git clone")?;
    let mut checkout = project.command("git");
    checkout.current_dir(folder).args(["checkout", "--quiet", "--detach", commit]);
    project::run(&mut checkout, "git checkout")
}

/// Another time zone, language, user and Cargo home: what cargo downloaded is there by another path.
fn elsewhere(build: &mut std::process::Command, root: &Path) -> Result<()> {
    build
        .env("TZ", "Pacific/Kiritimati")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "C")
        .env("USER", "somebody");
    build.env("SOURCE_DATE_EPOCH", "1").env("COLUMNS", "40");
    if let Some(found) = home().filter(|_| cfg!(unix)) {
        let other = root.join("cargo");
        project::fresh(&other)?;
        for entry in std::fs::read_dir(&found).context("Cargo's home could not be read")? {
            let entry = entry.context("Cargo's home could not be read")?;
            #[cfg(unix)]
            std::os::unix::fs::symlink(entry.path(), other.join(entry.file_name()))
                .context("a link into Cargo's home could not be made")?;
        }
        build.env("CARGO_HOME", other);
    }
    Ok(())
}

/// Where cargo keeps what it downloads.
fn home() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))
        .filter(|home| home.is_dir())
}

/// What is not the same: the name of each file, and how it differs.
fn differences(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in one {
        match other.get(name) {
            None => found.push(format!("{name} is in the first build alone")),
            Some(same) if same == bytes => {}
            Some(different) => {
                let at = bytes.iter().zip(different).take_while(|(one, other)| one == other).count();
                found.push(format!(
                    "{name} differs from byte {at} on ({} and {} bytes)",
                    bytes.len(),
                    different.len()
                ));
            }
        }
    }
    found.extend(
        other
            .keys()
            .filter(|name| !one.contains_key(*name))
            .map(|name| format!("{name} is in the second build alone")),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let files = |list: &[(&str, &str)]| {
            list.iter()
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
                .collect::<BTreeMap<_, _>>()
        };
        let one = files(&[("a", "same"), ("b", "abc"), ("c", "")]);
        assert_eq!(differences(&one, &one), Vec::<String>::new());
        assert_eq!(
            differences(&one, &files(&[("a", "same"), ("b", "abX!"), ("d", "")])),
            [
                "b differs from byte 2 on (3 and 4 bytes)",
                "c is in the first build alone",
                "d is in the second build alone"
            ]
        );
    }
}

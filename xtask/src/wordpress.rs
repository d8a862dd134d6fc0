//! The WordPress plugin as a zip: the folder wordpress/pomscope, the program's files and the licences. What the plugin does is in that folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::embed;
use crate::project::{self, Project};
use crate::sbom;
use crate::site::{self, Site};
use crate::zip;

const SOURCE: &str = "wordpress/pomscope";
/// Every path in the archive begins with it: the folder that WordPress makes.
const FOLDER: &str = "pomscope";
const LICENCES: [(&str, &str); 3] = [
    ("LICENSE-MIT", "MIT.txt"),
    ("LICENSE-APACHE", "Apache-2.0.txt"),
    ("crates/pdf/fonts/OFL.txt", "OFL-1.1.txt"),
];
/// PHP takes uploads up to this size where nobody has set anything else.
const UPLOAD_LIMIT: usize = 2 * 1024 * 1024;

/// Where the archive of this version lies.
pub fn path(project: &Project) -> PathBuf {
    project.path(&format!("dist/pomscope-wordpress-{}.zip", env!("CARGO_PKG_VERSION")))
}

/// Writes the archive in place of those of other versions; its size in bytes.
pub fn pack(project: &Project, site: &Site, bill: &[u8]) -> Result<usize> {
    let mut files = source(project)?;
    for (from, to) in LICENCES {
        files.insert(format!("{FOLDER}/licences/{to}"), project.read(from)?.into_bytes());
    }
    files.insert(format!("{FOLDER}/{}", sbom::FILE), bill.to_vec());
    for (name, bytes) in embed::named_by(&site.files, &["pomscope.js"])? {
        files.insert(format!("{FOLDER}/files/{name}"), bytes);
    }
    let zip = zip::archive(&files)?;
    if zip.len() > UPLOAD_LIMIT {
        bail!(
            "the WordPress plugin has {} bytes: PHP takes uploads up to {UPLOAD_LIMIT} where nobody has set anything else",
            zip.len()
        );
    }
    let path = path(project);
    let folder = path.parent().context("the archive lies in a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("pomscope-wordpress-") && name.ends_with(".zip") {
            std::fs::remove_file(entry.path()).with_context(|| format!("{name} could not be replaced"))?;
        }
    }
    std::fs::write(&path, &zip).with_context(|| format!("{} could not be written", path.display()))?;
    Ok(zip.len())
}

/// The plugin's own files, which must tell the version of this build.
fn source(project: &Project) -> Result<BTreeMap<String, Vec<u8>>> {
    let root = project.path(SOURCE);
    let mut files = BTreeMap::new();
    for path in site::files_under(&root)? {
        let inside = path.strip_prefix(&root).context("a file of the plugin is in its folder")?;
        let name = inside.to_string_lossy().replace('\\', "/");
        files.insert(format!("{FOLDER}/{name}"), site::read(&path)?);
    }
    let version = env!("CARGO_PKG_VERSION");
    for (file, line) in [
        ("pomscope.php", format!("* Version:           {version}\n")),
        ("pomscope.php", format!("POMSCOPE_VERSION = '{version}'")),
        ("readme.txt", format!("Stable tag: {version}\n")),
    ] {
        let text = project.read(&format!("{SOURCE}/{file}"))?;
        if !text.contains(&line) {
            bail!("{SOURCE}/{file} does not say {:?}, the version of Cargo.toml", line.trim());
        }
    }
    Ok(files)
}

/// What is missing to try the plugin in a real WordPress, and how to install it on Debian; nothing where all is there.
pub fn missing(project: &Project) -> Option<String> {
    let programs = ["php", "mariadbd", "mariadb-install-db", "apache2"];
    let files = [
        "/usr/share/wordpress/wp-settings.php",
        "/usr/share/wordpress/wp-content/themes/twentytwentythree/theme.json",
        "/etc/apache2/mods-available/php*.load",
    ];
    let mut missing: Vec<String> = Vec::new();
    missing
        .extend(programs.iter().filter(|name| project::on_path(name).is_none()).map(|&name| name.to_owned()));
    missing.extend(files.iter().filter(|file| !any(file)).map(|&file| file.to_owned()));
    if missing.is_empty() {
        let mut php = project.command("php");
        php.args(["-r", "exit(extension_loaded('mysqli') && extension_loaded('zip') ? 0 : 1);"]);
        if !php.status().is_ok_and(|status| status.success()) {
            missing.push("mysqli or zip in PHP".to_owned());
        }
    }
    (!missing.is_empty()).then(|| {
        format!(
            "there is no {} here. On Debian, as root: apt-get update && apt-get install -y --no-install-recommends \
             wordpress wordpress-theme-twentytwentythree mariadb-server php-cli php-mysql php-zip apache2 libapache2-mod-php",
            missing.join(", ")
        )
    })
}

/// Whether there is a file of this path, in whose name one * may stand for anything.
fn any(path: &str) -> bool {
    let Some((before, after)) = path.split_once('*') else { return Path::new(path).is_file() };
    let Some((folder, stem)) = before.rsplit_once('/') else { return false };
    std::fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(stem) && name.ends_with(after)
    })
}

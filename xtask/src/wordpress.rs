//! The WordPress plugin as a zip: the folder wordpress/pomscope, the program's files and the licences. What the plugin does is in that folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::project::{self, Project};
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
pub fn pack(project: &Project, site: &Site) -> Result<usize> {
    let mut files = source(project)?;
    for (from, to) in LICENCES {
        files.insert(format!("{FOLDER}/licences/{to}"), project.read(from)?.into_bytes());
    }
    for name in program(site)? {
        let bytes = site.files.get(name).cloned().unwrap_or_default();
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

/// Names of the site's files that the element needs: its script, what that names, and so on. The site's page is none of them.
fn program(site: &Site) -> Result<BTreeSet<&String>> {
    let (entry, _) =
        site.files.get_key_value("pomscope.js").context("the site has no pomscope.js for the plugin")?;
    let mut found = BTreeSet::from([entry]);
    let mut left = vec![entry];
    while let Some(name) = left.pop() {
        // What travels as data names no files; what is compiled may hold anything.
        if !name.ends_with(".js") {
            continue;
        }
        let text = String::from_utf8_lossy(site.files.get(name).map(Vec::as_slice).unwrap_or_default());
        for other in site.files.keys() {
            if text.contains(other.as_str()) && found.insert(other) {
                left.push(other);
            }
        }
    }
    Ok(found)
}

/// What `cargo xtask test` needs to try the plugin in a real WordPress, as Debian names it; the sentence where something is missing.
pub fn missing(project: &Project) -> Option<String> {
    let programs = ["php", "mariadbd", "mariadb-install-db", "apache2"];
    let programs = programs.into_iter().filter(|name| project::on_path(name).is_none());
    let files = [
        "/usr/share/wordpress/wp-settings.php",
        "/usr/share/wordpress/wp-content/themes/twentytwentythree/theme.json",
    ];
    let files = files.into_iter().filter(|file| !project.path(file).is_file());
    let missing: Vec<&str> = programs.chain(files).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "there is no {} here. On Debian, as root: apt-get update && apt-get install -y --no-install-recommends \
             wordpress wordpress-theme-twentytwentythree mariadb-server php-cli php-mysql php-zip apache2 libapache2-mod-php",
            missing.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::program;
    use crate::site::Site;

    #[test]
    fn the_plugin_takes_what_its_script_names_and_nothing_else() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let files = BTreeMap::from([
            file("pomscope.js", "import './late-1.js'; x = './a-1.wasm'"),
            file("late-1.js", "'./late-1.css'"),
            file("late-1.css", ""),
            file("a-1.wasm", "index.html"),
            file("index.html", "site-1.css"),
            file("site-1.css", ""),
        ]);
        let site = Site { files, first: Vec::new() };
        let found: Vec<&str> = program(&site).unwrap().into_iter().map(String::as_str).collect();
        assert_eq!(found, ["a-1.wasm", "late-1.css", "late-1.js", "pomscope.js"]);
    }
}

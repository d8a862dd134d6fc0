//! The single file: the whole program in one page that opens from a disk. What runs in it stands in web/file.js.

use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::base64::base64;
use crate::compress::gzip;
use crate::content;
use crate::licences;
use crate::node::Node;
use crate::project::{self, Project};
use crate::site::{self, Site};
use crate::wasm::SHIPPED;

/// Where it is written.
pub const FILE: &str = "dist/pomscope.html";

/// The page, made from a site that was just built: its bindings and staged modules are still there.
pub fn page(project: &Project, node: &Node, site: &Site) -> Result<String> {
    let stage = project.target.join("stage").join("web");
    for program in SHIPPED {
        let glue = project.target.join("bindings").join(program.stem()).join("app.js");
        copy(&glue, &stage.join(format!("glue-{}.js", program.stem())))?;
    }
    copy(&project.path("web/file.js"), &stage.join("file.js"))?;
    let mut command = node.esbuild(project);
    // The site alone asks for that one.
    command
        .args(["--bundle", "--format=esm", "--target=es2022", "--external:./offline.js"])
        .arg(stage.join("file.js"));
    let script = project::capture(&mut command, "esbuild on web/file.js")?;
    let style = text(site, |name| name.starts_with("site-") && name.ends_with(".css"))?;
    // Either would end the element that holds it, or change how the rest of it is read.
    for (what, held, end) in
        [("script", &script, "</script"), ("script", &script, "<!--"), ("sheet", &style, "</style")]
    {
        if held.contains(end) {
            bail!("the {what} of the single file holds {end:?}, with which it cannot stand inside a page");
        }
    }

    let mut parts = String::new();
    for program in SHIPPED {
        let wasm = site
            .files
            .iter()
            .find(|(name, _)| name.starts_with(&format!("{}-", program.stem())) && name.ends_with(".wasm"))
            .with_context(|| format!("the site has no program {:?}", program.stem()))?;
        parts.push_str(&part(program.stem(), wasm.1)?);
    }
    let mut languages = serde_json::Map::new();
    for language in content::languages(project)? {
        let content::Content { questions, desk, room } = content::split(project, &language)?;
        let texts = serde_json::json!({ "questions": questions, "desk": desk, "room": room });
        languages.insert(language, texts);
    }
    let texts = serde_json::json!({
        "css": {
            "questions": text(site, |name| name.starts_with("pomscope-") && name.ends_with(".css"))?,
            "desk": text(site, |name| name.starts_with("desk-") && name.ends_with(".css"))?,
            "room": text(site, |name| name.starts_with("room-") && name.ends_with(".css"))?,
            "report": text(site, |name| name.starts_with("report-") && name.ends_with(".css"))?,
        },
        "content": languages,
        "licences": text(site, |name| name == licences::FILE)?,
    });
    parts.push_str(&part("texts", texts.to_string().as_bytes())?);

    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'",
        hash(&script),
        hash(&style),
    );
    let icon = base64(&read(&project.path("web/icon.svg"))?);
    let head = format!(
        "<meta http-equiv=\"content-security-policy\" content=\"{policy}\">\n\
         <link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{style}</style>\n"
    );
    let page = site::without_comments(&project.read("index.html")?);
    let (before, rest) =
        page.split_once("<link rel=\"icon\"").context("index.html has no <link rel=\"icon\" …")?;
    let (_, rest) = rest.split_once("</head>").context("index.html has no </head>")?;
    let (body, end) = rest.rsplit_once("</body>").context("index.html has no </body>")?;
    let body = body.replace("<pom-scope site>", "<pom-scope>");
    Ok(format!("{before}{head}</head>{body}{parts}<script type=\"module\">{script}</script>\n</body>{end}",))
}

/// A part that no browser runs or shows: data for the script, found by its id.
fn part(name: &str, bytes: &[u8]) -> Result<String> {
    Ok(format!("<script type=\"text/plain\" id=\"pom-{name}\">{}</script>\n", base64(&gzip(bytes)?)))
}

fn text(site: &Site, wanted: impl Fn(&str) -> bool) -> Result<String> {
    let (name, bytes) =
        site.files.iter().find(|(name, _)| wanted(name)).context("the site lacks a sheet or its licences")?;
    String::from_utf8(bytes.clone()).with_context(|| format!("{name} is not text"))
}

/// How a content security policy names a script or a sheet by what stands in it (CSP Level 3, section 2.3.1).
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to)
        .map(drop)
        .with_context(|| format!("{} could not be copied to {}", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_named_as_the_policy_wants_it() {
        // The example of CSP Level 3, section 8.3.
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}

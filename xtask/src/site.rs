//! The site put together from its sources: one list of files, named by their content. Where it is written or served is not decided here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::content::{self, Content};
use crate::licences;
use crate::linked::{self, Linked};
use crate::node::{Node, digest};
use crate::offline;
use crate::project::{self, Project};
use crate::seal::{self, Seal};
use crate::wasm::{self, Program};

const SCREEN_STYLES: [&str; 4] = ["tokens.css", "base.css", "components.css", "screens.css"];
/// On top of them, what only the desk shows.
const DESK_STYLES: [&str; 2] = ["drawing.css", "desk.css"];
/// On top of both, what only the room shows.
const ROOM_STYLES: [&str; 1] = ["room.css"];
const REPORT_STYLES: [&str; 3] = ["tokens.css", "drawing.css", "report.css"];
/// Stands on the host's page, whoever serves it, and is readable there: neither bundled nor renamed.
const HOSTS_SCRIPT: &str = "pomscope-frame.js";
/// The page for frames, and the script that it names.
const FRAME: &str = "frame.html";
const FRAMED: &str = "framed.js";
/// The folder of the demo page, in the repository and on the site.
pub const DEMO: &str = "demo";
/// In it, around what only a built site has to offer.
const DOWNLOADS: (&str, &str) = ("<!-- dist -->\n", "<!-- /dist -->\n");
/// In index.html, the place for the first question of the quick check, which can be answered before the program is there.
const FIRST_QUESTION: &str = "<!-- first question -->";
/// In index.html, the place for hints that let a browser fetch all parts at once.
const HINTS: &str = "<!-- preload -->";

/// What the glue asks of its argument, and is never given (the loader hands it a compiled module, or bytes), and what it has
/// for others.
const NEVER_NEEDED: [&str; 5] = [
    "--define:Response=undefined",
    "--define:Request=undefined",
    "--define:URL=undefined",
    "--define:Symbol.dispose=undefined",
    "--pure:console.warn",
];
/// Modules of web/ that are no part of what a page loads.
const APART: [&str; 3] = [offline::WORKER, "offline.js", "file.js"];

pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
    /// The files fetched until the first question can be answered, in the order a visitor meets them.
    pub first: Vec<String>,
}

/// A site, with what is known of it.
pub struct Made {
    pub site: Site,
    /// The program's hash, which its "about" shows.
    pub seal: Seal,
    /// What its programs are made of.
    pub linked: Linked,
}

/// Builds everything. With Node.js: bundled and as small as it gets; without: the same site, only larger.
pub fn build(project: &Project, node: Option<&Node>) -> Result<Made> {
    let mut maker = Maker { project, node, files: BTreeMap::new() };
    let mut texts: [Told; 3] = Default::default();
    for language in content::languages(project)? {
        let Content { questions, desk, room } = content::split(project, &language)?;
        for ((stem, told), text) in
            ["content", "desk", "room"].iter().zip(&mut texts).zip([questions, desk, room])
        {
            let name = maker.hashed(&format!("{stem}-{language}"), "json", text.into_bytes());
            told.push((language.clone(), name));
        }
    }
    let [content_told, desk_content, room_content] = texts;
    let content_en = content_told.first().map(|(_, name)| name.clone()).unwrap_or_default();
    let css = maker.styles("pomscope", &SCREEN_STYLES)?;
    let desk_css = maker.styles("desk", &DESK_STYLES)?;
    let room_css = maker.styles("room", &ROOM_STYLES)?;
    let (questions, questions_told) = maker.program(Program::Questions, &css, &content_told)?;
    let (desk, desk_told) = maker.program(Program::Desk, &desk_css, &desk_content)?;
    let wasm_of = |name: &str| maker.files.get(name).map(Vec::as_slice).unwrap_or_default();
    content::keep_apart(wasm_of(&questions.wasm), wasm_of(&desk.wasm))?;
    let (_, room_told) = maker.program(Program::Room, &room_css, &room_content)?;
    let pdf = maker.bound(Program::Pdf)?;
    let scan = maker.bound(Program::Scan)?;
    let report = maker.styles("report", &REPORT_STYLES)?;
    let page_css = maker.styles("site", &["site.css"])?;

    maker.stage()?;
    let tools = maker.apart("room-tools", "room.js")?;
    let rest = format!(
        "// Written by the build: names that come later.\nexport const LATER = {{ reportCss: \"./{report}\", \
         desk: {desk_told}, room: {room_told}, roomTools: {{ glue: \"./{tools}\" }}, \
         pdf: {}, scan: {} }};\n",
        pdf.told(),
        scan.told()
    );
    maker.placed("build-later.js", rest.as_bytes())?;
    let later = maker.apart("later", "later.js")?;
    let build = format!(
        "// Written by the build: which files belong together.\nexport const BUILD = {{ hash: \"{}\", \
         questions: {questions_told}, later: {{ glue: \"./{later}\" }} }};\n",
        seal::BLANK
    );
    maker.placed("build.js", build.as_bytes())?;
    let linked = linked::linked(project)?;
    maker.files.insert(licences::FILE.to_owned(), licences::text(project, &linked)?.into_bytes());
    maker.loader()?;
    let seal = seal::seal(&mut maker.files)?;
    if node.is_some() {
        // What else is joined from these modules shows the same hash.
        maker.placed("build.js", build.replace(seal::BLANK, &seal.hash).as_bytes())?;
    }
    let Bound { glue, wasm, .. } = questions;
    maker.page(&page_css, &[&glue], &[&wasm, &css])?;
    maker.offline()?;
    maker.demo()?;

    let first =
        ["index.html".to_owned(), page_css, "pomscope.js".to_owned(), glue, wasm, css, content_en].to_vec();
    Ok(Made { site: Site { files: maker.files, first }, seal, linked })
}

impl Site {
    /// Replaces the folder by this site, so that whoever reads it meets the old or the new one whole.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let next = folder.with_extension("next");
        project::fresh(&next)?;
        for (name, bytes) in &self.files {
            let path = next.join(name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)
                    .with_context(|| format!("{} could not be made", parent.display()))?;
            }
            std::fs::write(&path, bytes)
                .with_context(|| format!("{} could not be written", path.display()))?;
        }
        if folder.exists() {
            std::fs::remove_dir_all(folder)
                .with_context(|| format!("{} could not be replaced", folder.display()))?;
        }
        std::fs::rename(&next, folder)
            .with_context(|| format!("{} could not be put in place", folder.display()))
    }
}

/// The name of a content file by language, in the order in which languages are offered.
type Told = Vec<(String, String)>;

/// The files of a program, and how large its wasm is as it arrives in the page.
struct Bound {
    glue: String,
    wasm: String,
    size: usize,
}

impl Bound {
    /// How a page is told of a program that has neither sheet nor content.
    fn told(&self) -> String {
        format!("{{ glue: \"./{}\", wasm: \"./{}\" }}", self.glue, self.wasm)
    }
}

struct Maker<'a> {
    project: &'a Project,
    node: Option<&'a Node>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Maker<'_> {
    /// Adds a file under a name that changes with its content, and gives that name.
    fn hashed(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let hash: String = digest(&bytes).chars().take(10).collect();
        let name = format!("{stem}-{hash}.{extension}");
        self.files.insert(name.clone(), bytes);
        name
    }

    /// A program with its sheet and its content: the names of its files, and how the loader is told of all four.
    fn program(&mut self, program: Program, css: &str, content: &Told) -> Result<(Bound, String)> {
        let bound = self.bound(program)?;
        let names: Vec<String> =
            content.iter().map(|(language, name)| format!("\"{language}\": \"./{name}\"")).collect();
        let told = format!(
            "{{ glue: \"./{}\", wasm: \"./{}\", wasmBytes: {}, css: \"./{css}\", content: {{ {} }} }}",
            bound.glue,
            bound.wasm,
            bound.size,
            names.join(", ")
        );
        Ok((bound, told))
    }

    /// A program alone.
    fn bound(&mut self, program: Program) -> Result<Bound> {
        let bindings = wasm::build(self.project, program)?;
        if let Some(node) = self.node {
            wasm::shrink(self.project, node, &bindings)?;
        }
        let bytes = read(&bindings.wasm())?;
        let size = bytes.len();
        Ok(Bound {
            wasm: self.hashed(program.stem(), "wasm", bytes),
            glue: self.glue(program, &bindings)?,
            size,
        })
    }

    fn glue(&mut self, program: Program, bindings: &wasm::Bindings) -> Result<String> {
        let bytes = match self.node {
            Some(node) => {
                let entry = bindings.folder.join("entry.js");
                let mut exports = format!("export {{ {} }} from \"./app.js\";\n", program.exports());
                if let Some(tool) = program.tool() {
                    write(&bindings.folder.join("tool.js"), self.project.read(tool)?.as_bytes())?;
                    exports.push_str("export * from \"./tool.js\";\n");
                }
                write(&entry, exports.as_bytes())?;
                let mut command = node.esbuild(self.project);
                command.args(["--bundle", "--format=esm", "--target=es2022"]).args(NEVER_NEEDED).arg(entry);
                project::capture(&mut command, "esbuild on the glue")?.into_bytes()
            }
            None => {
                if bindings.folder.join("snippets").exists() {
                    bail!(
                        "a crate brings JavaScript of its own, which `serve` cannot join without Node.js; use `cargo xtask dist`"
                    );
                }
                let mut glue = read(&bindings.glue())?;
                if let Some(tool) = program.tool() {
                    glue.extend_from_slice(self.project.read(tool)?.as_bytes());
                }
                glue
            }
        };
        Ok(self.hashed(program.stem(), "js", bytes))
    }

    fn styles(&mut self, stem: &str, sheets: &[&str]) -> Result<String> {
        let mut joined = String::new();
        for sheet in sheets {
            joined.push_str(&self.project.read(&format!("styles/{sheet}"))?);
            joined.push('\n');
        }
        if let Some(node) = self.node {
            let source = self.project.target.join("stage").join(format!("{stem}.css"));
            write(&source, joined.as_bytes())?;
            joined = project::capture(node.esbuild(self.project).arg(&source), "esbuild on the styles")?;
        }
        Ok(self.hashed(stem, "css", joined.into_bytes()))
    }

    /// Puts the hand-written modules where they are joined; without a bundler they are the site's as they stand, with what else a page may load.
    fn stage(&mut self) -> Result<()> {
        let web = self.project.path("web");
        project::fresh(&self.staged(""))?;
        for path in files_under(&web)? {
            let name = path
                .strip_prefix(&web)
                .context("a file of web/ is in web/")?
                .to_string_lossy()
                .replace('\\', "/");
            if APART.contains(&name.as_str()) {
                continue;
            }
            let bytes = read(&path)?;
            if name.ends_with(".js") && name != HOSTS_SCRIPT {
                self.placed(&name, &bytes)?;
            } else if !(name.ends_with(".ts") || name.ends_with(".md")) {
                self.files.insert(name, bytes);
            }
        }
        Ok(())
    }

    fn staged(&self, name: &str) -> PathBuf {
        self.project.target.join("stage").join("web").join(name)
    }

    /// One module of these.
    fn placed(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        if self.node.is_none() {
            self.files.insert(name.to_owned(), bytes.to_vec());
            return Ok(());
        }
        write(&self.staged(name), bytes)
    }

    /// What of web/ no first visit needs, in a file of its own: the name of that.
    fn apart(&mut self, stem: &str, module: &str) -> Result<String> {
        let Some(node) = self.node else { return Ok(module.to_owned()) };
        let mut command = node.esbuild(self.project);
        command.args(["--bundle", "--format=esm", "--target=es2022"]).arg(self.staged(module));
        let bundle = project::capture(&mut command, "esbuild on a module of web/ that comes later")?;
        Ok(self.hashed(stem, "js", bundle.into_bytes()))
    }

    /// What every page loads: one file when there is a bundler, the modules themselves when there is not.
    fn loader(&mut self) -> Result<()> {
        if let Some(node) = self.node {
            let mut command = node.esbuild(self.project);
            command.args(["--bundle", "--format=esm", "--target=es2022", "--external:./offline.js"]);
            command.arg(self.staged("pomscope.js"));
            let bundle = project::capture(&mut command, "esbuild on web/pomscope.js")?;
            self.files.insert("pomscope.js".to_owned(), bundle.into_bytes());
            self.frame(node, &self.staged(FRAMED))?;
        }
        if !self.files.contains_key("pomscope.js") {
            bail!("web/pomscope.js is missing; it is the script that every page loads");
        }
        Ok(())
    }

    /// What only the site has: the script that registers its service worker, and the worker, which comes last since it names all others.
    fn offline(&mut self) -> Result<()> {
        let script = self.script("offline.js", self.project.read("web/offline.js")?)?;
        self.files.insert("offline.js".to_owned(), script);
        let worker = offline::worker(&self.project.read("web/worker.js")?, &self.files)?;
        let worker = self.script(offline::WORKER, worker)?;
        self.files.insert(offline::WORKER.to_owned(), worker);
        Ok(())
    }

    /// The demo page, which comes after the worker since no installed site needs it. What it offers to download is put beside it by `dist` alone.
    fn demo(&mut self) -> Result<()> {
        for name in ["demo.css", "demo.js"] {
            let bytes = self.script(name, self.project.read(&format!("{DEMO}/{name}"))?)?;
            self.files.insert(format!("{DEMO}/{name}"), bytes);
        }
        let page = self.project.read(&format!("{DEMO}/index.html"))?;
        let page = if self.node.is_some() { page } else { without_downloads(&page) };
        self.files.insert(format!("{DEMO}/index.html"), without_comments(&page).into_bytes());
        Ok(())
    }

    /// A sheet, or a module that imports nothing, as small as it gets.
    fn script(&self, name: &str, source: String) -> Result<Vec<u8>> {
        let Some(node) = self.node else { return Ok(source.into_bytes()) };
        let staged = self.project.target.join("stage").join(name);
        write(&staged, source.as_bytes())?;
        let small = project::capture(node.esbuild(self.project).arg(&staged), "esbuild on a script of web/")?;
        Ok(small.into_bytes())
    }

    /// The page for frames with the real name of its script.
    fn frame(&mut self, node: &Node, script: &Path) -> Result<()> {
        let mut command = node.esbuild(self.project);
        command.args(["--bundle", "--format=esm", "--target=es2022"]).arg(script);
        let bundle = project::capture(&mut command, "esbuild on web/framed.js")?;
        let name = self.hashed("framed", "js", bundle.into_bytes());
        let source = self.project.read("web/frame.html")?;
        let (plain, real) = (format!("\"{FRAMED}\""), format!("\"{name}\""));
        if !source.contains(&plain) {
            bail!("web/frame.html does not load {plain}; without it the frame tells nobody its height");
        }
        let page = without_comments(&source.replace(&plain, &real));
        self.files.insert(FRAME.to_owned(), page.into_bytes());
        Ok(())
    }

    /// index.html with the real name of its sheet and, where it asks for them, hints for what comes next.
    fn page(&mut self, sheet: &str, modules: &[&str], fetched: &[&str]) -> Result<()> {
        let source = self.project.read("index.html")?;
        let plain = ["\"site.css\"", "\"./site.css\"", "\"styles/site.css\"", "\"./styles/site.css\""];
        let Some(link) = plain.iter().find(|link| source.contains(**link)) else {
            bail!("index.html links no site.css; it needs <link rel=\"stylesheet\" href=\"site.css\">");
        };
        let mut hints: Vec<String> =
            modules.iter().map(|name| format!("<link rel=\"modulepreload\" href=\"{name}\">")).collect();
        hints.extend(
            fetched
                .iter()
                .map(|name| format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{name}\">")),
        );
        let question = content::first_question(self.project)?;
        let page = source
            .replace(link, &format!("\"{sheet}\""))
            .replace(HINTS, &hints.join(""))
            .replace(FIRST_QUESTION, &question);
        let page = if self.node.is_some() { without_comments(&page) } else { page };
        self.files.insert("index.html".to_owned(), page.into_bytes());
        Ok(())
    }
}

/// What is said to those who read the source need not travel to every visitor.
pub fn without_comments(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        match after.split_once("-->") {
            Some((_, after)) => rest = after.strip_prefix('\n').unwrap_or(after),
            None => return out,
        }
    }
    out.push_str(rest);
    out
}

/// The demo page without the part that links what only `dist` makes.
fn without_downloads(page: &str) -> String {
    let (begin, end) = DOWNLOADS;
    match page.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1))) {
        Some((before, after)) => format!("{before}{after}"),
        None => page.to_owned(),
    }
}

/// Every file in a folder and the folders in it, by name.
pub fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("{} could not be read", folder.display()))?.path();
        if path.is_dir() {
            found.extend(files_under(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
    }
    std::fs::write(path, bytes).with_context(|| format!("{} could not be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{without_comments, without_downloads};

    #[test]
    fn a_page_served_without_a_build_offers_nothing_that_is_not_there() {
        let page = include_str!("../../demo/index.html");
        assert!(page.contains("href=\"pomscope.html\""), "the demo offers the single file");
        let served = without_downloads(page);
        assert!(!served.contains(" download="), "{served}");
        assert!(served.contains("frame.html") && served.ends_with("</html>\n"), "{served}");
    }

    #[test]
    fn comments_go_and_the_rest_stays() {
        assert_eq!(
            without_comments("<!doctype html>\n<!-- why -->\n<p>a</p><!-- b --> c"),
            "<!doctype html>\n<p>a</p> c"
        );
        assert_eq!(without_comments("no comment"), "no comment");
    }
}

//! The app as wasm and its glue: cargo, wasm-bindgen as a library, wasm-opt. Names, hashes and pages are site's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::node::Node;
use crate::project::{self, Project};

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library is compiled with the app, for size and without the texts of panics, which nobody could read in a
/// release: a twelfth of the module (docs/decisions/004-standard-library.md). The pinned toolchain keeps it repeatable.
const STANDARD_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

const LEAN: [&str; 6] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zfmt-debug=none",
    "-Zlocation-detail=none",
    // Nothing is worth inlining that does not shrink: a seventh of the module.
    "-Cllvm-args=-inline-threshold=0",
    // A quarter of what is usual, of which all that Pomscope does takes a tenth: each program on a page holds one
    // (docs/decisions/035-an-answer-redraws-its-card.md). It stands ahead of the data, so that one too small would end the program.
    "-Clink-arg=-zstack-size=262144",
];

/// A program that is made for the browser: three of the app (docs/decisions/007-first-load.md), what draws PDFs and what reads QR codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// What asks the questions.
    Questions,
    /// All screens of one person's assessment.
    Desk,
    /// Workshops and the kiosk.
    Room,
    /// What draws PDFs (docs/decisions/008-pdf.md).
    Pdf,
    /// What reads QR codes (docs/decisions/017-scanning.md).
    Scan,
    /// The work that `bench` measures, compiled as what ships; it never ships.
    Bench,
}

/// The programs that ship.
pub const SHIPPED: [Program; 5] =
    [Program::Questions, Program::Desk, Program::Room, Program::Pdf, Program::Scan];

impl Program {
    /// What its files are called.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Questions => "app",
            Self::Desk => "desk",
            Self::Room => "room",
            Self::Pdf => "pdf",
            Self::Scan => "scan",
            Self::Bench => "bench",
        }
    }

    /// What its glue is asked for: a program's life, what draws, or what makes programs.
    pub fn exports(self) -> &'static str {
        match self {
            Self::Questions | Self::Desk => "default, Handle, life, mount",
            Self::Room => "make",
            Self::Pdf => "default, draw",
            Self::Scan => "default, read",
            Self::Bench => "default, Group",
        }
    }

    /// The feature of the app that makes it this program.
    fn feature(self) -> Option<&'static str> {
        match self {
            Self::Questions | Self::Pdf | Self::Scan | Self::Bench => None,
            Self::Desk => Some("desk"),
            Self::Room => Some("room"),
        }
    }

    /// The package it is compiled from.
    fn package(self) -> &'static str {
        match self {
            Self::Questions | Self::Desk | Self::Room => "pomscope",
            Self::Pdf => "pomscope-pdf-wasm",
            Self::Scan => "pomscope-scan-wasm",
            Self::Bench => "pomscope-bench",
        }
    }

    /// The module of web/ that travels in the same file as its glue.
    pub fn tool(self) -> Option<&'static str> {
        (self == Self::Scan).then_some("web/scan.js")
    }
}

/// The folder with `app.js`, `app_bg.wasm` and what app.js imports.
pub struct Bindings {
    pub folder: PathBuf,
}

impl Bindings {
    pub fn glue(&self) -> PathBuf {
        self.folder.join("app.js")
    }

    pub fn wasm(&self) -> PathBuf {
        self.folder.join("app_bg.wasm")
    }
}

/// Where a program's bindings are, and the module as the compiler wrote it.
fn places(project: &Project, program: Program) -> (PathBuf, PathBuf) {
    let folder = project.target.join("bindings").join(program.stem());
    let compiled = folder.join("compiled.wasm");
    (folder, compiled)
}

/// Whether a module keeps the names of its functions: what ships does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Kept,
    Dropped,
}

/// Compiles a program and writes its bindings.
pub fn build(project: &Project, program: Program) -> Result<Bindings> {
    add_target(project)?;
    add_sources(project)?;
    let mut cargo = compiling(project, program)?;
    project::run(&mut cargo, "compiling to wasm")?;

    let file = format!("{}.wasm", program.package().replace('-', "_"));
    let written = project.target.join(TARGET).join("wasm-release").join(file);
    let (folder, compiled) = places(project, program);
    project::fresh(&folder)?;
    // The app's programs are compiled into one file, each over the one before.
    std::fs::copy(&written, &compiled)
        .with_context(|| format!("{} could not be copied", written.display()))?;
    bound(&compiled, Names::Dropped)
        .and_then(|mut output| {
            let renamed = shorten_names(&mut output);
            output.emit(&folder)?;
            let glue = folder.join("app.js");
            let script = leaner(&with_names(&std::fs::read_to_string(&glue)?, &renamed));
            let script = if program == Program::Scan { set_up_anew(&script)? } else { script };
            let script = with_an_end(&script)?;
            let script = if program == Program::Room { as_factory(&script)? } else { script };
            std::fs::write(&glue, script)?;
            Ok(())
        })
        .context(
            "wasm-bindgen could not write the glue. If it speaks of versions: wasm-bindgen in the root Cargo.toml and \
             wasm-bindgen-cli-support in xtask/Cargo.toml must be the same version",
        )?;
    Ok(Bindings { folder })
}

/// Cargo, told to compile a program as it ships.
fn compiling(project: &Project, program: Program) -> Result<Command> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--package", program.package(), "--lib", "--target", TARGET]);
    cargo.args(["--profile", "wasm-release"]);
    if let Some(feature) = program.feature() {
        cargo.args(["--features", feature]);
    }
    cargo.args(STANDARD_LIBRARY).env("RUSTC_BOOTSTRAP", "1");
    cargo.arg("--target-dir").arg(&project.target);
    if project.strict() {
        cargo.arg("--locked");
    }
    cargo.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags(project)?);
    Ok(cargo)
}

/// What cargo compiles for a program, each unit with those that it needs: exactly the build that ships, and nothing is compiled.
///
/// # Errors
/// Where cargo cannot say.
pub fn units(project: &Project, program: Program) -> Result<serde_json::Value> {
    add_target(project)?;
    add_sources(project)?;
    let mut cargo = compiling(project, program)?;
    let told = project::capture(
        cargo.args(["--quiet", "--unit-graph", "-Zunstable-options"]),
        "asking cargo what a program is made of",
    )?;
    serde_json::from_str(&told).context("what cargo says a program is made of cannot be read")
}

/// The module with its glue.
fn bound(compiled: &Path, names: Names) -> Result<wasm_bindgen_cli_support::Output> {
    wasm_bindgen_cli_support::Bindgen::new().input_path(compiled).out_name("app").web(true).and_then(
        |bindgen| {
            bindgen
                .typescript(true)
                .remove_name_section(names == Names::Dropped)
                .demangle(names == Names::Dropped)
                .remove_producers_section(true)
                // Every browser that runs the module has it.
                .encode_into(wasm_bindgen_cli_support::EncodeInto::Always)
                .generate_output()
        },
    )
}

/// The program as it was built last, made small as what ships but with the names of its functions: to be weighed, never served.
/// None where it was not built here.
pub fn named(project: &Project, node: &Node, program: Program) -> Result<Option<Vec<u8>>> {
    let (_, compiled) = places(project, program);
    if !compiled.is_file() {
        return Ok(None);
    }
    let folder = project.target.join("named").join(program.stem());
    project::fresh(&folder)?;
    bound(&compiled, Names::Kept)?.emit(&folder)?;
    let bindings = Bindings { folder };
    smaller(project, node, &bindings, Names::Kept)?;
    let path = bindings.wasm();
    std::fs::read(&path).map(Some).with_context(|| format!("{} could not be read", path.display()))
}

/// The module imports functions of the glue, and exports what its closures call, under long names with hashes in them, which
/// compress badly. Nobody reads them: numbers in their place, in the module's own order.
fn shorten_names(output: &mut wasm_bindgen_cli_support::Output) -> BTreeMap<String, String> {
    let mut renamed = BTreeMap::new();
    for import in output.wasm_mut().imports.iter_mut() {
        if import.name.starts_with("__wb") {
            let next = format!("i{}", renamed.len());
            import.name = renamed.entry(import.name.clone()).or_insert(next).clone();
        }
    }
    for export in output.wasm_mut().exports.iter_mut() {
        if export.name.starts_with("wasm_bindgen_") {
            // What a closure is given stays in its name: the tests look for it (tests/trap.mjs).
            let given = ["Event", "JsValue"].into_iter().find(|given| export.name.contains(given));
            let next = format!("invoke{}{}", renamed.len(), given.unwrap_or_default());
            export.name = renamed.entry(export.name.clone()).or_insert(next).clone();
        }
    }
    renamed
}

/// The script without three precautions: for browsers that cannot run the program anyway; for those that stop decoding after
/// 2 GB of text, which is a hundred thousand answers in one page; and what frees the memory of a call whose failure ends
/// the program (`#guard` in web/element.js).
fn leaner(script: &str) -> String {
    const DECODING: [&str; 2] = ["    numBytesDecoded += bytes.length;\n", "    return cachedTextDecoder."];
    const CLEANS_UP: [&str; 2] = [
        "(typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new",
        "new",
    ];
    let mut script = script.replace(CLEANS_UP[0], CLEANS_UP[1]);
    if let Some((before, rest)) = script.split_once(DECODING[0])
        && let Some((_, after)) = rest.split_once(DECODING[1])
    {
        script = format!("{before}{}{after}", DECODING[1]);
    }
    let mut out = String::with_capacity(script.len());
    let mut lines = script.lines().peekable();
    let mut tried = false;
    while let Some(line) = lines.next() {
        match line.trim() {
            "try {" if lines.peek().is_some_and(|next| next.trim().starts_with("ptr0 = pass")) => {
                tried = true
            }
            "} catch (e) {" if tried => {
                tried = false;
                let end = format!("{}}}", line.split('}').next().unwrap_or_default());
                lines.by_ref().find(|line| *line == end);
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// The script with every identifier of the table replaced, whole ones only.
fn with_names(script: &str, names: &BTreeMap<String, String>) -> String {
    let part_of_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '$');
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let same = |character: char| part_of_name(character) == part_of_name(first);
        let (run, after) = rest.split_at(rest.find(|character| !same(character)).unwrap_or(rest.len()));
        out.push_str(names.get(run).map_or(run, String::as_str));
        rest = after;
    }
    out
}

/// What ends a module's life. Yew never lets go of what it hears events by (`cl.forget()`): neither of the closure nor of its place in
/// the table of what is the browser's. An element that is taken away lets go of both.
const LIFE: &str = "
/** Whether the module has come to its end, and whom to tell; and lets go of a listener that the program keeps for good. */
export const life = {
    ended: false,
    end() {},
    forget(listener) {
        if (life.ended) return;
        listener._wbg_cb_unref();
        const table = wasm.__wbindgen_externrefs;
        for (let at = table.length; at--; ) if (table.get(at) === listener) return wasm.__externref_table_dealloc(at);
    },
};
";

/// The script with a way to end the module for good. Whatever leaves one of its closures as an exception has unwound the
/// program without tidying it: nothing may enter it again. The loader puts what is to happen then into `life.end`, and sets
/// `life.ended` of all programs. wasm-bindgen's own abort handler does the same at each export, for a kilobyte more.
fn with_an_end(script: &str) -> Result<String> {
    const CHANGES: [(&str, &str, bool); 5] = [
        ("    const real = (...args) => {\n", "        if (life.ended) return;\n", true),
        (
            "        } finally {\n            real._wbg_cb_unref();",
            "        } catch (error) {\n            life.end();\n            throw error;\n",
            false,
        ),
        (
            "        } finally {\n            state.a = a;\n",
            "        } catch (error) {\n            life.end();\n            throw error;\n",
            false,
        ),
        ("    real._wbg_cb_unref = () => {\n", "        if (life.ended) return;\n", true),
        ("wasm.__wbindgen_destroy_closure(state.a, state.b));", "life.ended || ", false),
    ];
    let makers = script.matches("Closure(arg0, arg1, f) {").count();
    let mut out = script.to_owned();
    let mut ends = 0;
    for (mark, added, after) in CHANGES {
        ends += out.matches(mark).count();
        let both = if after { format!("{mark}{added}") } else { format!("{added}{mark}") };
        out = out.replace(mark, &both);
    }
    // Both kinds of closure, and what frees those that were dropped.
    if ends != makers * 3 + usize::from(makers > 0) {
        bail!("the glue makes closures in another way than before; see with_an_end in xtask/src/wasm.rs");
    }
    out = out.replace("(ptr => wasm.", "(ptr => life.ended || wasm.");
    if makers > 0
        && !["wasm.__wbindgen_externrefs", "wasm.__externref_table_dealloc("]
            .iter()
            .all(|part| out.contains(part))
    {
        bail!(
            "the glue holds what is the browser's in another way than before; see with_an_end in xtask/src/wasm.rs"
        );
    }
    out.push_str(LIFE);
    Ok(out)
}

/// The script as a function that makes the program anew at each call, with memory and caches of its own: what one person
/// entered goes with the instance, and the next person's has never held it. wasm-bindgen keeps all that at module level.
fn as_factory(script: &str) -> Result<String> {
    let inner = script
        .replace("\nexport { initSync, __wbg_init as default };\n", "\n")
        .replace("\nexport class ", "\nclass ")
        .replace("\nexport function ", "\nfunction ")
        .replace("\nexport const ", "\nconst ");
    let whole = ["class Handle ", "function mount(", "function __wbg_init(", "const life = "];
    let top = |word: &str| inner.starts_with(word) || inner.contains(&format!("\n{word}"));
    if top("export ") || top("import ") || !whole.iter().all(|part| inner.contains(part)) {
        bail!("the glue exports or imports in another way than before; see as_factory in xtask/src/wasm.rs");
    }
    Ok(format!(
        "/** A program of its own: its instance, its memory, its handles. */\nexport function make() {{\n{inner}\n\
         return {{ default: __wbg_init, mount, Handle, life }};\n}}\n"
    ))
}

/// The script with the work of its set-up for all to call, which else is done once: a picture that trapped the module ends that
/// one instance, and the next picture is given a new one.
fn set_up_anew(script: &str) -> Result<String> {
    const KEPT: &str = "__wbg_init as default";
    const WORK: &str =
        "async function __wbg_init_once(module_or_path) {\n\n    if (module_or_path !== undefined)";
    if !script.contains(KEPT) || !script.contains(WORK) {
        bail!("the glue is set up in another way than before; see set_up_anew in xtask/src/wasm.rs");
    }
    Ok(script.replace(KEPT, "__wbg_init_once as default"))
}

/// The module made as small as wasm-opt can, in place.
pub fn shrink(project: &Project, node: &Node, bindings: &Bindings) -> Result<()> {
    smaller(project, node, bindings, Names::Dropped)
}

fn smaller(project: &Project, node: &Node, bindings: &Bindings, names: Names) -> Result<()> {
    let large = bindings.wasm();
    let small = bindings.folder.join("app_small.wasm");
    let mut command = node.wasm_opt(project);
    command.arg(&large).arg("-o").arg(&small).arg("-Oz").arg(match names {
        Names::Kept => "--debuginfo",
        Names::Dropped => "--strip-debug",
    });
    command.args(["--strip-producers", "--strip-target-features"]);
    // Exactly what the compiler was allowed to use: --all-features writes modules that browsers refuse.
    command.arg("--mvp-features");
    for feature in features(project)? {
        command.arg(format!("--enable-{feature}"));
    }
    project::run(&mut command, "wasm-opt")?;
    std::fs::rename(&small, &large).context("the shrunken wasm could not be put in its place")
}

fn features(project: &Project) -> Result<Vec<String>> {
    let listed = project::capture(
        project.command(rustc()).args(["--print", "cfg", "--target", TARGET]),
        "asking rustc which wasm features it turns on",
    )?;
    let features: Vec<String> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("target_feature=\"")?.strip_suffix('"'))
        .map(|name| match name {
            // The one feature that rustc and wasm-opt name differently.
            "nontrapping-fptoint" => "nontrapping-float-to-int".to_owned(),
            same => same.to_owned(),
        })
        .collect();
    if features.is_empty() {
        bail!("rustc names no wasm feature for {TARGET}; wasm-opt cannot be told what to keep to");
    }
    Ok(features)
}

/// Compiler flags that take this machine's folders out of the result: same commit, same bytes.
fn flags(project: &Project) -> Result<String> {
    let sysroot = sysroot(project)?;
    let mut renames = vec![(sysroot, "/rust".to_owned()), (project.root.clone(), "/pomscope".to_owned())];
    if !project.target.starts_with(&project.root) {
        renames.push((project.target.clone(), "/pomscope/target".to_owned()));
    }
    // One folder a registry, whose name depends on where the registry is reached.
    for folder in registries() {
        renames.push((folder, "/crates".to_owned()));
    }
    let renames = renames.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    Ok(renames.chain(LEAN.map(str::to_owned)).collect::<Vec<_>>().join("\u{1f}"))
}

fn registries() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let user = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
        Some(Path::new(&user).join(".cargo"))
    });
    let Some(home) = home else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(home.join("registry").join("src")) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

fn rustc() -> std::ffi::OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

pub fn sysroot(project: &Project) -> Result<PathBuf> {
    let printed = project::capture(
        project.command(rustc()).args(["--print", "sysroot"]),
        "asking rustc where it lives",
    )?;
    Ok(PathBuf::from(printed.trim()))
}

/// Makes sure that the compiler can write wasm.
pub fn add_target(project: &Project) -> Result<()> {
    if sysroot(project)?.join("lib").join("rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    let advice = format!("install the wasm target with: rustup target add {TARGET}");
    if project::on_path("rustup").is_none() {
        bail!("this Rust cannot compile to wasm, and there is no rustup to add that; {advice}");
    }
    eprintln!("Adding the wasm target to this Rust");
    project::run(project.command("rustup").args(["target", "add", TARGET]), "rustup target add")
        .context(advice)
}

/// Makes sure that the standard library's sources are there to be compiled.
fn add_sources(project: &Project) -> Result<()> {
    if sysroot(project)?.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file() {
        return Ok(());
    }
    let advice = "install the standard library's sources with: rustup component add rust-src";
    if project::on_path("rustup").is_none() {
        bail!(
            "this Rust has no sources of its standard library, and there is no rustup to add them; {advice}"
        );
    }
    eprintln!("Adding the standard library's sources to this Rust");
    project::run(
        project.command("rustup").args(["component", "add", "rust-src"]),
        "rustup component add rust-src",
    )
    .context(advice)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    #[test]
    fn arguments_are_passed_without_a_precaution_and_other_tries_stay() {
        let glue = "f() {\n    let ptr0;\n    try {\n        ptr0 = passString(a);\n    } catch (e) {\n        if (ptr0) { free(ptr0); }\n        \
                    throw e;\n    }\n    try {\n        call();\n    } catch (e) {\n        throw e;\n    }\n}\n";
        assert_eq!(
            super::leaner(glue),
            "f() {\n    let ptr0;\n        ptr0 = passString(a);\n    try {\n        call();\n    } catch (e) {\n        throw e;\n    }\n}\n"
        );
    }

    #[test]
    fn a_factory_holds_all_that_the_glue_kept_for_the_page() {
        let glue = "/* types */\n\nexport class Handle {}\nexport function mount() {}\nlet wasm;\nasync function __wbg_init() {}\n\
                    \nexport { initSync, __wbg_init as default };\n\nexport const life = {};\n";
        let made = super::as_factory(glue).unwrap();
        assert_eq!(made.matches("export ").count(), 1, "{made}");
        let (before, inside) = made.split_once("export function make() {").unwrap();
        assert!(!before.contains("wasm") && inside.contains("\nlet wasm;\n"), "{made}");
        assert!(super::as_factory(&format!("import x from \"y\";\n{glue}")).is_err());
        assert!(super::as_factory("\nexport { other };\n").is_err());
    }

    #[test]
    fn only_whole_identifiers_are_renamed() {
        let names = BTreeMap::from([("__wbg_a_1".to_owned(), "i0".to_owned())]);
        let script = "const x = { __wbg_a_1: f(), __wbg_a_12: g, y__wbg_a_1: 'ä__wbg_a_1' };";
        assert_eq!(
            super::with_names(script, &names),
            "const x = { i0: f(), __wbg_a_12: g, y__wbg_a_1: 'äi0' };"
        );
        assert_eq!(super::with_names("", &names), "");
    }
}

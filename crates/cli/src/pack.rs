//! `pomscope pack`: a pack with its wording as one JSON list, or as a bundle for handing over, from inside the program or from files.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use pomscope_core::bundle::bundle;
use pomscope_core::json::{Value, parse};
use pomscope_core::wire::pack_list;

use crate::output::{failed, replace};
use crate::own::Given;
use crate::{Options, Outcome, embedded, input};

/// What the arguments ask for.
pub enum Wish {
    /// Print the pack as a list.
    List {
        /// Its id or where it is; the first that the program carries, where none is named.
        which: Option<OsString>,
        /// The language of its texts.
        lang: Option<String>,
    },
    /// Make a bundle.
    Bundle {
        /// The pack's id or where it is.
        which: Option<OsString>,
        /// Where the bundle goes; none for standard output.
        out: Option<OsString>,
    },
}

impl Wish {
    /// Reads the options.
    ///
    /// # Errors
    /// The sentence that stands above the usage.
    pub fn read(which: Option<OsString>, options: &mut Options) -> Result<Self, String> {
        if options.take("--bundle").is_some() {
            return Ok(Self::Bundle { which, out: options.take("--out").filter(|out| out != "-") });
        }
        let lang = options.take("--lang").map(|lang| lang.to_string_lossy().into_owned());
        Ok(Self::List { which, lang })
    }
}

/// Prints the list, or makes the bundle.
pub fn run(wish: &Wish) -> Outcome {
    let done = match wish {
        Wish::List { which, lang } => list(which.as_deref(), lang.as_deref()),
        Wish::Bundle { which, out } => bundled(which.as_deref(), out.as_ref().map(Path::new)),
    };
    done.unwrap_or_else(|notes| Outcome { notes, failed: true, ..Outcome::default() })
}

fn given(which: Option<&OsStr>) -> Result<Given, Vec<String>> {
    match which {
        Some(which) if which == "-" => Err(vec![
            "The wording of a pack stands beside its file; name the file in place of standard input.".into(),
        ]),
        Some(which) => Given::named(which),
        None => embedded::PACKS
            .first()
            .map(Given::Inside)
            .ok_or_else(|| vec!["This Pomscope carries no pack; name the file of one.".into()]),
    }
}

fn list(which: Option<&OsStr>, lang: Option<&str>) -> Result<Outcome, Vec<String>> {
    let given = given(which)?;
    let content = given.content(lang).map_err(|sentence| vec![sentence])?;
    Ok(Outcome::printed(format!("{:#}\n", pack_list(&content.pack, &content.wording))))
}

fn bundled(which: Option<&OsStr>, out: Option<&Path>) -> Result<Outcome, Vec<String>> {
    let shown = which.map_or(String::new(), input::name);
    let (value, pack_id, notes) = match given(which)? {
        Given::Inside(embedded) => {
            let read = |text: &str| parse(text).unwrap_or_default();
            let texts =
                embedded.wordings.iter().map(|(lang, text)| ((*lang).to_owned(), read(text))).collect();
            (bundle(plain(read(embedded.pack)), texts), embedded.id.to_owned(), Vec::new())
        }
        Given::Own(own) => {
            let id = own.pack.as_ref().map(|pack| pack.id.clone()).unwrap_or_default();
            let mut notes = Vec::new();
            if !own.prompts.is_empty() {
                notes.push(format!(
                    "The prompts beside {shown} are for the command line's kit and are not in the bundle."
                ));
            }
            let texts =
                own.wordings.into_iter().map(|(wording, value)| (wording.lang, plain(value))).collect();
            (bundle(plain(own.value), texts), id, notes)
        }
    };
    let text = format!("{value:#}\n");
    let Some(out) = out else { return Ok(Outcome { notes, ..Outcome::printed(text) }) };
    let path = if out.is_dir() { out.join(format!("{pack_id}.bundle.json")) } else { out.to_owned() };
    replace(&path, text.as_bytes()).map_err(|error| vec![failed(&path, &error)])?;
    Ok(Outcome { notes, ..Outcome::printed(format!("{}\n", path.display())) })
}

/// Without what is for the author's editor alone: the address of a schema leads nowhere from a bundle.
fn plain(mut value: Value) -> Value {
    if let Value::Object(object) = &mut value {
        object.remove("$schema");
    }
    value
}

//! `pomscope report`: the report of an assessment in one of its formats, printed or written to a file; what stands in it is decided in the core.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use pomscope_core::answers::Assessment;
use pomscope_core::book::oddities;
use pomscope_core::content::Content;
use pomscope_core::file_name::file_name;
use pomscope_core::owner::Owner;
use pomscope_core::report::csv::Sheet;
use pomscope_core::report::export::{Format, export, report_name};
use pomscope_core::report::{Telling, tell};
use pomscope_core::time::is_date;
use pomscope_core::versions::met;
use pomscope_core::wire::{Read, meet, meet_lenses, read, write_pretty};
use pomscope_pdf::{Attachment, Paper, draw};

use crate::output::{failed, replace};
use crate::own::{Given, half_spoken};
use crate::{Options, Outcome, input, score};

/// What the report is made into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Pdf,
    Markdown,
    Csv,
    Json,
}

impl Form {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "pdf" => Some(Self::Pdf),
            "md" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// What the arguments ask for.
pub struct Wish {
    file: OsString,
    form: Form,
    telling: Telling,
    sheet: Option<Sheet>,
    lang: Option<String>,
    pack: Option<OsString>,
    date: Option<String>,
    paper: Paper,
    out: Option<OsString>,
}

impl Wish {
    /// Reads the options.
    ///
    /// # Errors
    /// The sentence that stands above the usage.
    pub fn read(file: OsString, options: &mut Options) -> Result<Self, String> {
        let form = options.take_as("--to", Form::parse)?;
        let Some(form) = form else { return Err("Say what to make: --to pdf, md, csv or json.".into()) };
        let telling = options.take_as("--telling", Telling::parse)?;
        let sheet = options.take_as("--sheet", Sheet::parse)?;
        let paper = options.take_as("--paper", Paper::parse)?;
        let date = options.take_as("--date", |text| is_date(text).then(|| text.to_owned()))?;
        let lang = options.take("--lang").map(|lang| lang.to_string_lossy().into_owned());
        let out = options.take("--out").filter(|out| out != "-");
        if sheet.is_some() && form != Form::Csv {
            return Err("--sheet goes with --to csv alone.".into());
        }
        if paper.is_some() && form != Form::Pdf {
            return Err("--paper goes with --to pdf alone.".into());
        }
        if telling.is_some() && form == Form::Csv {
            return Err("--telling does not go with --to csv, whose tables are the same for all.".into());
        }
        let all_tables = form == Form::Csv && sheet.is_none();
        if all_tables
            && out.as_deref().is_some_and(|out| Path::new(out).extension() == Some(OsStr::new("csv")))
        {
            return Err(
                "--to csv writes six tables into a folder; name a folder, or one table with --sheet.".into(),
            );
        }
        Ok(Self {
            file,
            form,
            telling: telling.unwrap_or_default(),
            sheet,
            lang,
            pack: options.take("--pack"),
            date,
            paper: paper.unwrap_or_default(),
            out,
        })
    }
}

/// A file that was made.
struct Made {
    name: String,
    bytes: Vec<u8>,
}

/// Makes the report and prints it, or writes it where the arguments say.
pub fn run(wish: &Wish) -> Outcome {
    let (content, assessment, notes) = match read_file(wish) {
        Ok(read) => read,
        Err(notes) => return Outcome { notes, failed: true, ..Outcome::default() },
    };
    let done = make(wish, &content, &assessment).and_then(|made| match &wish.out {
        None => printed(wish, made),
        Some(out) => written(wish, Path::new(out), &made),
    });
    match done {
        Ok(out) => Outcome { out, notes, failed: false },
        Err(sentence) => Outcome {
            notes: notes.into_iter().chain([sentence]).collect(),
            failed: true,
            ..Outcome::default()
        },
    }
}

/// The assessment with its content, and what stood out on the way.
fn read_file(wish: &Wish) -> Result<(Content, Assessment, Vec<String>), Vec<String>> {
    let shown = input::name(&wish.file);
    let one = |sentence: String| vec![sentence];
    let text = input::text(&wish.file).map_err(one)?;
    let Read { assessment, problems } =
        read(&text).map_err(|error| vec![score::unreadable(&error, &shown)])?;
    let given = Given::find(wish.pack.as_deref(), &assessment.pack_id)?;
    let content = given.content(wish.lang.as_deref()).map_err(one)?;
    let assessment = met(&content.pack, &assessment).into_owned();
    let problems = problems.into_iter().chain(meet(&content.pack, &assessment)).chain(oddities(&assessment));
    let problems = problems.chain(meet_lenses(&content.lenses, &assessment));
    let notes = problems.map(|problem| content.texts.say(&problem)).chain(half_spoken(&content)).collect();
    Ok((content, assessment, notes))
}

/// The day of the report: as given, or that of the last change. There is no clock behind it, so that the same file gives the same report.
fn day(wish: &Wish, assessment: &Assessment) -> Result<String, String> {
    let of_file = [&assessment.updated_at, &assessment.created_at]
        .into_iter()
        .filter_map(|moment| moment.get(..10))
        .find(|day| is_date(day));
    wish.date.clone().or_else(|| of_file.map(str::to_owned)).ok_or_else(|| {
        "The file does not say when it was last changed; name the day of the report with --date YYYY-MM-DD.".into()
    })
}

fn make(wish: &Wish, content: &Content, assessment: &Assessment) -> Result<Vec<Made>, String> {
    let today = day(wish, assessment)?;
    let one = |format| {
        let made = export(content, assessment, &today, wish.telling, format, &Owner::default())
            .map_err(score::unscored)?;
        Ok(Made { name: made.name, bytes: made.text.into_bytes() })
    };
    match (wish.form, wish.sheet) {
        (Form::Pdf, _) => Ok(vec![pages(wish, content, assessment, &today)?]),
        (Form::Markdown, _) => Ok(vec![one(Format::Markdown)?]),
        (Form::Json, _) => Ok(vec![one(Format::Json)?]),
        (Form::Csv, Some(sheet)) => Ok(vec![one(Format::Csv(sheet))?]),
        (Form::Csv, None) if wish.out.is_none() => Ok(vec![one(Format::Csv(Sheet::Answers))?]),
        (Form::Csv, None) => Sheet::ALL.into_iter().map(|sheet| one(Format::Csv(sheet))).collect(),
    }
}

/// The report drawn on pages, the assessment's own file inside.
fn pages(wish: &Wish, content: &Content, assessment: &Assessment, today: &str) -> Result<Made, String> {
    let document = tell(content, assessment, today, wish.telling).map_err(score::unscored)?;
    let title = &document.cover.title;
    let data = write_pretty(assessment);
    let name = format!("{}.json", file_name(title, today));
    let attachment = Attachment { name: &name, media_type: "application/json", bytes: data.as_bytes() };
    let bytes = draw(&document, Some(attachment), wish.paper)
        .map_err(|error| format!("The PDF could not be drawn: {error}. Take md in its place."))?;
    Ok(Made { name: format!("{}.pdf", report_name(title, today, wish.telling)), bytes })
}

fn printed(wish: &Wish, made: Vec<Made>) -> Result<Vec<u8>, String> {
    if wish.form == Form::Pdf && io::stdout().is_terminal() {
        return Err("A PDF cannot be shown here; name a file with -o, or send it on with | or >.".into());
    }
    Ok(made.into_iter().flat_map(|made| made.bytes).collect())
}

/// Writes what was made and lists where.
fn written(wish: &Wish, out: &Path, made: &[Made]) -> Result<Vec<u8>, String> {
    let into_folder = wish.form == Form::Csv && wish.sheet.is_none();
    if into_folder && !out.is_dir() {
        if out.exists() {
            let shown = out.display();
            return Err(format!(
                "{shown} is a file, and --to csv writes six tables; name a folder, or one table with --sheet."
            ));
        }
        fs::create_dir(out).map_err(|error| failed(out, &error))?;
    }
    let mut list = String::new();
    for made in made {
        let path = if out.is_dir() { out.join(&made.name) } else { out.to_owned() };
        replace(&path, &made.bytes).map_err(|error| failed(&path, &error))?;
        list.push_str(&format!("{}\n", path.display()));
    }
    Ok(list.into_bytes())
}

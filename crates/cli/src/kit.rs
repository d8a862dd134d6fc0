//! `pomscope kit`: agenda, prompts, slides and paper forms for a workshop, as PDF or Markdown; what stands in them is decided in the core.

use std::ffi::OsString;

use pomscope_core::answers::Side;
use pomscope_core::group::{Rule, Threshold};
use pomscope_core::kit::plan::{ClockTime, Form, Heads, MOST_PEOPLE, Plan};
use pomscope_core::kit::{Kit, agenda, paper_form, prompts, slides};
use pomscope_core::time::is_date;
use pomscope_pdf::Paper;

use crate::output::{Made, hand_over};
use crate::own::{Given, half_spoken};
use crate::{Options, Outcome, embedded};

/// Which document is made.
enum Part {
    Agenda(Plan),
    Prompts,
    Slides,
    Form { side: Option<Side>, form: Form },
}

/// What it is made into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Pdf,
    Markdown,
}

impl To {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "pdf" => Some(Self::Pdf),
            "md" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// What the arguments ask for.
pub struct Wish {
    part: Part,
    pack: Option<OsString>,
    lang: Option<String>,
    to: To,
    paper: Paper,
    out: Option<OsString>,
}

impl Wish {
    /// Reads what stands after `kit`.
    ///
    /// # Errors
    /// The sentence that stands above the usage.
    pub fn read(operands: Vec<OsString>, options: &mut Options) -> Result<Self, String> {
        let mut operands = operands.into_iter();
        let what = operands.next().map(|what| what.to_string_lossy().into_owned());
        if let Some(more) = operands.next() {
            return Err(format!(
                "One part of the kit at a time: {} is one too many.",
                more.to_string_lossy()
            ));
        }
        let form =
            |options: &mut Options| options.take_as("--form", Form::parse).map(Option::unwrap_or_default);
        let part = match what.as_deref() {
            Some("agenda") => Part::Agenda(plan(options, form)?),
            Some("prompts") => Part::Prompts,
            Some("slides") => Part::Slides,
            Some("form") => Part::Form { side: options.take_as("--side", side)?, form: form(options)? },
            _ => return Err("Say what to make: kit agenda, kit prompts, kit slides or kit form.".into()),
        };
        let to = options.take_as("--to", To::parse)?;
        let Some(to) = to else { return Err("Say what to make it into: --to pdf or md.".into()) };
        let paper = options.take_as("--paper", Paper::parse)?;
        if paper.is_some() && to != To::Pdf {
            return Err("--paper goes with --to pdf alone.".into());
        }
        Ok(Self {
            part,
            pack: options.take("--pack"),
            lang: options.take("--lang").map(|lang| lang.to_string_lossy().into_owned()),
            to,
            paper: paper.unwrap_or_default(),
            out: options.take("--out").filter(|out| out != "-"),
        })
    }
}

fn plan(options: &mut Options, form: impl Fn(&mut Options) -> Result<Form, String>) -> Result<Plan, String> {
    let [people, it, business] = [
        options.take_as("--people", heads)?,
        options.take_as("--it", heads)?,
        options.take_as("--business", heads)?,
    ];
    let day = |text: &str| is_date(text).then(|| text.to_owned());
    Ok(Plan {
        heads: Heads::new(people, it, business).map_err(|error| error.to_string())?,
        devices: options.take_as("--devices", heads)?.unwrap_or(1),
        form: form(options)?,
        rule: options
            .take_as("--k", |text| Threshold::new(u32::from(heads(text)?)))?
            .map_or_else(Rule::default, Rule::Anonymous),
        start: options.take_as("--start", ClockTime::parse)?,
        date: options.take_as("--date", day)?.unwrap_or_default(),
    })
}

/// A head count.
fn heads(text: &str) -> Option<u16> {
    text.parse().ok().filter(|count| *count <= MOST_PEOPLE)
}

fn side(text: &str) -> Option<Side> {
    match text {
        "it" => Some(Side::It),
        "business" => Some(Side::Business),
        _ => None,
    }
}

/// Makes the document and prints it, or writes it where the arguments say.
pub fn run(wish: &Wish) -> Outcome {
    let kit = match kit(wish) {
        Ok(kit) => kit,
        Err(notes) => return Outcome { notes, failed: true, ..Outcome::default() },
    };
    let (name, document) = match &wish.part {
        Part::Agenda(plan) => ("agenda", agenda(&kit, plan)),
        Part::Prompts => ("prompts", prompts(&kit)),
        Part::Slides => ("slides", slides(&kit)),
        Part::Form { side, form } => ("form", paper_form(&kit, *side, *form)),
    };
    let made = match wish.to {
        To::Markdown => Made::Markdown,
        To::Pdf => Made::Pdf(wish.paper),
    };
    match hand_over(made, wish.out.as_deref(), name, &document) {
        Ok(out) => {
            let notes = half_spoken(&kit.content).into_iter().collect();
            Outcome { out, notes, ..Outcome::default() }
        }
        Err(sentence) => Outcome::refused(sentence),
    }
}

/// The pack that was named, by default the first that the program carries, with everything that the kit is made from.
fn kit(wish: &Wish) -> Result<Kit, Vec<String>> {
    let given = match &wish.pack {
        // A lens of the program's own has a kit too.
        Some(named) => match Given::named(named)? {
            inside @ Given::Inside(_) => inside,
            Given::Own(_) => Given::block(named)?,
        },
        None => embedded::PACKS.first().map(Given::Inside).ok_or_else(|| {
            vec!["This Pomscope carries no pack; name the file of one with --pack.".to_owned()]
        })?,
    };
    given.kit(wish.lang.as_deref()).map_err(|sentence| vec![sentence])
}

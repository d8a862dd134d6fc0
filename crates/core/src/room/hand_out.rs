//! What the facilitator takes along: what was shown, as report and as data; single responses, behind the PIN; the kit on paper. What stands in each is decided in `report`, `wire` and `kit`.

use crate::file_name::file_name;
use crate::group::Session;
use crate::json::to_string_pretty;
use crate::kit::{agenda, paper_form, prompts, slides};
use crate::report::document::Document;
use crate::report::markdown;
use crate::report::session_page::{Told, session_document};
use crate::room::update::Turn;
use crate::room::{Dialog, Effect, Export, KitPart, Purpose, Setup, SetupFault, State, Step};
use crate::state::{FocusPlace, PdfOutcome, PdfStatus};
use crate::table::Table;
use crate::text::Message;
use crate::wire::{combined_v1, document_v1, room_v1, session_v1};

/// Under which key a set-up says how its devices are to behave.
pub(super) const KIOSK: &str = "kiosk";

const JSON: &str = "application/json";
const CSV: &str = "text/csv;charset=utf-8";
const JSON_LINES: &str = "application/jsonl";
const MARKDOWN: &str = "text/markdown;charset=utf-8";

/// The report of the open session; none before the reveal.
#[must_use]
pub fn report(state: &State) -> Option<Document> {
    let open = state.open.as_deref()?;
    let shown = open.reveal.as_deref()?.shown()?;
    let title = state.title_of(&open.record);
    let session = &open.record.session;
    let told = Told { title: &title, shown, agreed: &session.agreed, signed: Some(&session.signed) };
    Some(session_document(&state.asked().content, state.texts(), &told, &state.surroundings.today))
}

impl Turn<'_> {
    pub(super) fn export(&mut self, export: Export) {
        if export.identifies() {
            let opener = FocusPlace::Id("working".into());
            self.open_dialog(Dialog::Pin(Purpose::Export(export)), opener);
        } else {
            self.hand_out(export);
        }
    }

    /// Hands a file out; of single responses only after the PIN.
    pub(super) fn hand_out(&mut self, export: Export) {
        let state = &self.state;
        let Some(open) = state.open.as_deref() else { return };
        let pack = state.pack();
        let session = &open.record.session;
        let shown = open.reveal.as_deref().and_then(|reveal| reveal.shown());
        let published = |text: Option<String>| text.map(|text| (text, "published"));
        let working = |text: String| Some((text, "working-identifying"));
        let made = match export {
            Export::Json => published(shown.map(|shown| format!("{:#}\n", combined_v1::write(pack, shown)))),
            Export::Csv => published(shown.map(|shown| combined_v1::csv(pack, shown))),
            Export::JsonLines => published(shown.map(|shown| combined_v1::json_lines(pack, shown))),
            Export::Markdown => report(state).map(|report| (markdown(&report), "report")),
            Export::SetUp => {
                let mut bare = Session {
                    responses: Table::new(),
                    reveals: Vec::new(),
                    agreed: Table::new(),
                    signed: crate::group::Signed::default(),
                    ..session.clone()
                };
                // Nor what of them was not understood.
                for key in ["responses", session_v1::DOUBLES, "reveals", "agreed", "signed"] {
                    bare.extra.remove(key);
                }
                // How its devices are to behave goes along; the PIN does not.
                bare.extra.insert(KIOSK.into(), room_v1::behaviour(&open.record.device));
                Some((to_string_pretty(&session_v1::write(&bare)), "set-up"))
            }
            Export::Working => working(session_v1::write_pretty(session)),
            Export::WorkingCsv => working(session_v1::csv(pack, session)),
            Export::WorkingJsonLines => working(session_v1::json_lines(session)),
        };
        let Some((text, what)) = made else { return };
        let (media_type, end) = match export {
            Export::Json | Export::SetUp | Export::Working => (JSON, "json"),
            Export::Csv | Export::WorkingCsv => (CSV, "csv"),
            Export::JsonLines | Export::WorkingJsonLines => (JSON_LINES, "jsonl"),
            Export::Markdown => (MARKDOWN, "md"),
        };
        let title = format!("{} {what}", state.title_of(&open.record));
        let name = format!("{}.{end}", file_name(&title, &state.surroundings.today));
        self.effects.push(Effect::Download { name, media_type, text });
        self.announce(Message::new("announce.downloaded"));
    }

    /// Makes the report as PDF, with what was shown attached as data.
    pub(super) fn pdf(&mut self) {
        let state = &self.state;
        let Some(report) = report(state) else { return };
        let Some(shown) = self.shown() else { return };
        let name = file_name(&report.title, &state.surroundings.today);
        let attachment = format!("{:#}\n", combined_v1::write(state.pack(), shown));
        self.make(&report, name.clone(), format!("{name}.json"), attachment);
    }

    pub(super) fn kit(&mut self, part: KitPart) {
        let state = &self.state;
        let (kit, plan) = match (state.step, state.open.as_deref()) {
            (Step::Setup, _) | (_, None) => (state.wanted(), state.setup.plan(&state.surroundings.today)),
            (_, Some(open)) => (state.asked(), Setup::of(&open.record).plan(&state.surroundings.today)),
        };
        let document = match (part, plan) {
            (KitPart::Prompts, _) => prompts(kit),
            (KitPart::Slides, _) => slides(kit),
            (KitPart::Form, plan) => {
                paper_form(kit, None, plan.map_or_else(Default::default, |plan| plan.form))
            }
            (KitPart::Agenda, Some(plan)) => agenda(kit, &plan),
            (KitPart::Agenda, None) => {
                return self.say_fault(SetupFault::Nobody.message(), SetupFault::Nobody.field());
            }
        };
        let name = file_name(part.as_str(), &state.surroundings.today);
        self.make(&document, name, String::new(), String::new());
    }

    fn make(&mut self, document: &Document, name: String, attachment_name: String, attachment: String) {
        if self.state.taking.pdf == PdfStatus::Making {
            return;
        }
        self.effects.push(Effect::MakePdf {
            name: format!("{name}.pdf"),
            document: document_v1::write(document).to_string(),
            attachment_name,
            attachment,
            paper: self.state.taking.paper,
        });
        self.state.taking.pdf = PdfStatus::Making;
        self.announce(Message::new("pdf.making"));
    }

    pub(super) fn cancel_pdf(&mut self) {
        if std::mem::take(&mut self.state.taking.pdf) == PdfStatus::Making {
            self.effects.push(Effect::CancelPdf);
            self.announce(Message::new("pdf.cancelled"));
        }
    }

    pub(super) fn pdf_made(&mut self, outcome: PdfOutcome) {
        let (status, key) = match outcome {
            PdfOutcome::Done => (PdfStatus::Idle, "announce.downloaded"),
            // It answers a wish that was taken back.
            PdfOutcome::Cancelled => return,
            PdfOutcome::Unreachable => (PdfStatus::Unreachable, "pdf.unreachable"),
            PdfOutcome::Failed => (PdfStatus::Failed, "pdf.failed"),
        };
        if self.state.taking.pdf == PdfStatus::Making {
            self.state.taking.pdf = status;
            self.announce(Message::new(key));
        }
    }
}

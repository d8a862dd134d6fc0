//! The slides for the projector: what is promised, how to answer, and one slide a group with its questions; results are never on them.

use crate::kit::order::{Theme, parts};
use crate::kit::paper_form::{Hints, question, scale_lines};
use crate::kit::plan::Form;
use crate::kit::{Kit, bullets, paragraph, prompts, section};
use crate::report::document::{Block, CoverPage, Document, Pages, Section, Start, Voice};

/// The slides: every section is one, in the order in which they are shown.
#[must_use]
pub fn slides(kit: &Kit) -> Document {
    let said = |id: &str, title: &str, points: &[&str]| {
        let points = points.iter().map(|key| kit.get(key));
        section(id, kit.get(title), Start::NewPage, vec![bullets(points)])
    };
    let mut sections = vec![
        said(
            "today",
            "kit.slides.today",
            &["kit.slides.today.1", "kit.slides.today.2", "kit.slides.today.3", "kit.slides.today.4"],
        ),
        said(
            "count",
            "kit.slides.count",
            &["kit.slides.count.1", "kit.slides.count.2", "kit.slides.count.3", "kit.slides.count.4"],
        ),
        answer(kit),
    ];
    for part in parts(&kit.content.pack) {
        for group in part.groups {
            let prompts = prompts::of_group(kit, group);
            let place = match part.theme {
                Theme::Signs => kit.content.wording.thread_name(&group.thread).to_owned(),
                Theme::Thread(_) => kit.place(group),
            };
            let blocks: Vec<Block> = vec![
                paragraph(Voice::Small, place),
                paragraph(Voice::Lead, prompts.theme),
                bullets(prompts.questions),
            ];
            let title = kit.content.wording.group(&group.id).title;
            sections.push(section(group.id.as_str(), title, Start::NewPage, blocks));
        }
    }
    let agree = ["kit.slides.agree.1", "kit.slides.agree.2", "kit.slides.agree.3"];
    sections.push(said("agree", "kit.slides.agree", &agree));
    let cover = CoverPage { about: kit.get("kit.slides.about"), ..CoverPage::default() };
    let title = kit.content.wording.name.clone();
    let document = kit.document(title.clone(), Pages::Slides, cover, sections);
    let cover = CoverPage { over: String::new(), ..document.cover };
    Document { title, cover, ..document }
}

/// The scale of the scored levels.
fn answer(kit: &Kit) -> Section {
    let parts = parts(&kit.content.pack);
    let scored = parts.iter().find(|part| part.theme != Theme::Signs);
    let mut blocks = vec![paragraph(Voice::Lead, question(kit))];
    blocks.extend(scored.map(|part| scale_lines(kit, part, Form::Full, Hints::LeftOut)));
    section("answer", kit.get("kit.slides.answer"), Start::NewPage, blocks)
}

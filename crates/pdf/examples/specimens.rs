//! Writes the PDFs that the validator reads: `specimens OUT` puts sound ones into OUT/sound and ones with one defect each into OUT/broken.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../tests/specimen/mod.rs"]
mod specimen;

use std::path::Path;

use pomscope_core::report::Telling;
use pomscope_core::report::document::{Direction, Document};
use pomscope_pdf::{Attachment, Packing, Paper, draw, draw_packed};

/// A defect: its name, what stands in the sound file, what takes its place (as long as it).
const DEFECTS: [(&str, &str, &str); 9] = [
    ("not-marked", "/MarkInfo", "/MarkInfX"),
    ("no-language", "/Lang", "/LanX"),
    ("no-alternative", "/Alt", "/AlX"),
    ("no-structure", "/StructTreeRoot", "/StructTreeRooX"),
    ("no-unicode", "/ToUnicode", "/ToUnicodX"),
    ("no-relationship", "/AFRelationship", "/AFRelationshiX"),
    ("not-archival", "pdfaid:part>3<", "pdfaid:part>7<"),
    ("not-accessible", "<pdfuaid:part>1", "<pdfuaid:part>9"),
    ("no-title-bar", "/DisplayDocTitle true", "/DisplayDocTitle null"),
];

fn main() {
    let out = std::env::args().nth(1).expect("specimens needs the folder to write to");
    let out = Path::new(&out);
    let (sound, broken) = (out.join("sound"), out.join("broken"));
    std::fs::create_dir_all(&sound).unwrap();
    std::fs::create_dir_all(&broken).unwrap();
    let content = specimen::content();
    for (name, assessment) in specimen::all(&content) {
        let bytes = specimen::file(&assessment);
        let attachment = Attachment {
            name: "harbour-insurance.pomscope.json",
            media_type: "application/json",
            bytes: &bytes,
        };
        for telling in Telling::ALL {
            let document = specimen::told(&content, &assessment, telling);
            let path = sound.join(format!("{name}-{}.pdf", telling.as_str()));
            std::fs::write(path, draw(&document, Some(attachment), Paper::A4).unwrap()).unwrap();
            if telling == Telling::Client {
                let path = sound.join(format!("{name}-letter.pdf"));
                std::fs::write(path, draw(&document, Some(attachment), Paper::Letter).unwrap()).unwrap();
                let turned = Document { direction: Direction::RightToLeft, ..document };
                let path = sound.join(format!("{name}-right-to-left.pdf"));
                std::fs::write(path, draw(&turned, None, Paper::A4).unwrap()).unwrap();
            }
        }
    }
    for (name, document) in specimen::kit() {
        for paper in Paper::ALL {
            let path = sound.join(format!("kit-{name}-{}.pdf", paper.as_str()));
            std::fs::write(path, draw(&document, None, paper).unwrap()).unwrap();
        }
    }
    for (name, document) in specimen::session() {
        for paper in Paper::ALL {
            let path = sound.join(format!("session-{name}-{}.pdf", paper.as_str()));
            std::fs::write(path, draw(&document, None, paper).unwrap()).unwrap();
        }
    }
    for content in specimen::translated() {
        let document = specimen::told(&content, &specimen::full(&content), Telling::Client);
        let path = sound.join(format!("full-client-{}.pdf", content.texts.lang()));
        std::fs::write(path, draw(&document, None, Paper::A4).unwrap()).unwrap();
    }
    let bare = draw(&Document::default(), None, Paper::A4).unwrap();
    std::fs::write(sound.join("nothing.pdf"), bare).unwrap();

    let full = specimen::full(&content);
    let bytes = specimen::file(&full);
    let attachment = Attachment { name: "a.json", media_type: "application/json", bytes: &bytes };
    let document = specimen::told(&content, &full, Telling::Client);
    let open = draw_packed(&document, Some(attachment), Paper::A4, Packing::Open).unwrap();
    std::fs::write(sound.join("open.pdf"), &open).unwrap();
    for (name, good, bad) in DEFECTS {
        assert_eq!(good.len(), bad.len(), "{name} would move the file's offsets");
        let mut bytes = open.clone();
        let found: Vec<usize> =
            (0..bytes.len() - good.len()).filter(|at| bytes[*at..].starts_with(good.as_bytes())).collect();
        assert!(!found.is_empty(), "{name}: the file holds no {good}");
        for at in found {
            bytes[at..at + bad.len()].copy_from_slice(bad.as_bytes());
        }
        std::fs::write(broken.join(format!("{name}.pdf")), bytes).unwrap();
    }
}

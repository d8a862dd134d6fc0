//! Prints what `cargo xtask bench` measures natively, as JSON: the bytes of a report of eight pages, and the time that a page takes in thousandths of the time in which the same machine scores 1,000 assessments.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// A bench reads the clock; the crate never does.
#![allow(clippy::disallowed_methods)]

#[path = "../tests/specimen/mod.rs"]
mod specimen;

use std::hint::black_box;
use std::time::{Duration, Instant};

use pomscope_core::method::score;
use pomscope_pdf::layout::lay;
use pomscope_pdf::{Attachment, Paper, draw};

/// The shortest of several rounds: what the work takes when nothing else is in the way.
fn shortest(rounds: usize, work: impl Fn()) -> Duration {
    let round = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..rounds).map(|_| round()).min().unwrap()
}

fn main() {
    let content = specimen::content();
    let full = specimen::full(&content);
    let bytes = specimen::file(&full);
    let attachment = Attachment { name: "a.json", media_type: "application/json", bytes: &bytes };
    let document = specimen::of_pages(&content, &full, 8);
    let pages = lay(&document, Paper::A4).unwrap().pages.len();
    let size = draw(&document, Some(attachment), Paper::A4).unwrap().len();
    let drawing = shortest(9, || {
        black_box(draw(black_box(&document), Some(attachment), Paper::A4).unwrap());
    });
    let scoring = shortest(5, || {
        for _ in 0..1_000 {
            black_box(score(&content.pack, black_box(&full)).unwrap());
        }
    });
    println!(
        "{{\"pages\": {pages}, \"bytes\": {size}, \"milliseconds\": {:.2}, \"pagePerMille\": {:.0}}}",
        drawing.as_secs_f64() * 1_000.0,
        1_000.0 * drawing.as_secs_f64() / 8.0 / scoring.as_secs_f64(),
    );
}

//! The staircase of a pack's levels as a picture, for the first screen of the assessment and of a kiosk; it shows no result.

use pomscope_core::content::Content;

use crate::ui::element::{Element, el};

/// The steps of the pack's levels, each higher than the one before, with the pack's own names under them.
pub fn art(content: &Content) -> Element {
    const HEIGHTS: [usize; 6] = [44, 88, 132, 188, 252, 276];
    const CLASSES: [&str; 6] = ["r1", "r2", "r3", "r4", "r5", "r5"];
    let levels = &content.pack.levels;
    let width = 400 / levels.len().max(1);
    let mut picture = el("svg.art[viewBox=0 0 400 300][role=img]")
        .attr("aria-label", content.texts.get("start.art").to_owned());
    let mut line = String::from("M0 276");
    for (at, ((level, height), class)) in levels.iter().zip(HEIGHTS).zip(CLASSES).enumerate() {
        let (left, top) = (at * width, 276 - height);
        let middle = (left + width / 2).to_string();
        line.push_str(&if at == 0 { format!("M0 {top}h{width}") } else { format!("V{top}h{width}") });
        picture = picture
            .add(
                el("rect")
                    .attr("class", class.to_owned())
                    .attr("x", left.to_string())
                    .attr("y", top.to_string())
                    .attr("width", width.to_string())
                    .attr("height", height.to_string()),
            )
            .add(
                el("text.num")
                    .attr("x", middle.clone())
                    .attr("y", top.saturating_sub(10).to_string())
                    .text(level.number.to_string()),
            )
            .add(
                el("text[y=294]").attr("x", middle).text(content.wording.level_name(level.number).to_owned()),
            );
    }
    picture.add(el("path.line").attr("d", line))
}

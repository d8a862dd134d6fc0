//! A position and a wish on the scale of levels, drawn from core's percentages.

use crate::ui::element::{Element, el};
use crate::ui::length::tenths;

/// A row of the dumbbell: its name, its text, now and wanted at 0 to 100.
pub struct Row<'a> {
    pub name: &'a str,
    pub text: &'a str,
    pub now: f64,
    pub aim: f64,
}

/// A position from 0 to 100 as an SVG length.
pub fn percent(at: f64) -> String {
    format!("{}%", tenths(at))
}

/// The dumbbell: a row each, and the ticks; `alternative` says it in words.
pub fn dumbbell(alternative: &str, rows: &[Row<'_>], levels: &[String]) -> Element {
    let mut figure = el("div.dumb[role=img]").attr("aria-label", alternative.to_owned());
    for row in rows {
        let (now, aim) = (percent(row.now), percent(row.aim));
        let picture = el("svg.gauge[aria-hidden=true]")
            .add(el("line.axis[x1=0][x2=100%][y1=50%][y2=50%]"))
            .add(el("line.gap[y1=50%][y2=50%]").attr("x1", now.clone()).attr("x2", aim.clone()))
            .add(el("circle.aim[cy=50%][r=7]").attr("cx", aim))
            .add(el("circle.now[cy=50%][r=8]").attr("cx", now));
        figure = figure
            .add(el("p").text(row.name.to_owned()))
            .space()
            .add(el("p.n").text(row.text.to_owned()))
            .add(picture);
    }
    figure.add(ticks(levels))
}

/// What the two circles mean.
pub fn keys(now: &str, aim: &str) -> Element {
    let key = |circle: Element, word: &str| {
        el("span").add(el("svg[width=16][height=16]").add(circle)).text(word.to_owned())
    };
    el("p.keys[aria-hidden=true]")
        .add(key(el("circle.now[cx=8][cy=8][r=7]"), now))
        .add(key(el("circle.aim[cx=8][cy=8][r=6]"), aim))
}

/// The numbers under a gauge, lowest first.
pub fn ticks(levels: &[String]) -> Element {
    let mut ticks = el("p.ticks[aria-hidden=true]");
    for level in levels {
        ticks = ticks.add(el("span").text(level.clone()));
    }
    ticks
}

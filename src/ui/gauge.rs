//! A position and a wish on the scale of levels, drawn from core's percentages.

use yew::prelude::*;

/// One row of the dumbbell: the name, the text, now and wanted at 0 to 100.
pub fn dumbbell_row(name: &str, text: &str, now: f64, aim: f64) -> Html {
    let percent = |at: f64| format!("{at}%");
    html! {
        <>
            <p>{ name.to_owned() }</p>{ " " }
            <p class="n">{ text.to_owned() }</p>
            <svg class="gauge" aria-hidden="true">
                <line class="axis" x1="0" x2="100%" y1="50%" y2="50%" />
                <line class="gap" x1={percent(now)} x2={percent(aim)} y1="50%" y2="50%" />
                <circle class="aim" cx={percent(aim)} cy="50%" r="7" />
                <circle class="now" cx={percent(now)} cy="50%" r="8" />
            </svg>
        </>
    }
}

/// What the two circles mean.
pub fn dumbbell_keys(now: AttrValue, aim: AttrValue) -> Html {
    html! {
        <p class="keys" aria-hidden="true">
            <span><svg width="16" height="16"><circle class="now" cx="8" cy="8" r="7" /></svg>{ now }</span>
            <span><svg width="16" height="16"><circle class="aim" cx="8" cy="8" r="6" /></svg>{ aim }</span>
        </p>
    }
}

/// The numbers under a gauge, lowest first.
pub fn ticks(levels: &[String]) -> Html {
    html! { <p class="ticks" aria-hidden="true">{ for levels.iter().map(|level| html! { <span>{ level.clone() }</span> }) }</p> }
}

//! The metrics' screen: each metric once, with value, start, target and what is odd about them, and how ready one is to measure.

use crate::answers::{Assessment, MetricStatus};
use crate::metrics;
use crate::pack::{Better, Metric};
use crate::report::{self, Counts, counting, counting::ProgressText};
use crate::state::{State, group_order};
use crate::text::Message;
use crate::time::is_before;
use crate::view::{MetricCard, Typed, metric_card, plain_number};

/// The metrics' screen.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricsScreen {
    /// How many metrics there are.
    pub count: usize,
    /// Readiness and what is to be asked about it; none where the answers cannot be scored.
    pub counts: Option<Counts>,
    /// How much of readiness is there, 0 to 100; none of nothing.
    pub ready: Option<f64>,
    /// K as it is given.
    pub k: Typed,
    /// K, where it comes from the register.
    pub rows: Option<u32>,
    /// Thread by thread, each metric where it first stands.
    pub threads: Vec<MetricThread>,
}

/// The metrics of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricThread {
    /// The thread's name.
    pub name: String,
    /// "2 of 4 given".
    pub given: String,
    /// The metrics, those of lower levels first.
    pub metrics: Vec<MetricEntry>,
}

/// A metric with all that is asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricEntry {
    /// What a group's screen asks too.
    pub card: MetricCard,
    /// "level 2, more is better".
    pub about: String,
    /// Its value in words, or why there is none.
    pub value: String,
    /// Whether a state was given.
    pub given: bool,
    /// Whether start and target are asked for.
    pub aims: bool,
    /// The start.
    pub baseline: Typed,
    /// The target.
    pub target: Typed,
    /// The target's day.
    pub by: Typed,
    /// What it was last time.
    pub last: Option<Message>,
    /// How far it has come.
    pub progress: Option<ProgressText>,
    /// What is odd: a value or target that should be checked, a target past its day.
    pub remarks: Vec<Message>,
    /// Whether something typed was not kept.
    pub faulty: bool,
}

/// The metrics' screen of the open assessment.
#[must_use]
pub fn metrics_screen(state: &State) -> Option<MetricsScreen> {
    let assessment = state.assessment()?;
    let pack = &state.content.pack;
    let counts = report::counts(&state.content, assessment).ok();
    let mut entries: Vec<(&Metric, usize)> = Vec::new();
    for metric in &pack.metrics {
        // Where it stands for the first time: the lowest level, as the pack lists its groups.
        let first = pack.groups.iter().position(|group| group.metrics.contains(&metric.id));
        if let Some(first) = first {
            entries.push((metric, first));
        }
    }
    let threads = pack
        .threads
        .iter()
        .filter_map(|thread| {
            let metrics: Vec<MetricEntry> = entries
                .iter()
                .filter_map(|(metric, group)| {
                    let group = pack.groups.get(*group).filter(|group| group.thread == *thread)?;
                    Some(entry(state, assessment, metric, group.level.number))
                })
                .collect();
            let given = metrics.iter().filter(|entry| entry.given).count();
            let values = [("given", given.to_string()), ("n", metrics.len().to_string())];
            (!metrics.is_empty()).then(|| MetricThread {
                name: state.content.wording.thread_name(thread).to_owned(),
                given: state.texts().fill("metrics.given", &values),
                metrics,
            })
        })
        .collect();
    let k = assessment.key_relationships.map(|k| k.to_string()).unwrap_or_default();
    Some(MetricsScreen {
        count: pack.metrics.len(),
        ready: counts.as_ref().and_then(|counts| counts.ready.share()).map(|share| share * 100.0),
        counts,
        k: Typed::of(state, "k", &k),
        rows: assessment.k_of_register(),
        threads,
    })
}

fn entry(state: &State, assessment: &Assessment, metric: &Metric, level: u8) -> MetricEntry {
    let (pack, texts, id) = (&state.content.pack, state.texts(), &metric.id);
    let answer = assessment.metrics.get(id).cloned().unwrap_or_default();
    let about = match metric.better {
        Better::Up => "metric.about.up",
        Better::Down => "metric.about.down",
        Better::None => "metric.about.none",
    };
    let field = |part: &str, stored: &str| Typed::of(state, &format!("{id}-{part}"), stored);
    let number = |value: Option<f64>| value.map(|v| plain_number(state, metric.unit, v)).unwrap_or_default();
    let baseline = field("baseline", &number(answer.baseline));
    let target = field("target", &number(answer.target));
    let by = field("by", &answer.target_date);
    // Every metric may be edited here, wherever else it is asked.
    let card = metric_card(state, assessment, metric, group_order(pack).len());
    let card = MetricCard { asked_at: None, ..card };
    let progress = counting::progress(&state.content, assessment, metric);
    let reached = metrics::progress(pack, assessment, id)
        .is_some_and(|progress| progress.course == metrics::Course::Reached);
    let queries = [metrics::query(pack, assessment, id, texts), metrics::target_query(pack, assessment, id)];
    let mut remarks: Vec<Message> = queries.into_iter().flatten().collect();
    if is_before(&answer.target_date, &state.surroundings.today) && !reached {
        remarks.push(Message::new("metric.by.past").with("date", texts.date(&answer.target_date)));
    }
    let last = metrics::last_time(assessment, id)
        .map(|value| Message::new("metric.last").with("value", counting::number(texts, metric.unit, value)));
    let faulty = [&card.value_error, &card.as_of_error, &baseline.error, &target.error, &by.error]
        .into_iter()
        .any(Option::is_some);
    MetricEntry {
        about: texts.fill(about, &[("level", level.to_string())]),
        value: counting::value(&state.content, assessment, metric),
        given: answer.status.is_some(),
        aims: !matches!(answer.status, None | Some(MetricStatus::NotApplicable)),
        card,
        baseline,
        target,
        by,
        last,
        progress,
        remarks,
        faulty,
    }
}

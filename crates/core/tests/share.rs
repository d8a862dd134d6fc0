//! What is handed over holds what was ticked, whole, and nothing else: the JSON, the preview, the mail's draft, and the turns that lead there; and what a page may tell of its owner.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod schema;
mod site;

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use pomscope_core::answers::{
    Answer, Assessment, LensAnswers, MetricAnswer, PlanEntry, Previous, Rating, Side, StepStatus,
};
use pomscope_core::book::Book;
use pomscope_core::json::{self, Map, Value};
use pomscope_core::method::score;
use pomscope_core::owner::{Consent, DEFAULT_CONSENT, MOST_LOGO, Owner, mail};
use pomscope_core::pack::ItemId;
use pomscope_core::report::Telling;
use pomscope_core::report::export::{Format, export};
use pomscope_core::share::{Contact, ContactField, Part, Share, ShareChoice, mail_link, part_of, preview};
use pomscope_core::state::{
    Action, DeskAction, Dialog, Effect, Entry, Event, FocusPlace, Form, Intent, Loaded, ShareAction, State,
    Step, Surroundings, TakeAction, Way, Writing, desk_part, start, update,
};
use pomscope_core::time::Moment;
use pomscope_core::view::{Ways, share_screen};
use pomscope_core::wire::{self, score_json, share_v1};
use proptest::prelude::*;
use random::{TODAY, any_assessment, any_text, content};
use schema::{Schema, Undescribed};
use site::site;

const NOW: Moment = Moment(1_795_361_400_250.0);
const AT: &str = "2026-11-22T15:30:00.250Z";
/// What stands in every text that a person wrote, and nowhere in a catalogue, a pack or a key.
const NOTE: &str = "nOtEmArK";
/// What stands in every value that goes nowhere, whatever is ticked.
const NEVER: &str = "nEvErMaRk";
/// What stands in the contact.
const WHO: &str = "wHoMaRk";

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn example() -> Assessment {
    let text = std::fs::read_to_string(root("docs/examples/assessment.json")).unwrap();
    wire::read(&text).unwrap().assessment
}

fn who() -> Contact {
    Contact { name: "Ada Sommer".into(), organization: String::new(), mail: "ada@example.org".into() }
}

fn agreed() -> Consent {
    Consent { text: "I agree.".into(), version: "3".into() }
}

/// Lets `work` see what would be handed over.
fn shared<T>(
    assessment: &Assessment,
    parts: &[Part],
    contact: &Contact,
    work: impl FnOnce(&Share<'_>) -> T,
) -> T {
    let (choice, consent) = (ShareChoice::of(parts), agreed());
    work(&Share {
        content: content(),
        assessment,
        choice: &choice,
        contact,
        consent: &consent,
        at: AT,
        build: "abc",
    })
}

fn checked(name: &str, value: &Value) -> Result<(), String> {
    let text = std::fs::read_to_string(root("docs/schemas").join(name)).unwrap();
    let value: serde_json::Value = serde_json::from_str(&value.to_string()).unwrap();
    Schema::read(&text, Undescribed::Refused).check(&value)
}

/// What is handed over without what another schema describes.
fn outside(made: &Value) -> Value {
    let mut made = made.as_object().unwrap().clone();
    if let Some(part) = made.get("assessment") {
        let kept =
            ["format", "formatVersion", "pack"].map(|key| (key, part.get(key).cloned().unwrap_or_default()));
        made.insert("assessment".into(), json::object(kept.into()));
    }
    made.into()
}

/// All choices of parts.
fn choices() -> impl Iterator<Item = Vec<Part>> {
    (0..16usize).map(|set| {
        Part::ALL.into_iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, part)| part).collect()
    })
}

// The JSON

#[test]
fn the_example_of_the_docs_is_what_is_written() {
    let path = root("docs/examples/share.json");
    let made = shared(&example(), &Part::ALL, &who(), |share| share_v1::write(share).unwrap());
    let text = json::to_string_pretty(&made) + "\n";
    if std::env::var_os("POMSCOPE_WRITE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(path).unwrap());
}

/// An assessment in which every text carries a mark: one that goes with the notes, or one that never goes.
fn marked(mut given: Assessment) -> Assessment {
    let mut at = 0;
    let mut mark = |text: &mut String| {
        at += 1;
        *text = format!("{text}{NOTE}{at};");
    };
    for text in [&mut given.title, &mut given.scope] {
        mark(text);
    }
    for book in Book::ALL {
        book.kept_mut(&mut given)
            .insert("never".into(), json::parse(&format!("{{\"name\": \"{NEVER}\"}}")).unwrap());
    }
    let extra = || Map::from_entries(vec![(NEVER.to_owned(), NEVER.into())]);
    let asked: Vec<ItemId> = content().pack.asked.iter().map(|item| item.id.clone()).collect();
    for id in &asked {
        let answer = given.answers.get_or_default(id.clone());
        for text in [&mut answer.note, &mut answer.evidence, &mut answer.reason] {
            mark(text);
        }
        answer.at = NEVER.into();
        answer.extra = extra();
        let other = Answer { rating: Some(Rating::Partly), note: NEVER.into(), ..Answer::default() };
        answer.other = Some(Box::new(other));
        if answer.rating.is_none() {
            answer.set_aside = Some(NEVER.into());
        }
    }
    for metric in &content().pack.metrics {
        let answer = given.metrics.get_or_default(metric.id.clone());
        mark(&mut answer.source);
        answer.extra = extra();
    }
    given.plan.get_or_default(asked[0].0.clone()).status = StepStatus::Started;
    given.plan.get_or_default("own-9".to_owned()).status = StepStatus::Started;
    let steps: Vec<String> = given.plan.keys().cloned().collect();
    for id in steps {
        let known = id.starts_with("own-") || asked.iter().any(|item| item.0 == id);
        let entry = given.plan.get_or_default(id);
        for text in [&mut entry.title, &mut entry.owner, &mut entry.note] {
            if known { mark(text) } else { *text = NEVER.into() }
        }
        entry.at = NEVER.into();
        entry.extra = extra();
    }
    let never = Answer { rating: Some(Rating::Fully), note: NEVER.into(), ..Answer::default() };
    given.answers.insert(ItemId::from(NEVER), never.clone());
    given.plan.insert(NEVER.into(), PlanEntry { note: NEVER.into(), ..PlanEntry::default() });
    given.metrics.insert(NEVER.into(), MetricAnswer { source: NEVER.into(), ..MetricAnswer::default() });
    given.targets.insert(NEVER.into(), 2.0);
    given.importance.insert(NEVER.into(), 2);
    given.placement.insert(NEVER.into(), 2);
    given.probes.insert(NEVER.into(), true);
    given.kept_as_said.insert(NEVER.into(), ());
    let lens = LensAnswers {
        version: NEVER.into(),
        answers: [(ItemId::from(NEVER), never)].into_iter().collect(),
        extra: extra(),
    };
    given.lenses.insert(NEVER.into(), lens);
    given.previous = Some(Box::new(Previous {
        id: NEVER.into(),
        title: NEVER.into(),
        extra: extra(),
        ..Previous::default()
    }));
    given.timings.insert(asked[0].clone(), 12_345.5);
    given.id = NEVER.into();
    given.context_extra = extra();
    given.extra = extra();
    given
}

/// The marks of notes in a text, each once.
fn marks(text: &str) -> BTreeSet<&str> {
    text.split(NOTE).skip(1).filter_map(|rest| rest.split_once(';')).map(|(number, _)| number).collect()
}

/// Every text of the preview, and the JSON under it.
fn shown(share: &Share<'_>) -> (String, String) {
    let preview = preview(share, TODAY).unwrap();
    (preview.json, format!("{:?}", preview.sections))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_ticked_is_nowhere_and_what_is_ticked_is_whole(given in any_assessment(content())) {
        let given = marked(given);
        let whole = wire::write(&given);
        let contact = Contact { name: format!("{WHO}1"), organization: format!("{WHO}2"), mail: format!("{WHO}3@example.org") };
        let scored = score(&content().pack, &given).ok();
        for parts in choices() {
            let has = |part| parts.contains(&part);
            let made = shared(&given, &parts, &contact, share_v1::write);
            let Some(made) = made else {
                prop_assert!(parts.is_empty());
                continue;
            };
            prop_assert!(!parts.is_empty());
            prop_assert_eq!(checked("share.schema.json", &outside(&made)), Ok(()));
            let text = made.to_string();
            let (json, words) = shared(&given, &parts, &contact, shown);
            let draft = shared(&given, &parts, &contact, |share| mail_link(share, Some("hello@example.org")));
            let draft = draft.unwrap_or_default();
            prop_assert_eq!(json::parse(&json).unwrap(), made.clone(), "the preview is what goes");
            prop_assert!(draft.len() <= 1_800, "{}", draft.len());

            // Nowhere.
            for seen in [&text, &words, &draft] {
                prop_assert!(!seen.contains(NEVER), "{parts:?} {seen}");
                prop_assert!(has(Part::Notes) || marks(seen).is_empty(), "{parts:?}");
                prop_assert!(has(Part::Contact) || !seen.contains(WHO), "{parts:?}");
            }
            prop_assert!(!text.contains("12345.5") && !text.contains("timings"));
            prop_assert_eq!(made.get("scores").is_some(), has(Part::Scores) && scored.is_some());
            prop_assert_eq!(made.get("contact").is_some(), has(Part::Contact));
            prop_assert_eq!(made.get("assessment").is_some(), has(Part::Answers) || has(Part::Notes));
            let part = made.get("assessment").map(ToString::to_string).unwrap_or_default();
            for chosen in ["rating", "side", "targets", "importance", "secondLooks", "placement", "probes", "choice", "status", "value", "baseline", "asOf", "due", "keyRelationships"] {
                let key = format!("\"{chosen}\":");
                prop_assert!(has(Part::Answers) || !part.contains(&key), "{parts:?} {chosen}");
            }

            // Whole.
            if has(Part::Notes) {
                prop_assert_eq!(marks(&text), marks(&whole), "every note goes");
                prop_assert_eq!(marks(&words), marks(&whole), "and is seen before");
            }
            if has(Part::Contact) {
                prop_assert_eq!(text.matches(WHO).count(), 3);
                prop_assert!(words.matches(WHO).count() == 3 && draft.matches(WHO).count() <= 3);
            }
            if let (true, Some(score)) = (has(Part::Scores), &scored) {
                prop_assert_eq!(made.get("scores").unwrap(), &score_json(&content().pack, score, &content().texts));
            }
            if part.is_empty() {
                continue;
            }
            let again = wire::read(&part).unwrap();
            prop_assert_eq!(again.problems.len(), 0, "it is an assessment");
            prop_assert_eq!(checked("assessment.schema.json", made.get("assessment").unwrap()), Ok(()));
            let again = again.assessment;
            prop_assert_eq!(&again, &part_of(&content().pack, &given, &ShareChoice::of(&parts)));
            if !has(Part::Answers) {
                continue;
            }
            prop_assert_eq!((again.side, again.key_relationships), (given.side, given.k()));
            for item in &content().pack.asked {
                let rating = |of: &Assessment| of.answers.get(&item.id).and_then(|answer| answer.rating);
                prop_assert_eq!(rating(&again), rating(&given));
            }
            for thread in &content().pack.threads {
                prop_assert_eq!(again.targets.get(thread), given.targets.get(thread));
                prop_assert_eq!(again.importance.get(thread), given.importance.get(thread));
            }
            for metric in &content().pack.metrics {
                let numbers = |of: &Assessment| of.metrics.get(&metric.id).map(|answer| {
                    (answer.status, answer.value, answer.as_of.clone(), answer.baseline, answer.target, answer.target_date.clone())
                });
                prop_assert_eq!(numbers(&again).unwrap_or_default(), numbers(&given).unwrap_or_default());
            }
            // The same score can be computed from it, which is what ticking the answers means.
            if let Some(score) = &scored {
                let computed = pomscope_core::method::score(&content().pack, &again).ok();
                prop_assert_eq!(computed.as_ref(), Some(score));
            }
        }
    }

    #[test]
    fn any_text_in_the_contact_goes_as_it_is_and_a_draft_stays_short(name in any_text(), organization in any_text()) {
        let contact = Contact { name: name.clone(), organization, mail: String::new() };
        let made = shared(&example(), &[Part::Contact], &contact, |share| share_v1::write(share).unwrap());
        let told = made.get("contact").unwrap();
        let filled = Some(name.trim()).filter(|name| !name.is_empty());
        prop_assert_eq!(told.get("name").and_then(Value::as_str), filled);
        let link = shared(&example(), &[Part::Scores, Part::Contact], &contact, |share| mail_link(share, None));
        let fits = !contact.filled().collect::<Vec<_>>().is_empty();
        prop_assert_eq!(link.is_some(), fits);
        let link = link.unwrap_or_else(|| "mailto:?".into());
        prop_assert!(link.len() < 1_800 && link.starts_with("mailto:?"));
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~@%?&=:".contains(c);
        prop_assert!(link.chars().all(plain), "{link}");
        prop_assert_eq!(link.matches('&').count(), usize::from(fits), "subject and body, and no field of anybody's");
    }
}

#[test]
fn nothing_goes_while_nothing_is_ticked_or_the_contact_is_wanting() {
    let faults = |parts: &[Part], contact: &Contact| {
        let faults = shared(&example(), parts, contact, |share| share.faults());
        [faults.parts, faults.contact, faults.mail].map(|fault| fault.map(|fault| fault.key))
    };
    let none = Contact::default();
    let mailed = |mail: &str| Contact { mail: mail.into(), ..Contact::default() };
    assert_eq!(faults(&[], &none), [Some("share.error.nothing"), None, None]);
    assert_eq!(faults(&[Part::Contact], &none), [None, Some("share.error.contact"), None]);
    assert_eq!(faults(&[Part::Contact], &mailed("ada")), [None, None, Some("share.error.mail")]);
    assert_eq!(faults(&[Part::Contact], &mailed(" ada@example.org ")), [None, None, None]);
    assert_eq!(
        faults(&[Part::Scores], &mailed("ada")),
        [None, None, None],
        "what is not ticked is not looked at"
    );
    let mut unscored = example();
    for item in content().pack.asked.iter().filter(|item| !item.descriptive) {
        let answer = Answer { rating: Some(Rating::NotApplicable), ..Answer::default() };
        unscored.answers.insert(item.id.clone(), answer);
    }
    let (faults, link, made) = shared(&unscored, &[Part::Scores], &none, |share| {
        (share.faults(), mail_link(share, None), share_v1::write(share).unwrap())
    });
    assert_eq!(faults.parts.unwrap().key, "score.threadNa");
    assert!(link.is_none() && made.get("scores").is_none());
}

#[test]
fn a_draft_says_the_score_only_where_it_is_ticked() {
    let body = |parts: &[Part]| {
        let link =
            shared(&example(), parts, &who(), |share| mail_link(share, Some("a+b@example.org"))).unwrap();
        assert!(link.starts_with("mailto:a%2Bb@example.org?subject=Assessment%3A%20"), "{link}");
        link.split_once("&body=").unwrap().1.replace("%20", " ").replace("%2C", ",").replace("%0D%0A", "\n")
    };
    let all = body(&Part::ALL);
    assert!(all.contains("Score ") && all.contains("Ada Sommer") && all.contains("version 3"), "{all}");
    let some = body(&[Part::Answers]);
    assert!(!some.contains("Score ") && !some.contains("Ada") && some.contains("version 3"), "{some}");
}

// The owner

#[test]
fn what_a_page_tells_of_its_owner_is_used_where_it_is_what_it_should_be() {
    let owner = |text: &str| Owner::read(&json::parse(text).unwrap());
    let whole = owner(
        r#"{"name": " Sommer  &\nPartners ", "logo": "data:image/png;base64,AAAA", "contact": "hello@example.org",
            "privacy": "https://example.org/privacy?x=1#y", "consent": {"text": "Yes.", "version": 3},
            "cta": {"href": "mailto:hello@example.org", "label": "Talk"}}"#,
    );
    assert_eq!((whole.name.as_str(), whole.problems.len()), ("Sommer & Partners", 0));
    assert!(whole.logo.is_some() && whole.privacy.is_some() && whole.contact.is_some());
    assert_eq!(whole.consent(&content().texts), Consent { text: "Yes.".into(), version: "3".into() });
    assert_eq!(whole.call_label(&content().texts), "Talk");

    for nothing in ["null", "{}", r#"{"name": "", "logo": null, "contact": " "}"#] {
        let owner = owner(nothing);
        assert!(owner.is_empty() && owner.problems.is_empty(), "{nothing}");
        assert_eq!(owner.consent(&content().texts).version, DEFAULT_CONSENT);
        assert!(owner.line(&content().texts).is_none());
    }
    for (given, place) in [
        ("3", "page"),
        ("[]", "page"),
        (r#"{"name": {}}"#, "name"),
        (r#"{"colour": "red"}"#, "colour"),
        (r#"{"logo": "https://example.org/logo.png"}"#, "logo"),
        (r#"{"logo": "data:text/html,<script>"}"#, "logo"),
        (r#"{"logo": "data:image/gif;base64,AAAA"}"#, "logo"),
        (r#"{"logo": "data:image/svg+xmlx,"}"#, "logo"),
        (r#"{"contact": "hello"}"#, "contact"),
        (r#"{"contact": "a@b?bcc=c@d"}"#, "contact"),
        (r#"{"privacy": "javascript:alert(1)"}"#, "privacy"),
        (r#"{"privacy": "mailto:a@b"}"#, "privacy"),
        (r#"{"privacy": "//example.org"}"#, "privacy"),
        (r#"{"privacy": "https:///x"}"#, "privacy"),
        (r#"{"privacy": "https://a b"}"#, "privacy"),
        (r#"{"cta": "https://example.org"}"#, "cta"),
        (r#"{"cta": {"label": "Talk"}}"#, "cta.href"),
        (r#"{"cta": {"href": " javascript:alert(1)"}}"#, "cta.href"),
        (r#"{"cta": {"href": "data:text/html,x"}}"#, "cta.href"),
        (r#"{"cta": {"href": "https://example.org", "rel": "x"}}"#, "cta.rel"),
        (r#"{"consent": "Yes."}"#, "consent"),
        (r#"{"consent": {"version": "1"}}"#, "consent.text"),
        (r#"{"consent": {"text": " "}}"#, "consent.text"),
    ] {
        let owner = owner(given);
        let places: Vec<String> = owner
            .problems
            .iter()
            .map(|problem| content().texts.say(problem).split(' ').next().unwrap().to_owned())
            .collect();
        assert_eq!(places, [place], "{given}");
        assert!(given.contains("cta.rel") || owner.is_empty() || place == "cta.rel", "{given} {owner:?}");
    }
    let long = |text: &str| {
        Owner::read(&json::object(vec![
            ("name", text.into()),
            ("logo", format!("data:image/png,{}", "x".repeat(MOST_LOGO)).into()),
        ]))
    };
    let cut = long(&"ab".repeat(100));
    assert_eq!((cut.name.chars().count(), cut.logo, cut.problems.len()), (120, None, 2));
    assert_eq!(long("a\u{202e}b\u{0}").name, "a[U+202E]b[U+0000]", "no name turns what stands beside it");
}

/// Any JSON under the keys that are looked at.
fn any_page() -> impl Strategy<Value = Value> {
    let leaf = || {
        prop_oneof![
            3 => any_text().prop_map(Value::from),
            1 => (select_prefix(), any_text()).prop_map(|(a, b)| Value::from(format!("{a}{b}"))),
            1 => any::<u32>().prop_map(Value::from),
            1 => any::<bool>().prop_map(Value::from),
            1 => Just(Value::Null),
        ]
    };
    let inner = (leaf(), leaf()).prop_map(|(one, other)| {
        json::object(vec![("text", one.clone()), ("href", one), ("version", other.clone()), ("label", other)])
    });
    let any = prop_oneof![3 => leaf(), 1 => inner];
    prop::collection::vec(
        (prop::sample::select(vec!["name", "logo", "contact", "privacy", "consent", "cta", "x"]), any),
        0..8,
    )
    .prop_map(json::object)
}

fn select_prefix() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "https://",
        "http://a",
        "mailto:",
        "javascript:",
        "data:image/png,",
        "data:image/svg+xml;",
        "a@",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_page_tells_only_safe_values_are_used(page in any_page()) {
        let owner = Owner::read(&page);
        let links = owner.cta.iter().map(|cta| &cta.href).chain(&owner.privacy);
        for href in links {
            prop_assert!(["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)), "{href}");
            prop_assert!(!href.contains(char::is_whitespace));
        }
        if let Some(logo) = &owner.logo {
            prop_assert!(logo.starts_with("data:image/") && logo.len() <= MOST_LOGO);
        }
        if let Some(contact) = &owner.contact {
            prop_assert_eq!(mail(contact), Some(contact.as_str()));
        }
        prop_assert!(owner.name.chars().count() <= 120 && !owner.name.contains('\n'));
        prop_assert!(!owner.consent(&content().texts).text.is_empty());
    }
}

#[test]
fn the_report_names_the_owner_in_every_telling_and_format_and_the_command_line_does_not() {
    let page = json::parse(r#"{"name": "Sommer & Partners", "contact": "hello@example.org"}"#).unwrap();
    let owner = Owner::read(&page);
    let line = owner.line(&content().texts).unwrap();
    assert_eq!(line, "Offered by Sommer & Partners, hello@example.org.");
    for telling in Telling::ALL {
        let made = |format, owner: &Owner| {
            export(content(), &example(), TODAY, telling, format, owner).unwrap().text
        };
        assert!(made(Format::Json, &owner).contains(&line));
        assert!(made(Format::Markdown, &owner).contains("Offered by Sommer"));
        assert!(!made(Format::Markdown, &Owner::default()).contains("Offered by"));
    }
}

// The turns

fn state_with(page: &str, form: Form) -> State {
    let surroundings = Surroundings {
        form,
        host: "example.org".into(),
        build: "abc".into(),
        side: Some(Side::It),
        page: json::parse(page).unwrap(),
        ..site(TODAY)
    };
    let content = Rc::new(content().clone());
    start(content, surroundings, Loaded::default(), None, "", NOW, Some(desk_part())).0
}

fn with_example(page: &str) -> State {
    let mut state = state_with(page, Form::Embed);
    let mut assessment = example();
    assessment.id = "abcdefgh12345678".into();
    let entry = Entry { assessment: Rc::new(assessment), synced: None, writing: Writing::Still };
    state.shelf.insert("abcdefgh12345678".into(), entry);
    state.current = Some("abcdefgh12345678".into());
    act(&mut state, Action::Go(Step::Share));
    state
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() })
}

fn share(state: &mut State, action: ShareAction) -> Vec<Effect> {
    act(state, Action::desk(DeskAction::Share(action)))
}

const OWNED: &str = r#"{"name": "Sommer & Partners", "contact": "hello@example.org", "consent": {"text": "Yes.", "version": "7"}}"#;

#[test]
fn the_page_gets_what_the_preview_shows_once_the_visitor_has_ticked_and_chosen_it() {
    let mut state = with_example(OWNED);
    assert!(
        share_screen(&state).unwrap().ticks.iter().all(|tick| !tick.ticked),
        "nothing is ticked for anybody"
    );
    let effects = share(&mut state, ShareAction::Hand(Way::Page));
    assert!(
        matches!(effects.as_slice(), [Effect::Announce(said, _), Effect::Focus(FocusPlace::Id(id))] if said.key == "share.error.nothing" && id == "share-scores"),
        "{effects:?}"
    );
    assert!(share(&mut state, ShareAction::Switch(Part::Scores)).is_empty(), "a tick goes nowhere");
    assert!(state.desk.sharing.faults.is_empty(), "what was wrong is no longer");
    let shown = share_screen(&state).unwrap();
    let preview = shown.preview.unwrap();
    let effects = share(&mut state, ShareAction::Hand(Way::Page));
    let [Effect::Emit { name: "share", detail }, Effect::Announce(said, _)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(said.key, "share.done.page");
    let detail = json::parse(detail).unwrap();
    assert_eq!(json::to_string_pretty(&detail), preview.json);
    let consent = detail.get("consent").unwrap();
    assert_eq!(consent.to_string(), format!(r#"{{"at":"{AT}","text":"Yes.","version":"7"}}"#));
    assert_eq!(share_screen(&state).unwrap().done.unwrap().key, "share.done.page");
    share(&mut state, ShareAction::Switch(Part::Notes));
    assert!(share_screen(&state).unwrap().done.is_none(), "what is shown now did not go");
}

#[test]
fn a_file_or_a_copy_holds_the_same_and_names_nobody() {
    let mut state = with_example("null");
    share(&mut state, ShareAction::Switch(Part::Scores));
    let json = share_screen(&state).unwrap().preview.unwrap().json;
    let effects = share(&mut state, ShareAction::Hand(Way::Download));
    let Effect::Download { name, text, .. } = &effects[0] else { panic!("{effects:?}") };
    assert_eq!((name.as_str(), text), ("pomscope-share-2026-11-22.json", &json));
    let effects = share(&mut state, ShareAction::Hand(Way::Copy));
    assert_eq!(effects, [Effect::Copy { text: json.clone() }]);
    assert!(share_screen(&state).unwrap().done.is_none(), "nobody knows yet whether it was copied");
    act(
        &mut state,
        Action::desk(DeskAction::Take(TakeAction::Copied(pomscope_core::state::CopyOutcome::Failed))),
    );
    assert_eq!(share_screen(&state).unwrap().done.unwrap().key, "take.notCopied");
}

#[test]
fn who_is_asked_says_yes_or_no_and_leaving_is_a_no() {
    let exported = |effects: &[Effect]| {
        let mut found = effects.iter().filter_map(|effect| match effect {
            Effect::Exported(json) => Some(json.clone()),
            _ => None,
        });
        let first = found.next();
        assert!(found.next().is_none());
        first
    };
    let asked = || {
        let mut state = with_example(OWNED);
        share(&mut state, ShareAction::Switch(Part::Answers));
        act(&mut state, Action::Go(Step::Plan));
        assert_eq!(exported(&share(&mut state, ShareAction::Asked)), None, "the visitor was not asked yet");
        assert_eq!(state.step, Step::Share);
        let screen = share_screen(&state).unwrap();
        assert!(matches!(screen.ways, Ways::Answer { .. }) && screen.ticks.iter().all(|tick| !tick.ticked));
        state
    };
    let mut state = asked();
    assert_eq!(exported(&share(&mut state, ShareAction::Hand(Way::Page))), None, "nothing is ticked");
    share(&mut state, ShareAction::Switch(Part::Notes));
    let json = share_screen(&state).unwrap().preview.unwrap().json;
    let effects = share(&mut state, ShareAction::Hand(Way::Page));
    let answer = exported(&effects).unwrap().unwrap();
    assert_eq!(json::to_string_pretty(&json::parse(&answer).unwrap()), json);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Emit { .. })), "it is an answer, no event");
    assert_eq!(exported(&act(&mut state, Action::Go(Step::Result))), None, "it was answered already");

    let mut state = asked();
    let effects = share(&mut state, ShareAction::Refuse);
    assert_eq!((exported(&effects), state.step), (Some(None), Step::Plan));
    for leave in [Action::Go(Step::Start), Action::Navigated("#/result".into()), Action::Begin(Intent::Full)]
    {
        let mut state = asked();
        assert_eq!(exported(&act(&mut state, leave)), Some(None));
    }
    let mut nothing = state_with(OWNED, Form::Embed);
    assert_eq!(exported(&share(&mut nothing, ShareAction::Asked)), Some(None));
    assert_eq!(nothing.step, Step::Start);
    let mut early = state_with(OWNED, Form::Embed);
    act(&mut early, Action::Go(Step::Share));
    assert_eq!(exported(&share(&mut early, ShareAction::Asked)), Some(None), "nothing is open");
    assert_eq!(early.step, Step::Start);
}

#[test]
fn who_one_is_is_neither_kept_nor_left_for_the_next() {
    let mut state = with_example(OWNED);
    share(&mut state, ShareAction::Switch(Part::Contact));
    let mut effects = Vec::new();
    for field in ContactField::ALL {
        effects.extend(share(&mut state, ShareAction::Type(field, format!("{WHO}@example.org"))));
    }
    effects.extend(act(&mut state, Action::Go(Step::Result)));
    effects.extend(act(&mut state, Action::Go(Step::Share)));
    assert!(!format!("{effects:?}").contains(WHO), "no effect carries it");
    assert_eq!(
        state.desk.sharing.contact.name,
        format!("{WHO}@example.org"),
        "it stays while the assessment is open"
    );
    let mut other = state.clone();
    act(&mut other, Action::Begin(Intent::Full));
    assert!(!format!("{:?}", other.desk).contains(WHO), "another assessment is another's");
    act(&mut state, Action::OpenDialog(Dialog::DeleteAll, FocusPlace::Heading));
    act(&mut state, Action::DeleteConfirmed);
    assert!(!format!("{:?}", state.desk).contains(WHO));
}

#[test]
fn nothing_but_share_tells_the_page_a_level_a_score_or_a_rating() {
    let mut state = state_with(OWNED, Form::Embed);
    let mut effects = act(&mut state, Action::Begin(Intent::Full));
    for step in [
        Step::Quick(0),
        Step::Finding,
        Step::Group(0),
        Step::Review,
        Step::Result,
        Step::Plan,
        Step::Report,
        Step::Share,
    ] {
        effects.extend(act(&mut state, Action::Go(step)));
        if let Step::Group(_) = step {
            let item = state.content.pack.asked[0].id.clone();
            effects.extend(act(&mut state, Action::Rate(item, Rating::Fully)));
        }
    }
    effects.extend(share(&mut state, ShareAction::Switch(Part::Scores)));
    let told: Vec<(&str, Vec<String>)> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Emit { name, detail } => {
                let detail = json::parse(detail).unwrap();
                Some((*name, detail.as_object().unwrap().keys().cloned().collect()))
            }
            _ => None,
        })
        .collect();
    assert!(told.len() > 8);
    for (name, keys) in told {
        match name {
            "progress" => assert_eq!(keys, ["percent", "screen"]),
            "finished" => assert_eq!(keys, ["kind"]),
            other => panic!("{other} was told unasked"),
        }
    }
}

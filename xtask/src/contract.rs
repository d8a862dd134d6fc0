//! Holds docs/EMBEDDING.md, the contract with other people's pages, against the code: each table's names against the places that carry them, both ways. What the names do is the browser tests'.

use std::collections::BTreeSet;
use std::path::Path;

type Names = BTreeSet<String>;

fn read(inside: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(inside);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of every file of a folder, below it too, whose name has this ending and is not left out.
fn all(folder: &str, ending: &str, but: &[&str]) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let inside = format!("{folder}/{name}");
        if entry.path().is_dir() {
            text.push_str(&all(&inside, ending, but));
        } else if name.ends_with(ending) && !but.contains(&name.as_str()) {
            text.push_str(&read(&inside));
        }
    }
    text
}

/// The element's own scripts; those of the frame know it only from outside.
fn element_scripts() -> String {
    all("web", ".js", &["framed.js", "pomscope-frame.js"])
}

fn frame_scripts() -> String {
    read("web/framed.js") + &read("web/pomscope-frame.js")
}

/// What stands between a mark and the next of the given ends, at each place of the mark.
fn after(text: &str, mark: &str, ends: &[char]) -> Names {
    text.split(mark).skip(1).filter_map(|rest| Some(rest.split_once(ends)?.0.to_owned())).collect()
}

/// The strings of a list in square brackets that follows a mark.
fn listed(text: &str, mark: &str) -> Names {
    let list = text.split_once(mark).and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The keys of an interface, a class or an object that begins with this line, one a line.
fn members(text: &str, head: &str) -> Names {
    let body =
        text.split_once(head).and_then(|(_, rest)| rest.split_once("\n}")).map_or("", |(body, _)| body);
    body.lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.trim().trim_start_matches("readonly ").trim_start_matches("get "))
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase() || first == '"'))
        .filter_map(|line| Some(line.split_once(['?', ':', '('])?.0.trim_matches('"').to_owned()))
        .collect()
}

/// The rows of the tables under a heading of the page, without their heads: the cells.
fn rows(page: &str, heading: &str) -> Vec<Vec<String>> {
    let mark = format!("\n{heading}\n");
    let Some((_, rest)) = page.split_once(mark.as_str()) else { return Vec::new() };
    rest.lines()
        .take_while(|line| !line.starts_with('#'))
        .filter(|line| line.starts_with('|'))
        .filter(|line| line.contains('`'))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

/// What stands in backticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The names in the first cells of the tables under a heading.
fn documented(page: &str, heading: &str) -> Names {
    rows(page, heading).iter().filter_map(|row| row.first()).flat_map(|cell| quoted(cell)).collect()
}

fn prefixed(prefix: &str, names: Names) -> Names {
    names.into_iter().map(|name| format!("{prefix}{name}")).collect()
}

/// One promise of the page: the names it documents, and where they come from.
struct Promise {
    what: &'static str,
    heading: &'static str,
    /// Each place that must carry exactly these names.
    places: Vec<(&'static str, Names)>,
}

fn promises() -> Vec<Promise> {
    let types = read("web/pomscope.d.ts");
    let element = element_scripts();
    let frames = frame_scripts();
    let core = all("crates/core/src/state", ".rs", &[]);
    let views = all("src", ".rs", &[]);
    let styles = all("styles", ".css", &[]);

    let mut attributes = listed(&element, "observedAttributes = [");
    for asked in ["getAttribute(\"", "hasAttribute(\""] {
        attributes.extend(after(&element, asked, &['"']));
    }
    let mut emitted = after(&element, "#emit(\"", &['"']);
    emitted.extend(after(&core, "Effect::Emit { name: \"", &['"']));
    let mut parts = after(&element, "part: \"", &['"']);
    parts.extend(after(&views, "[part=", &[']', '[']));
    let mut parameters = members(&read("web/framed.js"), "const ATTRIBUTES = {");
    parameters.extend(listed(&frames, "const COLOURS = ["));
    for asked in ["asked(\"", "query.get(\""] {
        parameters.extend(after(&frames, asked, &['"']));
    }
    let events = members(&types, "interface PomScopeEvents {");
    let mut messages = after(&read("web/framed.js"), "type: \"", &['"']);
    messages.extend(after(&read("web/framed.js"), "type !== \"", &['"']));
    let mut heard = after(&read("web/pomscope-frame.js"), "type: \"", &['"']);
    heard.extend(after(&read("web/pomscope-frame.js"), "type === \"", &['"']));
    let kinds = types.split_once("type Kind =").and_then(|(_, rest)| rest.split_once(';'));
    let kinds = kinds.map_or("", |(list, _)| list).split('"').skip(1).step_by(2).map(str::to_owned).collect();

    vec![
        Promise {
            what: "attribute",
            heading: "## Attributes",
            places: vec![
                ("web/*.js", attributes),
                (
                    "PomScopeAttributes in web/pomscope.d.ts",
                    members(&types, "interface PomScopeAttributes {"),
                ),
            ],
        },
        Promise {
            what: "method or property",
            heading: "## Methods and properties",
            places: vec![(
                "the class in web/pomscope.d.ts",
                members(&types, "class PomScope extends HTMLElement {"),
            )],
        },
        Promise {
            what: "event",
            heading: "## Events",
            places: vec![
                ("PomScopeEvents in web/pomscope.d.ts", events.clone()),
                ("what web/ and core emit", prefixed("pomscope-", emitted)),
                ("EVENTS in web/framed.js", listed(&read("web/framed.js"), "const EVENTS = [")),
                (
                    "EVENTS in web/pomscope-frame.js",
                    listed(&read("web/pomscope-frame.js"), "const EVENTS = ["),
                ),
            ],
        },
        Promise {
            what: "kind of error",
            heading: "### Kinds of error",
            places: vec![("Kind in web/pomscope.d.ts", kinds)],
        },
        Promise {
            what: "custom property",
            heading: "## Look",
            places: vec![("styles/*.css", prefixed("--pom-", after(&styles, "var(--pom-", &[',', ')'])))],
        },
        Promise { what: "part", heading: "### Parts", places: vec![("web/ and src/", parts)] },
        Promise {
            what: "state",
            heading: "### States",
            places: vec![(
                "web/*.js",
                after(&element, "#show(\"", &['"']).into_iter().filter(|name| !name.is_empty()).collect(),
            )],
        },
        Promise {
            what: "parameter of the frame's address",
            heading: "### What the address may say",
            places: vec![("web/framed.js", parameters)],
        },
        Promise {
            what: "message",
            heading: "### The messages",
            places: vec![
                ("web/framed.js", messages),
                ("web/pomscope-frame.js", heard),
                ("web/pomscope-frame.d.ts", after(&read("web/pomscope-frame.d.ts"), "type: \"", &['"'])),
            ],
        },
    ]
}

/// The names that a page documents for a promise. Of a call only its name counts, of `:state(x)` the x.
fn names(page: &str, promise: &Promise) -> Names {
    documented(page, promise.heading)
        .into_iter()
        .map(|name| match name.strip_prefix(":state(") {
            Some(state) => state.trim_end_matches(')').to_owned(),
            None => name.split('(').next().unwrap_or_default().trim_start_matches("::part(").to_owned(),
        })
        .collect()
}

/// Every disagreement between the page and the code, as sentences.
fn drift(page: &str, promises: &[Promise]) -> Vec<String> {
    let mut told = Vec::new();
    for promise in promises {
        let there = names(page, promise);
        for (place, found) in &promise.places {
            told.extend(found.difference(&there).map(|name| {
                format!("{} `{name}`: in {place}, not under “{}”", promise.what, promise.heading)
            }));
            told.extend(there.difference(found).map(|name| {
                format!("{} `{name}`: under “{}”, not in {place}", promise.what, promise.heading)
            }));
        }
    }
    told
}

fn page() -> String {
    read("docs/EMBEDDING.md")
}

#[test]
fn the_page_and_the_code_name_the_same_things() {
    let told = drift(&page(), &promises());
    assert!(told.is_empty(), "docs/EMBEDDING.md and the code differ:\n{}", told.join("\n"));
}

#[test]
fn a_name_taken_from_the_page_or_from_the_code_is_told() {
    let (page, mut promises) = (page(), promises());
    let mut tried = 0;
    for at in 0..promises.len() {
        let promise = &promises[at];
        assert!(!names(&page, promise).is_empty(), "“{}” has a table", promise.heading);
        for row in rows(&page, promise.heading) {
            let (before, after) = page.split_once(promise.heading).unwrap();
            let line = after.lines().find(|line| line.contains(&row[0]) && line.starts_with('|')).unwrap();
            let shorter = format!("{before}{}{}", promise.heading, after.replacen(line, "", 1));
            assert!(!drift(&shorter, &promises).is_empty(), "without {}", row[0]);
            tried += 1;
        }
        for place in 0..promises[at].places.len() {
            let found = promises[at].places[place].1.clone();
            for name in &found {
                promises[at].places[place].1.remove(name);
                assert_eq!(
                    drift(&page, &promises).len(),
                    1,
                    "{name} taken from {}",
                    promises[at].places[place].0
                );
                promises[at].places[place].1 = found.clone();
                tried += 1;
            }
            promises[at].places[place].1.insert("new-one".to_owned());
            assert_eq!(drift(&page, &promises).len(), 1, "one more in {}", promises[at].places[place].0);
            promises[at].places[place].1 = found;
        }
    }
    assert!(tried > 60, "{tried}");
}

/// The fields of an event's detail: written out, or those of the interface that is named.
fn fields(types: &str, event: &str) -> Names {
    let mark = format!("\"{event}\": CustomEvent<");
    let rest = types.split_once(mark.as_str()).map_or("", |(_, rest)| rest);
    let detail = rest.split_once(">;").map_or("", |(detail, _)| detail);
    if detail.starts_with('{') {
        let inner = detail.trim_start_matches('{').trim_end_matches('}');
        return inner
            .split(';')
            .filter_map(|field| Some(field.split_once(':')?.0.trim().trim_end_matches('?').to_owned()))
            .collect();
    }
    members(types, &format!("interface {detail} {{"))
}

#[test]
fn the_details_of_events_are_as_documented() {
    let types = read("web/pomscope.d.ts");
    for row in rows(&page(), "## Events") {
        let event = quoted(&row[0]).remove(0);
        let detail = quoted(&row[1]).remove(0);
        let told: Names = detail
            .trim_matches(['{', '}', ' '])
            .split(',')
            .map(|field| field.trim().trim_end_matches('?').to_owned())
            .filter(|field| !field.is_empty())
            .collect();
        assert_eq!(told, fields(&types, &event), "{event}");
    }
}

#[test]
fn the_values_of_attributes_are_as_documented() {
    let types = read("web/pomscope.d.ts");
    let (_, rest) = types.split_once("interface PomScopeAttributes {").unwrap();
    let (body, _) = rest.split_once("\n}").unwrap();
    let mut compared = 0;
    for row in rows(&page(), "## Attributes") {
        let name = quoted(&row[0]).remove(0);
        let line = body
            .lines()
            .map(str::trim)
            .find(|line| line.split_once("?:").is_some_and(|(key, _)| key.trim_matches('"') == name));
        let (_, values) = line.unwrap().split_once("?:").unwrap();
        let values: Names = values
            .split('"')
            .skip(1)
            .step_by(2)
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect();
        if !values.is_empty() {
            assert_eq!(quoted(&row[1]).into_iter().collect::<Names>(), values, "{name}");
            compared += 1;
        }
    }
    assert!(compared >= 4, "{compared}");
}

#[test]
fn the_policy_and_the_examples_of_the_page_are_those_that_are_tested() {
    let page = page();
    let example = read("examples/strict-policy/index.html");
    let policy = after(&example, "http-equiv=\"Content-Security-Policy\" content=\"", &['"']);
    let policy = policy.first().unwrap();
    assert!(
        page.contains(&format!("\n    {policy}\n")),
        "the page shows the policy of examples/strict-policy:\n{policy}"
    );
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")).unwrap();
    for folder in folders.flatten().filter(|entry| entry.path().is_dir()) {
        let name = folder.file_name().to_string_lossy().into_owned();
        assert!(page.contains(&format!("(../examples/{name}/")), "the page leads to examples/{name}");
    }
}

#[test]
fn every_translation_of_the_page_names_the_same_things_in_the_same_order() {
    let spans = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let blocks = |text: &str| {
        let lines = text.lines().filter(|line| line.starts_with("    "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let english = page();
    assert!(spans(&english).len() > 100 && !blocks(&english).is_empty());
    for lang in ["de", "es", "fr"] {
        let name = format!("EMBEDDING.{lang}.md");
        assert!(english.contains(&format!("({name})")), "the page leads to {name}");
        let page = read(&format!("docs/{name}"));
        assert_eq!(spans(&page), spans(&english), "{name}");
        assert_eq!(blocks(&page), blocks(&english), "{name}");
        let rows = |text: &str| text.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!(rows(&page), rows(&english), "{name}");
    }
}

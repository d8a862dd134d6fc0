//! A search through whole worlds of small groups for what METHOD section 9 calls a leak: whoever knows the program and sees all that is shown must be left with at least two possibilities for each hidden part.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use pomscope_core::answers::Rating;
use pomscope_core::group::{ByCounts, Part, Response, ResponseId, Rule, Shown, Tally, Threshold, Whose};
use pomscope_core::json;
use pomscope_core::lens::By;
use pomscope_core::method::Sheet;
use pomscope_core::pack::Pack;
use pomscope_core::wire::combined_v1;
use serde_json::{Value, json};

const NOT: Option<Rating> = Some(Rating::Not);
const PARTLY: Option<Rating> = Some(Rating::Partly);
const FULLY: Option<Rating> = Some(Rating::Fully);
const BEYOND: Option<Rating> = Some(Rating::Beyond);
const UNKNOWN: Option<Rating> = Some(Rating::Unknown);
const NA: Option<Rating> = Some(Rating::NotApplicable);

/// How the few items of a pack stand to each other.
#[derive(Clone, Copy, Debug)]
enum Shape {
    /// One practice.
    One,
    /// One practice that can be outgrown.
    Surpassable,
    /// A practice and an outcome at one level: their mean counts.
    Facets,
    /// A practice at each of two levels: their product counts.
    Levels,
    /// A practice in each of two threads.
    Threads,
    /// One practice, and one statement of the descriptive level, which never scores.
    Descriptive,
    /// A lens of one item, whose index is its value.
    Lens,
    /// A lens of one facet of two items: the mean of those that have a value counts.
    LensFacet,
    /// A lens of two facets of one item each.
    LensFacets,
    /// A lens of one item that also asks who does it.
    LensBy,
}

impl Shape {
    fn is_lens(self) -> bool {
        matches!(self, Self::Lens | Self::LensFacet | Self::LensFacets | Self::LensBy)
    }

    /// What may be said besides each rating.
    fn names(self) -> &'static [Option<By>] {
        match self {
            Self::LensBy => &[None, Some(By::It), Some(By::Nobody)],
            _ => &[None],
        }
    }
}

/// A lens of facets of so many items.
fn lens(facets: &[usize], by: bool) -> Pack {
    let facet = |(at, count): (usize, &usize)| {
        let items: Vec<Value> = (0..*count).map(|item| json!({"id": format!("F{at}.{item}")})).collect();
        json!({"id": format!("F{at}"), "items": items})
    };
    let facets: Vec<Value> = facets.iter().enumerate().map(facet).collect();
    let value = json!({"format": "pomscope-pack", "formatVersion": 1, "kind": "lens", "id": "small", "version": "1.0.0",
        "scale": "extent", "by": by, "facets": facets});
    Pack::from_json(&json::parse(&value.to_string()).unwrap()).unwrap()
}

fn pack(shape: Shape) -> Pack {
    let group = |id: &str, thread: &str, level: u8, practices: Value, outcomes: Value| json!({"id": id, "thread": thread, "level": level, "practices": practices, "outcomes": outcomes, "metrics": []});
    let p = |id: &str| json!([{"id": id}]);
    let none = || json!([]);
    if shape.is_lens() {
        return match shape {
            Shape::LensFacet => lens(&[2], false),
            Shape::LensFacets => lens(&[1, 1], false),
            _ => lens(&[1], matches!(shape, Shape::LensBy)),
        };
    }
    let mut levels = json!([{"level": 1, "descriptive": true}, {"level": 2}]);
    let mut threads = json!(["T"]);
    let groups = match shape {
        Shape::One => json!([group("G2", "T", 2, p("P1"), none())]),
        Shape::Surpassable => {
            json!([group("G2", "T", 2, json!([{"id": "P1", "surpassable": true}]), none())])
        }
        Shape::Facets => json!([group("G2", "T", 2, p("P1"), p("O1"))]),
        Shape::Levels => {
            levels = json!([{"level": 1}, {"level": 2}]);
            json!([group("G1", "T", 1, p("P1"), none()), group("G2", "T", 2, p("P2"), none())])
        }
        Shape::Threads => {
            threads = json!(["T", "U"]);
            json!([group("G2", "T", 2, p("P1"), none()), group("H2", "U", 2, p("P2"), none())])
        }
        Shape::Descriptive => {
            json!([group("G1", "T", 1, p("P1"), none()), group("G2", "T", 2, p("P2"), none())])
        }
        _ => none(),
    };
    let value = json!({"format": "pomscope-pack", "formatVersion": 1, "id": "small", "version": "1.0.0",
        "block": "X", "levels": levels, "threads": threads, "groups": groups, "metrics": []});
    Pack::from_json(&json::parse(&value.to_string()).unwrap()).unwrap()
}

/// All selections of `count` from so many sorts, regardless of order.
fn selections(sorts: usize, count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..count {
        all = all
            .into_iter()
            .flat_map(|chosen: Vec<usize>| {
                let from = chosen.last().copied().unwrap_or(0);
                (from..sorts).map(move |sort| [chosen.clone(), vec![sort]].concat())
            })
            .collect();
    }
    all
}

/// What one view leaves open: per item and part the tables that are possible, two at most, and whether they are shown.
struct Class {
    tables: Vec<[Vec<Tally>; 3]>,
    shown: Vec<[bool; 3]>,
    alike: Vec<bool>,
    /// The same of who does it.
    named: Vec<[Vec<ByCounts>; 3]>,
    names_shown: Vec<[bool; 3]>,
    example: Vec<Vec<usize>>,
}

fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

struct World {
    shape: Shape,
    heads: [usize; 3],
    k: u32,
    options: Vec<Option<Rating>>,
}

/// What somebody says to an item: the rating, and who does it.
type Said = (Option<Rating>, Option<By>);

/// What an outsider sees, and which parts of each item are in it, of its answers and of who does it.
type View = (String, Vec<[bool; 3]>, Vec<[bool; 3]>);

/// What the program shows.
fn shown_by_the_program(pack: &Pack, group: &[Response], rule: Rule) -> View {
    let shown = Shown::of(pack, group, rule);
    let parts = shown.items().iter().map(|item| Part::ALL.map(|part| item.of(Whose::from(part)).is_some()));
    let names = shown.items().iter().map(|item| Part::ALL.map(|part| item.by(Whose::from(part)).is_some()));
    (combined_v1::write(pack, &shown).to_string(), parts.collect(), names.collect())
}

/// What the rules of numbers alone would show: METHOD section 9 to the letter, without its definition of a leak.
fn shown_by_the_letter(pack: &Pack, group: &[Response], rule: Rule) -> View {
    let Rule::Anonymous(threshold) = rule else { panic!("an open workshop hides nothing") };
    let k = threshold.get();
    let open = Shown::of(pack, group, Rule::Open);
    let together = |members: [u32; 3], enough: [bool; 3]| {
        let hidden: u32 =
            members.iter().zip(enough).filter(|(_, enough)| !enough).map(|(count, _)| count).sum();
        enough.contains(&true) && (hidden == 0 || hidden >= k)
    };
    let heads = Part::ALL.map(|part| open.people(Whose::from(part)));
    let enough = heads.map(|count| count >= k);
    let whole = if together(heads, enough) { enough } else { [false; 3] };
    let combined = heads.iter().sum::<u32>() >= k;
    let mut text = String::new();
    for whose in Whose::ALL {
        let at = Part::ALL.iter().position(|part| Whose::from(*part) == whose);
        if at.map_or(combined, |at| whole[at]) {
            text.push_str(&format!("{:?}", open.result(whose)));
        }
    }
    let mut parts = Vec::new();
    for item in open.items() {
        let tally = |whose| item.of(whose).map(|of| of.tally).unwrap_or_default();
        let members = Part::ALL.map(|part| tally(Whose::from(part)).members());
        let valued = Part::ALL.map(|part| tally(Whose::from(part)).valued());
        let mut seen = [0, 1, 2].map(|at| whole[at] && members[at] >= k && valued[at] >= 3);
        if !together(members, seen) {
            seen = [false; 3];
        }
        if combined && members.iter().sum::<u32>() >= k && valued.iter().sum::<u32>() >= 3 {
            text.push_str(&format!("{:?}", tally(Whose::Combined)));
        }
        for (part, _) in Part::ALL.into_iter().zip(seen).filter(|(_, seen)| *seen) {
            text.push_str(&format!("{part:?}{:?}", tally(Whose::from(part))));
        }
        text.push(';');
        parts.push(seen);
    }
    let names = vec![[false; 3]; parts.len()];
    (text, parts, names)
}

/// Goes through all groups of a world; returns how many there were, how many views they gave, and each leak in words.
fn search(world: &World, view: fn(&Pack, &[Response], Rule) -> View) -> (usize, usize, Vec<String>) {
    let pack = pack(world.shape);
    let rule = Rule::Anonymous(Threshold::new(world.k).unwrap());
    let items = pack.asked.len();
    let mut sorts: Vec<Vec<Said>> = vec![Vec::new()];
    for item in &pack.asked {
        let offered: Vec<Said> = world
            .options
            .iter()
            .copied()
            .filter(|option| option.is_none_or(|rating| rating.allowed(item)))
            .flat_map(|option| world.shape.names().iter().map(move |by| (option, *by)))
            // Who does it counts only beside an answer.
            .filter(|(option, by)| by.is_none() || (option.is_some() && *option != NA))
            .collect();
        sorts = sorts
            .into_iter()
            .flat_map(|sheet| offered.iter().map(move |option| [sheet.clone(), vec![*option]].concat()))
            .collect();
    }
    let person = |part: Part, at: usize, sort: &Vec<Said>| {
        let id = ResponseId::parse(&format!("{}{at:03}", &part.as_str()[..2])).unwrap();
        let sheet = Sheet::from_ratings(&pack, sort.iter().map(|(rating, _)| *rating));
        let response = Response::new(&pack, id, part, sheet).ok()?;
        Some(response.naming(&pack, sort.iter().map(|(_, by)| *by)))
    };
    // A sheet that cannot be scored is nobody's.
    sorts.retain(|sort| person(Part::It, 0, sort).is_some());
    let people: Vec<Vec<Vec<Response>>> = Part::ALL
        .iter()
        .zip(world.heads)
        .map(|(part, heads)| {
            (0..heads).map(|at| sorts.iter().map(|sort| person(*part, at, sort).unwrap()).collect()).collect()
        })
        .collect();
    let choices: Vec<Vec<Vec<usize>>> =
        world.heads.iter().map(|heads| selections(sorts.len(), *heads)).collect();
    let tables: Vec<Vec<Vec<Tally>>> = choices
        .iter()
        .map(|list| {
            list.iter()
                .map(|chosen| {
                    (0..items)
                        .map(|item| Tally::counting(chosen.iter().map(|sort| sorts[*sort][item].0)))
                        .collect()
                })
                .collect()
        })
        .collect();
    let named: Vec<Vec<Vec<ByCounts>>> = choices
        .iter()
        .map(|list| {
            let count = |chosen: &Vec<usize>, item: usize| {
                ByCounts::counting(chosen.iter().map(|sort| sorts[*sort][item].1))
            };
            list.iter().map(|chosen| (0..items).map(|item| count(chosen, item)).collect()).collect()
        })
        .collect();
    let mut classes: BTreeMap<u64, Class> = BTreeMap::new();
    let mut count = 0;
    for (a, it) in choices[0].iter().enumerate() {
        for (b, business) in choices[1].iter().enumerate() {
            for (c, neither) in choices[2].iter().enumerate() {
                count += 1;
                let chosen = [it, business, neither];
                let group: Vec<Response> = chosen
                    .iter()
                    .enumerate()
                    .flat_map(|(part, chosen)| {
                        let people = &people;
                        chosen.iter().enumerate().map(move |(at, sort)| people[part][at][*sort].clone())
                    })
                    .collect();
                let (seen, shown, names_shown) = view(&pack, &group, rule);
                let key = hash(&seen);
                let class = classes.entry(key).or_insert_with(|| Class {
                    tables: vec![Default::default(); items],
                    shown,
                    alike: vec![false; items],
                    named: vec![Default::default(); items],
                    names_shown,
                    example: chosen.iter().map(|chosen| chosen.to_vec()).collect(),
                });
                for item in 0..items {
                    let here = [&tables[0][a][item], &tables[1][b][item], &tables[2][c][item]];
                    for (list, table) in class.tables[item].iter_mut().zip(here) {
                        if list.len() < 2 && !list.contains(table) {
                            list.push(*table);
                        }
                    }
                    let here = [&named[0][a][item], &named[1][b][item], &named[2][c][item]];
                    for (list, counts) in class.named[item].iter_mut().zip(here) {
                        if list.len() < 2 && !list.contains(counts) {
                            list.push(*counts);
                        }
                    }
                    let all = Tally::counting(
                        chosen.iter().flat_map(|chosen| chosen.iter().map(|sort| sorts[*sort][item].0)),
                    );
                    class.alike[item] |=
                        world.options.iter().any(|option| all.count(*option) == all.people());
                }
            }
        }
    }
    let mut leaks = Vec::new();
    for class in classes.values() {
        for item in 0..items {
            for part in Part::ALL {
                let at = Part::ALL.iter().position(|other| *other == part).unwrap();
                let table = class.tables[item][at][0];
                let sure = class.tables[item][at].len() == 1;
                let names = class.named[item][at][0];
                let sure_names = class.named[item][at].len() == 1;
                let table_leaks = sure && table.members() > 0 && !class.shown[item][at] && !class.alike[item];
                let names_leak = sure_names && names.said() > 0 && !class.names_shown[item][at];
                if table_leaks || names_leak {
                    let spelled: Vec<Vec<&Vec<Said>>> = class
                        .example
                        .iter()
                        .map(|part| part.iter().map(|sort| &sorts[*sort]).collect())
                        .collect();
                    leaks.push(format!(
                        "{:?} {:?} k={}: item {item} of {part:?} can only be {table:?} {names:?}: {spelled:?}",
                        world.shape, world.heads, world.k
                    ));
                }
            }
        }
    }
    (count, classes.len(), leaks)
}

fn world(shape: Shape, heads: [usize; 3], k: u32, options: &[Option<Rating>]) -> World {
    World { shape, heads, k, options: options.to_vec() }
}

fn none_leaks(worlds: &[World]) {
    let (mut groups, mut found) = (0, Vec::new());
    for world in worlds {
        let (count, views, leaks) = search(world, shown_by_the_program);
        println!(
            "{:?} {:?} k={}: {count} groups, {views} views, {} leaks",
            world.shape,
            world.heads,
            world.k,
            leaks.len()
        );
        groups += count;
        found.extend(leaks);
    }
    assert!(groups > 1000, "only {groups} groups");
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found[..found.len().min(12)].join("\n"));
}

#[test]
fn no_group_of_two_sides_leaks_with_one_item() {
    let all = [NOT, PARTLY, FULLY, UNKNOWN, NA, None];
    none_leaks(&[
        world(Shape::One, [2, 2, 0], 3, &all),
        world(Shape::One, [3, 1, 0], 3, &all),
        world(Shape::One, [3, 2, 0], 3, &all),
        world(Shape::One, [3, 3, 0], 3, &all),
        world(Shape::One, [3, 4, 0], 3, &all),
        world(Shape::One, [4, 4, 0], 4, &all),
        world(Shape::One, [5, 3, 0], 3, &[NOT, FULLY, UNKNOWN, None]),
        world(Shape::One, [5, 5, 0], 3, &[NOT, FULLY, None]),
        world(Shape::One, [5, 5, 0], 5, &[NOT, FULLY, UNKNOWN, None]),
        world(Shape::One, [6, 5, 0], 5, &[NOT, FULLY, None]),
        world(Shape::Surpassable, [3, 3, 0], 3, &[NOT, FULLY, BEYOND, None]),
    ]);
}

#[test]
fn no_group_of_three_parts_leaks_with_one_item() {
    let some = [NOT, FULLY, UNKNOWN, None];
    none_leaks(&[
        world(Shape::One, [3, 2, 2], 3, &some),
        world(Shape::One, [3, 1, 2], 3, &[NOT, PARTLY, FULLY, UNKNOWN, None]),
        world(Shape::One, [3, 3, 1], 3, &some),
        world(Shape::One, [3, 3, 3], 3, &[NOT, FULLY, None]),
        world(Shape::One, [1, 1, 1], 3, &some),
        world(Shape::One, [4, 2, 1], 3, &some),
    ]);
}

#[test]
fn no_group_leaks_with_two_items() {
    let few = [NOT, FULLY, None];
    none_leaks(&[
        world(Shape::Facets, [2, 2, 0], 3, &[NOT, FULLY, UNKNOWN, None]),
        world(Shape::Facets, [3, 3, 0], 3, &few),
        world(Shape::Levels, [3, 3, 0], 3, &few),
        world(Shape::Threads, [3, 3, 0], 3, &few),
        world(Shape::Descriptive, [3, 3, 0], 3, &few),
        world(Shape::Facets, [3, 1, 2], 3, &[FULLY, None]),
        world(Shape::Facets, [3, 2, 0], 3, &few),
    ]);
}

#[test]
fn no_group_leaks_with_a_lens_of_one_item() {
    let all = [NOT, PARTLY, FULLY, UNKNOWN, NA, None];
    let some = [NOT, FULLY, UNKNOWN, None];
    none_leaks(&[
        world(Shape::Lens, [2, 2, 0], 3, &all),
        world(Shape::Lens, [3, 2, 0], 3, &all),
        world(Shape::Lens, [3, 3, 0], 3, &all),
        world(Shape::Lens, [3, 4, 0], 3, &all),
        world(Shape::Lens, [5, 3, 0], 3, &some),
        world(Shape::Lens, [5, 5, 0], 3, &[NOT, FULLY, None]),
        world(Shape::Lens, [5, 5, 0], 5, &some),
        world(Shape::Lens, [3, 2, 2], 3, &some),
        world(Shape::Lens, [3, 3, 1], 3, &some),
        world(Shape::Lens, [1, 1, 1], 3, &some),
    ]);
}

#[test]
fn no_group_leaks_with_a_lens_of_two_items() {
    let few = [NOT, FULLY, None];
    none_leaks(&[
        world(Shape::LensFacet, [2, 2, 0], 3, &[NOT, FULLY, UNKNOWN, None]),
        world(Shape::LensFacet, [3, 3, 0], 3, &few),
        world(Shape::LensFacet, [3, 2, 0], 3, &few),
        world(Shape::LensFacet, [3, 1, 2], 3, &[FULLY, None]),
        world(Shape::LensFacets, [2, 2, 0], 3, &few),
        world(Shape::LensFacets, [3, 3, 0], 3, &few),
        world(Shape::LensFacets, [3, 2, 0], 3, &few),
    ]);
}

#[test]
fn who_does_it_leaks_for_nobody() {
    none_leaks(&[
        world(Shape::LensBy, [2, 2, 0], 3, &[NOT, FULLY, NA, None]),
        world(Shape::LensBy, [3, 2, 0], 3, &[FULLY, NA, None]),
        world(Shape::LensBy, [3, 3, 0], 3, &[NOT, FULLY, NA]),
        world(Shape::LensBy, [3, 4, 0], 3, &[FULLY, UNKNOWN, None]),
        world(Shape::LensBy, [5, 5, 0], 5, &[FULLY, None]),
        world(Shape::LensBy, [3, 2, 2], 3, &[FULLY, None]),
        world(Shape::LensBy, [3, 3, 1], 3, &[FULLY, None]),
        world(Shape::LensBy, [1, 1, 1], 3, &[FULLY, NOT, NA]),
    ]);
}

/// The search is seen to bite, and why the rules of numbers are not enough.
#[test]
fn the_rules_of_numbers_alone_would_leak() {
    for (world, why) in [
        // All "fully" but one of IT, whose gap the difference of the sides gives away.
        (world(Shape::One, [3, 4, 0], 3, &[NOT, FULLY, None]), "uneven sides"),
        // Members enough and fewer than three ratings: IT is what all have less what the business has.
        (world(Shape::Descriptive, [3, 3, 0], 3, &[FULLY, UNKNOWN]), "three ratings"),
        (world(Shape::One, [3, 3, 0], 3, &[NOT, FULLY, None]), "medians"),
        (world(Shape::One, [3, 2, 2], 3, &[NOT, FULLY]), "those who are hidden all say the same"),
    ] {
        let (_, _, leaks) = search(&world, shown_by_the_letter);
        println!("{why}: {} leaks, such as {}", leaks.len(), leaks[0]);
        assert!(!leaks.is_empty(), "{why}");
    }
}

/// The same as the program shows, but for who does it, which stands wherever the answers do.
fn names_beside_the_answers(pack: &Pack, group: &[Response], rule: Rule) -> View {
    let (mut text, parts, _) = shown_by_the_program(pack, group, rule);
    let shown = Shown::of(pack, group, rule);
    for (slot, item) in shown.items().iter().enumerate() {
        for whose in Whose::ALL.into_iter().filter(|whose| item.of(*whose).is_some()) {
            let here =
                group.iter().filter(|person| whose == Whose::Combined || Whose::from(person.part) == whose);
            text.push_str(&format!("{whose:?}{:?}", ByCounts::counting(here.map(|person| person.by(slot)))));
        }
    }
    let names = parts.clone();
    (text, parts, names)
}

/// Why who does it is held to a test of its own, and that the search sees where it is not.
#[test]
fn who_does_it_would_leak_beside_the_answers() {
    let (_, _, leaks) =
        search(&world(Shape::LensBy, [3, 2, 0], 3, &[FULLY, NA, None]), names_beside_the_answers);
    assert!(leaks.iter().any(|leak| leak.contains("ByCounts")), "{}", leaks.len());
}

/// Larger worlds than every run can afford, for whoever asks for them: POMSCOPE_WORLDS=all, with a release build.
#[test]
fn larger_worlds_leak_nothing_either() {
    if std::env::var_os("POMSCOPE_WORLDS").is_none() {
        return;
    }
    let some = [NOT, FULLY, UNKNOWN, None];
    none_leaks(&[
        world(Shape::Facets, [3, 3, 0], 3, &some),
        world(Shape::Levels, [3, 3, 0], 3, &some),
        world(Shape::Threads, [3, 3, 0], 3, &some),
        world(Shape::Descriptive, [3, 3, 0], 3, &some),
        world(Shape::Levels, [3, 4, 0], 3, &[NOT, FULLY, None]),
        world(Shape::Facets, [4, 4, 0], 3, &[NOT, FULLY, None]),
        world(Shape::Facets, [3, 1, 2], 3, &[NOT, FULLY, None]),
        world(Shape::Facets, [3, 2, 2], 3, &[NOT, FULLY, None]),
        world(Shape::One, [5, 5, 0], 3, &[NOT, PARTLY, FULLY, UNKNOWN, None]),
        world(Shape::One, [6, 6, 0], 5, &some),
        world(Shape::One, [6, 3, 3], 5, &some),
    ]);
}

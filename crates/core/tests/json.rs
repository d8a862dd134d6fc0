//! The core's JSON against serde_json, which the tests alone may use: the same texts read, the same values, the same texts written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::json::{Map, Number, ParseError, Value, object, parse, to_string_pretty};
use proptest::prelude::*;
use serde_json::Value as Oracle;

const INTERFACE: &str = include_str!("../../../content/interface/en.json");

/// The same value, numbers compared as serde_json holds them.
fn same(ours: &Value, oracle: &Oracle) -> bool {
    match (ours, oracle) {
        (Value::Null, Oracle::Null) => true,
        (Value::Bool(a), Oracle::Bool(b)) => a == b,
        (Value::String(a), Oracle::String(b)) => a == b,
        (Value::Number(a), Oracle::Number(b)) => a.as_f64() == b.as_f64() && a.as_u64() == b.as_u64(),
        (Value::Array(a), Oracle::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Oracle::Object(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((key, a), (other, b))| key == other && same(a, b))
        }
        _ => false,
    }
}

/// Whether both say the same of a text; a number beyond 64 bits is the one thing that only this reader takes.
fn compare(text: &str) -> Result<(), TestCaseError> {
    match (parse(text), serde_json::from_str::<Oracle>(text)) {
        (Ok(ours), Ok(oracle)) => {
            prop_assert!(same(&ours, &oracle), "{} is {:?}", text, ours);
            let written = ours.to_string();
            prop_assert_eq!(&parse(&written).unwrap(), &ours);
            prop_assert_eq!(&parse(&to_string_pretty(&ours)).unwrap(), &ours);
            prop_assert_eq!(serde_json::from_str::<Oracle>(&written).unwrap(), oracle);
        }
        (Err(ParseError { line, column }), Err(_)) => prop_assert!(line > 0 && column > 0),
        (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("out of range"), "taken: {}", text),
        (Err(error), Ok(_)) => prop_assert!(false, "refused at {}: {}", error, text),
    }
    Ok(())
}

/// Any JSON, as serde_json holds it.
fn any_json() -> impl Strategy<Value = Oracle> {
    let leaf = prop_oneof![
        Just(Oracle::Null),
        any::<bool>().prop_map(Oracle::from),
        any::<i64>().prop_map(Oracle::from),
        any::<u64>().prop_map(Oracle::from),
        any::<f64>().prop_map(Oracle::from),
        any::<String>().prop_map(Oracle::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Oracle::from),
            prop::collection::btree_map(".{0,4}", inner, 0..6)
                .prop_map(|map| Oracle::Object(map.into_iter().collect())),
        ]
    })
}

/// Texts out of what JSON is made of, which are JSON now and then.
fn nearly_json() -> impl Strategy<Value = String> {
    const PARTS: [&str; 40] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"b\":",
        "\"a\":1",
        "\\",
        "\\u",
        "\\ud83d\\ude00",
        "\\ud800",
        "\\udc00",
        "\\u00e9",
        "\\n",
        "\\/",
        "\\x",
        "0",
        "1",
        "-",
        "-0",
        "01",
        ".5",
        "1.",
        "1.5",
        "e",
        "E+3",
        "1e5",
        "true",
        "false",
        "null",
        "nul",
        " ",
        "\n",
        "\t",
        "\u{b}",
        "\u{e9}",
        "\u{feff}",
    ];
    let part = prop_oneof![9 => prop::sample::select(PARTS.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..14).prop_map(|parts| parts.concat())
}

/// A text with some bytes put in the place of others.
fn mutated(text: &str, cuts: &[(usize, u8)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (at, byte) in cuts {
        let at = at % bytes.len();
        match byte % 4 {
            0 => bytes[at] = *byte,
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, b"{}[],:\"\\e-0"[usize::from(*byte) % 11]),
            _ => bytes.truncate(at.max(1)),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_as_serde_json_reads_it(text: String, nearly in nearly_json()) {
        compare(&text)?;
        compare(&nearly)?;
        compare(&format!("[{nearly}]"))?;
        compare(&format!("\"{nearly}\""))?;
        compare(&format!("{{\"k\":{nearly}}}"))?;
    }

    #[test]
    fn any_value_is_read_and_written_as_serde_json_does_it(value in any_json()) {
        let text = value.to_string();
        compare(&text)?;
        compare(&serde_json::to_string_pretty(&value).unwrap())?;
        let ours = parse(&text).unwrap();
        prop_assert_eq!(ours.to_string(), text, "on one line, numbers as they came");
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(&to_string_pretty(&ours), &pretty);
        prop_assert_eq!(format!("{ours:#}"), pretty);
    }

    #[test]
    fn numbers_are_kept_to_the_digit(text in "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,5})?") {
        let value = parse(&text).unwrap();
        prop_assert_eq!(value.to_string(), text.clone());
        prop_assert_eq!(value.as_f64(), text.parse().ok().filter(|number: &f64| number.is_finite()));
        compare(&text)?;
    }

    #[test]
    fn numbers_are_written_as_short_as_serde_json_reads_them_back(number: f64, whole: i64, natural: u64) {
        let read = |value: Value| serde_json::from_str::<Oracle>(&value.to_string()).unwrap();
        let finite = number.is_finite().then_some(number);
        prop_assert_eq!(read(Value::from(number)).as_f64(), finite);
        prop_assert_eq!(Value::from(number).as_f64(), finite);
        prop_assert_eq!(read(Value::from(whole)).as_i64(), Some(whole));
        prop_assert_eq!(Value::from(natural).as_u64(), Some(natural));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_copies_of_real_files_are_read_as_serde_json_reads_them(cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 1..4), which in 0usize..3) {
        compare(&mutated([INTERFACE, sample::PACK, sample::WORDING][which], &cuts))?;
    }

    #[test]
    fn a_map_keeps_the_later_of_two_entries(first in prop::collection::vec(("[a-e]{1,2}", any::<u8>()), 0..40), second in prop::collection::vec(("[a-e]{1,2}", any::<u8>()), 0..40)) {
        let entries = |list: &[(String, u8)]| list.iter().map(|(key, number)| (key.clone(), Value::from(*number))).collect::<Vec<_>>();
        let mut map: Map = entries(&first).into_iter().collect();
        map.extend(entries(&second));
        let mut expect = std::collections::BTreeMap::new();
        expect.extend(entries(&first));
        expect.extend(entries(&second));
        prop_assert!(map.iter().eq(expect.iter()));
    }
}

#[test]
fn real_files_are_read_whole() {
    for text in [INTERFACE, sample::PACK, sample::WORDING] {
        compare(text).unwrap();
        assert!(parse(text).unwrap().as_object().unwrap().len() > 5);
    }
}

#[test]
fn what_serde_json_refuses_is_refused() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "tru",
        "True",
        "{",
        "[",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "-",
        "+1",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "1 2",
        "{} {}",
        "[] x",
        "\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\\ud800x\"",
        "\"\\ud800\\n\"",
        "\"\\ud800\\u0041\"",
        "\"\\ud800\\ud800\"",
        "\"\\ud800\\ue000\"",
        "\"\\udbff\\uffff\"",
        "\"\\udc00\"",
        "\"a\nb\"",
        "\"\u{0}\"",
        "\"\u{1f}\"",
        "// x\n1",
        "/* x */ 1",
        "[1]\u{a0}",
        "\u{feff}1",
        "1\u{0}",
    ] {
        assert!(serde_json::from_str::<Oracle>(text).is_err(), "{text:?} by serde_json");
        assert!(parse(text).is_err(), "{text:?}");
    }
    for (text, expect) in [
        ("\"\\u0000\\u001f\u{7f}\\ud83d\\ude00\\u00E9\\/\"", "\"\\u0000\\u001f\u{7f}\u{1f600}\u{e9}/\""),
        ("\"\\\"\\\\\\b\\f\\n\\r\\t\"", "\"\\\"\\\\\\b\\f\\n\\r\\t\""),
        (" \t\r\n{ \"b\" : [ ] , \"a\" : { } , \"b\" : 1E+2 } ", "{\"a\":{},\"b\":1E+2}"),
        ("-0", "-0"),
    ] {
        assert_eq!(parse(text).unwrap().to_string(), expect);
        compare(text).unwrap();
    }
}

#[test]
fn the_place_of_a_fault_is_named() {
    let check = |text: &str, line: usize, column: usize| {
        assert_eq!(parse(text).unwrap_err(), ParseError { line, column }, "{text:?}");
    };
    check("", 1, 1);
    check("{\"format\":\"pomscope-assess", 1, 26);
    check("x", 1, 1);
    check("{\n  \"a\": 1,\n  b\n}", 3, 3);
    check("[1,\n2] 3", 2, 4);
    for text in ["{\"a\":x}", "[1,\n 2,\n tru]", "{\"a\" 1}", "[1 2]", "{\"a\": [1, 2}"] {
        let theirs = serde_json::from_str::<Oracle>(text).unwrap_err();
        check(text, theirs.line(), theirs.column());
    }
}

#[test]
fn depth_ends_where_serde_json_ends_it_and_never_in_a_crash() {
    for depth in [1, 100, 126, 127, 128, 129, 1_000, 1_000_000] {
        for (open, inside, close) in
            [("[", "", "]"), ("{\"a\":", "1", "}"), ("[{\"a\":", "[]", "}]"), ("[", "", "")]
        {
            let text = open.repeat(depth) + inside + &close.repeat(depth);
            let theirs = serde_json::from_str::<Oracle>(&text);
            assert_eq!(parse(&text).is_ok(), theirs.is_ok(), "{depth} times {open}");
        }
    }
}

#[test]
fn five_megabytes_of_anything_are_read() {
    const SIZE: usize = 5 * 1024 * 1024;
    let backwards: Vec<String> = (100_000..500_000).rev().map(|n| format!("\"{n}\":0")).collect();
    for text in [
        format!("\"{}\"", "a".repeat(SIZE)),
        format!("\"{}\"", "\\u00e9".repeat(SIZE / 6)),
        format!("[{}0]", "0,".repeat(SIZE / 2)),
        format!("[{}0]", "[],".repeat(SIZE / 3)),
        "9".repeat(SIZE),
        format!("0.{}e-5", "1".repeat(SIZE)),
        format!("{}1", " ".repeat(SIZE)),
        format!("{{{}}}", backwards.join(",")),
        format!("{{{}\"a\":1}}", "\"a\":0,".repeat(SIZE / 6)),
    ] {
        let value = parse(&text).unwrap();
        assert!(value.to_string().len() <= text.len());
        let _ = value.as_f64();
        assert!(parse(text.get(..text.len() - 1).unwrap()).is_err() || text.ends_with(char::is_numeric));
    }
    let merged = parse(&format!("{{{}}}", backwards.join(","))).unwrap();
    assert_eq!(merged.as_object().unwrap().len(), 400_000);
    assert_eq!(merged.as_object().unwrap().keys().next().map(String::as_str), Some("100000"));
}

#[test]
fn numbers_are_equal_where_their_exact_values_are() {
    let number = |text: &str| -> Number {
        let Value::Number(number) = parse(text).unwrap() else { panic!("{text} is no number") };
        number
    };
    for (a, b) in
        [("5", "5.0"), ("5", "0.5E1"), ("-0", "0"), ("1e400", "10e399"), ("100", "1e2"), ("0.10", "0.1")]
    {
        assert_eq!(number(a), number(b));
    }
    for (a, b) in [
        ("9007199254740992", "9007199254740993"),
        ("1e400", "1e401"),
        ("1", "-1"),
        ("0.1", "0.1000000000000000055"),
    ] {
        assert_ne!(number(a), number(b));
    }
}

#[test]
fn values_are_made_and_asked() {
    let value = object(vec![
        ("text", "a".into()),
        ("none", None::<u8>.into()),
        ("list", vec!["x", "y"].into()),
        ("half", 0.5.into()),
        ("seven", 7.0.into()),
        ("nan", f64::NAN.into()),
        ("yes", true.into()),
        ("text", String::from("b").into()),
    ]);
    let expect = r#"{"half":0.5,"list":["x","y"],"nan":null,"none":null,"seven":7,"text":"b","yes":true}"#;
    assert_eq!(value.to_string(), expect);
    assert_eq!(value.get("text").and_then(Value::as_str), Some("b"));
    assert_eq!(value.get("yes").and_then(Value::as_bool), Some(true));
    assert_eq!(value.get("seven").and_then(Value::as_u64), Some(7));
    assert_eq!(value.get("list").and_then(Value::as_array).map(Vec::len), Some(2));
    assert!(value.is_object() && value.get("none").is_some_and(Value::is_null) && value.get("no").is_none());
    assert_eq!(Value::Null.get("x"), None);
    let mut map = value.as_object().unwrap().clone();
    *map.get_mut("half").unwrap() = Value::Null;
    assert!(map.contains_key("half") && map.remove("half") == Some(Value::Null) && !map.contains_key("half"));
    assert_eq!(map.insert("yes".into(), false.into()), Some(true.into()));
    assert_eq!(Map::new().len(), 0);
}

use proptest::prelude::*;

use super::*;
use crate::competency::Keys;

fn parse(text: &str) -> Parsed {
    let competencies = Keys::of([("stakeholders", 4), ("team-building", 4), ("craft", 6)], 4);
    Query::parse(text, &Surroundings { today: "2026-11-23".parse().unwrap(), competencies: &competencies })
}

/// Each clause on a line, as it prints, with its tree where that says more.
fn tree(text: &str) -> String {
    let Parsed { query, note } = parse(text);
    let mut lines: Vec<String> = query.clauses.iter().map(|clause| format!("{clause:?}")).collect();
    lines.extend(query.sort.map(|sort| format!("{sort:?}")));
    lines.extend(note.map(|note| format!("note: {note}")));
    lines.join("\n")
}

#[test]
fn every_form_of_the_language_has_its_place_in_the_tree() {
    insta::assert_snapshot!(tree(
        "roadmap \"exact phrase\" road* -word -\"two words\" a OR b OR -c title:word title:\"a b\" title:pre* \
         kind:Lesson competency:stakeholders competency:team-building>=3 competency:stakeholders<2 level:3 level:>=2 level>3 \
         tag:q3 project:atlas person:\"Dana K\" on:2026-03 on:2026 on:2026-03-04 on:2026-01..2026-06 on:..today \
         before:2026 after:yesterday is:starred is:open is:resolved is:later has:outcome has:attachment has:private \
         has:lesson -kind:win sort:date"
    ));
}

#[test]
fn what_looks_like_a_field_and_is_none_is_a_word() {
    let parsed = parse("foo:bar https://example.com 10:30 -x:y a:\"b");
    assert_eq!(parsed.note, None);
    assert!(parsed.query.leaves().all(|leaf| matches!(leaf.term, Term::Text { text: Text::Word(_), .. })));
    assert_eq!(parsed.query.clauses.len(), 5);
}

#[test]
fn what_is_not_understood_becomes_plain_words_and_a_note() {
    for text in [
        "\"never closed",
        "roadmap tag:\"never closed",
        "kind:poem",
        "kind:",
        "competency:juggling",
        "competency:stakeholders>=5",
        "competency:stakeholders>4",
        "level:0",
        "level>=x",
        "on:2026-13",
        "before:someday",
        "on:2026-06..2026-01",
        "is:green",
        "has:dog",
        "sort:colour",
        "-sort:date",
        "a OR sort:date",
        "OR",
        "a OR",
        "OR b",
        "a OR OR b",
        "!!!",
        "\"",
    ] {
        let Parsed { query, note } = parse(text);
        assert!(note.is_some_and(|note| !note.is_empty()), "{text} needs a note");
        assert!(!query.clauses.is_empty(), "{text} is still searched for");
    }
}

#[test]
fn notes_say_each_thing_once_and_repeat_no_words() {
    insta::assert_snapshot!(parse("on:secret on:secret kind:secret \"secret").note.unwrap());
}

#[test]
fn nothing_asks_for_everything() {
    for text in ["", "   ", "\"\"", "-\"\" \u{a0}"] {
        assert_eq!(parse(text), Parsed { query: Query::default(), note: None }, "{text:?}");
    }
}

#[test]
fn an_order_is_no_condition() {
    assert_eq!(parse("sort:date").query, Query { sort: Some(Sort::Date), ..Query::default() });
    assert_eq!(
        parse("road sort:date map sort:Best").query,
        Query { sort: Some(Sort::Best), ..parse("road map").query }
    );
    assert_eq!(parse("road sort:date").note, None);
}

#[test]
fn quotation_marks_are_taken_for_each_other() {
    assert_eq!(parse("„so wie“ person:“Dana K”").query, parse("\"so wie\" person:\"Dana K\"").query);
}

#[test]
fn somebody_who_types_has_not_finished_the_last_word() {
    let mut query = parse("road map").query;
    query.leave_open();
    let last = Leaf { not: false, term: Term::Text { scope: Scope::Anywhere, text: Text::Open("map".to_owned()) } };
    assert_eq!(query.clauses.last(), Some(&Clause(vec![last])));
    let mut query = parse("road -map").query;
    query.leave_open();
    assert_eq!(query, parse("road -map").query, "what is ruled out is ruled out as it stands");
}

fn atoms() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        "[a-zé路]{1,6}",
        "\\PC{0,6}",
        Just("OR".to_owned()),
        "-?\"[a-z ]{0,8}\"?",
        "-?(title|kind|competency|level|tag|project|person|on|before|after|is|has|nope):\"?[a-z0-9 .<>=-]{0,12}\"?",
        "-?kind:(win|lesson|feedback)",
        "-?competency:(stakeholders|team-building|craft)(>=|>|<=|<|=)?[0-9]?",
        "-?level:?(>=|>|<=|<|=)?[0-5]",
        "-?(on|before|after):(today|monday|20[0-9]{2}(-[01][0-9])?(-[0-3][0-9])?)(\\.\\.)?(20[0-9]{2}(-[01][0-9])?)?",
        "-?is:(starred|open|resolved|later)",
        "-?has:(outcome|attachment|private|lesson)",
        "-?sort:(date|best|none)",
        "[a-z]{1,4}\\*{0,2}",
    ];
    proptest::collection::vec(atom, 0..8).prop_map(|atoms| atoms.join(" "))
}

proptest! {
    #[test]
    fn a_query_printed_and_read_again_is_the_same(text in atoms()) {
        let query = parse(&text).query;
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed).query, query, "{}", printed);
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        let query = parse(&text).query;
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed).query, query, "{}", printed);
    }
}

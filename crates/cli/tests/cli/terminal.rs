//! What a hostile text may do to a terminal: nothing.

use crate::house::{House, Run};

#[test]
fn codes_in_a_text_do_not_reach_the_terminal() {
    let house = House::with_vault();
    let hostile = "a\u{1b}]0;title\u{7}b\u{9b}2Jc\rd";
    let run = Run::of(house.command().args(["add", "-"]).write_stdin(hostile));
    let id = run.out.trim().to_owned();
    for arguments in [&["show", &id][..], &["history", &id]] {
        let shown = Run::of(house.command().env("CLICOLOR_FORCE", "1").args(arguments)).out;
        let plain: String = shown.split("\u{1b}[0m").flat_map(|part| part.split("\u{1b}[2m")).collect();
        let plain = plain.replace("\u{1b}[1m", "");
        assert!(!plain.chars().any(|one| one.is_control() && one != '\n'), "{plain:?}");
    }
    assert_eq!(house.json(&["show", &id])["body"], hostile, "what is stored is as it was written");
}

#[test]
fn colours_are_only_for_those_who_see_them() {
    let house = House::with_vault();
    let id = house.add(&["hello", "--title", "T"]);
    assert!(!house.ok(&["show", &id]).contains('\u{1b}'));
    let coloured = |name, value| Run::of(house.command().env(name, value).args(["show", &id])).out.contains('\u{1b}');
    assert!(coloured("CLICOLOR_FORCE", "1"));
    assert!(!coloured("NO_COLOR", "1"));
}

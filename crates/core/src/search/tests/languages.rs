use super::*;

/// What is found by each query, by the first words of its body.
fn finds(vault: &Vault, query: &str, bodies_found: &[&str]) {
    let found: Vec<String> = bodies(vault, query);
    let begun: Vec<&str> = bodies_found.to_vec();
    assert_eq!(found.len(), begun.len(), "{query}: {found:?}");
    for (body, beginning) in found.iter().zip(begun) {
        assert!(body.starts_with(beginning), "{query}: {found:?}");
    }
}

const GERMAN: &str = "Die Planungen für das Quartal waren nicht fertig, weil die Häuser sich nicht einig waren.";
const FRENCH: &str = "Les décisions de l'équipe étaient développées dans un résumé que personne n'a lu.";
const CHINESE: &str = "路线图被推迟了,因为没有人问过团队。";
const ENGLISH: &str = "The plans for the quarter were not ready because nobody had asked the houses.";

fn many() -> Vault {
    let vault = vault();
    for body in [GERMAN, FRENCH, CHINESE, ENGLISH] {
        add(&vault, &content("2026-11-20", body));
    }
    vault
}

#[test]
fn words_are_found_in_any_form_of_their_own_language() {
    let vault = many();
    finds(&vault, "planung", &["Die"]);
    finds(&vault, "planning", &["The"]);
    finds(&vault, "décision", &["Les"]);
    finds(&vault, "house", &["The"]);
    finds(&vault, "haus", &["Die"]);
    finds(&vault, "häusern", &["Die"]);
}

#[test]
fn marks_may_be_left_out() {
    let vault = many();
    finds(&vault, "resume", &["Les"]);
    finds(&vault, "equipe", &["Les"]);
    finds(&vault, "developper", &["Les"]);
    finds(&vault, "hausern", &["Die"]);
}

#[test]
fn two_characters_of_a_run_without_spaces_are_enough() {
    let vault = many();
    finds(&vault, "推迟", &["路"]);
    finds(&vault, "线图", &["路"]);
    finds(&vault, "问过团队", &["路"]);
    finds(&vault, "队团", &[]);
}

#[test]
fn one_character_is_found_wherever_it_stands_in_a_run() {
    let vault = vault();
    let id = add(&vault, &content("2026-11-20", "Q3路线图 被推迟了 ok"));
    for query in
        ["路", "线", "图", "了", "路*", "\"q3 路\"", "\"q3路\"", "\"图 被\"", "\"了 ok\"", "q3 被", "线图", "推迟了-o*"]
    {
        let hits = answer(&vault, query).hits;
        assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [id], "{query}");
        assert!(!hits[0].marks.is_empty(), "{query}");
    }
    for query in ["队", "\"路 ok\"", "\"q3 线\"", "-路"] {
        assert_eq!(found(&vault, query), [], "{query}");
    }
}

#[test]
fn where_spaces_may_stand_or_not_both_find_the_other() {
    let vault = vault();
    let id = add(&vault, &content("2026-11-20", "할수 있다 ต่างๆ"));
    for query in ["할 수 있다", "\"할 수 있다\"", "\"할수 있다\"", "수", "\"ต่าง ๆ\""] {
        assert_eq!(found(&vault, query), [id], "{query}");
    }
}

#[test]
fn what_was_found_by_another_form_is_marked() {
    let vault = many();
    let hit = answer(&vault, "planung").hits.remove(0);
    let marked: Vec<String> = hit
        .marks
        .iter()
        .map(|[from, to]| hit.snippet.chars().skip(*from as usize).take((to - from) as usize).collect())
        .collect();
    assert_eq!(marked, ["Planungen"]);
}

#[test]
fn a_word_that_begins_otherwise_than_its_stem_is_marked() {
    let vault = vault();
    let dutch = Content { lang: Some("nl".into()), ..content("2026-11-20", "De planning werd gemaakt in een dag.") };
    add(&vault, &dutch);
    let hits = answer(&vault, "maken").hits;
    let [hit] = hits.as_slice() else { panic!("{hits:?}") };
    let [[from, to]] = hit.marks[..] else { panic!("{hit:?}") };
    let marked: String = hit.snippet.chars().take(to as usize).skip(from as usize).collect();
    assert_eq!(marked, "gemaakt");
}

#[test]
fn the_language_is_found_out_and_can_be_said() {
    let vault = vault();
    let id = add(&vault, &content("2026-11-20", GERMAN));
    let entry = vault.entry(id).unwrap();
    assert_eq!((entry.language.as_deref(), entry.content.lang), (Some("de"), None));
    let said = Content { lang: Some("nl".into()), ..content("2026-11-20", GERMAN) };
    vault.edit(id, &said, crate::journal::Sitting::Ends).unwrap();
    assert_eq!(vault.entry(id).unwrap().language.as_deref(), Some("nl"));
    let unsaid = content("2026-11-20", ENGLISH);
    vault.edit(id, &unsaid, crate::journal::Sitting::Ends).unwrap();
    assert_eq!(vault.entry(id).unwrap().language.as_deref(), Some("en"), "and found out again");
}

#[test]
fn words_that_mean_the_same_find_each_other() {
    let vault = vault();
    for body in ["Met the executives about the budget.", "My one-on-one with Dana.", "The KPIs are red."] {
        add(&vault, &content("2026-11-20", body));
    }
    finds(&vault, "exec", &["Met"]);
    finds(&vault, "1:1 dana", &["My"]);
    finds(&vault, "metric red", &["The"]);
    finds(&vault, "\"exec\"", &[]);
    vault.set_synonyms(Some("red, crimson")).unwrap();
    finds(&vault, "metric", &[]);
    finds(&vault, "crimson", &["The"]);
    vault.set_synonyms(None).unwrap();
    finds(&vault, "metric", &["The"]);
}

#[test]
fn a_word_that_means_the_same_comes_after_the_word_itself() {
    let vault = vault();
    let meant = add(&vault, &content("2026-11-20", "The metrics of the launch."));
    let typed = add(&vault, &content("2026-11-20", "The KPIs of the launch."));
    assert_eq!(found(&vault, "kpi"), [typed, meant]);
}

#[test]
fn a_phrase_of_the_list_is_understood_as_typed() {
    let vault = vault();
    let short = add(&vault, &content("2026-11-20", "My 1:1 with Dana."));
    let long = add(&vault, &content("2026-11-20", "One thing on my list: get one more designer."));
    let all = found(&vault, "one on one");
    assert!(all.contains(&short) && all.contains(&long), "its words are found anywhere, too");
    let hit = answer(&vault, "one on one dana").hits.remove(0);
    assert_eq!((hit.id, hit.marks.is_empty()), (short, false));
}

#[test]
fn emoji_and_names_from_code_are_found() {
    let vault = vault();
    let id = add(&vault, &content("2026-11-20", "Shipped checkout_v2 for OKR-12 👍🏽"));
    for query in ["checkout_v2", "checkout", "OKR-12", "okr", "👍", "\"okr 12\""] {
        assert_eq!(found(&vault, query), [id], "{query}");
    }
}

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::matcher::Reading;
use super::profile::RedactionProfile::{Manager, Own, Public};
use super::*;
use crate::Vault;
use crate::growth::fixture::{add, empty, entry, profile, rich};
use crate::growth::{Period, Strength};
use crate::journal::{Feedback, Kind};
use crate::people::{Person, Relation};
use crate::portfolio::{Brief, FindingCode, Portfolio, Preset};
use crate::world::{Still, World};

fn term(word: &str, sort: TermSort) -> RedactionTerm {
    RedactionTerm { word: word.to_owned(), sort, ..RedactionTerm::default() }
}

fn person(name: &str, relation: Option<Relation>, alias: &str) -> Person {
    Person { name: name.to_owned(), relation, alias: alias.to_owned(), note: String::new() }
}

/// A vault that knows these people, of whom it says nothing, and these customers and projects.
fn knowing(people: &[&str], customers: &[&str], projects: &[&str]) -> Vault {
    let vault = empty();
    vault.set_profile(&profile()).unwrap();
    for name in people {
        vault.describe_person(&person(name, None, "")).unwrap();
    }
    for (words, sort) in [(customers, TermSort::Customer), (projects, TermSort::Project)] {
        for word in words {
            vault.add_redaction_term(&term(word, sort)).unwrap();
        }
    }
    vault
}

impl Redaction {
    fn said(&self, text: &str) -> String {
        let mut said = text.to_owned();
        self.replace(&mut said, Reading::Prose, &mut |_, _| {});
        said
    }

    fn alias(&self, name: &str) -> String {
        self.subjects.iter().find(|subject| subject.names.iter().any(|one| one == name)).unwrap().alias.clone()
    }
}

/// Checks that `text` is `wanted`, where `{}` stands for the alias of `name`.
fn becomes(redaction: &Redaction, name: &str, pairs: &[(&str, &str)]) {
    let alias = redaction.alias(name);
    for (text, wanted) in pairs {
        assert_eq!(redaction.said(text), wanted.replace("{}", &alias), "{text}");
    }
}

#[test]
fn a_name_is_found_in_whatever_form_it_stands() {
    let redaction = knowing(&["Dana Kowalski"], &[], &[]).redaction(Public).unwrap();
    becomes(
        &redaction,
        "Dana Kowalski",
        &[
            ("Dana Kowalski moved two engineers.", "{} moved two engineers."),
            ("Dana’s plan, Kowalski's plan, DANA'S PLAN", "{}’s plan, {}'s plan, {}'S PLAN"),
            ("the Kowalskis, Kowalskiego, Danou", "the {}, {}, {}"),
            ("dana kowalski, DANA KOWALSKI, Dana-Kowalski, dana_kowalski", "{}, {}, {}, {}"),
            ("Dana\nKowalski, Dana   Kowalski, Dana\u{a0}Kowalski", "{}, {}, {}"),
            ("Kowalski, Dana said", "{} said"),
            ("Dana M. Kowalski and Dana K. said, D. Kowalski too", "{} and {} said, {} too"),
            ("Dana K. Then", "{}. Then"),
            ("with D. K. and DK, not dk", "with {} and {}, not dk"),
            ("a Dana-led, non-Dana thing", "a {}-led, non-{} thing"),
            ("Dána Kowalśki, DanaKowalski, danakowalski, dkowalski", "{}, {}, {}, {}"),
            ("Ko\u{ad}walski, Kowal-\nski, Kowal- ski, D a n a", "{}, {}, {}, {}"),
            ("Jordana, Danaher and Kowalskiite", "Jordana, Danaher and Kowalskiite"),
            ("see @dana_k, @dkowalski7, @somebody_else", "see {}, {}, [handle]"),
            ("dana.kowalski@acme.example, +351 912 345 678", "[e-mail address], [phone number]"),
            ("https://x.example/in/dana%20kowalski", "[link]"),
            ("she wrote d.kowalski.example.com/plan", "she wrote [link]"),
        ],
    );
}

#[test]
fn what_is_listed_in_small_letters_is_hidden_however_it_stands() {
    let small = knowing(&["will"], &["launch"], &[]).redaction(Public).unwrap();
    becomes(&small, "launch", &[("Launch week, and the launch slipped: LAUNCH", "{} week, and the {} slipped: {}")]);
    becomes(&small, "will", &[("it will slip; I asked Will", "it will slip; I asked {}")]);
    let capital = knowing(&[], &["Launch"], &[]).redaction(Public).unwrap();
    becomes(&capital, "Launch", &[("the launch of Launch slipped", "the launch of {} slipped")]);
}

#[test]
fn what_the_document_counts_itself_is_no_secret() {
    let redaction = empty().redaction(Public).unwrap();
    let text = "53 different situations; 19 have a measured result and 14 have a witness.";
    assert_eq!(redaction.said(text), text);
    assert_eq!(redaction.said("19 have left"), "A two-figure number have left");
}

#[test]
fn the_competencies_that_everybody_has_keep_their_names() {
    let redaction = knowing(&[], &["Delivery Hero"], &["Collaboration"]).redaction(Public).unwrap();
    becomes(
        &redaction,
        "Collaboration",
        &[
            (
                "solid in Collaboration across teams, thin elsewhere",
                "solid in Collaboration across teams, thin elsewhere",
            ),
            ("solid in Collaboration\n  across teams", "solid in Collaboration\n  across teams"),
            ("the Collaboration team, and Collaboration across", "the {} team, and {} across"),
            ("told of Collaboration across teamsters", "told of {} across teamsters"),
        ],
    );
    let hero = redaction.alias("Delivery Hero");
    assert_eq!(redaction.said("Planning and delivery hero"), format!("Planning and {hero}"), "it goes beyond");
    let whole = knowing(&[], &["Planning and delivery"], &[]).redaction(Public).unwrap();
    becomes(&whole, "Planning and delivery", &[("for Planning and delivery", "for {}")]);
}

#[test]
fn a_name_with_other_letters_is_found_in_every_spelling() {
    let redaction = knowing(&["Zoë Müller-Lüdenscheidt", "José O’Brien", "Søren Ångström", "田中太郎"], &[], &[])
        .redaction(Public)
        .unwrap();
    for text in [
        "Zoe",
        "Zoë",
        "Zoe\u{308}",
        "ZOË",
        "Zoes",
        "Mueller-Luedenscheidt",
        "Müller-Lüdenscheidt",
        "Lüdenscheidt",
        "Muller Ludenscheidt",
        "Jose",
        "José’s",
        "O'Brien",
        "O’Brien",
        "OBrien",
        "Obrien",
        "Soren",
        "Søren",
        "Soeren",
        "Angstrom",
        "Ångström",
        "Aangstroem",
        "田中太郎",
        "田中太郎さん",
        "ＺＯＥ",
    ] {
        let said = redaction.said(&format!("I asked {text} about it."));
        assert!(said.contains("Person "), "{text}: {said}");
    }
}

#[test]
fn a_name_that_is_a_word_is_left_alone_where_it_is_one() {
    let redaction =
        knowing(&["Will Chen", "Mark Long", "May Parker", "Grace Green"], &[], &[]).redaction(Manager).unwrap();
    for text in [
        "It will be a long green light.",
        "Will we ship?",
        "In May 2026, please mark it.",
        "May was slow.",
        "Long ago. Green light.",
        "by the grace of others",
        "WE WILL SHIP",
        "I do not mark it; I may.",
    ] {
        assert_eq!(redaction.said(text), text);
    }
    for (text, wanted) in [
        ("I asked Will about it", "I asked {Will Chen} about it"),
        ("Mark moved two engineers", "{Mark Long} moved two engineers"),
        ("will chen and MARK LONG", "{Will Chen} and {Mark Long}"),
        ("with May in May 2026", "with {May Parker} in May 2026"),
        ("told Grace", "told {Grace Green}"),
    ] {
        let wanted = ["Will Chen", "Mark Long", "May Parker", "Grace Green"]
            .into_iter()
            .fold(wanted.to_owned(), |wanted, name| wanted.replace(&format!("{{{name}}}"), &redaction.alias(name)));
        assert_eq!(redaction.said(text), wanted);
    }
}

#[test]
fn who_shares_a_name_is_nobody_in_particular() {
    let redaction = knowing(&["Dana Kowalski", "Dana Okafor"], &[], &[]).redaction(Public).unwrap();
    assert_eq!(redaction.said("Dana said so"), "A colleague said so");
    assert_eq!(redaction.said("I told Dana’s team"), "I told a colleague’s team");
    assert_eq!(redaction.said("Okafor did"), format!("{} did", redaction.alias("Dana Okafor")));
}

#[test]
fn customers_and_projects_have_other_words() {
    let vault =
        knowing(&[], &["Acme Corp", "Blue Ocean Bank"], &["Atlas", "Search", "self-serve", "Pelikano Calendar"]);
    vault
        .add_redaction_term(&RedactionTerm { alias: "a bank".to_owned(), ..term("Northwind", TermSort::Customer) })
        .unwrap();
    let redaction = vault.redaction(Public).unwrap();
    becomes(
        &redaction,
        "Acme Corp",
        &[("Acme signed; acme-corp’s plan, AcmeCloud", "{} signed; {}’s plan, {}Cloud"), ("acme.com", "[link]")],
    );
    becomes(&redaction, "Atlas", &[("the Atlas project, ATLAS, #atlas", "the {}, {}, #{}")]);
    becomes(
        &redaction,
        "Search",
        &[("the Search team will search. Search is slow", "the {} team will search. Search is slow")],
    );
    // What is made up tells the whole; what is a word tells nothing.
    becomes(
        &redaction,
        "Pelikano Calendar",
        &[("pelikano in the calendar, Pelikanos, a Calendar", "{} in the calendar, {}, a Calendar")],
    );
    becomes(&redaction, "self-serve", &[("Activation in Self-Serve", "Activation in {}")]);
    assert_eq!(redaction.said("Northwind left; so did northwind."), "A bank left; so did a bank.");
    assert!(redaction.alias("Acme Corp").starts_with("Customer "), "{}", redaction.alias("Acme Corp"));
    assert!(redaction.alias("Atlas").starts_with("Project "));
}

#[test]
fn each_profile_replaces_what_its_row_says() {
    let vault = knowing(&["Nora Quist"], &["Acme"], &["Atlas"]);
    vault.describe_person(&person("Priya Rao", Some(Relation::Peer), "")).unwrap();
    vault.describe_person(&person("Leila Haddad", Some(Relation::Mentor), "my mentor")).unwrap();
    let text = "Priya, Leila and Nora sold Atlas to Acme for 4.2 M EUR on 3 March 2026; see https://a.example and @priya, l@b.pt.";
    let said = |profile| vault.redaction(profile).unwrap().said(text);
    assert_eq!(said(Own), text);
    let redaction = vault.redaction(Public).unwrap();
    let [nora, acme, atlas, priya] = ["Nora Quist", "Acme", "Atlas", "Priya Rao"].map(|name| redaction.alias(name));
    assert_eq!(
        said(Manager),
        format!(
            "Priya, my mentor and {nora} sold Atlas to {acme} for 4.2 M EUR on 3 March 2026; see https://a.example and @priya, [e-mail address]."
        )
    );
    assert_eq!(
        said(Public),
        format!(
            "{priya}, my mentor and {nora} sold {atlas} to {acme} for a mid-seven-figure sum in March 2026; see [link] and {priya}, [e-mail address]."
        )
    );
}

#[test]
fn what_is_to_be_kept_is_kept_and_the_author_stays() {
    let vault = knowing(&["Dana Kowalski", "Ada Byron"], &["Acme"], &[]);
    vault.add_redaction_term(&RedactionTerm { keep: true, ..term("Dana", TermSort::Other) }).unwrap();
    let redaction = vault.redaction(Public).unwrap();
    assert_eq!(redaction.said("Dana of Acme"), format!("Dana of {}", redaction.alias("Acme")));
    assert_eq!(redaction.said("by Ada Moreno"), "by Ada Moreno");
    assert_eq!(redaction.said("as Ada said"), "as a colleague said", "it may be either");
    assert_eq!(redaction.said("as Moreno said"), "as Moreno said");
}

#[test]
fn aliases_are_the_same_in_one_vault_and_others_in_another() {
    let names: Vec<String> = (0..60).map(|number| format!("Zork{number}x Quux{number}y")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let of = |vault: &Vault| names.iter().map(|name| vault.redaction(Public).unwrap().alias(name)).collect::<Vec<_>>();
    let one = knowing(&names, &[], &[]);
    let first = of(&one);
    one.describe_person(&person("Somebody Later", None, "")).unwrap();
    assert_eq!(of(&one), first, "whoever comes later changes nobody's");
    let mut sorted = first.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), names.len());
    let world = Still::at(crate::growth::fixture::NOW).unwrap();
    world.fill(&mut [0; 4096]).unwrap();
    let other = Vault::in_memory(Arc::new(world)).unwrap();
    names.iter().for_each(|name| other.describe_person(&person(name, None, "")).unwrap());
    assert_ne!(of(&other), first);
}

#[test]
fn a_chosen_alias_that_gives_somebody_away_is_not_used() {
    let vault = knowing(&["Dana Kowalski"], &["Acme"], &["Project", "K7", "e-mail address"]);
    vault.describe_person(&person("Raj Patel", None, "Acme’s CFO")).unwrap();
    let redaction = vault.redaction(Public).unwrap();
    for subject in &redaction.subjects {
        assert!(!redaction.matcher.hides(&subject.alias), "{}", subject.alias);
    }
    assert_eq!(redaction.said("x@y.pt"), "[address]");
    assert!(!redaction.matcher.hides(&redaction.words.mail));
}

#[test]
fn a_first_passphrase_changes_no_alias() {
    let folder = tempfile::tempdir().unwrap();
    let world: Arc<dyn World> = Arc::new(Still::at(crate::growth::fixture::NOW).unwrap());
    let vault = Vault::create(folder.path().join("v"), Arc::clone(&world)).unwrap();
    vault.describe_person(&person("Dana Kowalski", None, "")).unwrap();
    let before = vault.redaction(Public).unwrap().alias("Dana Kowalski");
    let secret = crate::vault::Secret::new("open sesame now");
    let old = vault.alias_key().unwrap().0;
    vault.set_passphrase(&secret, crate::vault::Cost::LEAST).unwrap();
    assert_eq!(vault.alias_key().unwrap().0, old, "the key of the vault is another, that of the aliases is not");
    assert_eq!(vault.redaction(Public).unwrap().alias("Dana Kowalski"), before);
    let other = crate::vault::Secret::new("another one here");
    vault.change_passphrase(&secret, &other, crate::vault::Cost::LEAST).unwrap();
    vault.remove_passphrase(&other).unwrap();
    assert_eq!(vault.redaction(Public).unwrap().alias("Dana Kowalski"), before);
}

fn compose(vault: &Vault, preset: Preset) -> Portfolio {
    let day = |text: &str| text.parse().unwrap();
    vault.compose(&Brief::new(preset, Period { from: day("2026-01-01"), to: day("2026-11-23") })).unwrap()
}

#[test]
fn a_whole_document_loses_its_names_its_days_and_its_sums() {
    let vault = rich();
    let redaction = vault.redaction(Public).unwrap();
    for preset in Preset::ALL {
        let portfolio = compose(&vault, preset);
        let made = portfolio.redact(&redaction);
        let text = serde_json::to_string(&made.portfolio).unwrap();
        for name in [
            "Dana",
            "Kowalski",
            "Iben",
            "Lund",
            "Raj",
            "Patel",
            "Marta",
            "Reis",
            "self-serve",
            "30 July",
            "140",
            "\"2026-01-14\"",
        ] {
            assert!(!text.contains(name), "{name} in {preset:?}: {text}");
        }
        assert!(
            text.contains("Ada Moreno")
                && text.contains("from 31 to 39 %")
                && text.contains("Roadmap collisions: from 5 to 1"),
            "{text}"
        );
        let twice = made.portfolio.redact(&redaction);
        assert_eq!(twice.replacements, []);
        assert_eq!(twice.portfolio, again(&made.portfolio, &redaction));
        for (reference, before) in made.portfolio.references.iter().zip(&portfolio.references) {
            assert_ne!(reference.id, before.id);
        }
        assert!(
            made.portfolio
                .matrix
                .iter()
                .filter(|row| row.strength != Strength::None)
                .all(|row| row.last.is_none_or(|on| on.to_string().ends_with("-01")))
        );
    }
}

/// Identities are keyed each time; nothing else changes the second time.
fn again(portfolio: &Portfolio, redaction: &Redaction) -> Portfolio {
    let mut again = portfolio.clone();
    let second = portfolio.redact(redaction).portfolio;
    for (one, other) in again.references.iter_mut().zip(second.references) {
        one.id = other.id;
    }
    again
}

#[test]
fn every_replacement_is_told_with_its_places() {
    let vault = rich();
    let redaction = vault.redaction(Manager).unwrap();
    let made = compose(&vault, Preset::PromotionPacket).redact(&redaction);
    let dana = made.replacements.iter().find(|one| one.what == "Dana Kowalski").unwrap();
    assert_eq!((dana.by.as_str(), dana.sort), (redaction.alias("Dana Kowalski").as_str(), ReplacementSort::Person));
    assert!(dana.times >= 1 && dana.contexts.len() <= 3);
    assert_eq!((dana.contexts[0].section.as_str(), dana.contexts[0].story.is_some()), ("Stories", true));
    assert!(dana.contexts[0].after.contains("Director of Engineering"), "{:?}", dana.contexts);
    assert!(compose(&vault, Preset::PromotionPacket).redact(&vault.redaction(Own).unwrap()).replacements.is_empty());
}

#[test]
fn keys_of_a_framework_of_ones_own_tell_no_name() {
    let vault = knowing(&[], &["Acme"], &[]);
    add(&vault, &entry(Kind::Win, "2026-10-01", "Sold", "I sold it.", &["strategy:3"]));
    let mut portfolio = compose(&vault, Preset::PromotionPacket);
    portfolio.matrix[0].key = "acme-ladder-1".to_owned();
    portfolio.stories[0].levels[0].key = "acme-ladder-1".to_owned();
    let made = portfolio.redact(&vault.redaction(Manager).unwrap()).portfolio;
    assert_eq!((made.matrix[0].key.as_str(), made.stories[0].levels[0].key.as_str()), ("competency-1", "competency-1"));
    assert_eq!(made.references[0].id, portfolio.references[0].id, "a manager may know when");
}

#[test]
fn whoever_gave_feedback_is_somebody_even_if_no_entry_is_about_them() {
    let vault = knowing(&[], &[], &[]);
    for (on, from) in [("2026-10-01", "Marta Reis"), ("2026-10-02", "the head of sales"), ("2026-10-03", "CFO")] {
        let mut feedback = entry(Kind::Feedback, on, "", "", &["communication:2"]);
        feedback.facets.feedback =
            Some(Feedback { quote: "Good.".into(), from: from.into(), relationship: String::new(), may_quote: true });
        add(&vault, &feedback);
    }
    let redaction = vault.redaction(Manager).unwrap();
    assert_eq!(
        redaction.said("Marta said so to the head of sales and the CFO"),
        format!("{} said so to the head of sales and the CFO", redaction.alias("Marta Reis"))
    );
}

#[test]
fn only_words_of_the_list_are_found_by_the_lint() {
    let vault = rich();
    let portfolio = compose(&vault, Preset::PromotionPacket);
    assert_eq!(vault.findings(&portfolio).unwrap(), portfolio.lint(), "nobody is warned of every colleague");
    vault.add_redaction_term(&term("Dana Kowalski", TermSort::Person)).unwrap();
    vault.add_redaction_term(&term("Acme", TermSort::Customer)).unwrap();
    let findings = vault.findings(&portfolio).unwrap();
    let named: Vec<_> = findings.iter().filter(|one| one.code == FindingCode::RedactedName).collect();
    assert_eq!(named.len(), 1);
    assert!(
        named[0].message.starts_with("“Dana Kowalski” is on your redaction list and stands here "),
        "{}",
        named[0].message
    );
    assert_eq!(named[0].story, Some(1));
}

static LISTED: LazyLock<Redaction> = LazyLock::new(|| {
    let vault = knowing(
        &["Dana Kowalski", "Will Chen", "Zoë Li", "May Parker", "Dana Okafor"],
        &["Acme Corp"],
        &["Atlas", "Search"],
    );
    vault.describe_person(&person("Leila Haddad", None, "my mentor")).unwrap();
    vault.redaction(Public).unwrap()
});

fn phrase() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Dana",
        "Kowalski",
        "dana",
        "WILL",
        "Will",
        "Chen",
        "Zoë",
        "zoe",
        "Li",
        "May",
        "Acme",
        "acme",
        "Atlas",
        "Search",
        "Leila",
        "I",
        "we",
        "asked",
        "the",
        "in",
        "on",
        "12",
        "March",
        "2026",
        "1,200",
        "4.2 M EUR",
        "from",
        "to",
        "18 %",
        "D.",
        "K.",
        "DK",
        "@dana",
        "x@y.pt",
        "’s",
        "-",
        ".",
        ",",
        "\n",
        "project",
        "\u{ad}",
        "users",
        "my",
        "mentor",
        "Person",
        "K7",
    ]);
    proptest::collection::vec((words, prop::sample::select(vec![" ", "", " ", "-", "\n"])), 0..14)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn redacting_twice_changes_nothing(text in phrase()) {
        let redaction = &*LISTED;
        let once = redaction.said(&text);
        prop_assert_eq!(redaction.said(&once), once, "from {}", text);
    }

    #[test]
    fn a_text_without_names_addresses_days_and_sums_is_unchanged(text in "[b-hj-z ,.!?()\n]{0,80}") {
        let redaction = &*LISTED;
        prop_assume!(redaction.matcher.hits(&text, Reading::Prose).is_empty() && reach::ways(&text).is_empty());
        prop_assert_eq!(redaction.said(&text), text);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,120}") {
        let redaction = &*LISTED;
        let once = redaction.said(&text);
        prop_assert_eq!(redaction.said(&once), once);
    }
}

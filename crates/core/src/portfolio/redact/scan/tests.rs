use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::*;
use crate::Vault;
use crate::growth::fixture::{With, add, empty, entry, profile, rich};
use crate::growth::{NewFocus, Period};
use crate::id::EntryId;
use crate::journal::{Challenge, Contribution, Decision, Feedback, Kind, Lesson, LinkKind};
use crate::people::{Description, Person};
use crate::portfolio::redact::{RedactionTerm, TermSort};
use crate::portfolio::{Brief, Expectation, PartRole, Preset};
use crate::vault::Profile;

fn compose(vault: &Vault, preset: Preset) -> Portfolio {
    let day = |text: &str| text.parse().unwrap();
    vault.compose(&Brief::new(preset, Period { from: day("2026-01-01"), to: day("2026-11-23") })).unwrap()
}

fn read(format: Format, bytes: &[u8]) -> Vec<Text> {
    match format {
        Format::Pdf => pdf::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Html => html::read(bytes),
        Format::Markdown => markdown::read(bytes),
        Format::Json => json::read(bytes),
    }
    .unwrap()
}

/// The words of a text, as plainly as that can be done: without case, accents and whatever is no letter.
fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[test]
fn every_word_of_a_document_is_read_out_of_every_file() {
    let vault = rich();
    for preset in Preset::ALL {
        let portfolio = compose(&vault, preset);
        // What the outline has, in the words of the format that is nothing but words.
        let words = |texts: &[Text]| -> BTreeSet<String> {
            let text = texts.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n");
            text.split_whitespace().map(plain).filter(|word| word.len() > 1).collect()
        };
        let said = words(&read(Format::Markdown, portfolio.to_markdown().as_bytes()));
        assert!(said.len() > 100);
        for format in [Format::Pdf, Format::Docx, Format::Html] {
            if (preset, format) == (Preset::ManagerBrief, Format::Pdf) {
                // One page has no room for the titles of its index nor for every column of the matrix.
                continue;
            }
            let found = words(&read(format, &portfolio.render(format).unwrap()));
            // What a page says in other words, because it has room for a picture.
            let lacking: Vec<&String> = said.difference(&found).collect();
            assert!(lacking.len() <= 3, "{preset:?} as {format:?} lacks {lacking:?}");
        }
    }
}

#[test]
fn a_page_is_read_line_by_line_with_spaces_where_one_sees_them() {
    let portfolio = compose(&rich(), Preset::PromotionPacket);
    let texts = read(Format::Pdf, &portfolio.to_pdf().unwrap());
    let pages: Vec<&Text> = texts.iter().filter(|one| one.place.starts_with("page ")).collect();
    assert!(pages.len() > 1);
    let all = pages.iter().map(|page| page.text.as_str()).collect::<String>();
    for line in [
        "Growth portfolio",
        "Roadmap collisions: from 5 to 1 (a half-year)",
        "One roadmap for three teams",
        "Dana Kowalski, Director of Engineering",
    ] {
        assert!(all.contains(line), "{line}: {all}");
    }
    assert!(!all.contains(char::REPLACEMENT_CHARACTER));
    let besides: String =
        texts.iter().filter(|one| !one.place.starts_with("page ")).map(|one| one.text.as_str()).collect();
    assert!(besides.contains("Growth portfolio: Ada Moreno"), "title in the information dictionary or XMP");
}

#[test]
fn a_name_that_is_left_is_found_in_every_format_and_nothing_is_let_out() {
    let vault = rich();
    let redaction = vault.redaction(RedactionProfile::Public).unwrap();
    let portfolio = compose(&vault, Preset::PromotionPacket);
    // As if it had been forgotten to replace anything.
    let forgotten = Redacted { portfolio, replacements: Vec::new() };
    for format in Format::ALL {
        let error = forgotten.render(format, &redaction, "Growth portfolio").unwrap_err();
        let Error::NamesLeft(leaks) = &error else { panic!("{error}") };
        for name in ["Dana Kowalski", "Iben Lund", "Raj Patel"] {
            assert!(leaks.all().iter().any(|leak| leak.term == name), "{name} in {format:?}: {:?}", leaks.all());
        }
        let logged = format!("{error} {error:?}");
        assert!(
            !logged.contains("Dana") && logged.contains("of the hidden names are still in the document"),
            "{logged}"
        );
        assert!(
            error.report().message.contains("“Dana Kowalski” ("),
            "their author is told: {}",
            error.report().message
        );
    }
}

#[test]
fn names_in_properties_alternatives_and_the_name_of_the_file_are_found() {
    let vault = rich();
    let redaction = vault.redaction(RedactionProfile::Public).unwrap();
    let mut redacted = compose(&vault, Preset::PromotionPacket).redact(&redaction);
    assert!(redacted.render(Format::Markdown, &redaction, "Growth portfolio 2026-11-23").is_ok());
    let error = redacted.render(Format::Markdown, &redaction, "for dana-kowalski").unwrap_err();
    assert!(error.to_string().ends_with("file name."), "{error}");
    "Raj_Patel".clone_into(&mut redacted.portfolio.name);
    for format in [Format::Pdf, Format::Docx, Format::Html] {
        let Err(Error::NamesLeft(leaks)) = redacted.render(format, &redaction, "x") else { panic!("{format:?}") };
        let places: Vec<&str> = leaks.all().iter().map(|leak| leak.place.as_str()).collect();
        let properties = match format {
            Format::Pdf => "metadata",
            Format::Docx => "docProps/core.xml",
            _ => "attribute content",
        };
        assert!(places.contains(&properties), "{format:?}: {places:?}");
    }
}

#[test]
fn the_scan_is_stricter_than_the_replacement() {
    let vault = empty();
    vault.describe_person(&Person { name: "Zoë Kowalska".to_owned(), ..Person::default() }).unwrap();
    vault
        .add_redaction_term(&RedactionTerm { word: "Blue Ocean Bank".to_owned(), ..RedactionTerm::default() })
        .unwrap();
    let redaction = vault.redaction(RedactionProfile::Manager).unwrap();
    for text in [
        "zoe",
        "ZOË",
        "Kowal-ska",
        "K o w a l s k a",
        "Kowal-\nska",
        "Ko\u{ad}wal\u{200b}ska",
        "Zoe, Kowalska",
        "blue | ocean: bank",
        "BLUE.OCEAN.BANK",
        "blueoceanbank",
        "Zoe\u{308}s",
        "a.b@c.example",
    ] {
        let found = redaction.leaks(&[Text::at("here", format!("and {text} then"))]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    for text in ["a zoetrope", "blue ocean", "Kowalskase", "the bank"] {
        assert_eq!(redaction.leaks(&[Text::at("here", text)]), [], "{text}");
    }
}

#[test]
fn words_of_our_own_are_no_leak_even_if_somebody_is_called_like_them() {
    let vault = rich();
    for name in ["Evidence Matrix", "Appendix", "Sponsor"] {
        vault.add_redaction_term(&RedactionTerm { word: name.to_owned(), ..RedactionTerm::default() }).unwrap();
    }
    let redaction = vault.redaction(RedactionProfile::Public).unwrap();
    let redacted = compose(&vault, Preset::PromotionPacket).redact(&redaction);
    for format in Format::ALL {
        let rendered = redacted.render(format, &redaction, "x");
        assert!(rendered.is_ok(), "{format:?}: {:?}", rendered.map(drop).map_err(|error| error.report().message));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    let redaction = empty().redaction(RedactionProfile::Public).unwrap();
    for format in [Format::Pdf, Format::Docx, Format::Json] {
        assert!(matches!(redaction.scan(format, b"\xff{"), Err(Error::Unreadable(_))), "{format:?}");
    }
}

/// Fifty names, each of which stands somewhere awkward. None is a word, so that a plain look tells whether it is left.
struct Party {
    vault: Vault,
    /// Every word that no reader may find.
    hidden: Vec<&'static str>,
}

/// People: what they are called in full, and the words by which a plain look finds them.
const PEOPLE: [(&str, &str); 30] = [
    ("Quillan Zabrek", "zabrek"),
    ("Ottoline Fjeldvig", "fjeldvig"),
    ("Zoë Müllerhausen", "mullerhausen"),
    ("José Echeverría", "echeverria"),
    ("Anneke van der Wijngaart", "wijngaart"),
    ("Siobhán O’Draighneáin", "draighneain"),
    ("Jean-Baptiste Thévenoud", "thevenoud"),
    ("Małgorzata Brzęczyk", "brzeczyk"),
    ("Þórunn Hafsteinsdóttir", "hafsteinsdottir"),
    ("Xiomara Quintanilha", "quintanilha"),
    ("Bartholomew Yxkull", "yxkull"),
    ("Ngozi Okwuosa-Pruett", "okwuosa"),
    ("Ludmila Havránková", "havrankova"),
    ("Tivadar Szűcsmező", "szucsmezo"),
    ("Eberhard Knöpfelmacher", "knopfelmacher"),
    ("Rosalinde Vuijlsteke", "vuijlsteke"),
    ("Priyanka Chattopadhyay", "chattopadhyay"),
    ("Wendeline Drzewiecki", "drzewiecki"),
    ("Mordecai Blumquist", "blumquist"),
    ("Gwenllian Prytherch", "prytherch"),
    ("Cosmin Vrăbioru", "vrabioru"),
    ("Aurelija Kazlauskaitė", "kazlauskaite"),
    ("Ferhunde Yıldızoğlu", "yildizoglu"),
    ("Dragomir Stanojlović", "stanojlovic"),
    ("Ingeborg Sætherøy", "saetheroy"),
    ("Olujimi Adéwálé", "adewale"),
    ("Katarzyna Wszołek", "wszolek"),
    ("Hjördis Lagerquistson", "lagerquistson"),
    ("Emeterio Zubizarreta", "zubizarreta"),
    ("Will Grosvendyke", "grosvendyke"),
];

const CUSTOMERS: [(&str, &str); 10] = [
    ("Brackwyn Holdings GmbH", "brackwyn"),
    ("Zentravia", "zentravia"),
    ("Ostrelle & Fils SARL", "ostrelle"),
    ("Kvistgaard-Lumen", "kvistgaard"),
    ("Pelloquin Bank", "pelloquin"),
    ("Vantreight", "vantreight"),
    ("Näverbruk AB", "naverbruk"),
    ("Sołtysiak Sp. z o.o.", "soltysiak"),
    ("Ferrowick", "ferrowick"),
    ("Dunmorrow Inc.", "dunmorrow"),
];

const PROJECTS: [(&str, &str); 10] = [
    ("Quetzalor", "quetzalor"),
    ("Project Nightjarre", "nightjarre"),
    ("halcyrion", "halcyrion"),
    ("Blue Pelikano", "pelikano"),
    ("Marlowick", "marlowick"),
    ("Tessellune", "tessellune"),
    ("OrbiWeave", "orbiweave"),
    ("Grünspecht", "grunspecht"),
    ("Sabbatone", "sabbatone"),
    ("Wyvernight", "wyvernight"),
];

fn party() -> Party {
    let vault = empty();
    vault.set_profile(&Profile { name: "Ada Moreno".to_owned(), ..profile() }).unwrap();
    for (name, _) in PEOPLE {
        vault.describe_person(&Person { name: name.to_owned(), ..Person::default() }).unwrap();
    }
    let id = vault.find_person("Bartholomew Yxkull").unwrap();
    vault.describe(id, &Description { other_names: vec!["Barty Yx".to_owned()], ..Description::default() }).unwrap();
    for (word, sort) in CUSTOMERS
        .map(|(word, _)| (word, TermSort::Customer))
        .into_iter()
        .chain(PROJECTS.map(|(word, _)| (word, TermSort::Project)))
    {
        vault.add_redaction_term(&RedactionTerm { word: word.to_owned(), sort, ..RedactionTerm::default() }).unwrap();
    }
    let challenge = challenges(&vault);
    let decision = decisions(&vault, challenge);
    wins(&vault, challenge, decision);
    voices(&vault, decision);
    others(&vault, challenge);
    let hidden = PEOPLE.iter().chain(&CUSTOMERS).chain(&PROJECTS).map(|(_, plain)| *plain).collect();
    Party { vault, hidden }
}

fn challenges(vault: &Vault) -> EntryId {
    let mut challenge = entry(
        Kind::Challenge,
        "2026-01-14",
        "ZABREK’S LAUNCH AND FJELDVIG-LED TEAMS",
        "Müllerhausen’s team — and Mueller hausen — moved it.\nQuillan\nZabrek wrote to jose.echeverria@zentravia.example. I asked Zoe, ZOË and Zoe\u{308} again; Zentravia’s board and \
         the Brackwyns, brackwyn-side, waited. See https://intranet.example/in/ottoline-fjeldvig and www.ferrowick.example/x.",
        &["collaboration:3", "strategy:3"],
    )
    .project("Quetzalor")
    .people(&["Quillan Zabrek", "Ottoline Fjeldvig"]);
    challenge.facets.challenge = Some(Challenge {
        resolved_on: Some("2026-03-18".parse().unwrap()),
        expected: "One plan for van der Wijngaart and O'Draighneain (Siobhan)".to_owned(),
        actual: "Thevenoud, Jean-Baptiste had three".to_owned(),
        why: "Brzęczyk, Brzeczykowi and the Quetzalor team, QUETZALOR".to_owned(),
        next: String::new(),
    });
    add(vault, &challenge)
}

fn decisions(vault: &Vault, challenge: EntryId) -> EntryId {
    let mut decision = entry(
        Kind::Decision,
        "2026-01-22",
        "Hafsteinsdottir or Quintanilha first; Nightjarre/Halcyrion",
        "Yxkull moved two engineers. Barty Yx ran the review for Okwuosa and Pruett without me. I proposed one owner per surface to Havrankova.",
        &["collaboration:3"],
    )
    .project("halcyrion")
    .people(&["Bartholomew Yxkull", "Ngozi Okwuosa-Pruett"])
    .link(LinkKind::About, challenge);
    decision.facets.decision = Some(Decision {
        options: vec![
            "Ask T. Szucsmezo".to_owned(),
            "Wait for Knoepfelmacher’s answer".to_owned(),
            "Buy Pelloquin Bank’s".to_owned(),
        ],
        choice: "Ask T. Szucsmezo".to_owned(),
        forecast: "Vuijlsteke’s collisions fall below two; Kvistgaard Lumen stays".to_owned(),
        confidence: Some(70),
        review_on: Some("2026-07-22".parse().unwrap()),
        happened: "One since, found by Chattopadhyay; Chatto\u{ad}padhyay and Chatto-\npadhyay agreed".to_owned(),
        came_true: Some(true),
        judged_on: None,
    });
    add(vault, &decision)
}

fn wins(vault: &Vault, challenge: EntryId, decision: EntryId) {
    let mut win = entry(
        Kind::Win,
        "2026-07-23",
        "One roadmap for Drzewiecki’s, Blumquist’s and Prytherch’s teams",
        "Drzewiecki, W. and BLUMQUIST M. have planned on one roadmap. I asked @gprytherch and @gwenllian_prytherch. Vrabioru’s 4,200 users pay 4.2 M EUR.",
        &["collaboration:3", "stakeholders:2"],
    )
    .project("Tessellune")
    .link(LinkKind::About, decision)
    .link(LinkKind::About, challenge)
    .outcome(["Tickets of Vantreight (Vrăbioru)", "1,200", "1,800", "Näverbruk tickets", "since Kazlauskaite left"]);
    win.facets.contribution = Some(Contribution::Enabled);
    let win = add(vault, &win);
    vault
        .set_expectations(
            Preset::PromotionPacket,
            Period { from: "2026-01-01".parse().unwrap(), to: "2026-11-23".parse().unwrap() },
            &[Expectation {
                text: "Stanojlovic’s plan is adopted by Soltysiak".to_owned(),
                agreed: "with F. Yıldızoğlu, 3 March 2026".to_owned(),
            }],
        )
        .unwrap();
    vault
        .write_part(
            Preset::PromotionPacket,
            win,
            Some(PartRole::Mandate),
            Some("Saetheroy asked me to; so did Sætherøy, I."),
            &[],
        )
        .unwrap();
    let mut lesson = entry(Kind::Lesson, "2026-07-24", "", "", &["collaboration:2"]).link(LinkKind::Source, challenge);
    lesson.facets.lesson = Some(Lesson {
        sentence: "A surface that Adewale and Adéwálé share needs one owner; ask Olujimi.".to_owned(),
        when: "two of Dunmorrow’s teams change one screen".to_owned(),
        then: "name its owner first".to_owned(),
        retired_on: None,
    });
    let lesson = add(vault, &lesson);
    add(
        vault,
        &entry(
            Kind::Reflection,
            "2026-11-12",
            "Wszolek first, for Marlowick as well",
            "I asked Kasia Wszołek for an owner.",
            &["team-building:3"],
        )
        .people(&["Katarzyna Wszołek"])
        .link(LinkKind::Applies, lesson),
    );
}

fn voices(vault: &Vault, decision: EntryId) {
    for (on, quote, from, relationship, may_quote) in [
        (
            "2026-07-30",
            "Lagerquistson and Orbi Weave would not have made it.",
            "Hjördis Lagerquistson",
            "CPO of Ostrelle",
            true,
        ),
        ("2026-08-30", "Not to be quoted.", "Emeterio Zubizarreta", "Zubizarreta’s office", false),
        ("2026-09-30", "As good as Blue-Pelikano.", "Vilhelmina Trosvik", "who is in no list", true),
    ] {
        let mut feedback = entry(Kind::Feedback, on, "", "", &["collaboration:3"]).link(LinkKind::About, decision);
        feedback.facets.feedback =
            Some(Feedback { quote: quote.into(), from: from.into(), relationship: relationship.into(), may_quote });
        add(vault, &feedback);
    }
}

fn others(vault: &Vault, challenge: EntryId) {
    for (number, (_, project)) in (1..).zip(PROJECTS) {
        let title = format!("{project} in small letters, and {} at its end", CUSTOMERS[number % 10].0);
        let body = format!(
            "Will Grosvendyke told me. So did Grosvendyke, W., and WG. I moved {}.",
            PEOPLE[number].0.to_uppercase()
        );
        let content = entry(Kind::Win, &format!("2026-10-{number:02}"), &title, &body, &["delivery:3"])
            .project(PROJECTS[number % 10].0);
        add(
            vault,
            &content
                .outcome([project, "", "14,000", "EUR of Grünspecht", "Sabbatone"])
                .link(LinkKind::About, challenge),
        );
    }
    vault
        .begin_focus(&NewFocus {
            competency: "strategy".to_owned(),
            gap: "Zubizarreta says: too narrow".to_owned(),
            opportunity: "Wyvernight with Emeterio".to_owned(),
            sponsor: Some("Will Grosvendyke".to_owned()),
            expected: "Wyvernight’s plan, signed by F.Yildizoglu".to_owned(),
            by: Some("2026-12-07".parse().unwrap()),
        })
        .unwrap();
}

#[test]
fn of_fifty_names_in_awkward_places_none_is_left_in_any_format() {
    let Party { vault, mut hidden } = party();
    assert_eq!(hidden.len(), 50);
    // First names that are no words, somebody known by one feedback only, another name, sums and days.
    hidden
        .extend(["quillan", "ottoline", "trosvik", "bartyyx", "yxkull", "42m", "12000", "18march", "zoe", "emeterio"]);
    let (mut left, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for profile in [RedactionProfile::Manager, RedactionProfile::Public] {
        let redaction = vault.redaction(profile).unwrap();
        let mut met = 0;
        for preset in Preset::ALL {
            let composed = compose(&vault, preset);
            met += hidden.iter().filter(|word| plain(&composed.to_json().unwrap()).contains(**word)).count();
            let redacted = composed.redact(&redaction);
            for format in Format::ALL {
                let bytes = redacted.render(format, &redaction, "Growth portfolio 2026-11-23");
                let bytes = match bytes {
                    Ok(bytes) => bytes,
                    Err(error) => {
                        refused.insert(format!("{profile:?} {preset:?} {format:?}: {}", error.report().message));
                        continue;
                    }
                };
                // And once more without any of the code that looks for names.
                for Text { place, text } in read(format, &bytes) {
                    let text = plain(&text);
                    for word in &hidden {
                        let shown = profile == RedactionProfile::Manager
                            && (PROJECTS.iter().any(|(_, project)| project == word)
                                || word.contains(|letter: char| letter.is_ascii_digit()));
                        if let Some(at) = text.find(word).filter(|_| !shown) {
                            let around: String =
                                text.chars().skip(text[..at].chars().count().saturating_sub(20)).take(50).collect();
                            left.insert(format!("{word} in {preset:?} as {format:?}, {place}: {around}"));
                        }
                    }
                }
            }
        }
        assert!(met > hidden.len(), "the names are there before: {met}");
    }
    assert!(left.is_empty() && refused.is_empty(), "{left:#?} {refused:?}");
}

#[test]
fn a_project_that_is_called_like_a_part_of_a_competency_leaves_that_as_it_is() {
    let vault = rich();
    for word in ["planning", "Collaboration", "growth"] {
        let sort = TermSort::Project;
        vault.add_redaction_term(&RedactionTerm { word: word.to_owned(), sort, ..RedactionTerm::default() }).unwrap();
    }
    let redaction = vault.redaction(RedactionProfile::Public).unwrap();
    let redacted = compose(&vault, Preset::PromotionPacket).redact(&redaction);
    for format in Format::ALL {
        let bytes = redacted.render(format, &redaction, "A portfolio").unwrap_or_else(|error| {
            panic!("{format:?}: {}", error.report().message);
        });
        let said: String = read(format, &bytes).into_iter().map(|one| one.text + "\n").collect();
        assert!(said.contains("Collaboration across teams"), "{format:?}");
    }
}

#[test]
fn everybody_stands_in_the_packet_before_it_is_redacted() {
    let Party { vault, hidden } = party();
    let all: String =
        Preset::ALL.into_iter().map(|preset| plain(&compose(&vault, preset).to_json().unwrap())).collect();
    let missing: Vec<&&str> = hidden.iter().filter(|word| !all.contains(**word)).collect();
    assert!(missing.len() < 4, "a name that is nowhere proves nothing: {missing:?}");
}

#[test]
fn no_sign_of_the_template_is_set_on_a_page() {
    let vault = rich();
    for preset in Preset::ALL {
        let portfolio = compose(&vault, preset);
        for page in read(Format::Pdf, &portfolio.to_pdf().unwrap()).iter().filter(|one| one.place.starts_with("page")) {
            if page.place == "page 1" {
                assert!(page.text.trim_start().starts_with(&portfolio.title), "{:.60}", page.text);
            }
            for sign in ["#let", "#if", "\\[", "{", "}"] {
                assert!(!page.text.contains(sign), "{preset:?}: {sign}");
            }
        }
    }
}

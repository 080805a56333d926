use proptest::prelude::*;

use super::*;
use crate::competency::framework::{Behaviour, Competency};

/// Competencies as rows in sections, six levels as columns, as a file of a spreadsheet.
const SECTIONS: &str = include_str!("../../../../../tests/fixtures/ladders/sections.csv");
/// Levels as rows, competencies as columns in groups, lists in the cells, as cells are pasted.
const LISTS: &str = include_str!("../../../../../tests/fixtures/ladders/lists.tsv");
/// A table of three levels in the text of a handbook, with cells missing.
const HANDBOOK: &str = include_str!("../../../../../tests/fixtures/ladders/handbook.md");

fn read_it(text: &str) -> LadderReading {
    read(text, &Choices::default()).unwrap()
}

fn levels(framework: &Framework) -> Vec<(&str, u8)> {
    framework.levels.iter().map(|level| (level.name.as_str(), level.scope)).collect()
}

fn outline(framework: &Framework) -> Vec<(&str, &str, &str)> {
    framework.competencies.iter().map(|one| (one.section.as_str(), one.name.as_str(), one.key.as_str())).collect()
}

fn said<'a>(framework: &'a Framework, key: &str, level: usize) -> &'a str {
    &framework.competency(key).unwrap().levels[level - 1].0
}

fn notes(reading: &LadderReading) -> Vec<String> {
    reading.notes.iter().map(|note| format!("{}: {}", note.place, note.text)).collect()
}

#[test]
fn a_matrix_with_sections_and_six_levels_is_read() {
    let reading = read_it(SECTIONS);
    assert_eq!((reading.form, reading.orientation), (Form::Commas, Some(Orientation::Rows)));
    let ladder = &reading.framework;
    assert_eq!(
        (ladder.name.as_str(), ladder.key.as_str()),
        ("Harbour Street product ladder", "harbour-street-product-ladder")
    );
    let expected = [("PM 1", 1), ("PM 2", 1), ("Senior PM", 2), ("Lead PM", 3), ("Director", 3), ("VP", 4)];
    assert_eq!(levels(ladder), expected);
    assert_eq!(ladder.ladder[3], Rung { name: "Lead PM".to_owned(), level: 4 });
    let expected = [
        ("Craft", "Discovery", "discovery"),
        ("Craft", "Delivery", "delivery"),
        ("Craft", "Data", "data"),
        ("Leadership", "Coaching", "coaching"),
        ("Leadership", "Influence", "influence"),
    ];
    assert_eq!(outline(ladder), expected);
    assert_eq!(said(ladder, "delivery", 6), "Answers for what the whole company ships.");
    assert_eq!(said(ladder, "data", 3), "");
    assert_eq!(said(ladder, "influence", 6), "", "n/a says nothing");
    insta::assert_snapshot!(notes(&reading).join("\n"), @r"
    row 6, column E: Nothing is said of Data at this level.
    row 9, column H: Nothing is said of Influence at this level.
    : How far each level reaches was taken from its name. Change it where it is wrong.
    ");
}

#[test]
fn the_transpose_with_lists_in_its_cells_is_read() {
    let reading = read_it(LISTS);
    assert_eq!((reading.form, reading.orientation), (Form::Tabs, Some(Orientation::Columns)));
    let ladder = &reading.framework;
    assert_eq!(ladder.name, NAMELESS);
    assert_eq!(levels(ladder), [("L3", 1), ("L4", 2), ("L5", 3), ("L6", 4)]);
    let expected = [
        ("Think", "Customer empathy", "customer-empathy"),
        ("Think", "Product vision", "product-vision"),
        ("Deliver", "Getting things done", "getting-things-done"),
        ("Lead", "Growing people", "growing-people"),
        ("Lead", "Communication", "communication"),
    ];
    assert_eq!(outline(ladder), expected);
    assert_eq!(
        said(ladder, "customer-empathy", 1),
        "Answers support tickets once a week\nCan name three users and their day",
        "each item of a list is a line"
    );
    assert_eq!(notes(&reading).len(), 1, "{:?}", notes(&reading));
}

#[test]
fn a_table_of_a_handbook_with_missing_cells_is_read() {
    let reading = read_it(HANDBOOK);
    assert_eq!((reading.form, reading.orientation), (Form::Markdown, Some(Orientation::Rows)));
    let ladder = &reading.framework;
    assert_eq!(ladder.name, "Expectations");
    let expected = [("Product Manager", 1), ("Senior Product Manager", 2), ("Group Product Manager", 3)];
    assert_eq!(levels(ladder), expected);
    assert_eq!(outline(ladder).len(), 4);
    assert_eq!(said(ladder, "strategy", 2), "Writes the direction for one product, with what it *will not* do.");
    assert_eq!(said(ladder, "stakeholders", 1), "Keeps a list of who needs what.\nTells people about changes first.");
    assert_eq!(said(ladder, "analytics", 1), "Reads the numbers | before and after.");
    assert_eq!(said(ladder, "people", 1), "");
    insta::assert_snapshot!(notes(&reading).join("\n"), @r"
    : The text around the table was left out.
    row 3, column C: Nothing is said of Stakeholders at this level.
    row 4, column D: Nothing is said of Analytics at this level.
    row 5, column B: Nothing is said of People at this level.
    : How far each level reaches was taken from its name. Change it where it is wrong.
    ");
}

#[test]
fn what_was_assumed_can_be_decided_otherwise() {
    let choices = Choices {
        name: "Harbour 2027".to_owned(),
        orientation: Some(Orientation::Rows),
        scopes: vec![1, 1, 2, 2, 3, 4],
        ..Choices::default()
    };
    let reading = read(SECTIONS, &choices).unwrap();
    assert_eq!((reading.framework.key.as_str(), reading.framework.name.as_str()), ("harbour-2027", "Harbour 2027"));
    assert_eq!(levels(&reading.framework)[3], ("Lead PM", 2));
    assert!(notes(&reading).iter().all(|note| !note.contains("How far")));
    // Turned over, the five competencies are levels and the six levels competencies.
    let turned = read(SECTIONS, &Choices { orientation: Some(Orientation::Columns), ..Choices::default() });
    let turned = turned.unwrap().framework;
    assert_eq!(turned.levels.len(), 5);
    assert_eq!(turned.competencies[0].name, "PM 1");
    let few = read(SECTIONS, &Choices { scopes: vec![1, 2], ..Choices::default() }).unwrap_err();
    assert!(few.to_string().contains("2 are given and there are 6 levels"), "{few}");
    let falling = read(SECTIONS, &Choices { scopes: vec![2, 1, 2, 2, 3, 4], ..Choices::default() }).unwrap_err();
    assert!(falling.to_string().contains("level 2 reaches less far"), "{falling}");
}

#[test]
fn rows_that_only_name_something_head_what_follows() {
    let reading = read_it("Skill,Junior,Senior\nCraft,,\nWriting,a,b\nLeading,,\nCoaching,c,d\nLeft over,,\n");
    let expected = [("Craft", "Writing", "writing"), ("Leading", "Coaching", "coaching")];
    assert_eq!(outline(&reading.framework), expected);
    assert!(notes(&reading)[0].starts_with("row 6: Nothing stands"), "{:?}", notes(&reading));
}

#[test]
fn rows_without_a_name_go_on_with_the_one_above() {
    let reading = read_it("Skill,Junior,Senior\nWriting,a,b\n,c,\nCoaching,d,e\nCoaching,f,g\n");
    let ladder = &reading.framework;
    assert_eq!((said(ladder, "writing", 1), said(ladder, "writing", 2)), ("a\nc", "b"));
    assert_eq!(said(ladder, "coaching", 2), "e\ng");
    assert_eq!(ladder.competencies.len(), 2);
}

#[test]
fn columns_that_are_no_levels_find_their_place() {
    let text = "Pillar,What we call it,What it is,PM,Senior PM,Notes\nCraft,Writing,To write so that it is read to its end,a,b,ask Ann\nCraft,Speaking,To speak so that it is heard at the back,c,d,\n";
    let reading = read_it(text);
    assert_eq!(outline(&reading.framework)[1], ("Craft", "Speaking", "speaking"));
    assert_eq!(reading.framework.competencies[0].about, "To write so that it is read to its end");
    assert_eq!(reading.framework.levels.len(), 2);
    assert_eq!(notes(&reading)[0], "column F: This column is no level and was left out.");
}

#[test]
fn a_table_without_names_of_levels_is_read_by_its_size() {
    let rows: Vec<String> = (1..=12)
        .map(|row| format!("Thing {0}\tDoes {0} alone\tDoes {0} with others\tLets others do {0}", letter(row)))
        .collect();
    let text = format!("What\tLow\tMiddle\tHigh\n{}", rows.join("\n"));
    let reading = read_it(&text);
    assert_eq!(reading.orientation, Some(Orientation::Rows));
    assert_eq!(reading.framework.competencies.len(), 12);
    assert!(notes(&reading)[0].contains("the columns were taken for the levels"), "{:?}", notes(&reading));
}

#[test]
fn a_level_may_have_a_name_of_its_own() {
    let reading = read_it(",Starter,Senior PM,Group PM\nWriting,a,b,c\nSpeaking,d,e,f\n");
    assert_eq!(levels(&reading.framework)[0], ("Starter", 1));
    assert_eq!(outline(&reading.framework)[1], ("", "Speaking", "speaking"));
}

fn letter(number: u8) -> char {
    char::from(b'a' + number)
}

#[test]
fn what_cannot_be_read_is_refused_with_the_place() {
    let long = "x".repeat(LONGEST_NAME + 1);
    let wide: String = (1..=9).map(|level| format!(",L{level}")).collect();
    for (text, said) in [
        (String::new(), "is empty"),
        ("just a sentence".to_owned(), "no table"),
        (format!("Skill,Junior,Senior\nWriting,a,b\n{long},c,d\n"), "row 3, column A: the name is longer"),
        (format!("Skill{wide}\nWriting{}\n", ",a".repeat(9)), "row 1 has 9 levels; there can be 2 to 8"),
        ("Skill,Senior PM,senior pm\nWriting,a,b\n".to_owned(), "row 1, column C: this level has the name"),
        (
            format!("Skill,Junior,Senior\nWriting,a,{}\n", "y".repeat(LONGEST + 1)),
            "row 2, column C: the text is longer",
        ),
        ("Skill,Junior,Senior\nCraft,,\nLead,,\n".to_owned(), "names no competency"),
    ] {
        let error = read(&text, &Choices::default()).unwrap_err().to_string();
        assert!(error.contains(said), "{error} for {said}");
    }
}

const LONGEST: usize = crate::competency::framework::LONGEST_TEXT;

#[test]
fn a_file_is_text_whichever_way_its_letters_are_written() {
    let text = "Skill\tJunior\nWörds\ta";
    let mut wide = vec![0xFF, 0xFE];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(text_of(&wide).unwrap(), text);
    assert_eq!(text_of(text.as_bytes()).unwrap(), text);
    assert!(text_of(b"PK\x03\x04....").unwrap_err().to_string().contains("workbook"));
    assert!(text_of(b"W\xF6rds").unwrap_err().to_string().contains("UTF-8"));
    assert!(text_of(&vec![b'a'; LONGEST_LADDER + 1]).is_err());
}

#[test]
fn the_default_framework_survives_the_way_through_a_spreadsheet() {
    let framework = Framework::default_framework().unwrap();
    let choices = Choices { name: framework.name.clone(), ..Choices::default() };
    let read = read(&framework.to_csv().unwrap(), &choices).unwrap();
    assert_eq!(read.notes, []);
    assert_eq!(Framework { key: framework.key.clone(), ..read.framework }, framework);
}

/// A name that is no heading with a meaning of its own.
fn name() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{2,8}( [a-z,;\"|]{1,6}[a-z])?( [1-9])?".prop_filter("means something else", |name| {
        table::label_of(name).is_none() && ![table::SCOPE, table::ROLES].contains(&name.as_str())
    })
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec("[A-Za-zéß][a-z,;\"|'\t=]{0,12}[a-z.]", 0..3)
        .prop_map(|lines| lines.iter().map(|line| line.replace('\t', " x")).collect::<Vec<_>>().join("\n"))
        .prop_filter("says nothing", |text| cell::text(text) == *text)
}

prop_compose! {
    fn framework()(count in 2usize..=8)(
        names in proptest::collection::btree_set(name(), count),
        mut scopes in proptest::collection::vec(1u8..=4, count),
        mut rungs in proptest::collection::vec((1u8..=count as u8, name()), 0..6),
        competencies in proptest::collection::vec(
            (name(), proptest::option::of(name()), any::<bool>(), text(), proptest::collection::vec(text(), count), 0..count),
            1..6,
        ),
    ) -> Framework {
        scopes.sort_unstable();
        rungs.sort();
        let mut seen = std::collections::BTreeSet::new();
        rungs.retain(|(_, name)| seen.insert(name.to_lowercase()));
        let mut taken = std::collections::BTreeSet::new();
        let competencies = competencies.into_iter().map(|(name, section, leader_shift, about, mut texts, sure)| {
            texts[sure].insert_str(0, "Something ");
            texts[sure] = cell::text(&texts[sure]);
            let levels = texts.into_iter().map(Behaviour).collect();
            let key = key::fresh(&name, &mut taken);
            Competency { key, name, section: section.unwrap_or_default(), about, leader_shift, levels }
        });
        Framework {
            key: "ours".to_owned(),
            name: "Ours".to_owned(),
            version: 1,
            levels: names.into_iter().zip(scopes).map(|(name, scope)| Level { name, scope }).collect(),
            ladder: rungs.into_iter().map(|(level, name)| Rung { name, level }).collect(),
            competencies: competencies.collect(),
        }
    }
}

/// Frameworks that can be worked with.
fn sound() -> impl Strategy<Value = Framework> {
    framework().prop_filter("cannot be worked with", |framework| framework.check().is_ok())
}

proptest! {
    #[test]
    fn what_was_exported_is_read_as_the_same(framework in sound()) {
        let choices = Choices { name: framework.name.clone(), ..Choices::default() };
        let toml = read(&framework.to_toml().unwrap(), &choices).unwrap();
        prop_assert_eq!(&toml.framework, &framework);
        let csv = read(&framework.to_csv().unwrap(), &choices).unwrap();
        prop_assert_eq!(&csv.framework, &framework);
    }

    #[test]
    fn no_text_brings_it_down(
        text in "(\\PC|[\n\t|,;\"-]){0,200}",
        parts in proptest::collection::vec("(L[1-9]|Senior|Craft|Skill|Key|Scope|Roles|Section|- a|\"|team|\\|---\\|---\\||\\[\\[competency\\]\\]|[a-z]{0,6})[,;\t|\n]{0,3}", 0..60),
        way in proptest::option::of(any::<bool>()),
    ) {
        let orientation = way.map(|rows| if rows { Orientation::Rows } else { Orientation::Columns });
        let choices = Choices { orientation, ..Choices::default() };
        for text in [text, parts.concat()] {
            if let Ok(reading) = read(&text, &choices) {
                prop_assert!(reading.framework.check().is_ok());
                prop_assert!(reading.notes.len() <= MOST_NOTES);
            }
        }
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = text_of(&bytes);
    }

    #[test]
    fn a_table_means_the_same_whichever_way_it_lies(framework in sound()) {
        let rows: Vec<Vec<String>> = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(framework.to_csv().unwrap().as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect())
            .collect();
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        for column in 0..rows[0].len() {
            writer.write_record(rows.iter().map(|row| &row[column])).unwrap();
        }
        let turned = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let read = read(&turned, &Choices { name: framework.name.clone(), ..Choices::default() }).unwrap();
        prop_assert_eq!(read.orientation, Some(Orientation::Columns));
        prop_assert_eq!(read.framework, framework);
    }
}

//! Frameworks side by side.

use serde_json::json;

use crate::house::{House, Run};

const LADDER: &str = "Skill,PM,Senior PM,Lead PM\nVision,Knows the goal.,Writes the direction.,Sets it for several teams.\nCoaching,Asks for feedback.,Mentors one person.,\n";

fn house() -> House {
    let house = House::with_vault();
    house.file("acme.csv", LADDER);
    house
}

#[test]
fn a_ladder_is_previewed_brought_in_and_taken_into_use() {
    let house = house();
    let preview = house.json(&["framework", "import", "acme.csv", "--preview"]);
    assert_eq!(preview["reading"]["orientation"], "rows");
    assert_eq!(preview["reading"]["framework"]["name"], "acme");
    assert_eq!(preview["reading"]["notes"][0]["place"], "row 3, column D");
    assert_eq!(preview["arrival"], json!({ "what": "new" }));
    assert_eq!(house.json(&["framework", "list"]).as_array().unwrap().len(), 1, "nothing was stored");
    let shown = house.ok(&["framework", "import", "acme.csv", "--preview", "--name", "Acme Inc", "--scopes", "1,2,4"]);
    assert!(shown.starts_with("Acme Inc acme-inc\nRows are competencies, columns are levels.\n"), "{shown}");
    assert!(shown.contains("3  Lead PM  4 organisation"), "{shown}");

    assert_eq!(house.ok(&["framework", "import", "acme.csv", "--use"]), "acme\n");
    assert_eq!(house.ok(&["competencies"]).lines().count(), 2);
    let list = house.ok(&["framework", "list"]);
    assert!(list.starts_with("* acme  acme  version 1, 2 competencies, 3 levels, 0 entries tagged\n"), "{list}");
    house.ok(&["framework", "use", "pm-to-leader"]);
    assert_eq!(house.ok(&["competencies"]).lines().count(), 12);
    assert_eq!(house.run(&["framework", "use", "nothing"]).code, 4);
}

#[test]
fn a_ladder_can_be_piped_in_and_comes_out_as_it_went_in() {
    let house = house();
    let run = Run::of(house.command().args(["framework", "import", "-", "--name", "Piped"]).write_stdin(LADDER));
    assert_eq!((run.code, run.out.as_str()), (0, "piped\n"), "{}", run.err);
    for (format, name) in [("toml", "out.toml"), ("csv", "out.csv")] {
        house.file(name, house.ok(&["framework", "export", "piped", "--format", format]));
        let again = house.json(&["framework", "import", name, "--name", "Piped"]);
        assert_eq!(again["arrival"], json!({ "what": "same", "version": 1 }), "{format}");
    }
}

#[test]
fn what_cannot_be_read_is_wrong_usage_and_says_where() {
    let house = house();
    house.file("wide.csv", "Skill,L1,L2,L3,L4,L5,L6,L7,L8,L9\nVision,a,b,c,d,e,f,g,h,i\n");
    let run = house.run(&["framework", "import", "wide.csv"]);
    assert_eq!((run.code, run.err.contains("row 1 has 9 levels; there can be 2 to 8")), (2, true), "{}", run.err);
    assert_eq!(house.run(&["framework", "import", "acme.csv", "--scopes", "1,5,2"]).code, 2);
    assert_eq!(house.run(&["framework", "import", "missing.csv"]).code, 1);
}

#[test]
fn old_evidence_counts_once_it_is_mapped() {
    let house = house();
    house.add(&["Set the direction", "--kind", "win", "--competency", "strategy:3", "--on", "2026-03-01"]);
    house.ok(&["framework", "import", "acme.csv", "--use"]);
    let period = ["growth", "--from", "2026-01-01", "--to", "2026-06-30"];
    let vision = |house: &House| house.json(&period)["competencies"][0]["entries"].clone();
    assert_eq!(vision(&house), 0);
    let proposed = house.ok(&["framework", "map", "--propose"]);
    assert!(
        proposed.split_whitespace().collect::<Vec<_>>().join(" ").contains("strategy ? vision 1 entry"),
        "{proposed}"
    );
    house.ok(&["framework", "map", "strategy", "vision"]);
    assert_eq!(vision(&house), 1);
    assert!(house.ok(&["framework", "map"]).contains("strategy"));
    house.ok(&["framework", "map", "strategy", "--nothing"]);
    assert_eq!(vision(&house), 0);
    house.ok(&["framework", "map", "--propose", "--accept"]);
    assert_eq!(vision(&house), 1);
    assert_eq!(house.run(&["framework", "map", "strategy", "nothing"]).code, 4);
    assert_eq!(house.run(&["framework", "map", "strategy"]).code, 2);
}

#[test]
fn a_changed_ladder_is_a_version_and_says_what_changed() {
    let house = house();
    house.ok(&["framework", "import", "acme.csv"]);
    house.file("acme.csv", LADDER.replace("Mentors one person.", "Mentors two people."));
    assert_eq!(house.json(&["framework", "import", "acme.csv"])["version"], 2);
    let told = house.ok(&["framework", "versions", "acme"]);
    assert!(
        told.contains("~ Coaching, level 2 (Senior PM): “Mentors two people.” in place of “Mentors one person.”"),
        "{told}"
    );
    assert_eq!(house.json(&["framework", "versions", "acme"]).as_array().unwrap().len(), 2);
    house.ok(&["framework", "remove", "acme"]);
    assert_eq!(house.json(&["framework", "list"]).as_array().unwrap().len(), 1);
}

use proptest::prelude::*;

use super::super::text::replaced;
use super::*;

fn told(text: &str) -> String {
    let found = numbers(text);
    replaced(text, found.iter().map(|(bytes, by)| (bytes, by.as_str())))
}

#[test]
fn a_sum_or_a_count_is_told_by_its_size() {
    for (text, wanted) in [
        ("It cost 4.2 M EUR.", "It cost a mid-seven-figure sum."),
        ("about €4,200,000 a year", "about a mid-seven-figure sum a year"),
        ("$3.1bn and US$ 900", "A low-ten-figure sum and a high-three-figure sum"),
        ("12,345 users", "A five-figure number of users"),
        ("for 12,345 users", "for a five-figure number of users"),
        ("it has 1.234.567 rows", "it has a seven-figure number of rows"),
        ("a 4.2 M EUR budget", "a mid-seven-figure budget"),
        ("the 12,345 active users", "the five-figure number of active users"),
        ("mails: 140", "mails: a three-figure number"),
        ("we had 10,000–15,000 of them", "we had a five-figure number of them"),
        ("nearly two million euros", "nearly a low-seven-figure sum"),
        ("some forty thousand tickets", "some a five-figure number of tickets"),
        ("it is 12k now", "it is a five-figure number now"),
        ("CHF 1'200'000.50 paid", "A low-seven-figure sum paid"),
        ("of 2000 users in 2026", "of a four-figure number of users in 2026"),
        ("a 12,345-user study", "a five-figure-user study"),
        ("an 80,000 EUR saving", "a high-five-figure saving"),
        ("4 200 000 € saved", "A mid-seven-figure sum saved"),
        ("lost -30 customers", "lost a two-figure number of customers"),
    ] {
        assert_eq!(told(text), wanted);
    }
}

#[test]
fn what_is_relative_or_small_stays() {
    for text in [
        "+18 %",
        "fell by 37% and 4.5 percentage points",
        "3x as fast, 2.5 times, 10-fold",
        "in 2026 and the 2025 plan",
        "level 3, story 14, page 120",
        "Q3, E27, B2B, p95, 3D, v2.31.4",
        "12 people and nine teams",
        "90 days, 18 months, a 45-minute call",
        "from 31 to 39 %",
        "at 14:30, 24/7",
        "the 21st time",
        "rated 4.6 of 5",
        "twenty percent",
        "42 entries tell of 18 situations",
        "from 5 to 1",
        "dozens and thousands of them",
        "from 14 to 9 days",
        "#4711",
        "3–5 teams",
        "one of two",
        "100 per cent",
    ] {
        assert_eq!(told(text), text);
    }
}

#[test]
fn of_a_pair_the_change_is_told() {
    for (text, wanted) in [
        ("Tickets: from 1,200 to 1,800 tickets (90 days)", "Tickets: up 50 % (90 days)"),
        ("Tickets: from 1,200 to 900.", "Tickets: down 25 %."),
        ("Revenue: from 3 to 5 M EUR", "Revenue: up 67 %"),
        (
            "they grew from 1,200 to 1,800 tickets a week",
            "they grew from a four-figure number to 50 % more tickets a week",
        ),
        ("costs fell from 3.1 to 2.2 M EUR", "costs fell from a low-seven-figure sum to 29 % less"),
        ("went from 0 to 140 mails", "went from 0 to a three-figure number of mails"),
    ] {
        assert_eq!(told(text), wanted);
    }
}

#[test]
fn of_a_part_the_share_is_told() {
    for (text, wanted) in [
        ("26 of 26, from 11 of 17.", "100 %, from 65 %."),
        ("from 11 of 17 to 26 of 26 pages", "from 65 % to 100 % of pages"),
        ("twenty out of forty teams", "50 % of teams"),
        ("1 of 400 customers", "under 1 % of customers"),
        ("399 of 400", "over 99 %"),
        ("from 3 of 10 to 8 of 11", "from 3 of 10 to 8 of 11"),
    ] {
        assert_eq!(told(text), wanted);
    }
}

#[test]
fn a_measure_becomes_an_index_where_it_may_not_be_told() {
    let made = |baseline, result, unit| {
        measured(baseline, result, unit).map(|told| [told.baseline, told.result, told.unit].join("|"))
    };
    for (baseline, result, unit, wanted) in [
        ("1,200", "1,800", "tickets", "100|150|index"),
        ("3", "5", "M EUR", "100|167|index"),
        ("€4.2M", "€2.1M", "", "100|50|index"),
        ("100", "150", "index", "100|150|index"),
        ("31", "39", "%", "31|39|%"),
        ("5", "1", "", "5|1|"),
        ("14", "9", "days", "14|9|days"),
        ("", "140", "", "|a three-figure number|"),
        ("0", "140", "mails", "0|a three-figure number|mails"),
        ("", "4.2", "M EUR", "|a mid-seven-figure sum|"),
    ] {
        assert_eq!(made(baseline, result, unit).as_deref(), Some(wanted), "{baseline} {result} {unit}");
    }
    assert_eq!(made("about 90", "120", ""), None);
    assert_eq!(made("90", "Dana's 120", ""), None);
}

#[test]
fn what_stands_behind_a_number_and_two_signs_is_read_the_same_once_that_number_is_told() {
    let once = told("20/:0M→");
    assert_eq!(told(&once), once);
}

proptest! {
    #[test]
    fn any_text_is_read_and_reading_it_twice_changes_nothing(text in "[-0-9 .,:/%$€kM'a-z→()]{0,40}|\\PC{0,60}") {
        let once = told(&text);
        prop_assert_eq!(told(&once), once);
    }
}

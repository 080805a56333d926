//! What its author makes of a portfolio.

use super::*;

fn lead(portfolio: &Portfolio, story: usize) -> EntryId {
    let number = portfolio.stories[story].named_after as usize;
    portfolio.references[number - 1].id
}

fn titles(portfolio: &Portfolio) -> Vec<&str> {
    portfolio.stories.iter().map(|story| story.title.as_str()).collect()
}

#[test]
fn stories_are_told_in_the_order_of_their_author_and_one_that_is_left_out_makes_room() {
    let (vault, period) = sample();
    let brief = Brief::new(Preset::PromotionPacket, period);
    let before = vault.compose(&brief).unwrap();
    let (first, last) = (lead(&before, 0), lead(&before, 4));
    vault.order_stories(Preset::PromotionPacket, &[last, first]).unwrap();
    let ordered = vault.compose(&brief).unwrap();
    assert_eq!(titles(&ordered)[..2], [titles(&before)[4], titles(&before)[0]]);
    assert_eq!(ordered.stories.iter().map(|story| story.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    vault.leave_story_out(Preset::PromotionPacket, last).unwrap();
    let without = vault.compose(&brief).unwrap();
    assert_eq!(titles(&without)[0], titles(&before)[0]);
    assert!(!titles(&without).contains(&titles(&before)[4]));
    assert_eq!(without.stories.len(), 5, "the next one takes its place");
    assert_eq!(titles(&vault.compose(&Brief::new(Preset::ManagerBrief, period)).unwrap()).len(), 3, "another document");
    let told: Vec<EntryId> = (0..4).map(|place| lead(&without, place)).chain([last]).collect();
    vault.order_stories(Preset::PromotionPacket, &told).unwrap();
    assert!(titles(&vault.compose(&brief).unwrap()).contains(&titles(&before)[4]));
}

#[test]
fn a_part_is_told_in_its_authors_words_with_the_entries_behind_it_until_they_are_taken_back() {
    let (vault, period) = sample();
    let brief = Brief::new(Preset::SelfReview, period);
    let before = vault.compose(&brief).unwrap();
    let (preset, entry) = (Preset::SelfReview, lead(&before, 1));
    vault.write_part(preset, entry, Some(PartRole::Result), Some("It held.\n\nFor a year."), &[]).unwrap();
    vault.write_part(preset, entry, Some(PartRole::Learned), Some("  "), &[]).unwrap();
    vault.write_part(preset, entry, None, Some("The list, twice"), &[]).unwrap();
    assert!(vault.write_part(preset, entry, None, Some(" "), &[]).is_err(), "a story needs a name");
    let written = vault.compose(&brief).unwrap();
    let story = &written.stories[1];
    let part = |role| story.parts.iter().find(|part| part.role == role).unwrap();
    let result = part(PartRole::Result);
    assert_eq!(result.passages.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["It held.", "For a year."]);
    let known = before.stories[1].parts.iter().find(|part| part.role == PartRole::Result).unwrap();
    let mut refs: Vec<u32> = known.passages.iter().flat_map(|one| one.refs.clone()).collect();
    refs.sort_unstable();
    refs.dedup();
    assert!(result.passages.iter().all(|one| one.refs == refs), "each line rests on the same entries");
    assert!(result.edited && story.title_edited && story.title == "The list, twice");
    assert!(part(PartRole::Learned).passages.is_empty());
    let markdown = written.to_markdown();
    let told = markdown.split("\n### ").find(|section| section.starts_with("2. The list, twice")).unwrap();
    assert!(told.contains("**Result**") && !told.contains("**Learned**"), "{told}");
    for role in [Some(PartRole::Result), Some(PartRole::Learned), None] {
        vault.write_part(preset, entry, role, None, &[]).unwrap();
    }
    assert_eq!(vault.compose(&brief).unwrap(), before);
}

#[test]
fn a_line_of_the_authors_rests_on_the_entries_that_stand_behind_it() {
    let (vault, period) = sample();
    let brief = Brief::new(Preset::PromotionPacket, period);
    let before = vault.compose(&brief).unwrap();
    let numbered: Vec<EntryId> = before.references.iter().map(|one| one.id).collect();
    let (story, other) = (&before.stories[0], before.stories[1].refs[0]);
    let (entry, first) = (lead(&before, 0), story.refs[0]);
    let text = format!("It was theirs. [E{first}]\nThen it was ours. [E{first}, E{other}]\nIt held. [E999]");
    vault.write_part(brief.preset, entry, Some(PartRole::Own), Some(&text), &numbered).unwrap();
    let written = vault.compose(&brief).unwrap();
    let number = |old: u32| -> u32 {
        let id = before.references[old as usize - 1].id;
        written.references.iter().find(|one| one.id == id).unwrap().number
    };
    let (first, other) = (number(first), number(other));
    let part = written.stories[0].parts.iter().find(|part| part.role == PartRole::Own).unwrap();
    let told: Vec<&str> = part.passages.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(told, ["It was theirs.", "Then it was ours.", "It held. [E999]"]);
    let mut both = vec![first, other];
    both.sort_unstable();
    assert_eq!((&part.passages[0].refs, &part.passages[1].refs), (&vec![first], &both));
    assert!(!part.passages[2].refs.is_empty(), "no line is without an entry");
    assert!(written.stories[0].refs.contains(&other), "what it rests on is behind the story");
    let finding = written.lint().into_iter().find(|one| one.code == FindingCode::UnknownSource).unwrap();
    assert_eq!((finding.story, finding.fix), (Some(1), Some(Fix::WritePart { role: PartRole::Own })));
}

#[test]
fn the_case_and_the_setback_are_told_in_their_authors_words_and_another_setback_takes_the_place_of_one_left_out() {
    let (vault, period) = sample();
    vault.restore_dossier(&Dossier { preset: Preset::PromotionPacket, ..Dossier::default() }).unwrap();
    let brief = Brief::new(Preset::PromotionPacket, period);
    let before = vault.compose(&brief).unwrap();
    let numbered: Vec<EntryId> = before.references.iter().map(|one| one.id).collect();
    let setback = before.setback.clone().unwrap();
    let entry = numbered[setback.named_after as usize - 1];
    vault.write_case(brief.preset, period, Some("I lead three teams.\nThey ask me why. [E2]"), &numbered).unwrap();
    vault.write_part(brief.preset, entry, Some(PartRole::Context), Some("I was wrong."), &numbered).unwrap();
    vault.write_part(brief.preset, entry, None, Some("Wrong in May"), &numbered).unwrap();
    let written = vault.compose(&brief).unwrap();
    let case: Vec<(&str, usize)> = written.case.iter().map(|one| (one.text.as_str(), one.refs.len())).collect();
    assert_eq!(case, [("I lead three teams.", 0), ("They ask me why.", 1)]);
    let told = written.setback.as_ref().unwrap();
    assert_eq!((told.title.as_str(), told.title_edited), ("Wrong in May", true));
    assert_eq!(told.parts[0].passages[0].text, "I was wrong.");
    assert!(written.to_markdown().contains("I was wrong."));
    vault.write_case(brief.preset, period, None, &[]).unwrap();
    for role in [Some(PartRole::Context), None] {
        vault.write_part(brief.preset, entry, role, None, &[]).unwrap();
    }
    assert_eq!(vault.compose(&brief).unwrap(), before, "every word can be taken back");
    vault.leave_story_out(brief.preset, entry).unwrap();
    let without = vault.compose(&brief).unwrap();
    assert_ne!(without.setback.as_ref().map(|one| &one.title), Some(&setback.title));
    let was = vault.bring_story_back(brief.preset, entry).unwrap();
    assert_eq!(vault.compose(&brief).unwrap(), before);
    vault.restore_dossier(&was).unwrap();
    assert_eq!(vault.compose(&brief).unwrap(), without, "each change answers what was before");
}

#[test]
fn a_quote_or_a_deed_through_others_can_be_left_unsaid() {
    let (vault, period) = sample();
    let brief = Brief::new(Preset::PromotionPacket, period);
    let before = vault.compose(&brief).unwrap();
    let entry = |number: u32| before.references[number as usize - 1].id;
    let (quote, deed) = (entry(before.feedback[0].refs[0]), entry(before.leading[0].statements[0].refs[0]));
    for unsaid in [quote, deed, quote] {
        vault.leave_unsaid(brief.preset, unsaid).unwrap();
    }
    let after = vault.compose(&brief).unwrap();
    let says = |one: &Portfolio, text: &str| one.feedback.iter().any(|passage| passage.text == text);
    assert!(!says(&after, &before.feedback[0].text));
    let deeds = after.leading.iter().flat_map(|group| &group.statements);
    assert!(deeds.into_iter().all(|one| one.text != before.leading[0].statements[0].text));
    vault.say_all(brief.preset).unwrap();
    assert_eq!(vault.compose(&brief).unwrap(), before);
}

#[test]
fn what_is_written_of_a_story_stays_with_it_though_another_one_rests_on_the_same_entry() {
    let vault = empty();
    vault.add_sample().unwrap();
    let brief = Brief::new(Preset::SelfReview, Period::last_months(vault.today(), 12));
    let portfolio = vault.compose(&brief).unwrap();
    let stories = &portfolio.stories;
    let shared = stories
        .iter()
        .find(|one| stories.iter().any(|other| other.number != one.number && other.refs.contains(&one.named_after)))
        .expect("two stories of the sample share an entry");
    let entry = portfolio.references[shared.named_after as usize - 1].id;
    vault.write_part(brief.preset, entry, Some(PartRole::Context), Some("Only here."), &[]).unwrap();
    let says = |story: &&Story| format!("{:?}", story.parts).contains("Only here.");
    let told: Vec<u32> = vault.compose(&brief).unwrap().stories.iter().filter(says).map(|one| one.number).collect();
    assert_eq!(told, [shared.number]);
}

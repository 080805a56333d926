//! The journal of somebody who does not exist, for the tests of this module and the next.

use std::sync::Arc;

use crate::Vault;
use crate::id::EntryId;
use crate::journal::{
    Challenge, Content, Contribution, Decision, Feedback, Kind, Lesson, Link, LinkKind, Outcome, Tagged,
};
use crate::vault::Profile;
use crate::world::Still;

/// The day on which the tests take place.
pub(crate) const NOW: &str = "2026-11-23T18:00:00Z";

/// Text that stands in the private part of every entry.
pub(crate) const PRIVATE: &str = "Zwiebelfisch";

/// Words of somebody who has not agreed to be quoted.
pub(crate) const UNQUOTED: &str = "Quastenflosser";

pub(crate) fn empty() -> Vault {
    Vault::in_memory(Arc::new(Still::at(NOW).unwrap())).unwrap()
}

/// An entry to be filled in: what stands before the full stop of each method is set.
pub(crate) fn entry(kind: Kind, on: &str, title: &str, body: &str, competencies: &[&str]) -> Content {
    let mut content = Content::on(on.parse().unwrap(), "Europe/Lisbon");
    content.kind = kind;
    content.title = title.to_owned();
    content.body = body.to_owned();
    content.private = format!("{PRIVATE} never leaves.");
    content.competencies = competencies.iter().map(|one| tagged(one)).collect();
    content
}

fn tagged(text: &str) -> Tagged {
    match text.split_once(':') {
        Some((key, level)) => Tagged { key: key.to_owned(), level: level.parse().ok() },
        None => Tagged { key: text.to_owned(), level: None },
    }
}

pub(crate) trait With: Sized {
    fn change(&mut self) -> &mut Content;

    fn project(mut self, name: &str) -> Self {
        self.change().project = Some(name.to_owned());
        self
    }

    fn people(mut self, names: &[&str]) -> Self {
        self.change().people = names.iter().map(|&name| name.to_owned()).collect();
        self
    }

    fn link(mut self, kind: LinkKind, to: EntryId) -> Self {
        self.change().links.push(Link { kind, to });
        self
    }

    fn outcome(mut self, [metric, baseline, result, unit, window]: [&str; 5]) -> Self {
        self.change().facets.outcome = Some(Outcome {
            metric: metric.to_owned(),
            baseline: baseline.to_owned(),
            result: result.to_owned(),
            unit: unit.to_owned(),
            window: window.to_owned(),
        });
        self
    }
}

impl With for Content {
    fn change(&mut self) -> &mut Content {
        self
    }
}

/// Adds it as if it had been written on its day, but for the one on strategy.
pub(crate) fn add(vault: &Vault, content: &Content) -> EntryId {
    let id = vault.add(content).unwrap().id;
    let later = content.title.contains("strategy");
    vault.write(|write| Ok(write.execute("UPDATE entry SET written_later = ?2 WHERE id = ?1", (id, later))?)).unwrap();
    id
}

/// Somebody who aims at Group PM.
pub(crate) fn profile() -> Profile {
    Profile { name: "Ada Moreno".to_owned(), role: "Senior PM".to_owned(), target: "Group PM".to_owned(), by: None }
}

/// Eleven months in which most things happened that can happen.
pub(crate) fn rich() -> Vault {
    let vault = empty();
    vault.set_profile(&profile()).unwrap();
    one_roadmap(&vault);
    told_the_cfo(&vault);
    grew_a_pm(&vault);
    self_serve(&vault);
    add(
        &vault,
        &entry(
            Kind::Reflection,
            "2026-06-20",
            "A strategy on one page",
            "I wrote the strategy for the segment on one page. Nobody has read it yet.",
            &["strategy:3"],
        ),
    );
    add(
        &vault,
        &entry(
            Kind::Reflection,
            "2026-09-04",
            "",
            "Coffee with Tomas about the role after this one. I should ask him again before winter.",
            &["network:1"],
        )
        .people(&["Tomas Brandt"]),
    );
    add(
        &vault,
        &entry(
            Kind::Challenge,
            "2026-10-19",
            "The pricing test that nobody owned",
            "We moved the date twice. We did not say who decides.",
            &["delivery:2"],
        ),
    );
    vault
}

fn one_roadmap(vault: &Vault) {
    let mut challenge = entry(
        Kind::Challenge,
        "2026-01-14",
        "Three teams, one surface",
        "In January three teams changed the same onboarding surface. Nobody owned the whole; two releases were undone within a quarter. I said so in the planning round and was asked to fix it.",
        &["collaboration:3", "roadmap:2"],
    )
    .project("onboarding")
    .people(&["Dana Kowalski", "Iben Lund"]);
    challenge.facets.challenge = Some(Challenge {
        resolved_on: Some("2026-03-18".parse().unwrap()),
        expected: "One plan per quarter that three teams keep".to_owned(),
        actual: String::new(),
        why: "Three backlogs, each of them right on its own".to_owned(),
        next: String::new(),
    });
    let challenge = add(vault, &challenge);
    let mut decision = entry(
        Kind::Decision,
        "2026-01-22",
        "One owner per surface",
        "I proposed one owner per surface and one review. Dana moved two engineers to the shared team. Iben ran the first joint review without me.",
        &["collaboration:3"],
    )
    .project("onboarding")
    .people(&["Dana Kowalski", "Iben Lund"])
    .link(LinkKind::About, challenge);
    decision.facets.decision = Some(Decision {
        options: vec![
            "A steering group".to_owned(),
            "One owner per surface; one review; freeze three weeks earlier".to_owned(),
            "Leave it".to_owned(),
        ],
        choice: "One owner per surface; one review; freeze three weeks earlier".to_owned(),
        forecast: "Collisions fall below two a half-year".to_owned(),
        confidence: Some(70),
        review_on: Some("2026-07-22".parse().unwrap()),
        happened: "One collision since, found in the review".to_owned(),
        came_true: Some(true),
        judged_on: None,
    });
    let decision = add(vault, &decision);
    let mut win = entry(
        Kind::Win,
        "2026-07-23",
        "One roadmap for three teams",
        "The three teams have planned on one roadmap for two quarters.",
        &["collaboration:3", "stakeholders:2"],
    )
    .project("onboarding")
    .link(LinkKind::About, decision)
    .link(LinkKind::About, challenge)
    .outcome(["Roadmap collisions", "5", "1", "", "a half-year"]);
    win.facets.contribution = Some(Contribution::Decided);
    let win = add(vault, &win);
    let mut lesson = entry(Kind::Lesson, "2026-07-24", "", "", &["collaboration:2"]).link(LinkKind::Source, challenge);
    lesson.facets.lesson = Some(Lesson {
        sentence: "A shared surface needs one owner before it needs a plan.".to_owned(),
        when: "two teams change the same screen".to_owned(),
        then: "name its owner first".to_owned(),
        retired_on: None,
    });
    let lesson = add(vault, &lesson);
    add(
        vault,
        &entry(
            Kind::Reflection,
            "2026-11-12",
            "Owner first, for billing as well",
            "I asked for an owner before the plan.",
            &["collaboration:3"],
        )
        .link(LinkKind::Applies, lesson),
    );
    let mut feedback = entry(Kind::Feedback, "2026-07-30", "", "", &["collaboration:3"]).link(LinkKind::About, win);
    feedback.facets.feedback = Some(Feedback {
        quote: "The first quarter in which I did not have to referee.".to_owned(),
        from: "Dana Kowalski".to_owned(),
        relationship: "Director of Engineering".to_owned(),
        may_quote: true,
    });
    add(vault, &feedback);
}

fn told_the_cfo(vault: &Vault) {
    let challenge = add(
        vault,
        &entry(
            Kind::Challenge,
            "2026-09-08",
            "Told the CFO before the numbers did",
            "Launch three weeks late, board meeting in ten days. I went to the CFO with the cause, two options and what each would cost, before the dashboard showed it.",
            &["stakeholders:3", "communication:2"],
        )
        .project("billing"),
    );
    let mut win =
        entry(Kind::Win, "2026-09-15", "", "The board took the later date without a debate.", &["stakeholders:3"])
            .project("billing")
            .link(LinkKind::About, challenge);
    win.facets.follow_up = Some("2026-12-07".parse().unwrap());
    add(vault, &win);
    let mut feedback =
        entry(Kind::Feedback, "2026-09-16", &format!("{UNQUOTED}, said the CFO"), UNQUOTED, &["communication:2"])
            .link(LinkKind::About, challenge);
    feedback.facets.feedback = Some(Feedback {
        quote: format!("{UNQUOTED} and thank you."),
        from: "Marta Reis".to_owned(),
        relationship: "CFO".to_owned(),
        may_quote: false,
    });
    add(vault, &feedback);
}

fn grew_a_pm(vault: &Vault) {
    for (on, title, body, level) in [
        (
            "2026-03-02",
            "Iben writes the brief",
            "I asked Iben to write the brief that I would have written. I only asked questions.",
            "team-building:2",
        ),
        ("2026-05-11", "Iben presents alone", "Iben presented to the group without me in the room.", "team-building:3"),
        (
            "2026-08-17",
            "Hired for what we lack",
            "I changed the interview so that it asks for what the team lacks. Four people now hire this way.",
            "team-building:3",
        ),
    ] {
        add(vault, &entry(Kind::Reflection, on, title, body, &[level]).people(&["Iben Lund"]));
    }
    let win = entry(
        Kind::Win,
        "2026-11-18",
        "Two PMs run their own surfaces",
        "I handed both surfaces over by October.",
        &["team-building:3"],
    )
    .people(&["Iben Lund", "Raj Patel"])
    .outcome(["PMs who own a surface", "0", "2", "", "ten months"]);
    add(vault, &win);
}

fn self_serve(vault: &Vault) {
    let mut win = entry(
        Kind::Win,
        "2026-10-02",
        "Activation in self-serve",
        "I cut the setup from nine questions to two. Raj found that most people leave at the fourth.",
        &["metrics:3", "product-thinking:2"],
    )
    .project("self-serve")
    .people(&["Raj Patel"])
    .outcome(["Activation in self-serve", "31", "39", "%", "90 days"]);
    win.facets.contribution = Some(Contribution::Did);
    add(vault, &win);
    add(
        vault,
        &entry(Kind::Win, "2026-04-09", "Support mails down", "", &["metrics:2"]).outcome([
            "Support mails a week",
            "",
            "140",
            "",
            "",
        ]),
    );
}

//! `helmlog lessons`: what was learnt, coming back before it is forgotten.

use clap::{Args, Subcommand};
use helmlog_core::id::{EntryId, RecordId};
use helmlog_core::lessons::{Cue, DueLesson, KnownLesson, LessonReview, LessonState, Verdict};
use serde::Serialize;

use super::{Context, given};
use crate::failure::Failure;
use crate::output::{BOLD, DIM, Output};
use crate::show::{aside, fact, short};
use crate::text::{count, often, one_line};

const EXAMPLES: &str = "\
Examples:
  helmlog lessons due
  helmlog lessons due --reveal
  helmlog lessons list --json
  helmlog lessons review 0193a7 --verdict still-true
  helmlog lessons review 0193a7 --verdict applied --in 0193b2";

/// Show the lessons that are due, or all of them, and say what you think of one.
///
/// A lesson comes back 7, 30 and 90 days after it was learnt, by its situation: recall it first, then
/// look. It comes back anew once it has changed, and never once it is retired.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Lessons {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show the situations whose lesson is due, the longest waiting first.
    Due {
        /// Show the lessons as well.
        #[arg(long)]
        reveal: bool,
    },
    /// Show every lesson and when it comes back.
    List,
    /// Say what you think of a lesson now. Prints the id of the review.
    Review {
        /// The id of the lesson, or its beginning.
        id: String,
        /// What you think of it: still-true, changed, applied or retired.
        #[arg(long, value_name = "VERDICT")]
        verdict: Verdict,
        /// The entry in which you applied it.
        #[arg(long = "in", value_name = "ID")]
        applied_in: Option<String>,
        /// What you recalled before you looked; `-` for stdin.
        #[arg(value_name = "TEXT")]
        words: Vec<String>,
    },
}

#[derive(Serialize)]
struct Reviewed {
    id: RecordId,
    lesson: EntryId,
    verdict: Verdict,
}

impl Lessons {
    pub(crate) fn run(self, context: &mut Context) -> Result<(), Failure> {
        match self.what {
            What::Due { reveal } => due(context, reveal),
            What::List => list(context),
            What::Review { id, verdict, applied_in, words } => {
                review(context, &id, verdict, applied_in.as_deref(), &words)
            }
        }
    }
}

fn due(Context { place, out }: &mut Context, reveal: bool) -> Result<(), Failure> {
    let due = place.to_read()?.lessons_due()?;
    if out.is_json() {
        return out.json(&due);
    }
    for one in &due {
        show_due(out, one, reveal)?;
    }
    if due.is_empty() {
        out.say("No lesson is due.");
    } else if !reveal {
        out.say("Recall each of them, then look with --reveal.");
    }
    Ok(())
}

fn show_due(out: &mut Output, due: &DueLesson, reveal: bool) -> Result<(), Failure> {
    let id = due.id.to_string();
    let cue = match &due.cue {
        Cue::Situation { name, .. } => one_line(name),
        Cue::Plan { when } => format!("If {}: what do you do?", one_line(when)),
        Cue::Words { about } if about.is_empty() => format!("What did you learn on {}?", due.learnt_on),
        Cue::Words { about } => format!("What did you learn about {}?", one_line(&about.join(", "))),
    };
    let ago = aside(&format!("learned {} ago", count(due.days_ago, "day", "days")));
    out.line(format_args!("{DIM}{}{DIM:#} {BOLD}{cue}{BOLD:#}{ago}", short(&id)))?;
    if reveal {
        for (name, value) in [("Lesson", &due.sentence), ("If", &due.when), ("Then", &due.then)] {
            if !value.is_empty() {
                fact(out, name, value)?;
            }
        }
    }
    Ok(())
}

fn list(Context { place, out }: &mut Context) -> Result<(), Failure> {
    let lessons = place.to_read()?.lessons()?;
    if out.is_json() {
        return out.json(&lessons);
    }
    for one in &lessons {
        let id = one.id.to_string();
        let sentence = one_line(&one.sentence);
        let state = aside(&state(one));
        out.line(format_args!("{DIM}{} {}{DIM:#} {sentence}{state}", short(&id), one.on))?;
    }
    if lessons.is_empty() {
        out.say("There is no lesson in the journal yet.");
    }
    Ok(())
}

fn state(lesson: &KnownLesson) -> String {
    let state = match lesson.state {
        LessonState::Due { since } => format!("due since {since}"),
        LessonState::Returns { on } => format!("comes back {on}"),
        LessonState::Known => "known".to_owned(),
        LessonState::Retired { on } => format!("retired {on}"),
        LessonState::Quiet => "does not come back".to_owned(),
    };
    match lesson.applied {
        0 => state,
        times => format!("{state}, applied {}", often(times)),
    }
}

fn review(
    Context { place, out }: &mut Context,
    id: &str,
    verdict: Verdict,
    applied_in: Option<&str>,
    words: &[String],
) -> Result<(), Failure> {
    let words = if words.is_empty() { None } else { given::text(words)? };
    let vault = place.to_write()?;
    let lesson = vault.resolve(id)?;
    let applied_in = applied_in.map(|id| vault.resolve(id)).transpose()?;
    let id = vault.review_lesson(lesson, &LessonReview { verdict, words: words.unwrap_or_default(), applied_in })?;
    if out.is_json() {
        return out.json(&Reviewed { id, lesson, verdict });
    }
    out.line(id)?;
    if verdict == Verdict::Changed {
        out.say(format_args!("Change it with `helmlog edit {lesson}`; it comes back in 7 days."));
    }
    Ok(())
}

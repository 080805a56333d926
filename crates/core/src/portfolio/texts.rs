//! Every text of a portfolio that somebody wrote, for whoever has to look at all of them.

use super::model::{Part, Passage, Portfolio, Statement};

impl Portfolio {
    /// Shows every text that comes from the journal or its author to `each`, which may change it. Words of
    /// ours, such as headings and questions without a name in them, are among them.
    pub(super) fn each_text(&mut self, each: &mut dyn FnMut(&mut String)) {
        // Taken apart by name, so that a field that is added cannot be forgotten here.
        let Self {
            preset: _,
            paper: _,
            title,
            name,
            role,
            target,
            period: _,
            made_on: _,
            case,
            outcomes,
            expectations,
            levels,
            matrix,
            months: _,
            stories,
            setback,
            leading,
            feedback,
            gaps,
            missing,
            references,
        } = self;
        [title, name, role, target].into_iter().for_each(&mut *each);
        statements(case, each);
        statements(outcomes, each);
        for one in expectations {
            each(&mut one.text);
            each(&mut one.agreed);
        }
        for level in levels {
            each(&mut level.name);
        }
        for row in matrix {
            each(&mut row.name);
            each(&mut row.why);
        }
        for story in stories {
            each(&mut story.title);
            story.competency.iter_mut().for_each(&mut *each);
            story.project.iter_mut().for_each(&mut *each);
            each(&mut story.why_chosen);
            parts(&mut story.parts, each);
            for shown in &mut story.levels {
                each(&mut shown.name);
            }
            for one in &mut story.measures {
                let texts = [&mut one.metric, &mut one.baseline, &mut one.result, &mut one.unit, &mut one.window];
                texts.into_iter().for_each(&mut *each);
            }
        }
        if let Some(setback) = setback {
            each(&mut setback.title);
            parts(&mut setback.parts, each);
        }
        for group in leading {
            each(&mut group.heading);
            statements(&mut group.statements, each);
        }
        passages(feedback, each);
        for gap in gaps {
            let texts =
                [&mut gap.name, &mut gap.seen, &mut gap.gap, &mut gap.opportunity, &mut gap.expected, &mut gap.sponsor];
            texts.into_iter().for_each(&mut *each);
            statements(&mut gap.delivered, each);
        }
        missing.iter_mut().for_each(&mut *each);
        for reference in references {
            each(&mut reference.title);
        }
    }
}

fn statements(all: &mut [Statement], each: &mut dyn FnMut(&mut String)) {
    all.iter_mut().for_each(|one| each(&mut one.text));
}

fn parts(all: &mut [Part], each: &mut dyn FnMut(&mut String)) {
    for part in all {
        each(&mut part.heading);
        passages(&mut part.passages, each);
    }
}

fn passages(all: &mut [Passage], each: &mut dyn FnMut(&mut String)) {
    for one in all {
        each(&mut one.text);
        each(&mut one.by);
    }
}

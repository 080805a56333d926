//! Every text of a portfolio that somebody wrote, for whoever has to look at all of them.

use super::model::{Part, Passage, Portfolio, Statement};

/// Where in the document a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    Cover,
    Outcomes,
    Expectations,
    Matrix,
    /// The story with this number.
    Story(u32),
    Setback,
    Leading,
    Feedback,
    Growth,
    Appendix,
}

/// What sort of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words.
    Words,
    /// The name of somebody or of a project, alone or before a comma.
    Named,
    /// What was measured before and after: of each measure one, then the other.
    Value,
    /// The author's name.
    Author,
}

/// Sees a text, and where it stands.
pub(super) type Each<'a> = dyn FnMut(Where, Sort, &mut String) + 'a;

impl Portfolio {
    /// Shows every text that comes from the journal or its author to `each`, which may change it. Words of
    /// ours, such as headings and questions without a name in them, are among them.
    pub(super) fn each_text(&mut self, each: &mut Each<'_>) {
        // Taken apart by name, so that a field that is added cannot be forgotten here.
        let Self {
            preset: _,
            paper: _,
            language: _,
            title,
            name,
            role,
            target,
            period: _,
            made_on: _,
            case,
            case_edited: _,
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
        each(Where::Cover, Sort::Words, title);
        each(Where::Cover, Sort::Author, name);
        [role, target].into_iter().for_each(|text| each(Where::Cover, Sort::Words, text));
        statements(case, Where::Cover, each);
        statements(outcomes, Where::Outcomes, each);
        for one in expectations {
            each(Where::Expectations, Sort::Words, &mut one.text);
            each(Where::Expectations, Sort::Words, &mut one.agreed);
        }
        for level in levels {
            each(Where::Matrix, Sort::Words, &mut level.name);
        }
        for row in matrix {
            each(Where::Matrix, Sort::Words, &mut row.name);
            each(Where::Matrix, Sort::Words, &mut row.why);
        }
        for story in stories {
            let here = Where::Story(story.number);
            each(here, Sort::Words, &mut story.title);
            story.competency.iter_mut().for_each(|text| each(here, Sort::Words, text));
            story.project.iter_mut().for_each(|text| each(here, Sort::Named, text));
            each(here, Sort::Words, &mut story.why_chosen);
            parts(&mut story.parts, here, each);
            for shown in &mut story.levels {
                each(here, Sort::Words, &mut shown.name);
            }
            for one in &mut story.measures {
                [&mut one.baseline, &mut one.result].into_iter().for_each(|text| each(here, Sort::Value, text));
                let texts = [&mut one.metric, &mut one.unit, &mut one.window];
                texts.into_iter().for_each(|text| each(here, Sort::Words, text));
            }
        }
        if let Some(setback) = setback {
            each(Where::Setback, Sort::Words, &mut setback.title);
            parts(&mut setback.parts, Where::Setback, each);
        }
        for group in leading {
            each(Where::Leading, Sort::Words, &mut group.heading);
            statements(&mut group.statements, Where::Leading, each);
        }
        passages(feedback, Where::Feedback, each);
        for gap in gaps {
            let texts = [&mut gap.name, &mut gap.seen, &mut gap.gap, &mut gap.opportunity, &mut gap.expected];
            texts.into_iter().for_each(|text| each(Where::Growth, Sort::Words, text));
            each(Where::Growth, Sort::Named, &mut gap.sponsor);
            statements(&mut gap.delivered, Where::Growth, each);
        }
        missing.iter_mut().for_each(|text| each(Where::Cover, Sort::Words, text));
        for reference in references {
            each(Where::Appendix, Sort::Words, &mut reference.title);
        }
    }
}

fn statements(all: &mut [Statement], here: Where, each: &mut Each<'_>) {
    all.iter_mut().for_each(|one| each(here, Sort::Words, &mut one.text));
}

fn parts(all: &mut [Part], here: Where, each: &mut Each<'_>) {
    for part in all {
        each(here, Sort::Words, &mut part.heading);
        passages(&mut part.passages, here, each);
    }
}

fn passages(all: &mut [Passage], here: Where, each: &mut Each<'_>) {
    for one in all {
        each(here, Sort::Words, &mut one.text);
        each(here, Sort::Named, &mut one.by);
    }
}

//! Text that reads a little like a journal, the same at every run.

/// Words that entries are made of: common ones often, rare ones seldom.
const WORDS: &[&str] = &[
    "the",
    "a",
    "to",
    "we",
    "and",
    "of",
    "in",
    "that",
    "it",
    "was",
    "for",
    "on",
    "with",
    "not",
    "team",
    "launch",
    "review",
    "roadmap",
    "customer",
    "number",
    "week",
    "meeting",
    "asked",
    "said",
    "decided",
    "because",
    "before",
    "after",
    "pricing",
    "checkout",
    "onboarding",
    "metric",
    "baseline",
    "design",
    "engineer",
    "manager",
    "plan",
    "risk",
    "quarter",
    "feedback",
    "interview",
    "hire",
    "owner",
    "scope",
    "delay",
    "promise",
    "pilot",
    "activation",
    "retention",
    "churn",
    "invoice",
    "calendar",
    "payment",
    "incident",
    "postmortem",
    "stakeholder",
    "executive",
    "strategy",
    "memo",
    "draft",
    "question",
    "answer",
    "silence",
    "argument",
    "trade-off",
    "evidence",
    "forecast",
];

/// A stream of text from a small generator (xorshift), so that no run differs from another.
pub(crate) struct Corpus(u64);

impl Corpus {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub(crate) fn number(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
    }

    /// Sentences of `words` words in all; one in twenty words occurs hardly anywhere else.
    pub(crate) fn text(&mut self, words: usize) -> String {
        let mut text = String::with_capacity(words * 7);
        for at in 0..words {
            if at > 0 {
                text.push_str(if at % 13 == 0 { ". " } else { " " });
            }
            if self.number(20) == 0 {
                let rare = self.number(40_000);
                text.push_str(&format!("item{rare}"));
            } else {
                let (left, right) = (self.number(WORDS.len()), self.number(WORDS.len()));
                text.push_str(WORDS.get(left.min(right)).copied().unwrap_or("the"));
            }
        }
        text.push('.');
        text
    }

    /// `count` entries as lines of jsonl, from 2019 on.
    pub(crate) fn jsonl(&mut self, count: usize) -> String {
        const KINDS: [&str; 6] = ["reflection", "win", "challenge", "decision", "lesson", "feedback"];
        const KEYS: [&str; 4] = ["strategy", "delivery:2", "stakeholders:3", "metrics"];
        let first = chrono::NaiveDate::from_ymd_opt(2019, 1, 1).unwrap_or_default();
        let mut lines = String::new();
        for at in 0..count {
            let words = 40 + self.number(120);
            let date = first + chrono::Days::new((at / 14) as u64);
            let line = serde_json::json!({
                "id": format!("entry-{at}"),
                "date": date.to_string(),
                "title": if self.number(3) == 0 { self.text(5) } else { String::new() },
                "body": self.text(words),
                "kind": KINDS.get(self.number(KINDS.len())),
                "tags": [format!("tag{}", self.number(30))],
                "competencies": [KEYS.get(self.number(KEYS.len()))],
            });
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
        lines
    }
}

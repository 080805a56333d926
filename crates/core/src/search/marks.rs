//! Finding again in a text what a query found it by.
//!
//! The index says that an entry matches, not where; and it is the stored text that is shown. So
//! the words of the query are looked for once more, by the same rules by which the index was made.

use super::query::{Query, Scope, Text};
use super::words::{self, Piece, Pieces, Script, Wanted};

/// A place in a text, in bytes, and which of the query's words it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) word: usize,
}

/// What a query looks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought {
    words: Vec<SoughtWord>,
}

#[derive(Debug, Clone)]
struct SoughtWord {
    scope: Scope,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    /// One piece: equal, of the same stem if there is one, beginning so if that is enough.
    Piece { folded: String, stem: Option<String>, begins: bool },
    /// Pieces in a row; the last may be the beginning of one.
    Row { pieces: Vec<String>, begins: bool },
}

impl Sought {
    pub(super) fn of(query: &Query) -> Self {
        let mut sought = Self::default();
        for (scope, text) in query.texts() {
            sought.add(scope, text);
        }
        sought
    }

    fn add(&mut self, scope: Scope, text: &Text) {
        if let Text::Loose(raw) = text {
            for word in raw.split(|one: char| one.is_whitespace() || one.is_ascii_punctuation()) {
                self.add(scope, &Text::Word(word.to_owned()));
            }
            return;
        }
        let Wanted { ends_in_word, .. } = words::wanted(text.typed());
        let begins = ends_in_word && matches!(text, Text::Prefix(_) | Text::Open(_));
        let is_stemmed = ends_in_word && matches!(text, Text::Word(_) | Text::Open(_));
        let pieces = folded_pieces(text.typed());
        let way = match pieces.as_slice() {
            [] => return,
            [folded] => {
                let stem = is_stemmed.then(|| words::stem(folded).into_owned());
                Way::Piece { folded: folded.clone(), stem, begins }
            }
            _ => Way::Row { pieces, begins },
        };
        self.words.push(SoughtWord { scope, way });
    }

    /// How many words there are to find in a text that is no title.
    pub(super) fn len(&self) -> usize {
        self.words.iter().filter(|word| word.scope == Scope::Anywhere).count()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where they are in `text`, in order, without overlaps.
    pub(super) fn marks(&self, text: &str, is_title: bool) -> Vec<Mark> {
        let pieces: Vec<Piece> = Pieces::of(text).collect();
        let mut marks = Vec::new();
        let mut folded = Folded::default();
        for (at, piece) in pieces.iter().enumerate() {
            folded.set(text, *piece);
            for (number, word) in self.words.iter().enumerate() {
                if word.scope == Scope::Title && !is_title {
                    continue;
                }
                let end = match &word.way {
                    Way::Piece { folded: sought, stem, begins } => {
                        folded.is(sought, stem.as_deref(), *begins).then_some(piece.to)
                    }
                    Way::Row { pieces: row, begins } => row_at(text, &pieces, at, &folded, row, *begins),
                };
                if let Some(to) = end {
                    marks.push(Mark { from: piece.from, to, word: number });
                }
            }
        }
        join(marks)
    }
}

/// Where the row that begins with piece `at` ends, if it stands there.
fn row_at(text: &str, pieces: &[Piece], at: usize, first: &Folded, row: &[String], begins: bool) -> Option<usize> {
    if row.first() != Some(&first.text) {
        return None;
    }
    let mut folded = String::new();
    let mut end = None;
    for (step, sought) in row.iter().enumerate().skip(1) {
        let piece = pieces.get(at + step)?;
        words::fold_piece(text.get(piece.from..piece.to)?, &mut folded);
        let is_last = step + 1 == row.len();
        let fits = folded == *sought || (is_last && begins && folded.starts_with(sought.as_str()));
        if !fits {
            return None;
        }
        end = Some(piece.to);
    }
    end
}

/// Marks in order, those that overlap made one.
fn join(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_unstable_by_key(|mark| (mark.from, std::cmp::Reverse(mark.to)));
    let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match joined.last_mut() {
            // Characters without spaces between them make one mark, however they were found.
            Some(last) if mark.from < last.to => last.to = last.to.max(mark.to),
            _ => joined.push(mark),
        }
    }
    joined
}

fn folded_pieces(text: &str) -> Vec<String> {
    Pieces::of(text)
        .map(|piece| {
            let mut folded = String::new();
            words::fold_piece(text.get(piece.from..piece.to).unwrap_or_default(), &mut folded);
            folded
        })
        .collect()
}

/// A piece of the text, folded, and its stem once somebody asks.
#[derive(Default)]
struct Folded {
    text: String,
    is_word: bool,
}

impl Folded {
    fn set(&mut self, text: &str, piece: Piece) {
        words::fold_piece(text.get(piece.from..piece.to).unwrap_or_default(), &mut self.text);
        self.is_word = piece.script == Script::Word;
    }

    fn is(&self, sought: &str, stem: Option<&str>, begins: bool) -> bool {
        if self.text.is_empty() {
            return false;
        }
        let same_stem = || {
            stem.is_some_and(|stem| {
                // Stemming is the dear part and never changes how a word begins.
                self.is_word
                    && self.text.as_bytes().first() == stem.as_bytes().first()
                    && words::stem(&self.text) == stem
            })
        };
        self.text == sought || (begins && self.is_word && self.text.starts_with(sought)) || same_stem()
    }
}

//! Finding entries again.
//!
//! A query is text ([`query`] says in which language). It is read into a tree, and the tree is
//! lowered to what answers it: the index in memory, or, for a list without words, the database.
//!
//! ```text
//! words, fold, ties  how text is taken apart, for the index, for queries and for marks
//! record, schema     what the index knows of an entry
//! index, worker      keeping it in step with every save;  fill, compare: with the database
//! copy, files        a sealed copy, for a quick start
//! sense, synonyms,   what a word may stand as: its forms, its beginning, words like it
//! spoken
//! lower, asked,      asking it;  weights: what comes first;  correct: misspelt words
//! standing, places,
//! collect, unpacked,
//! things, documents,
//! count, vocabulary,
//! worths
//! marks, beginnings, showing why an entry was found
//! snippet, plain,
//! body, at_hand
//! find, list, alike   Vault::search, Vault::list, and what is like a whole text
//! ```

mod alike;
mod answer;
mod asked;
mod at_hand;
mod beginnings;
mod body;
mod collect;
mod compare;
mod copy;
mod correct;
mod count;
mod documents;
mod explain;
mod files;
mod fill;
mod filter;
mod find;
mod fold;
mod held;
mod index;
mod kept;
mod list;
mod lower;
mod marks;
mod places;
mod plain;
pub mod query;
mod record;
mod schema;
mod segments;
mod sense;
mod shown;
mod snippet;
mod spoken;
mod sql;
mod standing;
mod synonyms;
mod things;
mod ties;
mod unpacked;
mod vocabulary;
mod weights;
mod words;
mod worker;
mod worths;

#[cfg(test)]
mod tests;

pub use alike::Precedent;
pub use answer::{Answer, Count, Counts, Hit, SearchRequest, Sort};
pub(crate) use at_hand::AtHand;
pub use explain::{Earned, Place, Reasons};
pub use fill::IndexState;
pub use kept::{SavedSearch, Searches};
pub(crate) use list::read_page;
pub use list::{Cursor, ListRequest, Listing};

pub(crate) use copy::MOST_STALE;
pub(crate) use fold::{fold_into, is_called, is_joint, is_unspaced};
pub(crate) use index::Index;
pub(crate) use words::{Pieces, Script, fold_piece, stems};

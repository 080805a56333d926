//! Finding entries again.
//!
//! A query is text ([`query`] says in which language). It is read into a tree, and the tree is
//! lowered to what answers it: the index in memory, or, for a list without words, the database.
//!
//! ```text
//! words, fold        how text is taken apart, for the index, for queries and for marks
//! record, schema     what the index knows of an entry
//! index, worker      keeping it in step with every save;  fill, compare: with the database
//! lower, collect     asking it;  weights: what comes first;  correct: misspelt words
//! marks, snippet     showing why an entry was found
//! find, list         Vault::search and Vault::list
//! ```

mod answer;
mod collect;
mod compare;
mod correct;
mod fill;
mod filter;
mod find;
mod fold;
mod index;
mod list;
mod lower;
mod marks;
mod plain;
pub mod query;
mod record;
mod schema;
mod segments;
mod snippet;
mod sql;
mod weights;
mod words;
mod worker;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Count, Counts, Hit, SearchRequest, Sort};
pub use fill::IndexState;
pub use list::{Cursor, ListRequest, Listing};

pub(crate) use index::Index;

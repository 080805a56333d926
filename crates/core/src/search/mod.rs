//! Finding entries again.

mod index;

pub(crate) use index::Index;

//! People: who entries are about or were written with, and what there is to know of them.
//!
//! Entries refer to somebody by name. Behind the names stand rows, so that one person may have several:
//! whoever writes another name of somebody means them all the same (see [`name`]). That is how a new name
//! and two people who turn out to be one reach every entry without a word of its versions being changed.

mod contact;
mod describe;
mod erase;
mod file;
mod find;
mod list;
mod merge;
mod name;
mod page;
mod relation;
mod rename;
mod row;
mod split;
#[cfg(test)]
mod tests;

pub use contact::Quiet;
pub use describe::{Description, Person};
pub use list::{People, PersonLine};
pub use merge::{Joined, MergePreview};
pub use page::{PersonPage, ShownWith};
pub use relation::Relation;

pub(crate) use contact::quiet_one;
pub(crate) use describe::describe;
pub(crate) use file::file;
pub(crate) use merge::Merge;
pub(crate) use name::{OtherNames, find, named, other_names, person_called};
pub(crate) use row::names_of;

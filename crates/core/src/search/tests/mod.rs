//! Searching and listing as a whole: a vault in memory, entries, questions.

mod alike;
mod copies;
mod filters;
mod first;
mod following;
mod found;
mod judged;
mod languages;
mod lists;
mod shown;
mod speed;

use std::sync::Arc;

use super::*;
use crate::Vault;
use crate::id::EntryId;
use crate::journal::Content;
use crate::world::Still;

fn vault() -> Vault {
    Vault::in_memory(Arc::new(Still::at("2026-11-23T09:00:00+00:00").unwrap())).unwrap()
}

fn content(on: &str, body: &str) -> Content {
    Content { body: body.to_owned(), ..Content::on(on.parse().unwrap(), "Europe/Lisbon") }
}

fn add(vault: &Vault, content: &Content) -> EntryId {
    vault.add(content).unwrap().id
}

fn ask(query: &str) -> SearchRequest {
    SearchRequest::of(query, 1000)
}

fn answer(vault: &Vault, query: &str) -> Answer {
    vault.settle_index().unwrap();
    vault.search(&ask(query)).unwrap()
}

/// The ids of what is found, the best first.
fn found(vault: &Vault, query: &str) -> Vec<EntryId> {
    answer(vault, query).hits.into_iter().map(|hit| hit.id).collect()
}

/// The first words of what is found, in the order of the alphabet.
fn bodies(vault: &Vault, query: &str) -> Vec<String> {
    let mut bodies: Vec<String> =
        found(vault, query).into_iter().map(|id| vault.entry(id).unwrap().content.body).collect();
    bodies.sort();
    bodies
}

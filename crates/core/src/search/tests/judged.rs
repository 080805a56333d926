//! Queries over the sample journal with what somebody who asks them means, in `judged.toml`.

use std::collections::HashMap;

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Judged {
    query: Vec<Query>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    ask: String,
    #[serde(default)]
    way: Way,
    first: Vec<String>,
    relevant: Vec<String>,
    never: Vec<String>,
}

#[derive(Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Way {
    #[default]
    Words,
    /// A situation in sentences.
    Faced,
}

#[derive(Deserialize)]
struct File {
    entry: Vec<Sample>,
}

#[derive(Deserialize)]
struct Sample {
    id: Option<String>,
    on: String,
    at: Option<String>,
    #[serde(default)]
    title: String,
}

const FILES: [&str; 6] = [
    include_str!("../../../data/sample/01.toml"),
    include_str!("../../../data/sample/02.toml"),
    include_str!("../../../data/sample/03.toml"),
    include_str!("../../../data/sample/04.toml"),
    include_str!("../../../data/sample/05.toml"),
    include_str!("../../../data/sample/06.toml"),
];

/// The entries of the sample by the names that the judgements use.
fn names(vault: &Vault) -> HashMap<String, EntryId> {
    let all = vault.list(&ListRequest { query: String::new(), limit: 1000, before: None }).unwrap().lines;
    let mut names = HashMap::new();
    for sample in FILES.iter().flat_map(|file| toml::from_str::<File>(file).unwrap().entry) {
        let is_it = |line: &&crate::journal::Line| {
            line.on.to_string() == sample.on
                && line.at.map(|at| at.to_string()) == sample.at
                && (sample.title.is_empty() || line.title == sample.title)
        };
        let line = all.iter().find(is_it).unwrap_or_else(|| panic!("{} {:?} is not there", sample.on, sample.at));
        names.extend(sample.id.map(|id| (id, line.id)));
        names.extend(sample.at.map(|at| (format!("{} {at}", sample.on), line.id)));
    }
    names
}

/// How much of what could be gained by the first ten is gained: entries that must come first count three times as
/// much as others that are good, and each the less the further down it stands.
fn ndcg(found: &[EntryId], first: &[EntryId], relevant: &[EntryId]) -> f64 {
    let discount = |at: usize| 1.0 / (at as f64 + 2.0).log2();
    let gain = |id: &EntryId| match () {
        () if first.contains(id) => 3.0,
        () if relevant.contains(id) => 1.0,
        () => 0.0,
    };
    let gained: f64 = found.iter().take(10).enumerate().map(|(at, id)| gain(id) * discount(at)).sum();
    let best = first.iter().chain(relevant).take(10);
    let most: f64 = best.enumerate().map(|(at, id)| gain(id) * discount(at)).sum();
    gained / most
}

#[test]
fn what_somebody_means_comes_first() {
    let vault = vault();
    vault.add_sample().unwrap();
    vault.settle_index().unwrap();
    let names = names(&vault);
    let judged: Judged = toml::from_str(include_str!("judged.toml")).unwrap();
    assert!(judged.query.len() >= 60);
    let (mut sum, mut wrong) = (0.0, Vec::new());
    for Query { ask: text, way, first, relevant, never } in &judged.query {
        let ids = |wanted: &[String]| -> Vec<EntryId> {
            wanted.iter().map(|name| *names.get(name).unwrap_or_else(|| panic!("{name} is no entry"))).collect()
        };
        let found: Vec<EntryId> = match way {
            Way::Words => vault.search(&ask(text)).unwrap().hits.into_iter().map(|hit| hit.id).collect(),
            Way::Faced => vault.faced_before(text, 10).unwrap().into_iter().map(|one| one.hit.id).collect(),
        };
        let value = ndcg(&found, &ids(first), &ids(relevant));
        sum += value;
        for name in first {
            let place = found.iter().position(|id| Some(id) == names.get(name));
            if place.is_none_or(|place| place >= 3) {
                wrong.push(format!("{text}: {name} is at {place:?} of {}", found.len()));
            }
        }
        for name in never {
            if found.iter().any(|id| Some(id) == names.get(name)) {
                wrong.push(format!("{text}: {name} was found"));
            }
        }
        if value < 0.8 {
            println!("nDCG@10 {value:.2} of {text}");
        }
    }
    let mean = sum / judged.query.len() as f64;
    println!("nDCG@10 over {} judged queries: {mean:.3}", judged.query.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mean >= 0.9, "nDCG@10 is {mean:.3}");
}

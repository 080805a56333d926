//! A clock that runs backwards, or ahead: the order of versions is the order of saves.

use std::process::Command;

use serde_json::Value;

use crate::Outcome;
use crate::house::{Ended, House};
use crate::tally::{Depth, Tally, must};

/// What the clock says, in every order: before there were computers, an empty battery, now, the year
/// 2050, and a time that no 32 bits hold.
const TIMES: [&str; 5] =
    ["1969-07-20 20:17:00", "1970-01-01 00:00:05", "2026-11-23 09:41:00", "2050-06-01 12:00:00", "2107-01-01 00:00:00"];

pub(crate) fn run(depth: Depth) -> Outcome<Tally> {
    let mut tally = Tally::default();
    for order in depth.of(orders(&TIMES), 5) {
        tally.note(format!("{order:?}"), save_at(&order));
    }
    Ok(tally)
}

fn orders(times: &[&'static str]) -> Vec<Vec<&'static str>> {
    if times.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in times {
        let rest: Vec<&str> = times.iter().filter(|time| *time != first).copied().collect();
        all.extend(orders(&rest).into_iter().map(|rest| [vec![*first], rest].concat()));
    }
    all
}

/// Saves an entry once at each of the times.
fn save_at(times: &[&str]) -> Outcome {
    let house = House::empty()?;
    at(&house, times.first().copied().unwrap_or_default(), &["init"])?;
    let mut id = String::new();
    for (number, time) in times.iter().enumerate() {
        let words = format!("version {number}");
        if number == 0 {
            id = at(&house, time, &["add", &words])?.trim().to_owned();
        } else {
            at(&house, time, &["edit", &id, &words])?;
        }
        let shown: Value = serde_json::from_str(&at(&house, time, &["show", &id, "--json"])?)?;
        let body = shown.get("body").and_then(Value::as_str).unwrap_or_default();
        must(body == words, format!("save {number} did not win: {body}"))?;
        at(&house, time, &["list"])?;
    }
    let history: Value = serde_json::from_str(&house.ok(&["history", &id, "--json"])?)?;
    let list = history.as_array().ok_or("there is no history")?;
    let bodies: Vec<&str> =
        list.iter().filter_map(|one| one.pointer("/content/body").and_then(Value::as_str)).collect();
    let expected: Vec<String> = (0..times.len()).rev().map(|number| format!("version {number}")).collect();
    must(bodies == expected, format!("the versions are {bodies:?}"))?;
    house.ok(&["check"]).map(drop)
}

fn at(house: &House, time: &str, arguments: &[&str]) -> Outcome<String> {
    let helmlog = house.helmlog(arguments)?;
    let mut command = Command::new("faketime");
    command.arg("-f").arg(format!("@{time}")).arg(helmlog.get_program()).args(helmlog.get_args());
    command.env("TZ", "UTC").env("HOME", house.path());
    let ended = Ended::of(&mut command)?;
    must(ended.code == Some(0), format!("{arguments:?} at {time}: {}", ended.err.trim()))?;
    Ok(ended.out)
}

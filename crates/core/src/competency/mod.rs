//! Competencies: what a product leader is measured against, with one observable behaviour for
//! each of four scopes.

mod framework;
mod store;

pub use framework::{Behaviour, Competency, Framework, Rung, SCOPES};
pub(crate) use store::{install_default, keys, seq, target_level};

//! The document that is made of the evidence.

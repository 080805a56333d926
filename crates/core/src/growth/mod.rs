//! What the evidence amounts to.

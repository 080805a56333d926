//! Coming from and going to other formats.

//! The sites we live in, a folder for each: all that we know of its pages, and what we put there.

pub mod amazon;
pub mod x;

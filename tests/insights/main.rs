//! Insights: whatever was seen, in whatever order, the same is said of it; and nothing that nobody saw.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

mod counts;
mod draws;
mod joins;
mod looks;
mod made;
mod stored;
mod tables;

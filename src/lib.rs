//! Hashcart: **Add to Cart** on the posts of X.
pub mod core;

//! Every developer command of Hashcart.
fn main() {}

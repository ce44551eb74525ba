//! Where paths end, climb and repeat themselves. What whole addresses name is in `tests/links`.

use super::*;

#[test]
fn every_row_says_why() {
    let whys = WITH_ASIN.iter().map(|row| row.1).chain(BY_QUERY.iter().map(|row| row.2));
    assert!(whys.into_iter().all(|why| !why.is_empty()));
}

#[test]
fn an_asin_ends_where_it_ends() {
    let found = |path| in_path(path).map(|product| product.asin.to_string());
    assert_eq!(found("/dp/b0057oc5o8/x").as_deref(), Some("B0057OC5O8"));
    assert_eq!(found("/dp/B0057OC5O8%3Ftag%3Dx").as_deref(), Some("B0057OC5O8"));
    assert_eq!(found("/%64p//B0057OC5%4F8").as_deref(), Some("B0057OC5O8"));
    for path in ["/dp/B0057OC5O8X", "/dp/B0057OC5O", "/dp/B0057OC5O8-x", "/dp%2FB0057OC5O8"] {
        assert_eq!(found(path), None, "{path}");
    }
}

#[test]
fn dots_are_a_browsers_to_resolve() {
    for path in ["/dp/B0057OC5O8/../B0057OC5O9", "/dp/B0057OC5O8/%2e%2E/B0057OC5O9", "/./dp/B0057OC5O8"] {
        assert_eq!(in_path(path), None, "{path}");
    }
}

#[test]
fn dots_behind_an_escaped_question_mark_are_resolved_too() {
    for path in [
        "/dp/B0057OC5O8%3Fx/../B0EVIL0001",
        "/dp/B0057OC5O8%3Fx/%2e%2e/B0EVIL0001",
        "/dp/B0057OC5O8%3Fx/.%2E/B0EVIL0001",
        "/dp/B0057OC5O8&x/../B0EVIL0001",
        "/dp/B0057OC5O8%3Fx%2F..%2FB0EVIL0001",
        "/dp/B0057OC5O8%3Fx%5C..%5CB0EVIL0001",
        "/dp/B0057OC5O8%3Fx/%252e%252e/B0EVIL0001",
        "/dp/B0057OC5O8/..;v=1/B0EVIL0001",
        "/dp/B0057OC5O8%25252525252e",
    ] {
        assert_eq!(in_path(path), None, "{path}");
    }
    assert!(in_path("/dp/B0057OC5O8/ref=a..b/100%25").is_some(), "dots and signs inside of a segment");
}

#[test]
fn a_value_given_twice_is_none() {
    assert_eq!(value("a=1&amp;ASIN=b%20c&d", "asin").as_deref(), Some("b c"));
    assert_eq!(value("asin=1&asin=1", "asin").as_deref(), Some("1"));
    assert_eq!(value("asin=1&asin=2", "asin"), None);
    assert_eq!(value("asin=1&%61sin=2", "asin"), None, "the same name, escaped");
}

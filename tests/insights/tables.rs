//! Tables for spreadsheets.

use hashcart_core::insights::{Counted, Parent, Sighting, Tags, people_csv, posts_csv, replies_csv};

use crate::made::{DAY, HOUR, START, by_user, handle, post, reply, set};

#[test]
fn the_three_tables() {
    let (old, ada) = (
        post(0.0, &["B0HCART001@amazon.de", "B0HCART002@amazon.de"], 1, 0),
        post(DAY, &["B0HCART001@amazon.com"], 40, 3_000),
    );
    let mut bob = by_user("7", reply("Bob", &ada.id, DAY + HOUR));
    bob.lang = Some("en".to_owned());
    bob.tags = Tags { cart: true, basket: true };
    let carol = Sighting {
        parent: Parent::Handle { to: handle("ada") },
        ..reply("carol", &ada.id, DAY + 2.0 * HOUR)
    };
    let set = set([bob, carol], [old, ada]);
    let counted = Counted::of(&set);
    let tables = [posts_csv(&counted), people_csv(&counted, START + 2.0 * DAY), replies_csv(&counted)];
    for table in &tables {
        assert!(table.starts_with("\u{feff}\"") && table.ends_with("\"\r\n"));
    }
    assert_eq!(tables.concat().replace("\r\n", "\n"), include_str!("tables.csv"));
}

#[test]
fn no_id_stands_in_a_cell_of_its_own_where_a_spreadsheet_would_round_it() {
    let ada = post(0.0, &[], 1, 0);
    let set = set([by_user("1234567890123456789", reply("bob", &ada.id, HOUR))], [ada]);
    let counted = Counted::of(&set);
    for table in [posts_csv(&counted), people_csv(&counted, START), replies_csv(&counted)] {
        let cells = table.lines().flat_map(|line| line.split(','));
        let digits = |cell: &&str| cell.bytes().filter(u8::is_ascii_digit).count() > 15;
        for cell in cells.filter(digits) {
            assert!(cell.starts_with("\"https://x.com/") || cell.contains('T'), "{cell}");
        }
    }
}

#[test]
fn no_cell_is_a_formula() {
    // The one part of a stored sighting that may begin with a sign is a language, which a hand could have changed.
    let ada = post(0.0, &[], 1, 0);
    let odd = Sighting { lang: Some("-1+1".to_owned()), ..reply("bob", &ada.id, HOUR) };
    let set = set([odd], [ada]);
    assert!(replies_csv(&Counted::of(&set)).contains("\"'-1+1\""));
}

//! In and out: a file says everything and is read in again; what it does not understand it refuses with the line.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

#[path = "doors/checks/json.rs"]
mod json;

use hashcart_core::cart::{CartItem, ReplyState, Shelf};
use hashcart_core::exchange::{
    FileFault, ImportPlan, LineFault, Refused, There, authors, by_author, csv, file, items_in, plain_text,
    plan,
};
use hashcart_core::mention::KeptMention;
use hashcart_core::raw::Raw;
use hashcart_core::records::{ITEM, Kind, abandoned};
use hashcart_core::schema::Versioned;
use hashcart_core::tweet::TweetRef;
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use json::{Native, Read};

/// Later than everything in the files here.
const NOW: f64 = 2_000_000_000_000.0;

type Records = Vec<(String, Read)>;

fn record<T: Serialize>(key: &str, data: &T) -> (String, Read) {
    (key.to_owned(), Read::written(&Versioned::now(data)).unwrap())
}

fn item(asin: &str, author: &str, tweet: &str, title: &str) -> CartItem {
    let found = KeptMention {
        key: format!("{asin}@amazon.co.jp").parse().unwrap(),
        link: format!("https://www.amazon.co.jp/dp/{asin}?tag=ada-22"),
        title: Some(title.to_owned()),
        via: vec!["amzn.to/3DHiDU7".parse().unwrap()],
        titled: None,
        quote: None,
        shop: None,
        image: Some("https://pbs.twimg.com/media/x.jpg".to_owned()),
        tweet: Some(TweetRef {
            id: tweet.parse().unwrap(),
            author: author.to_owned(),
            posted: Some("2024-11-27T02:18:44.000Z".to_owned()),
        }),
    };
    CartItem::new(found, 1_764_000_000_000.0)
}

/// Everything that there can be.
fn whole() -> Records {
    let url = "https://x.com/me/status/1861597350789288999".to_owned();
    let kettle = CartItem {
        status: ReplyState::Replied { url },
        units: 3,
        note: "for \"her\"\nnot him, <b>ok</b> 🫖".to_owned(),
        shelf: Some((Shelf::Later, 1_764_000_000_900.0)),
        edited_at: Some(1_764_000_000_800.0),
        ..item("B0057OC5O8", "ada", "18", "A kettle")
    };
    let other = item("B0CHX1W1XY", "Bob", "19", "شاي – tea, 茶");
    let link = KeptMention::of_address("https://amzn.to/3DHiDU7", None).unwrap();
    vec![
        record("settings", &json!({"reply": "private", "pace": {"per_minute": 2, "per_day": 9}})),
        record("handover", &json!({"press": true, "store": "amazon.de"})),
        record(&ITEM.key(&other.found.key), &other),
        record(&ITEM.key(&kettle.found.key), &kettle),
        record("item:link:amzn.to/3DHiDU7", &CartItem::new(link, 1_764_000_000_005.0)),
        record("reply:18", &"B0057OC5O8@amazon.co.jp"),
        record("lead:amzn.to/3abc", &"https://www.amazon.de/dp/0131103628?tag=ada-21"),
        record(
            "sent:B0057OC5O8@amazon.co.jp",
            &json!({"store": "amazon.co.jp", "outcome": {"end": "not_added", "reason": "stopped"}, "at": 1_764_000_000_007.0}),
        ),
        record("removed:B0CHX1W1XY@amazon.co.jp", &other),
        record("walk", &json!({})),
        record("aside:settings:1", &1),
    ]
}

fn out(records: &Records) -> String {
    file(&Native, records).unwrap()
}

fn look(text: &str, there: &Records) -> Result<ImportPlan, FileFault> {
    plan(&Native, text, &There(there), NOW)
}

/// What is there after the plan was carried out.
fn done(there: &Records, plan: ImportPlan) -> Records {
    let mut records = there.clone();
    for (key, tried) in plan.writes {
        let written = record(&key, &tried);
        records.retain(|(there, _)| *there != key);
        records.push(written);
    }
    records
}

#[test]
fn out_and_in_again_is_the_same_to_the_byte() {
    let before = out(&whole());
    assert_eq!(before.lines().count(), 10, "one line a record, one above and one below\n{before}");
    let plan = look(&before, &Vec::new()).unwrap();
    assert_eq!((plan.new, plan.same, plan.merged, plan.refused.len()), (3, 0, 0, 0), "{:?}", plan.refused);
    assert_eq!((items_in(&before), items_in("no file")), (3, 0), "as many as a backup is said to hold");
    let after = done(&Vec::new(), plan);
    assert_eq!(out(&after), before);
    let again = look(&before, &after).unwrap();
    assert_eq!(
        (again.new, again.same, again.merged, again.writes.len()),
        (0, 3, 0, 0),
        "a second time nothing"
    );
    let mut turned = whole();
    turned.reverse();
    assert_eq!(out(&turned), before, "the order in storage does not count");
}

#[test]
fn a_file_that_somebody_formatted_anew_is_read() {
    let value: Value = serde_json::from_str(&out(&whole())).unwrap();
    let pretty = format!("\u{feff}\n{}", serde_json::to_string_pretty(&value).unwrap());
    let plan = look(&pretty, &Vec::new()).unwrap();
    assert_eq!((plan.new, plan.refused.len()), (3, 0), "{:?}", plan.refused);
    assert_eq!(out(&done(&Vec::new(), plan)), out(&whole()));
}

#[test]
fn nothing_newer_is_overwritten() {
    let old = item("B0057OC5O8", "ada", "18", "A kettle");
    let old =
        out(&vec![record("settings", &json!({"reply": "post"})), record(&ITEM.key(&old.found.key), &old)]);
    let url = "https://x.com/me/status/9".to_owned();
    let newer = CartItem {
        status: ReplyState::Replied { url },
        note: "mine".to_owned(),
        edited_at: Some(2_000_000_000_000.0),
        ..item("B0057OC5O8", "ada", "18", "A kettle")
    };
    let there =
        vec![record("settings", &json!({"reply": "private"})), record(&ITEM.key(&newer.found.key), &newer)];
    let plan = look(&old, &there).unwrap();
    assert_eq!((plan.same, plan.writes.len()), (1, 0), "{plan:?}");
    let back = look(&out(&there), &done(&Vec::new(), look(&old, &Vec::new()).unwrap())).unwrap();
    assert_eq!((back.merged, back.writes.len()), (1, 1), "the other way the item learns, the settings stay");
}

#[test]
fn broken_lines_are_refused_with_their_number_and_take_no_other_with_them() {
    let text = out(&whole());
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains("item:B0057OC5O8")).unwrap();
    for (from, to, reason) in [
        ("\"saved_at\":", "\"saved\":", LineFault::WrongShape),
        ("{\"key\"", "{key", LineFault::NotJson),
        ("item:", "thing:", LineFault::UnknownKind),
        ("\"v\":1", "\"v\":2", LineFault::Newer),
        ("https://www.amazon.co.jp/dp/", "https://evil.test/dp/", LineFault::NotSound),
        ("https://www.amazon.co.jp/dp/B0057OC5O8?tag=ada-22", "javascript:alert(1)", LineFault::NotSound),
        ("https://x.com/me/", "https://evil.test/me/", LineFault::NotSound),
        ("\"key\":\"item:B0057OC5O8", "\"key\":\"item:B0CHX1W1XZ", LineFault::NotSound),
        ("\"author\":\"ada\"", "\"author\":\"../evil\"", LineFault::NotSound),
        ("\"units\":3", "\"units\":-3", LineFault::WrongShape),
        ("\"units\":3", "\"units\":0", LineFault::NotSound),
        ("\"saved_at\":1764000000000.0", "\"saved_at\":-1", LineFault::NotSound),
    ] {
        assert!(lines[at].contains(from), "{from}");
        let mut broken: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        broken[at] = broken[at].replacen(from, to, 1);
        let plan = look(&broken.join("\r\n"), &Vec::new()).unwrap();
        let refused: Vec<_> = plan.refused.iter().map(|it| (it.line, it.reason)).collect();
        assert_eq!((refused, plan.new), (vec![(at + 1, reason)], 2), "{to}: {:?}", plan.refused);
    }
    let half: String = text.chars().take(text.len() * 2 / 3).collect();
    let plan = look(&half, &Vec::new()).unwrap();
    assert_eq!(
        plan.refused.iter().map(|it| it.reason).collect::<Vec<_>>(),
        [LineFault::NotJson],
        "a download that broke off"
    );
    let newer = vec![("item:B0057OC5O8@amazon.co.jp".to_owned(), Read(json!({"v": 9, "data": 1})))];
    let plan = look(&text, &newer).unwrap();
    assert_eq!(plan.refused.iter().map(|it| it.reason).collect::<Vec<_>>(), [LineFault::NewerHere]);
}

/// A record beyond its bounds is refused by its line and its part, and takes no other with it.
#[test]
fn a_number_or_a_text_beyond_its_bounds_is_refused_by_name() {
    let text = out(&whole());
    let line = |start: &str| text.lines().position(|line| line.contains(start)).unwrap();
    let kettle = line("item:B0057OC5O8@");
    let long = |name: &str, count: usize| format!("\"{name}\":\"{}\"", "x".repeat(count));
    let tomorrow = (NOW + 86_400_000.0).to_string();
    for (at, from, to, part) in [
        (kettle, "\"saved_at\":1764000000000.0", "\"saved_at\":8640000000000001".to_owned(), "saved_at"),
        (kettle, "\"saved_at\":1764000000000.0", "\"saved_at\":1136073599999".to_owned(), "saved_at"),
        (kettle, "\"saved_at\":1764000000000.0", format!("\"saved_at\":{tomorrow}1"), "saved_at"),
        (kettle, "\"changed_at\":1764000000000.0", "\"changed_at\":1e300".to_owned(), "changed_at"),
        (kettle, "\"edited_at\":1764000000800.0", "\"edited_at\":0".to_owned(), "edited_at"),
        (kettle, "[\"later\",1764000000900.0]", "[\"later\",-1]".to_owned(), "shelf"),
        (kettle, "\"units\":3", "\"units\":1000".to_owned(), "units"),
        (kettle, "\"image\":\"https://pbs.twimg.com/media/x.jpg\"", long("image", 2049), "image"),
        (kettle, "\"posted\":\"2024-11-27T02:18:44.000Z\"", long("posted", 41), "posted"),
        (kettle, "\"author\":\"ada\"", long("author", 16), "author"),
        (kettle, "\"note\":\"for \\\"her\\\"", format!("\"note\":\"{}", "x".repeat(501)), "note"),
        (line("\"sent:"), "\"at\":1764000000007.0", "\"at\":8640000000000001".to_owned(), "at"),
        (
            line("\"settings\""),
            "\"reply\":",
            "\"undo_seconds\":4294967295,\"reply\":".to_owned(),
            "undo_seconds",
        ),
        (line("\"settings\""), "\"reply\":", format!("{},\"reply\":", long("template", 1001)), "template"),
    ] {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert!(lines[at].contains(from), "{from} in {}", lines[at]);
        lines[at] = lines[at].replacen(from, &to, 1);
        let plan = look(&lines.join("\n"), &Vec::new()).unwrap();
        let wanted =
            Refused { line: at + 1, reason: LineFault::NotSound, detail: format!("{part} is out of bounds") };
        assert_eq!(plan.refused, [wanted], "{part}");
        assert_eq!(plan.writes.len(), text.lines().count() - 3, "the others come in");
    }
}

#[test]
fn a_time_that_is_none_spoils_no_table() {
    let odd = CartItem { saved_at: 8_640_000_000_000_001.0, ..item("B0057OC5O8", "ada", "18", "A kettle") };
    let never = CartItem { saved_at: f64::NAN, ..odd.clone() };
    let good = item("B0057OC5O9", "ada", "18", "A lamp");
    let iso = |at: f64| {
        assert!(at.abs() <= 8.64e15, "a browser throws for {at}");
        format!("at {at}")
    };
    let rows = parsed(&csv(&[odd, never, good], &iso));
    assert_eq!(
        rows.iter().skip(1).map(|row| row[10].as_str()).collect::<Vec<_>>(),
        ["", "", "at 1764000000000"]
    );
}

#[test]
fn what_is_no_file_of_ours_is_said_so() {
    for (text, fault) in [
        ("", FileFault::Empty),
        (" \n\u{feff}", FileFault::NotOurs),
        ("{}", FileFault::NotOurs),
        ("[1]", FileFault::NotOurs),
        ("{\"hashcart\":1}", FileFault::NotOurs),
        ("{\"hashcart\":\"1\",\"records\":[]}", FileFault::NotOurs),
        ("{\"hashcart\":2,\"records\":[\n]}", FileFault::Newer),
        ("{ \"hashcart\": 2, \"records\": 7 }", FileFault::Newer),
        ("a recipe\nwith two lines", FileFault::NotOurs),
        ("<html>", FileFault::NotOurs),
        ("PK\u{3}\u{4}", FileFault::NotOurs),
        (&"x".repeat(50_000_001), FileFault::TooLarge),
    ] {
        let short: String = text.chars().take(40).collect();
        assert_eq!(look(text, &Vec::new()).unwrap_err(), fault, "{short:?}");
    }
    let none = look("{\"hashcart\":1,\"records\":[\n\n]}\n", &Vec::new()).unwrap();
    assert_eq!(none, ImportPlan::default());
}

#[test]
fn links_one_a_line_are_a_list_too() {
    let text = "https://www.amazon.de/Kessel/dp/B0057OC5O8?tag=x-21\n\nnot a link\r\nhttps://amzn.to/3DHiDU7\n\
                https://www.amazon.de/dp/B0057OC5O8\nhttps://example.com/\n";
    let plan = look(text, &Vec::new()).unwrap();
    let refused: Vec<_> = plan.refused.iter().map(|it| (it.line, it.reason)).collect();
    assert_eq!((plan.new, refused), (2, vec![(3, LineFault::NoProduct), (6, LineFault::NoProduct)]));
    let keys: Vec<_> = plan.writes.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["item:B0057OC5O8@amazon.de", "item:link:amzn.to/3DHiDU7"]);
}

#[test]
fn no_title_is_a_formula() {
    let titles = [
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\"=1",
        "\"\"=1",
        "'=1",
        "\u{200b}=1",
        "\u{202e}=1",
        "＝1",
        "a \"quoted\", title",
        "two\nlines",
        "شاي 🫖",
    ];
    let items: Vec<CartItem> = titles.iter().map(|title| item("B0057OC5O8", "ada", "18", title)).collect();
    let text = csv(&items, &|at| format!("at {at}"));
    assert!(text.starts_with("\u{feff}\"title\",\"store\",\"asin\""), "{text}");
    assert!(text.ends_with("\r\n"));
    let fields = parsed(text.trim_start_matches('\u{feff}'));
    assert_eq!(fields.len(), titles.len() + 1);
    for (row, title) in fields.iter().skip(1).zip(titles) {
        assert_eq!(row.len(), 11, "{row:?}");
        let plain = matches!(title, "a \"quoted\", title" | "two\nlines" | "شاي 🫖");
        let wanted = if plain { title.to_owned() } else { format!("'{title}") };
        assert_eq!(row[0], wanted);
        assert_eq!(row[10], "at 1764000000000");
    }
}

/// Reads a table with another separator, as spreadsheets do: quotes hold a cell together where it begins with one, and
/// what stands after the closing one belongs to the cell. With `naive`, quotes are signs like any other.
fn cells(text: &str, separator: char, naive: bool) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut begins = true;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if quoted {
            match sign {
                '"' if signs.peek() == Some(&'"') => cell.extend(signs.next()),
                '"' => quoted = false,
                _ => cell.push(sign),
            }
        } else if sign == separator || sign == '\n' || sign == '\r' {
            cells.push(std::mem::take(&mut cell));
            begins = true;
            // The sign that a line ends with begins no cell, unless another such sign follows.
            if sign == '\r' {
                signs.next_if_eq(&'\n');
            }
            continue;
        } else if sign == '"' && begins && !naive {
            quoted = true;
        } else {
            cell.push(sign);
        }
        begins = false;
    }
    cells.push(cell);
    cells
}

/// Somebody else's link opens as a formula where the list separator is `;`, unless every piece is looked at.
#[test]
fn no_cell_is_a_formula_by_any_separator() {
    let kettle = |link: &str, note: &str| {
        let mut item = item("B0057OC5O8", "ada", "18", "a;=1;\"@b");
        item.found.link = format!("https://www.amazon.co.jp/dp/B0057OC5O8{link}");
        item.status = ReplyState::Replied { url: "https://x.com/me/status/9?;=1".to_owned() };
        CartItem { note: note.to_owned(), ..item }
    };
    let link = "?x=;=WEBSERVICE(\"http://evil.test\")";
    let text = csv(&[kettle(link, "ok")], &|_| String::new());
    assert!(text.contains("?x=%3B=WEBSERVICE("), "{text}");
    for note in [
        "a;=1",
        "a;\t=1",
        "a\n=1",
        "a\r\n+1",
        "a\t@x",
        ";-1",
        "a;\"=1\"",
        "a;''\u{200b}=1",
        "a;\ta",
        "\t=1",
        "a\r\rb",
    ] {
        let text = csv(&[kettle(link, note)], &|_| String::new());
        for separator in [',', ';', '\t'] {
            for naive in [false, true] {
                // Of a comma no program takes a cell apart that begins with a quote.
                if separator == ',' && naive {
                    continue;
                }
                for cell in cells(text.trim_start_matches('\u{feff}'), separator, naive) {
                    let cell_begins = cell.trim_start_matches(['"', ' ']);
                    assert!(
                        !cell_begins.starts_with(['=', '+', '-', '@', '\t', '\r']),
                        "{note:?} by {separator:?}, naive {naive}: {cell:?} of {text:?}"
                    );
                }
            }
        }
    }
}

/// Reads CSV as RFC 4180 has it.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match (quoted, sign) {
            (true, '"') if signs.peek() == Some(&'"') => field.extend(signs.next()),
            (_, '"') => quoted = !quoted,
            (false, ',') => row.push(std::mem::take(&mut field)),
            (false, '\r') => {}
            (false, '\n') => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            (_, sign) => field.push(sign),
        }
    }
    rows
}

#[test]
fn the_text_has_a_block_for_each() {
    let link = CartItem::new(KeptMention::of_address("https://amzn.to/3DHiDU7", None).unwrap(), 1.0);
    let text = plain_text(&[CartItem { units: 2, ..item("B0057OC5O8", "ada", "18", "A kettle") }, link]);
    assert_eq!(
        text,
        "A kettle × 2\nhttps://www.amazon.co.jp/dp/B0057OC5O8?tag=ada-22\n@ada https://x.com/ada/status/18\n\n\
         amzn.to/3DHiDU7\nhttps://amzn.to/3DHiDU7\n"
    );
}

#[test]
fn somebody_is_forgotten_whole() {
    let mut records = whole();
    records.push(record("reply:77", &"B0057OC5O8@amazon.co.jp"));
    let items: Vec<CartItem> = records
        .iter()
        .filter(|(key, _)| key.starts_with("item:"))
        .map(|(_, raw)| raw.parse::<Versioned<CartItem>>().unwrap().data)
        .collect();
    assert_eq!(authors(&items), [("ada".to_owned(), 1), ("Bob".to_owned(), 1)]);
    let gone = by_author(&records, "ADA");
    assert_eq!(gone.items, 1);
    records.retain(|(key, _)| !gone.keys.contains(key));
    let left = format!("{records:?}");
    for word in ["\"ada\"", "B0057OC5O8", "reply:18", "reply:77"] {
        assert!(!left.contains(word), "{word} in {left}");
    }
    assert_eq!(by_author(&whole(), "bob").items, 1);
    assert!(by_author(&whole(), "bob").keys.iter().any(|key| key.starts_with("removed:")));
    assert_eq!(by_author(&whole(), "").items, 0);
}

/// Every kind of record that can name somebody, by its key: nothing of theirs stays in any of them. What `sync` holds
/// goes with the next round, which has to know what to take away elsewhere; what could not be read stays, as the
/// options say.
#[test]
fn forgetting_somebody_leaves_no_word_of_them_in_any_kind_of_record() {
    let ada = item("B0057OC5O8", "Ada", "18", "A kettle of Ada's");
    let bob = item("B0CHX1W1XY", "bob", "19", "Tea");
    let gone_before = "0131103628@amazon.co.jp";
    let beyond = |of: &CartItem| record("", &CartItem { saved_at: -1.0, ..of.clone() }).1;
    let intent = |of: &CartItem| json!({"found": of.found, "text": "#AmazonCart", "send": true, "at": 5.0});
    let session_item = |key: &str, title: &str| {
        let asin = key.split('@').next().unwrap();
        json!({"key": key, "asin": asin, "title": title, "wanted": 1, "units": 1, "tried": true})
    };
    let session = |at: Value| {
        json!({"store": "amazon.co.jp", "way": "guided", "begun": 1.0, "at": at, "halt": "press", "items": [
            session_item("B0057OC5O8@amazon.co.jp", "A kettle of Ada's"),
            session_item(gone_before, "Whose was this, Ada?"),
            session_item("B0CHX1W1XY@amazon.co.jp", "Tea"),
        ]})
    };
    let records = |at: Value| {
        vec![
            record(&ITEM.key(&ada.found.key), &ada),
            record(&ITEM.key(&bob.found.key), &bob),
            record("removed:B0057OC5O8@amazon.co.jp", &ada),
            record("errand:18", &intent(&ada)),
            record("errand:19", &intent(&bob)),
            record("sending:7", &"B0057OC5O8@amazon.co.jp"),
            record("sending:8", &"B0CHX1W1XY@amazon.co.jp"),
            record("reply:18", &"B0057OC5O8@amazon.co.jp"),
            record(
                "sent:B0057OC5O8@amazon.co.jp",
                &json!({"store": "amazon.co.jp", "outcome": {"end": "marked"}, "at": 7.0}),
            ),
            record("walk", &session(at)),
            record("pace", &json!({"times": [1.0]})),
            record("asked", &true),
            record("words", &json!({"language": "de", "version": "1.0.0", "texts": "{}"})),
            record("copied", &json!({"at": 7.0})),
            record("picture:B0057OC5O8@amazon.co.jp", &"data:image/webp;base64,UklGRg=="),
            record("settings", &json!({"reply": "post"})),
            record("handover", &json!({})),
            record("insights", &json!({"on": true, "own": ["me"]})),
            // What was seen is forgotten by `insights`; tests/uses.rs.
            record("draws", &json!({"winners": [{"handle": "carl", "reply": "20"}]})),
            record("sighting:20", &json!({})),
            record("post:21", &json!({})),
            record("sync", &json!({"on": false})),
            record("lead:amzn.to/3DHiDU7", &"https://www.amazon.co.jp/dp/B0057OC5O8"),
            record("backup:2026-11-22", &"{\"hashcart\":1, … a kettle of Ada's"),
            // What nobody can read is somebody's all the same.
            ("item:080442957X@amazon.co.jp".to_owned(), beyond(&ada)),
            ("aside:item:B0057OC5O8@amazon.co.jp:5".to_owned(), beyond(&ada)),
            ("aside:item:B0CHX1W1XY@amazon.co.jp:5".to_owned(), beyond(&bob)),
            record("aside:walk:5", &json!({"items": "Whose was this, Ada?"})),
            record("aside:sent:B0057OC5O8@amazon.co.jp:5", &7),
        ]
    };
    for kind in Kind::ALL {
        let prefix = kind.about().prefix;
        assert!(
            records(json!("done")).iter().any(|(key, _)| key.starts_with(prefix)),
            "no {kind:?} is tried"
        );
    }
    let forgotten = |mut records: Records| {
        let gone = by_author(&records, "ada");
        records.retain(|(key, _)| !gone.keys.contains(key));
        if let Some(session) = gone.session {
            records.retain(|(key, _)| key != "walk");
            records.push(record("walk", &session));
        }
        records
    };
    let has = |records: &Records, key: &str| records.iter().any(|(it, _)| it == key);

    let over = forgotten(records(json!("done")));
    let left = format!("{over:?}").to_lowercase();
    for word in ["ada\"", "ada's", "ada?", "kettle", "b0057oc5o8"] {
        assert!(!left.contains(word), "{word} in {left}");
    }
    for key in [
        "item:B0CHX1W1XY@amazon.co.jp",
        "errand:19",
        "sending:8",
        "walk",
        "pace",
        "asked",
        "words",
        "copied",
        "settings",
        "handover",
        "sync",
        "aside:item:B0CHX1W1XY@amazon.co.jp:5",
    ] {
        assert!(has(&over, key), "{key} is nobody's or another's");
    }

    // A hand-over that is under way goes on, without their words.
    let under_way = forgotten(records(json!({"item": 0})));
    let left = format!("{under_way:?}").to_lowercase();
    for word in ["ada\"", "ada's", "ada?", "kettle"] {
        assert!(!left.contains(word), "{word} in {left}");
    }
    let (_, session) = under_way.iter().find(|(key, _)| key == "walk").unwrap();
    assert_eq!(session.0["data"]["items"].as_array().unwrap().len(), 3);

    // Of a hand-over in which there was nothing else, nothing stays.
    let mut alone = records(json!("done"));
    alone.retain(|(key, _)| !key.contains("B0CHX1W1XY"));
    assert!(!has(&forgotten(alone), "walk"));
}

#[test]
fn what_was_abandoned_is_swept() {
    let kettle = item("B0057OC5O8", "ada", "18", "A kettle");
    let intent = |at: f64| json!({"found": kettle.found, "text": "#AmazonCart", "send": true, "at": at});
    let now = 1_764_000_000_000.0;
    let records = vec![
        record("errand:18", &intent(now - 120_000.0)),
        record("errand:19", &intent(now - 119_000.0)),
        // Clocks are set back, too.
        record("errand:20", &intent(now + 121_000.0)),
        record("sending:7", &"B0057OC5O8@amazon.co.jp"),
        record("errand:21", &"no intent"),
        record(&ITEM.key(&kettle.found.key), &kettle),
    ];
    assert_eq!(abandoned(&records, now, false), ["errand:18", "errand:20"]);
    // After a start of the browser no tab is what it was.
    assert_eq!(abandoned(&records, now, true), ["errand:18", "errand:20", "sending:7", "errand:21"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_words_they_come_back(title in any::<String>(), note in any::<String>(), units in 1_u32..99) {
        let title = hashcart_core::mention::tidy_title(&title).unwrap_or_else(|| "A kettle".to_owned());
        let one = CartItem { note, units, ..item("B0057OC5O8", "ada", "18", &title) };
        let before = out(&vec![record(&ITEM.key(&one.found.key), &one)]);
        let plan = look(&before, &Vec::new()).unwrap();
        prop_assert_eq!(&plan.refused, &Vec::new());
        prop_assert_eq!(out(&done(&Vec::new(), plan)), before);
        let table = csv(&[one], &|_| String::new());
        for separator in [',', ';', '\t'] {
            for cell in cells(table.trim_start_matches('\u{feff}'), separator, false) {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?} in {:?}", cell, table);
            }
        }
        let rows = parsed(&table);
        prop_assert_eq!((rows.len(), rows[1].len()), (2, 11));
        for field in &rows[1] {
            prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", field);
        }
    }

    #[test]
    fn no_file_stops_us(text in any::<String>(), at in 0_usize..4_000, put in any::<char>()) {
        let _ = look(&text, &Vec::new());
        let mut broken: Vec<char> = out(&whole()).chars().collect();
        let at = at % broken.len();
        broken[at] = put;
        let broken: String = broken.into_iter().collect();
        if let Ok(plan) = look(&broken, &Vec::new()) {
            let after = done(&Vec::new(), plan);
            prop_assert!(look(&out(&after), &after).unwrap().writes.is_empty(), "what was taken in can be read");
        }
    }
}

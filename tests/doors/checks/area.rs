//! The sync area: whatever lies in it, two machines come to rest, and nobody loses an item.
//!
//! An input is the area as text: a line `==list1:07` names a bucket, the lines after it are what lies in it.

use std::collections::BTreeMap;

use hashcart_core::bounds::{EARLIEST, is_stored_time};
use hashcart_core::cart::CartItem;
use hashcart_core::item::ItemKey;
use hashcart_core::mention::KeptMention;
use hashcart_core::sync::{BUCKET_BYTES, Change, FORGOTTEN, ROOM, bucket_of, bytes, decode, round};

use super::{NOW, ensure};

/// Pieces of an area, honest and not.
pub const PIECES: &[&str] = &[
    "\t",
    "\n",
    "\\",
    "\\t",
    "\\n",
    "==list1:00\n",
    "==list1:31\n",
    "==list1:63\n",
    "==list1:99\n",
    "==list2:00\n",
    "==list1:forgotten\n",
    "B000000001@amazon.de",
    "B000000002@amazon.de",
    "B000000003@amazon.de",
    "B000000004@amazon.de",
    "link:t.co/abc",
    "link:t.co/",
    "b000000001@AMAZON.DE",
    "mhx1k2o0",
    "mwmzyyo0",
    "zzzzzzzz",
    "3w5e11264sgsf",
    "\t\t\t",
    "1",
    "https://www.amazon.de/dp/B000000001",
    "https://evil.test/",
    "https://x.com/me/status/9",
    "A kettle",
    "w",
    "ada",
    "18",
];

/// How often a machine may write before it has to be quiet.
const ROUNDS: usize = 3;

struct Machine {
    items: BTreeMap<ItemKey, CartItem>,
    shadow: Option<String>,
}

type Area = BTreeMap<String, String>;

/// Whatever the area: within three rounds nobody writes any more, and what was in a list is there still.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let odd = bytes.len() % 4;
    let (mut one, mut two) = (machine(1..5), machine(3..7));
    let mut clean = Area::new();
    let mut now = NOW - 1_000_000.0;
    // Machines that have synced before, and machines that have not.
    for machine in [&mut one, &mut two].into_iter().take(odd.min(2)) {
        sync(machine, &mut clean, now)?;
    }
    let mut area = area_of(&text);
    if odd == 3 {
        clean.extend(area);
        area = clean;
    }
    let removed = |key: &ItemKey| {
        let all = area.values().flat_map(|text| decode(text));
        all.into_iter().any(|entry| entry.key == *key && entry.removed >= entry.added)
    };
    let before: [Vec<ItemKey>; 2] =
        [&one, &two].map(|machine| machine.items.keys().filter(|key| !removed(key)).cloned().collect());
    let forgotten = area.contains_key(FORGOTTEN);
    now = NOW;
    for _ in 0..ROUNDS {
        for machine in [&mut one, &mut two] {
            now += 10_000.0;
            sync(machine, &mut area, now)?;
        }
    }
    for machine in [&mut one, &mut two] {
        now += 10_000.0;
        let quiet = sync(machine, &mut area, now)?;
        ensure(quiet, || format!("still writing after {ROUNDS} rounds: {area:?}"))?;
    }
    if !forgotten {
        for (machine, keys) in [&one, &two].into_iter().zip(before) {
            for key in keys {
                ensure(machine.items.contains_key(&key), || format!("{key} is lost"))?;
            }
        }
    }
    Ok(())
}

fn machine(numbers: std::ops::Range<u32>) -> Machine {
    let mut items = BTreeMap::new();
    for number in numbers {
        let address = match number {
            4 => "https://t.co/abc".to_owned(),
            _ => format!("https://www.amazon.de/dp/B00000000{number}?tag=ada-21"),
        };
        // Once, a clock stood at 1970, and once it was two days ahead.
        let at = match number {
            1 => 5_000.0,
            2 => NOW + 172_800_000.0,
            _ => NOW - 2_000_000.0,
        };
        let Some(found) = KeptMention::of_address(&address, Some("A kettle")) else { continue };
        items.insert(found.key.clone(), CartItem::new(found, at));
    }
    Machine { items, shadow: None }
}

fn area_of(text: &str) -> Area {
    let mut area = Area::new();
    let mut name = "list1:00".to_owned();
    for line in text.lines() {
        if let Some(next) = line.strip_prefix("==") {
            name = next.to_owned();
            continue;
        }
        // An item's own bucket, for a line under no name: most of what is corrupt lies where it was.
        let place = match decode(line).first() {
            Some(entry) if name == "list1:00" => bucket_of(&entry.key),
            _ => name.clone(),
        };
        let bucket = area.entry(place).or_default();
        if !bucket.is_empty() {
            bucket.push('\n');
        }
        bucket.push_str(line);
    }
    area
}

/// Does a round and carries it out. Whether nothing changed, here and there.
fn sync(machine: &mut Machine, area: &mut Area, now: f64) -> Result<bool, String> {
    let local: Vec<CartItem> = machine.items.values().cloned().collect();
    let there: Vec<(String, String)> = area.clone().into_iter().collect();
    let done = round(machine.shadow.as_deref(), &local, &[], &there, now);
    let quiet = done.changes.is_empty() && done.writes.is_empty() && done.removes.is_empty();
    for change in done.changes {
        match change {
            Change::Put(item) => {
                let beyond = item.out_of_bounds(&is_stored_time);
                ensure(beyond.is_none() && item.found.is_sound(), || format!("{beyond:?} of {item:?}"))?;
                ensure(item.saved_at >= EARLIEST || machine.items.contains_key(&item.found.key), || {
                    format!("{item:?} is from before its time")
                })?;
                machine.items.insert(item.found.key.clone(), *item);
            }
            Change::Delete(key) => drop(machine.items.remove(&key)),
        }
    }
    let size: usize = done.writes.iter().map(|(_, text)| bytes(text)).sum();
    let largest = done.writes.iter().map(|(_, text)| bytes(text)).max().unwrap_or_default();
    ensure(size <= ROOM && largest <= BUCKET_BYTES, || format!("{size} bytes, {largest} in one bucket"))?;
    area.extend(done.writes);
    area.retain(|name, _| !done.removes.contains(name));
    machine.shadow = Some(done.shadow);
    Ok(quiet)
}

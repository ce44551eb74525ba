//! What is read in pages, X's and Amazon's, as the plain data that the core gets: posts, notices, pages of shorteners, and
//! what Amazon's pages show.
//!
//! An input has a line a part: the address or the words of a link, the text, the card, an event of a hand-over.

use hashcart::sites::x::addresses::{by_address, intent_of, intent_url};
use hashcart::sites::x::words;
use hashcart_core::handover::{AddMethod, Pick, Session, SessionEvent, looks_digital};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::mention::KeptMention;
use hashcart_core::reply::confirmed;
use hashcart_core::resolve::in_page;
use hashcart_core::scan::{
    Candidate, Card, FoundLink, Present, ResolvedLinks, ScanPlan, mention_of, offer, plan,
};
use hashcart_core::tweet::{TweetId, TweetRef, parse_status_path};

use super::{NOW, ensure};

/// Pieces of pages.
pub const PIECES: &[&str] = &[
    "\n",
    "https://www.amazon.com/dp/B0057OC5O8",
    "amazon.com/dp/B0057OC5O8/ref=…",
    "https://amzn.to/3DHiDU7",
    "https://t.co/abc",
    "https://t.co/abd",
    "amazon.de",
    "<title>",
    "</title>",
    "http-equiv=\"refresh\" content=\"0;url=",
    "&amp;",
    "/ada/status/18",
    "/i/web/status/19",
    "in_reply_to=18",
    "Whoops! You already said that.",
    "/account/access",
    "{\"sight\":{\"page\":1.5,\"sight\":",
    "{\"cart\":{\"lines\":[",
    "\"empty\"",
    "{\"asin\":\"B0HCART001\",\"quantity\":",
    ",\"ticked\":true}",
    "4294967295",
    "]}}}}",
    "{\"pressed\":{\"asin\":\"B0HCART001\",\"quantity\":",
    "{\"product\":{\"asin\":\"B0HCART001\",\"state\":\"ready\",\"most\":",
    "\"quiet\"",
    "\"told\"",
    "\"go_on\"",
    "kindle",
    "é",
    "\u{202e}",
];

/// Whatever is shown: what is offered can be kept, a second look changes nothing, and a hand-over stands on its feet.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().take(60).collect();
    let Ok(id) = "18".parse::<TweetId>() else { return Ok(()) };
    post(&lines, &id)?;
    let _ = words::read(&text, lines.first().copied(), true, false);
    let _ = looks_digital(&text);
    if let Some(target) = in_page(&text) {
        ensure(target.contains("://") && target.len() <= text.len(), || target.clone())?;
    }
    for line in &lines {
        let _ = by_address(line);
        let (path, query) = line.split_once('?').unwrap_or((line, ""));
        let _ = intent_of(path, query);
        let _ = parse_status_path(line);
        if let Some(url) = confirmed([*line], &[], &id, None) {
            ensure(parse_status_path(&url).is_some(), || url.clone())?;
        }
    }
    let opened = intent_url(&id, &text);
    ensure(opened.bytes().all(|byte| byte.is_ascii_graphic()), || format!("{opened} has odd signs"))?;
    session(&lines)
}

fn post(lines: &[&str], id: &TweetId) -> Result<(), String> {
    let line = |at: usize| lines.get(at).map(|line| (*line).to_owned());
    let links = lines.iter().enumerate().map(|(at, text)| FoundLink {
        text: (*text).to_owned(),
        href: format!("https://t.co/{}", at % 7),
        before: line(at + 1).unwrap_or_default(),
    });
    let mut leads = ResolvedLinks::default();
    for pair in lines.windows(2) {
        if let [from, to] = pair {
            leads.learn((*from).to_owned(), (*to).to_owned());
            leads.learn_behind(id.clone(), (*to).to_owned());
        }
    }
    let mut candidate = Candidate {
        tweet: Some(TweetRef { id: id.clone(), author: "ada".to_owned(), posted: None }),
        links: links.collect(),
        card: Some(Card {
            href: line(0).unwrap_or_default(),
            title: line(1),
            image: line(2),
            domains: line(3).into_iter().collect(),
        }),
        quoted: lines.iter().rev().map(|line| (*line).to_owned()).collect(),
        photo: line(4),
        text: lines.concat(),
        cut: lines.len() % 2 == 1,
        present: Vec::new(),
    };
    if let Some(offer) = offer(&candidate, &leads) {
        for mention in offer.mentions {
            let kept = KeptMention::from(mention);
            ensure(kept.is_sound() && kept.out_of_bounds().is_none(), || {
                format!("offered, and not kept: {kept:?}")
            })?;
        }
    }
    for line in lines {
        let _ = mention_of(line, &candidate, &leads);
    }
    if let ScanPlan::Place(offer) = plan(&candidate, &leads) {
        candidate.present = vec![Present { mark: Some(offer.mark), in_place: true }];
        ensure(plan(&candidate, &leads) == ScanPlan::Keep, || "planned anew on every look".to_owned())?;
    }
    Ok(())
}

fn session(lines: &[&str]) -> Result<(), String> {
    let pick = |number: u32| {
        let key = format!("B0HCART00{number}@amazon.de").parse().ok()?;
        Some(Pick { key, title: "A kettle".to_owned(), wanted: number })
    };
    let picks: Vec<Pick> = (1..4).filter_map(pick).collect();
    for way in [AddMethod::Guided, AddMethod::Quick, AddMethod::Plain] {
        let mut session = Session::new(Marketplace::De, way, &picks, NOW);
        for line in lines {
            let Ok(event) = serde_json::from_str::<SessionEvent>(line) else { continue };
            (session, _) = session.on(&event, true);
            let (done, all) = session.progress();
            ensure(done <= all && all == 3, || format!("{done} of {all}"))?;
            let goal = session.goal();
            ensure(session.is_done() == goal.is_none() || way == AddMethod::Quick, || {
                format!("{session:?} goes to {goal:?}")
            })?;
        }
    }
    Ok(())
}

//! The sending of a reply, look after look.

use super::*;

const OURS: &str = "https://x.com/me/status/300";
const OTHER: &str = "https://x.com/me/status/299";

/// What the clock said at the press.
const PRESSED: f64 = 1_764_000_000_000.0;

/// The address of a post that was made so long after the press.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far from both ends")]
fn posted(after: f64) -> String {
    let id = ((PRESSED + after - 1_288_834_974_657.0) as u64) << 22;
    format!("https://x.com/me/status/{id}")
}

/// A page that is looked at every 100 ms.
struct Page {
    sending: Sending,
    look: PageMoment,
}

impl Page {
    fn of(by: By) -> Self {
        let text = "#AmazonCart".into();
        let look = PageMoment { open: true, sendable: by == By::User, text, ..PageMoment::default() };
        Self { sending: Sending::begin(by, 0.0, PRESSED, "#AmazonCart"), look }
    }

    /// Goes on until then; the verdict, if one comes, with its time.
    fn until(&mut self, at: f64) -> Option<(f64, SendingVerdict)> {
        while self.look.at < at {
            self.look.at += 100.0;
            match self.sending.look(&self.look) {
                SendingVerdict::Wait => {}
                verdict => return Some((self.look.at, verdict)),
            }
        }
        None
    }

    fn answer(&mut self, status: Option<u16>) {
        self.answer_of(self.look.at, status);
    }

    /// Answers a request that began at that time.
    fn answer_of(&mut self, from: f64, status: Option<u16>) {
        self.look.answers.push(RequestEnd { from, to: self.look.at, status });
    }

    fn toast(&mut self, url: Option<&str>) {
        self.look.posts = url.map(str::to_owned).into_iter().collect();
        self.look.noisy = true;
    }

    fn error(&mut self, words: &str) {
        self.look.sendable = true;
        // As the site reads these words, and no others.
        let code = (words == "Whoops! You already said that.").then_some(FaultCode::ReplyDuplicate);
        self.look.notices.push(Notice { code, inline: true, ..Notice::default() });
    }

    fn close(&mut self) {
        (self.look.open, self.look.sendable, self.look.text) = (false, false, String::new());
    }
}

fn failed(code: FaultCode) -> SendingVerdict {
    SendingVerdict::Failed(code)
}

#[test]
fn another_post_s_notice_is_no_proof_while_ours_is_unanswered() {
    let mut page = Page::of(By::Us);
    page.toast(Some(OTHER));
    assert_eq!(page.until(10_000.0), None);
    // Ours is refused after all.
    page.answer(Some(200));
    page.error("Something went wrong");
    let (at, verdict) = page.until(30_000.0).unwrap();
    assert_eq!(verdict, failed(FaultCode::ReplyRefused));
    assert!(at < 18_500.0, "{at}");
}

#[test]
fn a_notice_that_stood_there_before_the_answer_is_another_post_s() {
    let mut page = Page::of(By::Us);
    page.toast(Some(OTHER));
    assert_eq!(page.until(1_000.0), None);
    page.answer(Some(200));
    page.close();
    assert_eq!(page.until(3_000.0).unwrap().1, SendingVerdict::Ask);
    page.sending.told(None);
    assert_eq!(page.until(6_000.0), None);
    page.toast(Some(OURS));
    assert_eq!(page.until(7_000.0).unwrap().1, SendingVerdict::Sent(OURS.into()));
}

#[test]
fn the_store_s_word_is_enough_and_is_asked_for_once() {
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(1_000.0), None);
    page.answer(Some(200));
    page.close();
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Ask);
    page.sending.told(Some(OURS.into()));
    assert_eq!(page.until(2_000.0 + 100.0).unwrap().1, SendingVerdict::Sent(OURS.into()));
}

#[test]
fn the_wait_follows_the_queue_of_notices() {
    let mut page = Page::of(By::Us);
    page.look.noisy = true;
    assert_eq!(page.until(500.0), None);
    page.answer(Some(200));
    page.close();
    assert_eq!(page.until(1_000.0).unwrap().1, SendingVerdict::Ask);
    assert_eq!(page.until(24_000.0), None, "four notices of others");
    page.toast(Some(OURS));
    assert_eq!(page.until(25_000.0).unwrap().1, SendingVerdict::Sent(OURS.into()));
}

#[test]
fn without_any_notice_it_is_not_confirmed() {
    let mut page = Page::of(By::Us);
    page.answer(Some(200));
    page.close();
    assert_eq!(page.until(1_000.0).unwrap().1, SendingVerdict::Ask);
    let (at, verdict) = page.until(60_000.0).unwrap();
    assert_eq!(verdict, failed(FaultCode::Unconfirmed));
    assert!(at < 4_500.0, "{at}");
    // A notice that never goes does not hold it up for ever.
    let mut page = Page::of(By::Us);
    page.look.noisy = true;
    page.answer(Some(200));
    page.close();
    assert_eq!(page.until(1_000.0).unwrap().1, SendingVerdict::Ask);
    assert_eq!(page.until(100_000.0).unwrap().1, failed(FaultCode::Unconfirmed));
}

#[test]
fn a_box_closed_before_the_answer_proves_nothing() {
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(500.0), None);
    page.close();
    assert_eq!(page.until(1_000.0), None);
    page.answer_of(100.0, Some(200));
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Ask);
    page.toast(Some(OTHER));
    assert_eq!(page.until(3_000.0), None);
    page.look.noisy = false;
    assert_eq!(page.until(9_000.0).unwrap().1, failed(FaultCode::Unconfirmed));
}

#[test]
fn a_refusal_ends_at_once_and_by_its_name() {
    for (status, words, code) in [
        (Some(200), "Whoops! You already said that.", FaultCode::ReplyDuplicate),
        (Some(200), "Something went wrong, but don’t fret", FaultCode::ReplyRefused),
        (Some(401), "Something went wrong", FaultCode::SignedOut),
        (Some(403), "Something went wrong", FaultCode::ReplyDeclined),
        (Some(429), "Something went wrong", FaultCode::ReplyLimit),
        (Some(500), "Something went wrong", FaultCode::Network),
        (None, "Something went wrong", FaultCode::Network),
    ] {
        let mut page = Page::of(By::Us);
        assert_eq!(page.until(1_000.0), None);
        page.answer(status);
        page.error(words);
        let (at, verdict) = page.until(30_000.0).unwrap();
        assert_eq!(verdict, failed(code), "{status:?} {words}");
        assert!(at <= 2_600.0, "{status:?} {words}: {at}");
    }
}

#[test]
fn a_notice_names_the_reason_that_the_box_does_not() {
    let mut page = Page::of(By::Us);
    page.answer(Some(200));
    page.error("Something went wrong, but don’t fret");
    assert_eq!(page.until(500.0), None);
    page.look.noisy = true;
    page.look.notices.push(Notice { refusal: Some(FaultCode::ReplyLimit), ..Notice::default() });
    assert_eq!(page.until(1_000.0).unwrap().1, failed(FaultCode::ReplyLimit));
}

#[test]
fn a_box_on_its_way_out_was_not_given_back() {
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(500.0), None);
    page.answer(Some(200));
    page.look.sendable = true;
    assert_eq!(page.until(800.0), None);
    page.close();
    page.toast(Some(OURS));
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Ask);
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Sent(OURS.into()));
}

#[test]
fn silence_is_not_confirmed_and_the_store_is_asked_first() {
    for closes in [false, true] {
        let mut page = Page::of(By::Us);
        assert_eq!(page.until(3_000.0), None);
        if closes {
            page.close();
        }
        let (at, verdict) = page.until(60_000.0).unwrap();
        assert_eq!((at, verdict), (20_000.0, SendingVerdict::Ask));
        assert_eq!(page.until(60_000.0).unwrap().1, failed(FaultCode::Unconfirmed));
    }
}

#[test]
fn the_user_sends_or_does_not() {
    let mut left = Page::of(By::User);
    assert_eq!(left.until(600_000.0), None, "it waits");
    left.close();
    assert_eq!(left.until(700_000.0).unwrap().1, failed(FaultCode::ReplyAbandoned));

    let mut long = Page::of(By::User);
    (long.look.sendable, long.look.text) = (false, "x".repeat(300));
    assert_eq!(long.until(1_000.0), None);
    long.close();
    assert_eq!(
        long.until(9_000.0).unwrap().1,
        failed(FaultCode::ReplyAbandoned),
        "too long a text is not sent"
    );

    let mut forgotten = Page::of(By::User);
    let (at, verdict) = forgotten.until(4_000_000.0).unwrap();
    assert_eq!((at / 60_000.0, verdict), (30.0, failed(FaultCode::ReplyAbandoned)));

    let mut stuck = Page::of(By::User);
    assert_eq!(stuck.until(500.0), None);
    stuck.look.sendable = false;
    assert_eq!(stuck.until(4_000_000.0).unwrap().1, SendingVerdict::Ask, "X sends for ever");
    assert_eq!(stuck.until(4_000_000.0).unwrap().1, failed(FaultCode::Unconfirmed));

    let mut cut = Page::of(By::User);
    assert_eq!(cut.until(500.0), None);
    cut.look.sendable = false;
    assert_eq!(cut.until(1_000.0), None);
    cut.close();
    assert_eq!(cut.until(60_000.0).unwrap().1, SendingVerdict::Ask, "it was on its way");
    assert_eq!(cut.until(60_000.0).unwrap().1, failed(FaultCode::Unconfirmed));
}

#[test]
fn a_refused_user_may_send_again_or_give_up() {
    let refused = |status, words: &str| {
        let mut page = Page::of(By::User);
        page.look.sendable = false;
        assert_eq!(page.until(500.0), None);
        page.answer(status);
        page.error(words);
        assert_eq!(page.until(5_000.0), None, "the box stays the user's");
        page
    };
    let mut given_up = refused(Some(200), "Whoops! You already said that.");
    given_up.close();
    assert_eq!(given_up.until(9_000.0).unwrap().1, failed(FaultCode::ReplyAbandoned));
    let mut unsure = refused(None, "Something went wrong");
    unsure.close();
    assert_eq!(unsure.until(9_000.0).unwrap().1, failed(FaultCode::Network));
    let mut again = refused(Some(200), "Something went wrong");
    again.look.sendable = false;
    assert_eq!(again.until(6_000.0), None);
    again.answer(Some(200));
    again.close();
    again.toast(Some(OURS));
    assert_eq!(again.until(9_000.0).unwrap().1, SendingVerdict::Ask);
    assert_eq!(again.until(9_000.0).unwrap().1, SendingVerdict::Sent(OURS.into()));
}

/// One that was not let out to another host, or whose answer the page may not read.
#[test]
fn a_request_without_a_status_is_a_broken_line() {
    let with = || {
        let mut page = Page::of(By::Us);
        assert_eq!(page.until(500.0), None);
        page.answer_of(100.0, None);
        page
    };
    let mut page = with();
    assert_eq!(page.until(3_000.0), None, "X has not given the box back");
    page.error("Something went wrong");
    assert_eq!(page.until(4_000.0).unwrap().1, failed(FaultCode::Network), "nobody knows");
    let mut page = with();
    page.close();
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Ask);
    page.sending.told(Some(OURS.into()));
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Sent(OURS.into()), "unread, and posted");
    let mut page = with();
    page.close();
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Ask);
    page.toast(Some(OURS));
    assert_eq!(page.until(2_000.0).unwrap().1, failed(FaultCode::Network), "a notice alone may be another's");
}

#[test]
fn an_untold_request_is_judged_by_words() {
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(500.0), None);
    page.error("Whoops! You already said that.");
    assert_eq!(page.until(3_000.0).unwrap().1, failed(FaultCode::ReplyDuplicate));
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(500.0), None);
    page.error("Something went wrong");
    assert_eq!(page.until(3_000.0).unwrap().1, failed(FaultCode::ReplyRefused), "it may be out");
}

#[test]
fn the_last_request_of_the_box_counts_and_no_later_one() {
    // X's client asks again by itself, and is answered well.
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(500.0), None);
    page.answer(Some(403));
    assert_eq!(page.until(800.0), None);
    page.answer(Some(200));
    page.close();
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Ask);
    // Another post of the user's is refused, while this one's notice is waited for.
    page.look.noisy = true;
    page.answer(Some(403));
    assert_eq!(page.until(4_000.0), None);
    page.toast(Some(OURS));
    assert_eq!(page.until(5_000.0).unwrap().1, SendingVerdict::Sent(OURS.into()));
}

#[test]
fn of_several_posts_the_one_of_the_request_s_time_is_ours() {
    let (other, ours) = (posted(-9_000.0), posted(700.0));
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(500.0), None);
    page.toast(None);
    assert_eq!(page.until(900.0), None);
    page.answer_of(100.0, Some(200));
    page.close();
    assert_eq!(page.until(1_500.0).unwrap().1, SendingVerdict::Ask);
    page.toast(Some(&other));
    assert_eq!(page.until(7_000.0), None, "another post of the user's, which stood before ours in the queue");
    page.toast(Some(&ours));
    assert_eq!(page.until(8_000.0).unwrap().1, SendingVerdict::Sent(ours));
}

#[test]
fn of_two_posts_near_the_request_the_one_of_its_own_time_is_ours() {
    // Made just before the press, on a second tab, and told of before ours.
    let (other, ours) = (posted(-150.0), posted(400.0));
    let mut page = Page::of(By::Us);
    page.toast(Some(&other));
    assert_eq!(page.until(500.0), None);
    page.answer_of(100.0, Some(200));
    page.close();
    assert_eq!(page.until(1_500.0).unwrap().1, SendingVerdict::Ask);
    page.toast(None);
    page.look.noisy = true;
    assert_eq!(page.until(2_000.0), None);
    // A second one of those, which came into the page after the answer.
    page.toast(Some(&posted(-140.0)));
    assert_eq!(page.until(3_000.0), None, "the queue was not empty, and it is not of the request's own time");
    page.toast(Some(&ours));
    assert_eq!(page.until(4_000.0).unwrap().1, SendingVerdict::Sent(ours));
}

#[test]
fn a_notice_that_found_no_queue_is_ours_though_the_clocks_differ_a_little() {
    let ours = posted(-300.0);
    let mut page = Page::of(By::Us);
    assert_eq!(page.until(500.0), None);
    page.answer_of(100.0, Some(200));
    page.close();
    assert_eq!(page.until(1_500.0).unwrap().1, SendingVerdict::Ask);
    page.toast(Some(&ours));
    assert_eq!(page.until(2_000.0).unwrap().1, SendingVerdict::Sent(ours));
}

#[test]
fn with_a_clock_far_from_x_s_the_last_is_ours_once_no_notice_comes_any_more() {
    for hours in [3_600_000.0, -3_600_000.0] {
        let (other, ours) = (posted(hours - 9_000.0), posted(hours + 700.0));
        let mut page = Page::of(By::Us);
        assert_eq!(page.until(500.0), None);
        page.answer_of(100.0, Some(200));
        page.close();
        assert_eq!(page.until(1_500.0).unwrap().1, SendingVerdict::Ask);
        page.toast(Some(&other));
        assert_eq!(page.until(4_000.0), None);
        page.toast(Some(&ours));
        assert_eq!(page.until(8_000.0), None);
        page.look.noisy = false;
        let (at, verdict) = page.until(30_000.0).unwrap();
        assert_eq!(verdict, SendingVerdict::Sent(ours));
        assert!(at < 13_000.0, "{at}");
    }
}

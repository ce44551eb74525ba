use super::*;
use crate::samples::kept;

fn added(fresh: bool, status: ReplyState) -> Added {
    let item = CartItem::new(kept("1"), 1.0).with_status(status, true, 1.0).unwrap();
    Added { item, fresh, claimed: false }
}

fn sent() -> ReplyOutcome {
    ReplyOutcome::Sent { url: "https://x.com/me/status/2".into() }
}

#[test]
fn the_way_of_one_click() {
    let tweet = "1".parse().unwrap();
    let kept = added(true, ReplyState::Saved);
    let (state, effect) = ButtonState::Idle.on(&ButtonEvent::Click);
    assert_eq!((state, effect), (ButtonState::Saving, ButtonEffect::Save));
    let (state, effect) = state.on(&ButtonEvent::Kept(&kept, &tweet, Some(ReplyMode::Post)));
    assert_eq!((state, effect), (ButtonState::Pending, ButtonEffect::Wait));
    let (state, effect) = state.on(&ButtonEvent::Due);
    assert_eq!((state, effect), (ButtonState::Replying, ButtonEffect::Reply));
    let (state, effect) = state.on(&ButtonEvent::Reply(Ok(&sent())));
    assert_eq!((state, effect), (ButtonState::Replied, ButtonEffect::None));
}

#[test]
fn a_second_click_does_nothing_while_the_first_is_on_its_way() {
    for state in [ButtonState::Saving, ButtonState::Finding, ButtonState::Replying, ButtonState::Waiting] {
        assert_eq!(state.on(&ButtonEvent::Click), (state, ButtonEffect::None));
    }
}

#[test]
fn a_link_is_looked_up_before_anything_is_posted() {
    let (state, effect) = ButtonState::Saving.on(&ButtonEvent::Looking);
    assert_eq!((state, effect), (ButtonState::Finding, ButtonEffect::None));
    let step = state.on(&ButtonEvent::NoProduct(&Ending::WishList));
    assert_eq!(step, (ButtonState::Added, ButtonEffect::Tell(Text::TOLD_WISH_LIST)));
    let kept = added(true, ReplyState::Saved);
    let step = state.on(&ButtonEvent::Kept(&kept, &"1".parse().unwrap(), Some(ReplyMode::Post)));
    assert_eq!(step, (ButtonState::Pending, ButtonEffect::Wait));
}

#[test]
fn a_change_of_mind_ends_the_wait_and_nothing_is_sent() {
    let step = ButtonState::Pending.on(&ButtonEvent::Click);
    assert_eq!(step, (ButtonState::Added, ButtonEffect::Tell(Text::TOLD_UNDONE)));
    assert_eq!(
        step.0.on(&ButtonEvent::Due),
        (ButtonState::Added, ButtonEffect::None),
        "the timer comes too late"
    );
}

#[test]
fn who_has_not_chosen_is_asked() {
    let kept = added(true, ReplyState::Saved);
    let step = ButtonState::Saving.on(&ButtonEvent::Kept(&kept, &"1".parse().unwrap(), None));
    assert_eq!(step, (ButtonState::Added, ButtonEffect::AskMode));
}

#[test]
fn private_keeps_and_says_when_it_was_there() {
    let tweet = "1".parse().unwrap();
    let on = |fresh| {
        ButtonState::Saving.on(&ButtonEvent::Kept(
            &added(fresh, ReplyState::Saved),
            &tweet,
            Some(ReplyMode::Private),
        ))
    };
    assert_eq!(on(true), (ButtonState::Added, ButtonEffect::None));
    assert_eq!(on(false), (ButtonState::Added, ButtonEffect::Tell(Text::TOLD_ALREADY)));
}

#[test]
fn the_same_product_in_another_tweet_is_said_not_replied() {
    let kept = added(false, ReplyState::Saved);
    let other = "2".parse().unwrap();
    let step = ButtonState::Saving.on(&ButtonEvent::Kept(&kept, &other, Some(ReplyMode::Post)));
    assert_eq!(step, (ButtonState::Added, ButtonEffect::Tell(Text::TOLD_ALREADY)));
}

#[test]
fn a_reply_nobody_saw_the_end_of_is_not_sent_again() {
    let tweet = "1".parse().unwrap();
    let kept = added(false, ReplyState::Replying);
    let (state, _) = ButtonState::Saving.on(&ButtonEvent::Kept(&kept, &tweet, Some(ReplyMode::Post)));
    assert_eq!(state, ButtonState::NotReplied(FaultCode::Unconfirmed));
}

#[test]
fn a_tweet_that_has_its_reply_gets_no_second_one() {
    let tweet = "1".parse().unwrap();
    let kept = Added { claimed: true, ..added(true, ReplyState::Saved) };
    let step = ButtonState::Saving.on(&ButtonEvent::Kept(&kept, &tweet, Some(ReplyMode::Post)));
    assert_eq!(step, (ButtonState::Added, ButtonEffect::Tell(Text::TOLD_REPLIED_BEFORE)));
}

#[test]
fn closing_the_box_in_review_mode_is_no_failure() {
    let step = ButtonState::Waiting.on(&ButtonEvent::Reply(Err(FaultCode::ReplyAbandoned)));
    assert_eq!(step, (ButtonState::Added, ButtonEffect::Tell(Text::TOLD_KEPT_WITHOUT_REPLY)));
    let step = ButtonState::Replying.on(&ButtonEvent::Reply(Err(FaultCode::ReplyAbandoned)));
    assert_eq!(step.0, ButtonState::NotReplied(FaultCode::ReplyAbandoned));
}

#[test]
fn red_is_what_is_not_kept_and_what_another_press_can_mend() {
    for code in FaultCode::ALL.iter().copied() {
        assert_eq!(ButtonState::NotKept(code).tone(), "failed", "{code:?}");
        let state = ButtonState::NotReplied(code);
        let again = code.next_step() == NextStep::Retry;
        assert_eq!(state.tone() == "failed", again, "{code:?}");
        assert_eq!(state.label() == Text::BUTTON_FAILED, again, "{code:?}");
        assert_eq!(ButtonState::NotKept(code).label() == Text::BUTTON_FAILED, again, "{code:?}");
    }
    let shown = |code| (ButtonState::NotReplied(code).tone(), ButtonState::NotReplied(code).label());
    for code in [
        FaultCode::ReplyRestricted,
        FaultCode::ReplyLimit,
        FaultCode::TweetDeleted,
        FaultCode::AccountSuspended,
        FaultCode::AccountLocked,
        FaultCode::SignedOut,
        FaultCode::LooksAutomated,
        FaultCode::TooMany,
        FaultCode::PageChanged,
    ] {
        assert_eq!(shown(code), ("noted", Text::BUTTON_ADDED), "{code:?}");
    }
    for code in [FaultCode::Unconfirmed, FaultCode::Network, FaultCode::ReplyRefused] {
        assert_eq!(shown(code), ("unsure", Text::BUTTON_UNSURE), "{code:?}");
    }
    for code in FaultCode::ALL.iter().copied().filter(|code| code.may_be_posted()) {
        assert_eq!(shown(code).0, "unsure", "{code:?}");
    }
}

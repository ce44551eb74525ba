//! The two tables of calls.

use serde::{Deserialize, Serialize};

use super::{
    AddToCart, Answers, Arrive, AskAnswers, AskLinks, AskPace, AskViewer, BackgroundCall, Begin, Bounded,
    Call, Choose, ChooseHandover, ChooseInsights, ChooseReply, CountToBuy, Diagnose, Diagnosis, DropAside,
    DropInsights, Edit, FetchLazy, FindBehind, For, Forget, Guidance, Guide, Halted, Hear, Import, Intent,
    Keep, KeepDraws, KeepPicture, Look, Mark, NoteCopy, Peek, PeekParents, PeekReplies, PendingIntent,
    Policy, PressFocused, Protocol, Put, Recall, Recalled, Remove, Resolve, Restore, Rules, Save, ShowEnds,
    ShowInsights, Sighted, SyncList, TakePendingIntent, Twin, VisitInsights,
};
use crate::Millis;
use crate::cart::{Added, CartItem};
use crate::handover::{HandoverSettings, Session};
use crate::insights::{Choices, Draws, Handle, PageData};
use crate::mention::KeptMention;
use crate::pace::PaceVerdict;
use crate::raw::Raw;
use crate::settings::Settings;
use crate::tweet::TweetId;

macro_rules! protocol {
    (
        $(#[$about:meta])* $protocol:ident else $no_call:ident;
        $($name:literal $call:ident => $reply:ty $(, $askers:ident, $policy:ident)?;)*
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "call")]
        pub enum $protocol {
            $(
                #[doc = concat!("See [`", stringify!($call), "`].")]
                #[serde(rename = $name)]
                $call($call),
            )*
        }
        $(
            impl From<$call> for $protocol {
                fn from(call: $call) -> Self {
                    Self::$call(call)
                }
            }
            impl Call for $call {
                const NAME: &'static str = $name;
                type To = $protocol;
                type Reply = $reply;
            }
            $(
                impl BackgroundCall for $call {
                    const RULES: Rules = Rules { name: $name, askers: For::$askers, policy: Policy::$policy };
                }
            )?
        )*
        reading! { $protocol else $no_call; $($name $call;)* }
    };
}

/// How the calls of a protocol, or of a part of one, are read.
macro_rules! reading {
    ($protocol:ident else $no_call:ident; $($name:literal $call:ident;)*) => {
        impl $protocol {
            /// The names of its calls.
            pub const NAMES: &[&str] = &[$($name),*];
        }
        impl Bounded for $protocol {
            fn out_of_bounds(&self, now: Millis) -> Option<&'static str> {
                match self {
                    $(Self::$call(call) => call.out_of_bounds(now),)*
                }
            }
        }
        impl Protocol for $protocol {
            fn read(name: &str, raw: &impl Raw) -> Result<Self, String> {
                match name {
                    $($name => raw.parse::<$call>().map(Self::$call),)*
                    _ => Err($no_call(name)),
                }
            }
        }
    };
}

macro_rules! to_background {
    ($(
        $(#[$about:meta])* $part:ident {
            $($name:literal $call:ident => $reply:ty, $askers:ident, $policy:ident;)*
        }
    )*) => {
        protocol! {
            /// What the background is asked.
            ToBackground else no_call_to_background;
            $($($name $call => $reply, $askers, $policy;)*)*
        }
        impl ToBackground {
            /// The rules of the call of that name.
            ///
            /// # Errors
            /// That there is no such call.
            pub fn rules(name: &str) -> Result<Rules, String> {
                match name {
                    $($($name => Ok(<$call as BackgroundCall>::RULES),)*)*
                    _ => Err(no_call_to_background(name)),
                }
            }
        }
        $(
            $(#[$about])*
            #[derive(Clone, Debug, PartialEq)]
            pub enum $part {
                $(
                    #[doc = concat!("See [`", stringify!($call), "`].")]
                    $call($call),
                )*
            }
            reading! { $part else no_call_to_background; $($name $call;)* }
        )*
    };
}

// Name, call, what it is answered with, who may make it, and what it does to the records.
to_background! {
    /// What the background's first part answers: all that a page of X's asks by itself, and for a press. The browser reads and
    /// compiles no more than that where it wakes the background for one of them.
    FirstCall {
        "twin" Twin => bool, X_STORE, Read;
        "fetch_lazy" FetchLazy => bool, X, Read;
        // Short links as the page has them, and where they lead.
        "peek" Peek => Vec<(String, String)>, X, Read;
        // The replies, with their texts.
        "peek_replies" PeekReplies => Vec<(TweetId, String)>, X, Read;
        "save" Save => Added, X, Idempotent;
        // Whether it is there now.
        "keep_picture" KeepPicture => bool, X, Idempotent;
        "mark" Mark => CartItem, X, Idempotent;
        "ask_pace" AskPace => PaceVerdict, X, Idempotent;
        "count_to_buy" CountToBuy => usize, X, Read;
        "recall" Recall => Recalled, OWN_X, Read;
    }
    /// What the background answers by its second part.
    LazyCall {
        "keep" Keep => Added, OWN, Write;
        // How many.
        "remove" Remove => usize, OWN, Write;
        "restore" Restore => usize, OWN, Write;
        "edit" Edit => CartItem, OWN, Idempotent;
        "put" Put => usize, OWN, Idempotent;
        // The item under its product's key; under its own where the link leads elsewhere, and then it says where.
        "resolve" Resolve => CartItem, OWN_X, Read;
        // Whether the user had been asked before.
        "ask_links" AskLinks => bool, OWN_X, Write;
        "intent" Intent => bool, OWN_X, Write;
        // Nothing where the user came by another way, or a long time ago.
        "take_errand" TakePendingIntent => Option<PendingIntent>, X, Write;
        // How many.
        "halted" Halted => usize, X, Write;
        "choose" Choose => Settings, OWN, Idempotent;
        // All of the settings, as they are then.
        "choose_reply" ChooseReply => Settings, X, Idempotent;
        "arrive" Arrive => bool, STORE, Read;
        "begin" Begin => Session, OWN, Write;
        // Whether it has begun; else the page that asks is open.
        "add_to_cart" AddToCart => bool, OWN_X, Write;
        "guide" Guide => Guidance, OWN_STORE, Write;
        "look" Look => Session, OWN, Idempotent;
        // Whether the hand-over was that page's.
        "show_ends" ShowEnds => bool, STORE, Write;
        "choose_handover" ChooseHandover => HandoverSettings, OWN, Idempotent;
        // How many items were written.
        "import" Import => usize, OWN, Write;
        // How many items went.
        "forget" Forget => usize, OWN, Write;
        "drop_aside" DropAside => bool, OWN, Idempotent;
        "sync_list" SyncList => bool, OWN, Idempotent;
        // Whether anything of it was new.
        "sighted" Sighted => bool, X, Idempotent;
        "ask_answers" AskAnswers => Answers, X, Read;
        "show_insights" ShowInsights => bool, X, Read;
        // Replies with their authors, and what they answer with whose that is.
        "peek_parents" PeekParents => Vec<(TweetId, PageData)>, X, Read;
        "choose_insights" ChooseInsights => Choices, OWN, Idempotent;
        "visit_insights" VisitInsights => bool, OWN, Idempotent;
        "note_copy" NoteCopy => bool, OWN, Idempotent;
        "keep_draws" KeepDraws => Draws, OWN, Idempotent;
        // How many replies went.
        "drop_insights" DropInsights => usize, OWN, Idempotent;
    }
}

protocol! {
    /// What the content script of a tab is asked.
    ToTab else no_call;
    "hear" Hear => bool;
    "diagnose" Diagnose => Diagnosis;
    // Nothing where no tweet has such a link, or it is not known what it stands for.
    "find_behind" FindBehind => Option<KeptMention>;
    // Whether there was one.
    "press_focused" PressFocused => bool;
    // Nothing where the page does not say.
    "ask_viewer" AskViewer => Option<Handle>;
}

fn no_call(name: &str) -> String {
    format!("no call is named {name:?}")
}

/// What only a tab is asked is known, and nobody may ask the background for it.
fn no_call_to_background(name: &str) -> String {
    if ToTab::NAMES.contains(&name) {
        return format!("{name} is not for whoever sent this to ask for");
    }
    no_call(name)
}

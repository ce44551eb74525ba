//! What X's own store in the page knows, asked by way of the background.

use hashcart_core::message::PeekReplies;
use hashcart_core::tweet::TweetId;

use crate::app::report_fault;
use crate::webext::runtime;

/// The user's replies to a tweet, as far as X's page knows them.
pub(super) async fn own_replies(tweet: &TweetId) -> Vec<(TweetId, String)> {
    runtime::ask(PeekReplies { tweet: tweet.clone() }).await.unwrap_or_else(|fault| {
        // X's notice can tell as well.
        report_fault("the page was not asked for the reply", &fault);
        Vec::new()
    })
}

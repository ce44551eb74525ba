//! Long work in short turns: a page that counts a hundred thousand replies answers its user meanwhile.
//!
//! Work that may be long is `async` and is handed a pause, which it awaits now and then; whoever hands it over decides
//! whether the time has come to give way.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs work to its end whose pauses are none.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        // It waits for nothing, so it is ready when it is first asked.
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

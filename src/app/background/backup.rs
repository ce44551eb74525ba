//! When the list is backed up.

use std::cell::RefCell;

use hashcart_service::Clock;
use hashcart_service::backup::is_due;

use super::lazy::{self, LaterTask};
use crate::app::report_fault;
use crate::webext::Browser;

thread_local! {
    /// The day that was looked after: one look is enough for as long as the background lives.
    static DAY: RefCell<String> = RefCell::default();
}

/// Does `work`, which may write, when the list of the days before is backed up. A backup that cannot be made holds
/// nothing up: the options tell which there are.
pub(super) async fn backed<T>(work: impl Future<Output = T>) -> T {
    let day = Browser.today();
    if DAY.replace(day.clone()) != day {
        let made = match is_due(&Browser, &day).await {
            Ok(true) => lazy::run(LaterTask::BackUp(day)).await.map(drop),
            other => other.map(drop),
        };
        if let Err(fault) = made {
            report_fault("the list could not be backed up", &fault);
        }
    }
    work.await
}

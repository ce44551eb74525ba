//! Who asks the background, and what an answer is written as.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::Asker;
use hashcart_core::records::Area;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::webext::plain;
use crate::webext::runtime;
use crate::webext::scripting::Frame;
use crate::webext::tabs;

/// Who asks.
pub(super) struct Asking {
    sender: JsValue,
    /// What may be asked follows from it.
    pub(super) asker: Asker,
    /// The private window that it is in, if so.
    pub(super) window: Option<i32>,
}

impl Asking {
    /// Nothing for somebody who has no business here. Of a page in a tab the browser says whether its window is private; a
    /// page of ours that is in none says it itself, `private`, and nobody else is believed.
    pub(super) fn of(sender: JsValue, private: Option<i32>) -> Option<Self> {
        let asker = runtime::asker(&sender)?;
        let window = tabs::private_window(&sender).or_else(|| private.filter(|_| asker == Asker::Own));
        Some(Self { sender, asker, window })
    }

    /// Where the items of that window are.
    pub(super) fn area(&self) -> Area {
        Area::of(self.window)
    }

    /// The document that asks.
    pub(super) fn frame(&self) -> Result<Frame, Fault> {
        Frame::of_sender(self.sender.clone()).ok_or_else(|| FaultCode::BadMessage.into())
    }

    /// The tab that it is in.
    pub(super) fn tab(&self) -> Option<i32> {
        Frame::of_sender(self.sender.clone()).map(|frame| frame.tab())
    }
}

/// What an answer says.
pub(super) fn value<T: Serialize>(reply: &T) -> Result<JsValue, Fault> {
    plain(reply).map_err(|why| Fault::new(FaultCode::BadMessage, why))
}

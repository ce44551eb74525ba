//! The ways to bring a text into X's text box.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, ClipboardEventInit, DataTransfer, Document, HtmlElement, HtmlTextAreaElement};

/// One of them; whether it did anything.
pub(super) type WritingMethod = fn(&Document, &HtmlElement, &str) -> bool;

/// A paste, which X's editor handles itself. Firefox gives scripts' pastes no data (measured 2026-11 with ESR 153):
/// then nothing is dispatched.
pub(super) fn paste(_: &Document, textbox: &HtmlElement, text: &str) -> bool {
    let attempt = || {
        let data = DataTransfer::new().ok()?;
        data.set_data("text/plain", text).ok()?;
        let init = ClipboardEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_clipboard_data(Some(&data));
        let event = ClipboardEvent::new_with_event_init_dict("paste", &init).ok()?;
        let carried = event.clipboard_data()?.get_data("text/plain").ok()?;
        (carried == text).then(|| textbox.dispatch_event(&event).is_ok())
    };
    attempt().unwrap_or(false)
}

/// The editing command that a keyboard's input amounts to.
pub(super) fn insert_text(document: &Document, _: &HtmlElement, text: &str) -> bool {
    let Some(document) = document.dyn_ref::<web_sys::HtmlDocument>() else { return false };
    document.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false)
}

/// A plain text field's value, with the word of it that a framework listens for.
pub(super) fn set_value(_: &Document, textbox: &HtmlElement, text: &str) -> bool {
    let Some(area) = textbox.dyn_ref::<HtmlTextAreaElement>() else { return false };
    area.set_value(text);
    let init = web_sys::InputEventInit::new();
    init.set_bubbles(true);
    let event = web_sys::InputEvent::new_with_event_init_dict("input", &init);
    event.is_ok_and(|event| area.dispatch_event(&event).is_ok())
}

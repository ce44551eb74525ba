//! A picture that the page shows, drawn anew and small.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, EventTarget, FileReader, HtmlCanvasElement, HtmlImageElement, Response,
};

use super::document;
use crate::timer::Timer;

/// How good it is drawn, of 1: at this a photo of 96 pixels takes 2,000 to 4,000 bytes.
const QUALITY: f64 = 0.8;

/// The middle of the picture at `url`, in `edge` by `edge` pixels, as a `data:` address. The browser has it at hand, since
/// the page shows it; it is asked for once more so that it may be read, which its host has to allow. `None` where that does
/// not come about within `millis`, or where it may not be read.
pub async fn small(url: &str, edge: u32, millis: u32) -> Option<String> {
    let whole = read(url, millis).await.ok()?;
    let document = document()?;
    let image: HtmlImageElement = document.create_element("img").ok()?.dyn_into().ok()?;
    if !comes(&image, "load", millis, || image.set_src(&whole)).await {
        return None;
    }
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let side = width.min(height);
    if side < 1.0 {
        return None;
    }
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(edge);
    canvas.set_height(edge);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // A browser that does not know the word draws as it does.
    let _ = Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
    let (left, top, edge) = ((width - side) / 2.0, (height - side) / 2.0, f64::from(edge));
    context
        .draw_image_with_html_image_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            &image, left, top, side, side, 0.0, 0.0, edge, edge,
        )
        .ok()?;
    canvas.to_data_url_with_type_and_encoder_options("image/webp", &JsValue::from_f64(QUALITY)).ok()
}

/// The whole picture as a `data:` address. Asked for as the page itself would: a request of our own world has no origin in
/// Firefox that the host could let in.
async fn read(url: &str, millis: u32) -> Result<String, JsValue> {
    let global = js_sys::global();
    let content = Reflect::get(&global, &"content".into()).ok().filter(JsValue::is_object);
    let asks = content.unwrap_or_else(|| global.into());
    let fetch: Function = Reflect::get(&asks, &"fetch".into())?.dyn_into()?;
    let wishes = Object::new();
    for (name, wish) in [("mode", "cors"), ("credentials", "omit"), ("cache", "force-cache")] {
        Reflect::set(&wishes, &name.into(), &wish.into())?;
    }
    let answer: Promise = fetch.call2(&asks, &url.into(), &cloned(&wishes, &asks))?.unchecked_into();
    let answer: Response = JsFuture::from(answer).await?.unchecked_into();
    if !answer.ok() {
        return Err("the host answered with an error".into());
    }
    let blob: Blob = JsFuture::from(answer.blob()?).await?.unchecked_into();
    let reader = FileReader::new()?;
    let begin = || {
        // Refused only for what is no blob.
        let _ = reader.read_as_data_url(&blob);
    };
    if !comes(&reader, "load", millis, begin).await {
        return Err("the picture did not come".into());
    }
    reader.result()?.as_string().ok_or_else(|| "no picture".into())
}

/// An object that a function of the page's world may read, where there is another world.
fn cloned(object: &Object, into: &JsValue) -> JsValue {
    let clone = Reflect::get(&js_sys::global(), &"cloneInto".into()).ok();
    let clone = clone.and_then(|clone| clone.dyn_into::<Function>().ok());
    clone
        .and_then(|clone| clone.call2(&JsValue::UNDEFINED, object, into).ok())
        .unwrap_or_else(|| object.into())
}

/// Begins something, and waits for its event; `false` where it fails, or is not there in time.
async fn comes(target: &EventTarget, event: &'static str, millis: u32, begin: impl FnOnce()) -> bool {
    let slot: Rc<RefCell<Option<Function>>> = Rc::default();
    let waiting = Rc::clone(&slot);
    let ended = Promise::new(&mut |resolve, _| {
        waiting.replace(Some(resolve));
    });
    let end = |came: bool| {
        let slot = Rc::clone(&slot);
        move || {
            if let Some(resolve) = slot.take() {
                // A resolve function of a promise does not throw.
                let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::from_bool(came));
            }
        }
    };
    let (came, failed) = (end(true), end(false));
    let _listeners = [
        EventListener::once(target, event, move |_| came()),
        EventListener::once(target, "error", move |_| failed()),
    ];
    let _timeout = Timer::after(millis, end(false));
    begin();
    JsFuture::from(ended).await.is_ok_and(|came| came.is_truthy())
}

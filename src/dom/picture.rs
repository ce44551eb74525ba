//! A picture that the page shows, drawn anew and small.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::document;

/// How good it is drawn, of 1: at this a photo of 96 pixels takes 2,000 to 4,000 bytes.
const QUALITY: f64 = 0.8;

/// The middle of the picture at `url`, in `edge` by `edge` pixels, as a `data:` address. The browser has it at hand, since
/// the page shows it; it is asked for once more so that it may be read, which its host has to allow. `None` where that does
/// not come about within `millis`, or where it may not be read.
pub async fn small(url: &str, edge: u32, millis: u32) -> Option<String> {
    let document = document()?;
    let image: HtmlImageElement = document.create_element("img").ok()?.dyn_into().ok()?;
    image.set_cross_origin(Some("anonymous"));
    if !load(&image, url, millis).await {
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
    // Throws where the host does not let it be read.
    canvas.to_data_url_with_type_and_encoder_options("image/webp", &JsValue::from_f64(QUALITY)).ok()
}

/// Whether it has come.
async fn load(image: &HtmlImageElement, url: &str, millis: u32) -> bool {
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
        EventListener::once(image, "load", move |_| came()),
        EventListener::once(image, "error", move |_| failed()),
    ];
    let _timeout = Timeout::new(millis, end(false));
    image.set_src(url);
    JsFuture::from(ended).await.is_ok_and(|came| came.is_truthy())
}

//! Handing the user a file, by a link to text in this page's memory: it needs no permission and no server.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A file that was handed over. Its text stays in memory until this is dropped.
#[derive(Debug)]
pub struct Download(String);

impl Download {
    /// Offers a text as a file of that name. Dropped at once, it may come too early for the browser.
    ///
    /// # Errors
    /// The browser's exception.
    pub fn offer(name: &str, kind: &str, text: &str) -> Result<Self, JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let parts = Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
        let download = Self(Url::create_object_url_with_blob(&blob)?);
        let document = super::document().ok_or("no document")?;
        let link = document.create_element("a")?.dyn_into::<HtmlAnchorElement>()?;
        link.set_href(&download.0);
        link.set_download(name);
        link.click();
        Ok(download)
    }
}

impl Drop for Download {
    fn drop(&mut self) {
        // An address of our own making.
        let _ = Url::revoke_object_url(&self.0);
    }
}

//! Puts the options' view into its page, or the first of them into the welcome.

use hashcart_core::handover::HandoverSettings;
use hashcart_core::language::Language;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::text::Text;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use super::{ChoiceOutcome, MODE, OptionsPage, OptionsView, RadioGroup, Spot, view};
use crate::pages::kit::{Painted, by_id, cloned, reconcile, say, slot};
use crate::pages::{Texts, head};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: &Array, options: &Object) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, tag: &str) -> Result<String, JsValue>;
}

impl Painted for OptionsPage {
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
        page(document, self, texts)
    }
}

/// Paints it.
fn page(document: &Document, state: &OptionsPage, texts: Texts<'_>) -> Result<(), JsValue> {
    head::fault(document, "options", state.fault, texts)?;
    said(document, state.said.as_ref(), texts)?;
    if !state.loaded {
        return Ok(());
    }
    handover(document, &state.handover)?;
    let view = view(state);
    if state.is_welcome {
        return welcome(document, &view, texts);
    }
    language(document, view.language)?;
    say(document, "version", &texts(&Text::version(&state.version)))?;
    options(document, &view, texts)
}

/// Says beside each control what became of the last choice there.
fn said(document: &Document, said: Option<&(Spot, ChoiceOutcome)>, texts: Texts<'_>) -> Result<(), JsValue> {
    for spot in Spot::ALL {
        let id = format!("said-{}", spot.name());
        // The welcome has the first of the choices only.
        let Some(line) = document.get_element_by_id(&id) else { continue };
        let here = said.filter(|(at, _)| at == spot).map(|(_, said)| said);
        let text = match here {
            None => String::new(),
            Some(ChoiceOutcome::Saved) => texts(&Text::OPTIONS_SAVED),
            Some(ChoiceOutcome::NotSaved) => texts(&Text::OPTIONS_NOT_SAVED),
            Some(ChoiceOutcome::Refused(code)) => texts(&code.text()),
            Some(ChoiceOutcome::Declined) => texts(&Text::SHORT_LINKS_DECLINED),
            Some(ChoiceOutcome::Found(title)) => texts(&Text::found(title)),
            Some(ChoiceOutcome::LeadsTo(text)) => texts(text),
        };
        line.class_list().toggle_with_force("wrong", here.is_some_and(ChoiceOutcome::is_bad))?;
        say(document, &id, &text)?;
    }
    Ok(())
}

/// Paints the options.
fn options(document: &Document, view: &OptionsView, texts: Texts<'_>) -> Result<(), JsValue> {
    for group in &view.groups {
        choices(document, group, texts)?;
    }
    let wanted = document.create_document_fragment();
    for (seconds, _) in &view.undo {
        let option = document.create_element("option")?.dyn_into::<HtmlOptionElement>()?;
        let number = seconds.to_string();
        let text = if *seconds == 0 {
            texts(&Text::UNDO_NONE)
        } else {
            texts(&Text::undo_seconds(*seconds as usize))
        };
        option.set_value(&number);
        option.set_text_content(Some(&text));
        wanted.append_child(&option)?;
    }
    let undo = by_id(document, "undo")?.dyn_into::<HtmlSelectElement>()?;
    reconcile(&undo, &wanted)?;
    if let Some((seconds, _)) = view.undo.iter().find(|(_, chosen)| *chosen) {
        undo.set_value(&seconds.to_string());
    }
    for (id, value) in [
        ("template", view.template.clone()),
        ("per_minute", view.pace.per_minute.to_string()),
        ("per_day", view.pace.per_day.to_string()),
    ] {
        let input = by_id(document, id)?.dyn_into::<HtmlInputElement>()?;
        // What the user is writing stays as it is.
        if document.active_element().is_none_or(|active| !active.is_same_node(Some(&input))) {
            input.set_value(&value);
        }
    }
    template(document, &view.preview, texts)?;
    by_id(document, "short-links-text")?.set_text_content(Some(&texts(&view.links_text)));
    let button = by_id(document, "short-links-button")?;
    button.set_text_content(Some(&texts(&view.links_button)));
    button.set_attribute("data-do", view.links_do.name())?;
    let part = by_id(document, "short-links")?;
    let told = part.class_list().contains("wanted");
    part.class_list().toggle_with_force("wanted", view.links_wanted)?;
    if view.links_wanted && !told { button.focus() } else { Ok(()) }
}

/// Paints the language in force, and once those there are: each by the name that it has for itself, in their order.
fn language(document: &Document, chosen: Option<Language>) -> Result<(), JsValue> {
    let select = by_id(document, "language")?.dyn_into::<HtmlSelectElement>()?;
    if select.query_selector_all("option")?.length() < 2 {
        let named = Language::all().map(|language| (language, own_name(&language.tag())));
        let mut named: Vec<_> = named.collect();
        named.sort_by_key(|(_, name)| name.to_lowercase());
        for (language, name) in named {
            let option = document.create_element("option")?;
            option.set_attribute("value", language.folder())?;
            option.set_attribute("lang", &language.tag())?;
            option.set_text_content(Some(&name));
            select.append_child(&option)?;
        }
    }
    select.set_value(chosen.map_or("", Language::folder));
    Ok(())
}

/// What a language calls itself; its tag where the browser does not know.
fn own_name(tag: &str) -> String {
    let options = Object::new();
    // A fresh object takes any property.
    let _ = Reflect::set(&options, &"type".into(), &"language".into());
    let name = DisplayNames::new(&Array::of1(&tag.into()), &options).and_then(|names| names.of(tag));
    let name = name.unwrap_or_else(|_| tag.to_owned());
    // Some write their languages in lower case, which looks like a mistake in a list of names.
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Paints the choices of the welcome: the first of the options.
fn welcome(document: &Document, view: &OptionsView, texts: Texts<'_>) -> Result<(), JsValue> {
    view.groups
        .iter()
        .filter(|group| group.name == MODE)
        .try_for_each(|group| choices(document, group, texts))
}

/// Shows what a template would post, or what is wrong with it.
fn template(
    document: &Document,
    preview: &Result<String, Text<'static>>,
    texts: Texts<'_>,
) -> Result<(), JsValue> {
    let text = match preview {
        Ok(sample) => texts(&Text::template_preview(sample)),
        Err(wrong) => texts(wrong),
    };
    say(document, "template-preview", &text)?;
    let line = by_id(document, "template-preview")?;
    line.class_list().toggle_with_force("wrong", preview.is_err())?;
    Ok(())
}

fn choices(document: &Document, group: &RadioGroup, texts: Texts<'_>) -> Result<(), JsValue> {
    let list = by_id(document, group.name)?;
    // What is there already only changes its mark: the focus stays where the user has it.
    let there = list.query_selector_all("input")?;
    if there.length() as usize == group.choices.len() {
        for (index, choice) in (0..).zip(&group.choices) {
            if let Some(input) = there.item(index).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) {
                input.set_checked(choice.chosen);
            }
        }
        return Ok(());
    }
    for choice in &group.choices {
        let fragment = cloned(document, "choice")?;
        let input = slot(&fragment, "input")?.dyn_into::<HtmlInputElement>()?;
        input.set_name(group.name);
        input.set_value(choice.name);
        input.set_default_checked(choice.chosen);
        slot(&fragment, "title")?.set_text_content(Some(&texts(&choice.title)));
        slot(&fragment, "detail")?.set_text_content(Some(&texts(&choice.detail)));
        list.append_child(&fragment)?;
    }
    Ok(())
}

/// Paints what was chosen about handing over into the options.
fn handover(document: &Document, chosen: &HandoverSettings) -> Result<(), JsValue> {
    // The welcome does not ask for it.
    if let Ok(press) = by_id(document, "press") {
        press.dyn_into::<HtmlInputElement>()?.set_checked(chosen.press);
    }
    let select = by_id(document, "own-store")?.dyn_into::<HtmlSelectElement>()?;
    if select.query_selector_all("option")?.length() < 2 {
        for store in Marketplace::ALL.iter().filter(|store| store.is_open()) {
            let option = document.create_element("option")?;
            option.set_attribute("value", store.domain())?;
            option.set_text_content(Some(store.domain()));
            select.append_child(&option)?;
        }
    }
    select.set_value(chosen.store.map_or("", Marketplace::domain));
    Ok(())
}

//! The extension's own pages: for each a pure view of the state, and a painter that puts the view into the page's
//! `<template>`s. The views are pure. The painters ask their document for rectangles, focus and, by `Intl`, for dates and
//! plurals, and nothing else; `app` hands the state in and takes the clicks.

pub mod figures;
pub mod inout;

pub mod lines;
pub mod list;
pub mod options;
pub mod paint;
pub mod paint_inout;
pub mod paint_kit;
pub mod paint_list;
mod paint_row;
pub mod paint_walk;
pub mod popup;
pub mod row;
pub mod walk;

/// Gives the text of a key, with its substitutions.
pub type Texts<'a> = &'a dyn Fn(&str, &[&str]) -> String;

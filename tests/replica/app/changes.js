// X "changes": signs of its elements are renamed, moved, wrapped or given to others, as the switch `alter` says. React's
// own two makers of elements do it, so that what comes into the page has never been anything else, Draft.js's included.
import React from "react";
import runtime from "react/jsx-runtime";
import { changesOf, SIGNS } from "../changes.mjs";
import { switches } from "./store.js";

const changes = changesOf(switches.alter);
const make = React.createElement;
const INLINE = new Set(["a", "span", "time", "button"]);
/** Another tweet's time, for a neighbour that is not the one it looks like. */
const LONG_AGO = "2020-01-01T00:00:00.000Z";

/** Around: no box of its own, so that the page looks as before. */
const around = (inside, props) => ({ type: INLINE.has(inside) ? "span" : "div", props: { style: { display: "contents" }, ...props } });

/** An element that has the sign and is not what it says; a press on it is written down. */
const neighbour = ({ type, props }, key) => make(type, { hidden: true, key, ...props, onClick: (event) => {
  event.preventDefault();
  event.stopPropagation();
  window.__replica.misled.push(`${type} ${JSON.stringify(Object.keys(props))}`);
} });

const without = (props, names) => Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
const only = (props, names) => Object.fromEntries(Object.entries(props).filter(([name]) => names.includes(name)));
const renamed = (sign, name, value) => (sign.gone ? sign.gone(value) : name === "data-testid" ? `new-${value}` : undefined);

/** One change of one sign: what becomes of the element itself, what stands around it, what beside it. */
function change(sign, kind, { type, props, wraps, beside }) {
  const { attributes = [], tag, other } = sign;
  if (kind === "wrapped") return { type, props, wraps: [...wraps, around(type)], beside };
  if (kind === "twice") {
    const given = other
      ? { type: "a", props: { href: other, ...(props.children?.type === "time" ? { children: make("time", { dateTime: LONG_AGO }) } : {}) } }
      : { type: tag ? type : "div", props: tag ? (type === "time" ? { dateTime: LONG_AGO } : {}) : only(props, attributes) };
    return { type, props, wraps, beside: [...beside, given] };
  }
  if (kind === "renamed") {
    const names = Object.fromEntries(attributes.map((name) => [name, renamed(sign, name, props[name])]));
    return { type: tag ?? type, props: { ...props, ...names }, wraps, beside };
  }
  const outer = tag || other ? { type, props: only(props, tag ? ["dateTime"] : [...attributes, "onClick"]) } : around(type, only(props, attributes));
  return { type: tag ?? (other ? "span" : type), props: without(props, attributes), wraps: [...wraps, outer], beside };
}

function altered(element) {
  if (typeof element.type !== "string") return element;
  const hits = changes.filter(([sign]) => SIGNS[sign].is(element.type, element.props));
  if (hits.length === 0) return element;
  const { type, props, wraps, beside } = hits.reduce((now, [sign, kind]) => change(SIGNS[sign], kind, now), { ...element, wraps: [], beside: [] });
  const { key } = element;
  let made = { ...element, type, props };
  for (const outer of wraps) made = make(outer.type, { ...outer.props, key }, made);
  if (beside.length === 0) return made;
  return make(React.Fragment, { key }, ...beside.map((one, i) => neighbour(one, `before${i}`)), made, ...beside.map((one, i) => neighbour(one, `after${i}`)));
}

if (changes.length > 0) {
  const { jsx, jsxs } = runtime;
  React.createElement = (...given) => altered(make(...given));
  runtime.jsx = (...given) => altered(jsx(...given));
  runtime.jsxs = (...given) => altered(jsxs(...given));
}

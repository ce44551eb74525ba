// What everything that lies over the page has in common.
import { useEffect, useRef, useState } from "react";
import { switches } from "./store.js";

/** Calls `close` on Escape, also from the editor: Draft.js prevents the default but lets the key pass. */
export function useEscape(close) {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const onKey = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

const FOCUSABLE = "button:not([disabled]), a[href], textarea, [contenteditable=true], [tabindex='0']";

/**
 * With `modal=trap`: focus cannot leave the modal, the page behind it does not scroll, and on closing the focus goes
 * back to where it was. Returns the modal's ref.
 */
export function useModal() {
  const modal = useRef(null);
  // Before anything in the modal takes the focus for itself.
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    if (switches.modal !== "trap") return undefined;
    const { style } = document.documentElement;
    const before = style.overflowY;
    style.overflowY = "hidden";
    let last = modal.current.contains(document.activeElement) ? document.activeElement : null;
    const keepIn = ({ target }) => {
      if (modal.current.contains(target)) last = target;
      else (last?.isConnected ? last : modal.current.querySelector(FOCUSABLE))?.focus();
    };
    // Within the modal's own, so that Tab never leaves for the browser's controls.
    const turnRound = (event) => {
      if (event.key !== "Tab" || event.defaultPrevented) return;
      const stops = [...modal.current.querySelectorAll(FOCUSABLE)];
      const edge = event.shiftKey ? stops[0] : stops.at(-1);
      if (document.activeElement !== edge) return;
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0]).focus();
    };
    document.addEventListener("focusin", keepIn);
    document.addEventListener("keydown", turnRound);
    return () => {
      document.removeEventListener("focusin", keepIn);
      document.removeEventListener("keydown", turnRound);
      style.overflowY = before;
      if (opener?.isConnected) opener.focus();
    };
  }, [opener]);
  return modal;
}

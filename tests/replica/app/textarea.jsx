// The text field of touch layouts: a plain textarea, controlled by React, so that only an input event changes it.
import { useEffect, useRef } from "react";
import { changed } from "./store.js";

const GONE = changed("composer");

export const begin = (text) => text;

export const textOf = (text) => text;

/** @param {{state: string, onChange: (s: string) => void, onSend: () => void, placeholder: string, autoFocus?: boolean, minHeight: number}} props */
export function TextField({ state, onChange, onSend, placeholder, autoFocus = false, minHeight }) {
  const field = useRef(null);
  useEffect(() => {
    if (autoFocus) field.current.focus();
  }, [autoFocus]);
  return (
    <div data-testid={GONE ? undefined : "tweetTextarea_0_label"} className="v"><div className="v"><div dir="ltr" className="t editor">
      <textarea
        ref={field} data-testid={GONE ? undefined : "tweetTextarea_0"} aria-label="Post text" autoCapitalize="sentences" autoComplete="on" spellCheck dir="auto" className="plain-field" style={{ minHeight: `${minHeight}px` }}
        value={state} placeholder={placeholder} onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && onSend()}
      />
    </div></div></div>
  );
}

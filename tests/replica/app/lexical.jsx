// X's other text field, beside Draft.js: Lexical, with the same attributes. Its state outside is the text that the
// editor's own state holds, as far as it has told.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { ariaOf, Frame, GONE, nextKey, suggest } from "./suggestions.jsx";

export const begin = (text) => text;

export const textOf = (text) => text;

let loading;

/** Lexical, once it is there: a script of its own, so that pages with another field do not carry it. */
function useLexical() {
  const [lexical, setLexical] = useState(null);
  useEffect(() => {
    let here = true;
    loading ??= import("./lexical.js");
    loading.then((loaded) => { if (here) setLexical(loaded); });
    return () => { here = false; };
  }, []);
  return lexical;
}

/** @param {{state: string, onChange: (s: string) => void, onSend: () => void, placeholder: string, autoFocus?: boolean, minHeight: number}} props */
export function TextField(props) {
  const lexical = useLexical();
  // Before that there is no field: one that is no editor yet would lose what is written into it.
  return lexical && <Field lexical={lexical} {...props} />;
}

function Field({ lexical, state, onChange, onSend, placeholder, autoFocus = false, minHeight }) {
  const root = useRef(null);
  const editor = useRef(null);
  const told = useRef(state);
  const [key] = useState(nextKey);
  const suggested = suggest(state);
  const { tag, options, takes } = suggested;

  /** Puts a suggestion, and X's own space, in place of the tag being typed. */
  const take = (option) => {
    editor.current.replaceLast(tag.length, `${option} `);
    return true;
  };
  const heard = useRef(null);
  heard.current = {
    onText: (text) => {
      told.current = text;
      onChange(text);
    },
    onKey: (event) => {
      if (takes) return take(options[0]);
      // While suggestions are open X gives Ctrl+Enter to them.
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || tag) return false;
      onSend();
      return true;
    },
  };
  // With the element, not a turn after it: a box that holds words must never be seen empty.
  useLayoutEffect(() => {
    editor.current = lexical.makeEditor(root.current, told.current, { onText: (text) => heard.current.onText(text), onKey: (event) => heard.current.onKey(event) });
    if (autoFocus) editor.current.focus();
    return () => editor.current.end();
  }, [lexical, autoFocus]);
  // From outside it is only ever emptied, after a reply was sent.
  useLayoutEffect(() => {
    if (state === "" && told.current !== "") editor.current.empty();
  }, [state]);

  const { activeDescendant, controls } = ariaOf(key);
  return (
    <Frame id={key} minHeight={minHeight} suggested={suggested} take={take}>
      <div className="lexical">
        {state === "" && <div id={`placeholder-${key}`} className="placeholder">{placeholder}</div>}
        <div
          ref={root} contentEditable suppressContentEditableWarning role={GONE ? "none" : "textbox"} data-testid={GONE ? undefined : "tweetTextarea_0"} className="notranslate content" spellCheck tabIndex={0}
          aria-activedescendant={activeDescendant} aria-autocomplete="list" aria-controls={controls} aria-describedby={`placeholder-${key}`} aria-label="Post text" aria-multiline
        />
      </div>
    </Frame>
  );
}

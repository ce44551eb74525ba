// X's text field: Draft.js with X's attributes and X's way to take a paste.
import { useEffect, useRef, useState } from "react";
import { CompositeDecorator, ContentState, Editor, EditorState, getDefaultKeyBinding, Modifier, DefaultDraftBlockRenderMap } from "draft-js";
import { changed, switches } from "./store.js";
import { LINK } from "../themes.mjs";

const HASHTAG = /(?:^|(?<=\s))#[\p{L}\p{N}_]+/gu;

const decorator = new CompositeDecorator([
  {
    strategy: (block, callback) => {
      for (const match of block.getText().matchAll(HASHTAG)) callback(match.index, match.index + match[0].length);
    },
    component: ({ children }) => <span style={{ color: LINK }}>{children}</span>,
  },
]);

const blocks = DefaultDraftBlockRenderMap.set("unstyled", { element: "div", wrapper: <div data-rbd-draggable-context-id="1" /> });

let serial = 0;

/** What the suggestions add to a tag. Where keys take one, the first is not what was typed: whoever sends by a key is found out. */
const ENDS = switches.typeahead === "takes" ? ["Daily", "", "Club"] : ["", "Daily", "Club"];

const GONE = changed("composer");

/** The editor's state begins with `text`, the caret behind it. */
export const begin = (text) => EditorState.moveSelectionToEnd(EditorState.createWithContent(ContentState.createFromText(text), decorator));

export const textOf = (state) => state.getCurrentContent().getPlainText();

/** The hashtag being typed, for the suggestions. */
const tagAtEnd = (text) => /(?:^|\s)(#[\p{L}\p{N}_]+)$/u.exec(text)?.[1];

/**
 * @param {{state: EditorState, onChange: (s: EditorState) => void, onSend: () => void, placeholder: string, autoFocus?: boolean, minHeight: number}} props
 */
export function TextField({ state, onChange, onSend, placeholder, autoFocus = false, minHeight }) {
  const editor = useRef(null);
  const [key] = useState(() => (serial += 1));
  useEffect(() => {
    if (autoFocus) editor.current.focus();
  }, [autoFocus]);

  const paste = (text) => {
    // Firefox brings a synthetic paste here without its data.
    if (!text) return "not-handled";
    const fragment = ContentState.createFromText(text).getBlockMap();
    const content = Modifier.replaceWithFragment(state.getCurrentContent(), state.getSelection(), fragment);
    onChange(EditorState.push(state, content, "insert-fragment"));
    return "handled";
  };
  const tag = switches.typeahead === "none" ? undefined : tagAtEnd(textOf(state));
  const takes = tag && switches.typeahead === "takes";
  const options = ENDS.map((end) => tag + end);

  /** Puts a suggestion, and X's own space, in place of the tag being typed. */
  const take = (option) => {
    const content = state.getCurrentContent();
    const at = state.getSelection();
    const typed = at.merge({ anchorOffset: at.getStartOffset() - tag.length, focusOffset: at.getStartOffset() });
    onChange(EditorState.push(state, Modifier.replaceText(content, typed, `${option} `), "insert-characters"));
    return "handled";
  };
  return (
    <div data-testid={GONE ? undefined : "tweetTextarea_0_label"} className="v"><div className="v"><div dir="ltr" className="t editor"><div><div>
      <div data-testid={GONE ? undefined : "tweetTextarea_0RichTextInputContainer"} style={{ minHeight: `${minHeight}px`, height: "100%" }}>
        <Editor
          ref={editor} editorState={state} onChange={onChange} placeholder={placeholder} handlePastedText={paste} blockRenderMap={blocks}
          ariaActiveDescendantID={`typeaheadFocus-0.${key}`} ariaAutoComplete="list" ariaControls={`typeaheadDropdownWrapped-${key}`} ariaLabel="Post text" ariaMultiline
          role={GONE ? "none" : "textbox"} spellCheck webDriverTestID={GONE ? undefined : "tweetTextarea_0"} editorKey={`x${key}${key}y`} tabIndex={0} stripPastedStyles
          keyBindingFn={(event) => (takes && event.key === "Tab" ? "take-suggestion" : getDefaultKeyBinding(event))}
          handleKeyCommand={(command) => (command === "take-suggestion" ? take(options[0]) : "not-handled")}
          handleReturn={(event) => {
            if (takes) return take(options[0]);
            // While suggestions are open X gives Ctrl+Enter to them.
            if (!(event.ctrlKey || event.metaKey) || tag) return "not-handled";
            onSend();
            return "handled";
          }}
        />
      </div>
    </div></div></div>
      {tag && (
        <div id={`typeaheadDropdownWrapped-${key}`} role="listbox" className="v suggestions">
          {options.map((option, i) => (
            <div
              key={option} role="option" aria-selected={takes ? i === 0 : undefined} data-testid="typeaheadResult" className="v suggestion"
              onMouseDown={(event) => event.preventDefault()} onClick={takes ? () => take(option) : undefined}
            >
              <span className="t">{option}</span>
            </div>
          ))}
        </div>
      )}
    </div></div>
  );
}

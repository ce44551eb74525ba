// X's text field: Draft.js with X's attributes and X's way to take a paste.
import { useEffect, useRef, useState } from "react";
import { CompositeDecorator, ContentState, Editor, EditorState, getDefaultKeyBinding, Modifier, DefaultDraftBlockRenderMap } from "draft-js";
import { ariaOf, Frame, GONE, nextKey, suggest } from "./suggestions.jsx";
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

/** The editor's state begins with `text`, the caret behind it. */
export const begin = (text) => EditorState.moveSelectionToEnd(EditorState.createWithContent(ContentState.createFromText(text), decorator));

export const textOf = (state) => state.getCurrentContent().getPlainText();

/**
 * @param {{state: EditorState, onChange: (s: EditorState) => void, onSend: () => void, placeholder: string, autoFocus?: boolean, minHeight: number}} props
 */
export function TextField({ state, onChange, onSend, placeholder, autoFocus = false, minHeight }) {
  const editor = useRef(null);
  const [key] = useState(nextKey);
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
  const suggested = suggest(textOf(state));
  const { tag, options, takes } = suggested;

  /** Puts a suggestion, and X's own space, in place of the tag being typed. */
  const take = (option) => {
    const content = state.getCurrentContent();
    const at = state.getSelection();
    const typed = at.merge({ anchorOffset: at.getStartOffset() - tag.length, focusOffset: at.getStartOffset() });
    onChange(EditorState.push(state, Modifier.replaceText(content, typed, `${option} `), "insert-characters"));
    return "handled";
  };
  const { activeDescendant, controls } = ariaOf(key);
  return (
    <Frame id={key} minHeight={minHeight} suggested={suggested} take={take}>
      <Editor
        ref={editor} editorState={state} onChange={onChange} placeholder={placeholder} handlePastedText={paste} blockRenderMap={blocks}
        ariaActiveDescendantID={activeDescendant} ariaAutoComplete="list" ariaControls={controls} ariaLabel="Post text" ariaMultiline
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
    </Frame>
  );
}

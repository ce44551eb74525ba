// Lexical itself, without React: a script of its own, which the page loads when it shows a field of this kind.
import { $createHashtagNode, HashtagNode } from "@lexical/hashtag";
import { registerPlainText } from "@lexical/plain-text";
import { registerLexicalTextEntity } from "@lexical/text";
import { $createParagraphNode, $createTextNode, $getRoot, $isTextNode, COMMAND_PRIORITY_HIGH, createEditor, KEY_ENTER_COMMAND, KEY_TAB_COMMAND } from "lexical";

const HASHTAG = /(?:^|(?<=\s))#[\p{L}\p{N}_]+/u;

const hashtagIn = (text) => {
  const match = HASHTAG.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
};

/**
 * An editor in `element`, beginning with `text`, the caret behind it once it has the focus.
 * @param {{onText: (text: string) => void, onKey: (event: KeyboardEvent) => boolean}} heard
 * `onText` hears of every text that the editor's own state comes to; `onKey` of Enter and Tab, and says whether it took them.
 */
export function makeEditor(element, text, { onText, onKey }) {
  const editor = createEditor({ namespace: "composer", nodes: [HashtagNode], theme: { hashtag: "hashtag" }, onError: (error) => { throw error; } });
  const write = (words) => editor.update(() => {
    const line = $createParagraphNode();
    if (words) line.append($createTextNode(words));
    $getRoot().clear().append(line);
  }, { discrete: true });
  write(text);
  const stops = [
    registerPlainText(editor),
    ...registerLexicalTextEntity(editor, hashtagIn, HashtagNode, (node) => $createHashtagNode(node.getTextContent())),
    editor.registerTextContentListener(onText),
    ...[KEY_ENTER_COMMAND, KEY_TAB_COMMAND].map((command) => editor.registerCommand(command, (event) => {
      const taken = onKey(event);
      if (taken) event.preventDefault();
      return taken;
    }, COMMAND_PRIORITY_HIGH)),
  ];
  editor.setRootElement(element);
  return {
    focus: () => editor.focus(),
    empty: () => write(""),
    /** Puts words in place of the last characters of the text. */
    replaceLast: (count, words) => editor.update(() => {
      const last = $getRoot().getLastDescendant();
      const end = last.getTextContentSize();
      if ($isTextNode(last)) last.select(end - count, end).insertText(words);
    }),
    end: () => {
      editor.setRootElement(null);
      for (const stop of stops) stop();
    },
  };
}

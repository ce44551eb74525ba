// The suggestions under a hashtag that is being typed, the same for both of X's editors.
import { changed, switches } from "./store.js";

export const GONE = changed("composer");

/** What the suggestions add to a tag. Where keys take one, the first is not what was typed: whoever sends by a key is found out. */
const ENDS = switches.typeahead === "takes" ? ["Daily", "", "Club"] : ["", "Daily", "Club"];

const TAG_AT_END = /(?:^|\s)(#[\p{L}\p{N}_]+)$/u;

/** The tag at the end of the text, what may be put in its place, and whether keys and clicks do that. */
export function suggest(text) {
  const tag = switches.typeahead === "none" ? undefined : TAG_AT_END.exec(text)?.[1];
  return { tag, options: ENDS.map((end) => tag + end), takes: Boolean(tag) && switches.typeahead === "takes" };
}

let serial = 0;

/** A number for the ids of one field. */
export const nextKey = () => (serial += 1);

/** What X gives the element that is written in, `key` being that of the field. */
export const ariaOf = (key) => ({ activeDescendant: `typeaheadFocus-0.${key}`, controls: `typeaheadDropdownWrapped-${key}` });

/** The field's boxes, around the editor and the suggestions. */
export function Frame({ id, minHeight, suggested: { tag, options, takes }, take, children }) {
  return (
    <div data-testid={GONE ? undefined : "tweetTextarea_0_label"} className="v"><div className="v"><div dir="ltr" className="t editor"><div><div>
      <div data-testid={GONE ? undefined : "tweetTextarea_0RichTextInputContainer"} style={{ minHeight: `${minHeight}px`, height: "100%" }}>{children}</div>
    </div></div></div>
      {tag && (
        <div id={ariaOf(id).controls} role="listbox" className="v suggestions">
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

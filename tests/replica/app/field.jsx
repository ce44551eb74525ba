// The composer's text field: X's editor, or the plain one of its touch layouts. Both keep their state outside.
import * as draft from "./editor.jsx";
import { switches } from "./store.js";
import * as plain from "./textarea.jsx";

export const { begin, textOf, TextField } = switches.composer === "textarea" ? plain : draft;

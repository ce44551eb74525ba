// The composer's text field: one of X's two editors, or the plain one of its touch layouts. All keep their state outside.
import * as draft from "./editor.jsx";
import * as lexical from "./lexical.jsx";
import { switches } from "./store.js";
import * as textarea from "./textarea.jsx";

export const { begin, textOf, TextField } = { draft, lexical, textarea }[switches.composer];

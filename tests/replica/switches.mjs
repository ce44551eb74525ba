// The page's switches: every name, what it may be, and what it is unless somebody says otherwise. README.md says
// what each does to the page and where the fact comes from.
import { ENDINGS } from "./data/endings.mjs";
import { EXTRA } from "./data/extra.mjs";
import { LABELS } from "./data/labels.mjs";
import { LATER } from "./data/later.mjs";
import { changesOf } from "./changes.mjs";
import { THEMES } from "./themes.mjs";

/** Switches with a fixed set of values, the default first. */
const ONE_OF = {
  theme: Object.keys(THEMES),
  reply: ["ok", "duplicate", "error", "restricted", "wrong-parent", "never", "slow"],
  ending: Object.keys(ENDINGS),
  errorAs: ["auto", "both", "toast", "inline", "page"],
  help: ["0", "1"],
  duplicate: ["0", "1", "off"],
  thread: ["page", "server"],
  restricted: ["some", "faded", "aria", "disabled"],
  draft: ["none", "held", "other"],
  viewer: ["in", "out", "author"],
  wall: ["0", "1"],
  address: ["opens", "stuck"],
  back: ["closes", "asks"],
  modal: ["plain", "trap"],
  typeahead: ["shown", "takes", "none"],
  showMore: ["button", "div", "link"],
  embed: ["plain", "bar"],
  layout: ["desktop", "mobile"],
  composer: ["draft", "lexical", "textarea"],
  composeAs: ["modal", "page"],
  api: ["other", "timed", "same", "shut"],
  worker: ["0", "1"],
  pictures: ["open", "closed"],
  answers: ["none", "shown"],
  discover: ["there", "late"],
  labels: LABELS,
};

/** Switches that name any number of these, with commas between. */
const SOME_OF = {
  extra: Object.keys(EXTRA),
  later: Object.keys(LATER),
  changed: ["article", "bar", "reply", "dialog", "composer", "send", "toast"],
};

const NUMBERS = { seed: 1, n: 240, composeDelay: 120, toastFor: 0, parentDelay: 0, sendDelay: 0, failures: 0 };

const FREE = { lang: "en", dir: "ltr", knows: "store", alter: "" };

const DEFAULTS = {
  ...Object.fromEntries(Object.entries(ONE_OF).map(([name, values]) => [name, values[0]])),
  ...Object.fromEntries(Object.keys(SOME_OF).map((name) => [name, ""])),
  ...NUMBERS,
  ...FREE,
};

/** The names in a switch of several. */
export const named = (value) => String(value ?? "").split(",").filter(Boolean);

/** Switches from the query string over those of the server over the defaults; what is not one is an error of the test's. */
export function switches(page, query = new URLSearchParams()) {
  const given = Object.fromEntries([...query].filter(([key]) => key in DEFAULTS));
  const all = { ...DEFAULTS, ...page, ...given };
  for (const key of Object.keys(NUMBERS)) all[key] = Number(all[key]);
  const wrong = Object.keys(all).filter((name) => {
    if (!(name in DEFAULTS)) return true;
    if (name in ONE_OF) return !ONE_OF[name].includes(String(all[name]));
    return name in SOME_OF && !named(all[name]).every((one) => SOME_OF[name].includes(one));
  });
  if (wrong.length > 0) throw new Error(`no such switch: ${wrong.map((name) => `${name}=${all[name]}`).join(", ")}`);
  changesOf(all.alter);
  return all;
}

// The composer, in the dialog (`tweetButton`) and inline (`tweetButtonInline`).
import { useState } from "react";
import { endingOf, ENDINGS } from "../data/endings.mjs";
import { Avatar } from "./avatar.jsx";
import { begin, TextField, textOf } from "./field.jsx";
import { Button, Icon } from "./parts.jsx";
import { addReply, changed, ME, say, switches, toast } from "./store.js";
import { useTheme } from "./theme.js";
import { LINK } from "../themes.mjs";

const LIMIT = 280;

/** What the server is to do: `ending`, or a `reply` of the same name. */
const ENDING = switches.ending === "ok" && switches.reply in ENDINGS ? switches.reply : switches.ending;

/** Where X's API is, and what the server is to make of the question. */
const CREATE = switches.api === "same" ? "/i/api/graphql/replica/CreateTweet" : `https://api.x.com/graphql/replica/CreateTweet?${switches.api}`;

/** X talks to its API with XMLHttpRequest, never with fetch, and with its cookies and headers of its own. */
function send(reply) {
  const { sendDelay: delay, failures, duplicate } = switches;
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", CREATE);
    request.withCredentials = true;
    request.setRequestHeader("content-type", "application/json");
    request.setRequestHeader("x-twitter-active-user", "yes");
    request.responseType = "json";
    request.onloadend = () => done(request.status === 200 && request.response ? request.response : {});
    request.send(JSON.stringify({ ...reply, ending: ENDING, delay, failures, duplicate }));
  });
}

/** X's words for a refusal, in the places that `errorAs` names; returns those for the composer itself. */
function tell(answer) {
  const { word, inline = word, page, link, button } = endingOf(answer);
  const as = switches.errorAs === "auto" ? (page ? "page" : "both") : switches.errorAs;
  // A locked account is led away from the page with a load.
  if (as === "page") location.assign(`/account/access?ending=${ENDING}&lang=${switches.lang}`);
  if (word && (as === "both" || as === "toast")) toast(say(word), { help: switches.help === "1", link, button });
  return as === "both" || as === "inline" ? say(inline) : "";
}

const TOOLS = [["Add photos or video", undefined, "picture"], ["Add a GIF", "gifSearchButton", "picture"], ["Add poll", "createPollButton", "views"], ["Add emoji", undefined, "smile"], ["Schedule post", "scheduleOption", "bell"]];

function ToolBar({ children }) {
  return (
    <div data-testid="toolBar" className="v row tools">
      <nav aria-live="polite" role="navigation" className="v grow"><div className="v row">
        <div data-testid="ScrollSnap-SwipeableList" className="v"><div role="tablist" data-testid="ScrollSnap-List" className="v row">
          {TOOLS.map(([label, testid, icon]) => <div key={label} role="presentation" className="v"><Button label={label} testid={testid} className="v press tool"><div dir="ltr" className="t" style={{ color: LINK }}><Icon name={icon} /></div></Button></div>)}
        </div></div>
      </div></nav>
      <div className="v row send">{children}</div>
    </div>
  );
}

/**
 * @param {{inline?: boolean, replyTo?: object, initial?: string, placeholder: string, onText?: (t: string) => void, onSent?: () => void}} props
 */
export function Composer({ inline = false, replyTo, initial = "", placeholder, onText, onSent }) {
  const theme = useTheme();
  const [state, setState] = useState(() => begin(initial));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const text = textOf(state);
  const off = busy || text.trim() === "" || text.length > LIMIT;

  const change = (next) => {
    setState(next);
    onText?.(textOf(next));
  };
  const submit = async () => {
    if (off) return;
    setBusy(true);
    setFailure("");
    const reply = { in_reply_to: replyTo?.id ?? null, text: text.trim() };
    const answer = await send(reply);
    setBusy(false);
    const id = answer.data?.create_tweet.tweet_results.result.rest_id;
    if (!id) {
      setFailure(tell(answer));
      return;
    }
    addReply({ id, ...reply });
    // The toast first, then the box.
    toast(say("sent"), { id });
    change(begin(""));
    onSent?.();
  };
  return (
    <div className="v composer">
      <div role="progressbar" aria-valuemax="100" aria-valuenow={busy ? 50 : 0} className="v" style={{ visibility: busy ? "visible" : "hidden" }}><div data-testid="progressBar-bar" className="v progress" style={{ width: busy ? "50%" : "0%", backgroundColor: LINK }} /></div>
      <div className="v row">
        <div className="v gutter"><Avatar user={ME} size={40} plain={!inline} /></div>
        <div className="v grow">
          <TextField state={state} onChange={change} onSend={submit} placeholder={placeholder} autoFocus={!inline} minHeight={inline ? 24 : 96} />
          {failure && <div role="status" aria-live="assertive" className="v failure"><span className="t">{failure}</span></div>}
        </div>
      </div>
      <ToolBar>
        <Button testid={changed("send") ? undefined : inline ? "tweetButtonInline" : "tweetButton"} disabled={off} onPress={submit} className="v pill" style={{ backgroundColor: theme.strong, borderColor: "rgba(0, 0, 0, 0)" }}>
          <div dir="ltr" className="t" style={{ color: theme.onStrong }}><span className="t"><span className="t">{say(replyTo ? "reply" : "post")}</span></span></div>
        </Button>
      </ToolBar>
    </div>
  );
}

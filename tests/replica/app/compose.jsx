// Where a post is written: a dialog over the page, or a page of its own.
import { useEffect, useRef, useState } from "react";
import { ago } from "../data/tweets.mjs";
import { TweetAvatar } from "./avatar.jsx";
import { Composer } from "./composer.jsx";
import { useEscape, useModal } from "./modal.js";
import { Button, Icon, TweetBox, useName } from "./parts.jsx";
import { changed, closeOverlay, get, say, setGuard, switches, update } from "./store.js";
import { TweetText } from "./text.jsx";
import { LINK } from "../themes.mjs";
import { useTheme } from "./theme.js";

/** The tweet being answered: an article, but without permalink and without action bar. */
function Parent({ tweet }) {
  const theme = useTheme();
  return (
    <TweetBox aria-labelledby={useName()} tabIndex={-1} className="v tweet parent">
      <div className="v"><div className="v">
        <div className="v row">
          <div className="v gutter"><TweetAvatar user={tweet.user} /><div className="v thread" /></div>
          <div className="v grow">
            <div data-testid="User-Name" className="v row names">
              <div className="v"><div className="v"><div className="v row"><div dir="ltr" className="t strong" style={{ color: theme.text }}><span><span>{tweet.user.name}</span></span></div></div></div></div>
              <div className="v"><div className="v row">
                <div tabIndex={-1} className="v"><div dir="ltr" className="t" style={{ color: theme.dim }}><span>@{tweet.user.handle}</span></div></div>
                <div dir="ltr" aria-hidden="true" className="t dot" style={{ color: theme.dim }}><span>·</span></div>
                <div className="v"><div dir="ltr" aria-label={ago(tweet.time)} className="t" style={{ color: theme.dim }}><time dateTime={tweet.time}>{ago(tweet.time)}</time></div></div>
              </div></div>
            </div>
            <div className="v"><TweetText tweet={tweet} /></div>
          </div>
        </div>
      </div>
      <div className="v"><div className="v row">
        <div className="v gutter"><div className="v thread" /></div>
        <button dir="ltr" role="button" type="button" className="t replying" style={{ color: theme.dim }}>Replying to <span dir="ltr" className="t" style={{ color: LINK }}><span>@{tweet.user.handle}</span></span></button>
      </div></div></div>
    </TweetBox>
  );
}

function Discard({ onKeep, onSave, onDiscard }) {
  return (
    <div data-testid="confirmationSheetDialog" role="alertdialog" aria-modal="true" className="v sheet">
      <h1 className="t page-title">{say("savePost")}</h1>
      <span className="t dim">{say("saveText")}</span>
      <Button testid="confirmationSheetConfirm" className="v pill strong-pill" onPress={onSave}><span className="t">{say("save")}</span></Button>
      <Button testid="confirmationSheetCancel" className="v pill plain-pill" onPress={onDiscard}><span className="t">{say("discard")}</span></Button>
      <Button label="Back to the post" className="v pill plain-pill" onPress={onKeep}><span className="t">{say("back")}</span></Button>
    </div>
  );
}

/** The tweet comes later than the box around it when X has to load it first. */
function LateParent({ tweet }) {
  const [there, setThere] = useState(switches.parentDelay === 0);
  useEffect(() => {
    const timer = setTimeout(() => setThere(true), switches.parentDelay);
    return () => clearTimeout(timer);
  }, []);
  return there && <Parent tweet={tweet} />;
}

/** The composer with its parent, and the question whether its text shall be kept. */
function Draft({ tweet, text = "", Frame }) {
  const words = useRef(text);
  const [asking, setAsking] = useState(false);
  const close = () => {
    if (asking) setAsking(false);
    else if (words.current.trim() === "") closeOverlay();
    else setAsking(true);
  };
  useEscape(close);
  useEffect(() => {
    setGuard(() => {
      if (words.current.trim() === "") return false;
      setAsking(true);
      return true;
    });
    return () => setGuard(null);
  }, []);
  const save = () => {
    update({ drafts: [...get().drafts, { inReplyTo: tweet?.id ?? null, text: words.current }] });
    closeOverlay();
  };
  return (
    <Frame close={close} sheet={asking && <Discard onKeep={() => setAsking(false)} onSave={save} onDiscard={closeOverlay} />}>
      {tweet && <LateParent tweet={tweet} />}
      <Composer replyTo={tweet ?? undefined} initial={text} placeholder={say(tweet ? "yourReply" : "whatsHappening")} onText={(now) => { words.current = now; }} onSent={closeOverlay} />
    </Frame>
  );
}

function Top({ close }) {
  return (
    <div className="v row dialog-top">
      <Button label={say("close")} testid="app-bar-close" className="v press" onPress={close}><Icon name="close" /></Button>
      <div className="v grow" /><h2 id="modal-header" className="t unseen">{say("post")}</h2>
      <Button testid="unsentButton" className="v press"><div dir="ltr" className="t strong" style={{ color: LINK }}><span><span>{say("drafts")}</span></span></div></Button>
    </div>
  );
}

function Dialog({ close, sheet, children }) {
  const modal = useModal();
  const signs = changed("dialog") ? {} : { "aria-labelledby": "modal-header", "aria-modal": true, role: "dialog" };
  return (
    <div className="v over">
      <div className="v mask" onClick={close} />
      <div ref={modal} {...signs} className="v dialog">
        <div className="v"><div className="v"><div data-viewportview="true" className="v"><Top close={close} />{children}</div></div></div>
        {sheet}
      </div>
    </div>
  );
}

/** In the page's own column: no dialog, and the page that was there is unmounted. */
function FullPage({ close, sheet, children }) {
  return (
    <div className="v compose-page">
      <Top close={close} />
      {children}
      {sheet && <div className="v over"><div data-testid="mask" className="v mask" />{sheet}</div>}
    </div>
  );
}

/** How long a slow composer keeps the reader waiting. */
const SLOW_MS = 2500;

/** It comes when X's Compose bundle has arrived. */
export function LazyCompose(props) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), switches.reply === "slow" ? SLOW_MS : switches.composeDelay);
    return () => clearTimeout(timer);
  }, []);
  return ready ? <Draft {...props} Frame={switches.composeAs === "page" ? FullPage : Dialog} /> : null;
}

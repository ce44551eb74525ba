// Where a post is written: a dialog over the page, or a page of its own.
import { useEffect, useRef, useState } from "react";
import { ago } from "../data/tweets.mjs";
import { TweetAvatar } from "./avatar.jsx";
import { Composer } from "./composer.jsx";
import { useEscape } from "./modal.js";
import { Button, Icon, useName } from "./parts.jsx";
import { closeOverlay, switches } from "./store.js";
import { TweetText } from "./text.jsx";
import { LINK } from "../themes.mjs";
import { useTheme } from "./theme.js";

/** The tweet being answered: an article, but without permalink and without action bar. */
function Parent({ tweet }) {
  const theme = useTheme();
  return (
    <article aria-labelledby={useName()} role="article" tabIndex={-1} data-testid="tweet" className="v tweet parent">
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
    </article>
  );
}

function Discard({ onKeep, onDiscard }) {
  return (
    <div data-testid="confirmationSheetDialog" role="alertdialog" aria-modal="true" className="v sheet">
      <h1 className="t page-title">Save post?</h1>
      <span className="t dim">You can save this to send later from your drafts.</span>
      <Button testid="confirmationSheetConfirm" className="v pill strong-pill" onPress={onDiscard}><span className="t">Save</span></Button>
      <Button testid="confirmationSheetCancel" className="v pill plain-pill" onPress={onDiscard}><span className="t">Discard</span></Button>
      <Button label="Back to the post" className="v pill plain-pill" onPress={onKeep}><span className="t">Back</span></Button>
    </div>
  );
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
  return (
    <Frame close={close} sheet={asking && <Discard onKeep={() => setAsking(false)} onDiscard={closeOverlay} />}>
      {tweet && <Parent tweet={tweet} />}
      <Composer replyTo={tweet ?? undefined} initial={text} placeholder={tweet ? "Post your reply" : "What’s happening?"} onText={(now) => { words.current = now; }} onSent={closeOverlay} />
    </Frame>
  );
}

function Top({ close }) {
  return (
    <div className="v row dialog-top">
      <Button label="Close" testid="app-bar-close" className="v press" onPress={close}><Icon name="close" /></Button>
      <div className="v grow" /><h2 id="modal-header" className="t unseen">Post</h2>
      <Button testid="unsentButton" className="v press"><div dir="ltr" className="t strong" style={{ color: LINK }}><span><span>Drafts</span></span></div></Button>
    </div>
  );
}

function Dialog({ close, sheet, children }) {
  return (
    <div className="v over">
      <div className="v mask" onClick={close} />
      <div aria-labelledby="modal-header" aria-modal="true" role="dialog" className="v dialog">
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

/** It comes when X's Compose bundle has arrived. */
export function LazyCompose(props) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), history.state?.wait ?? switches.composeDelay);
    return () => clearTimeout(timer);
  }, []);
  return ready ? <Draft {...props} Frame={switches.composeAs === "page" ? FullPage : Dialog} /> : null;
}

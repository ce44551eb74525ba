// What lies above the page, in #layers: the reply dialog, sheets, the photo, the toast.
import { useEffect, useRef, useState } from "react";
import { ago } from "../data/tweets.mjs";
import { VIEWER } from "../data/people.mjs";
import { TweetAvatar } from "./avatar.jsx";
import { Composer } from "./composer.jsx";
import { Button, Icon, useName } from "./parts.jsx";
import { closeOverlay, switches, update, useStore } from "./store.js";
import { TweetText } from "./text.jsx";
import { Tweet } from "./tweet.jsx";
import { LINK } from "../themes.mjs";
import { useTheme } from "./theme.js";

/** Calls `close` on Escape, also from the editor: Draft.js prevents the default but lets the key pass. */
function useEscape(close) {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const onKey = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

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

function ComposeDialog({ tweet, text = "" }) {
  const words = useRef(text);
  const [asking, setAsking] = useState(false);
  const close = () => {
    if (asking) setAsking(false);
    else if (words.current.trim() === "") closeOverlay();
    else setAsking(true);
  };
  useEscape(close);
  return (
    <div className="v over">
      <div className="v mask" onClick={close} />
      <div aria-labelledby="modal-header" aria-modal="true" role="dialog" className="v dialog">
        <div className="v"><div className="v"><div data-viewportview="true" className="v">
          <div className="v row dialog-top">
            <Button label="Close" testid="app-bar-close" className="v press" onPress={close}><Icon name="close" /></Button>
            <div className="v grow" /><h2 id="modal-header" className="t unseen">Post</h2>
            <Button testid="unsentButton" className="v press"><div dir="ltr" className="t strong" style={{ color: LINK }}><span><span>Drafts</span></span></div></Button>
          </div>
          {tweet && <Parent tweet={tweet} />}
          <Composer replyTo={tweet ?? undefined} initial={text} placeholder={tweet ? "Post your reply" : "What’s happening?"} onText={(now) => { words.current = now; }} onSent={closeOverlay} />
        </div></div></div>
        {asking && <Discard onKeep={() => setAsking(false)} onDiscard={closeOverlay} />}
      </div>
    </div>
  );
}

/** The dialog comes when X's Compose bundle has arrived. */
function LazyCompose(props) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), history.state?.wait ?? switches.composeDelay);
    return () => clearTimeout(timer);
  }, []);
  return ready ? <ComposeDialog {...props} /> : null;
}

function Restricted({ tweet }) {
  const close = () => update({ overlay: null });
  useEscape(close);
  return (
    <div className="v over">
      <div data-testid="mask" className="v mask" onClick={close} />
      <div data-testid="sheetDialog" aria-modal="true" role="dialog" className="v sheet">
        <h1 className="t page-title">Who can reply?</h1>
        <span className="t dim">People @{tweet.user.handle} follows or mentioned can reply.</span>
        <Button className="v pill strong-pill" onPress={close}><span className="t">Got it</span></Button>
      </div>
    </div>
  );
}

function PhotoModal({ tweet }) {
  useEscape(closeOverlay);
  if (!tweet) return null;
  return (
    <div aria-modal="true" role="dialog" aria-labelledby="modal-header" className="v over photo-modal">
      <Button label="Close" className="v press" onPress={closeOverlay}><Icon name="close" /></Button>
      {tweet.photo && <img alt={tweet.photo.label} src={`https://pbs.twimg.com/media/${tweet.photo.hue}?format=svg&hue=${tweet.photo.hue}&label=${encodeURIComponent(tweet.photo.label)}`} />}
      <div className="v photo-side"><Tweet tweet={tweet} focal /><div data-testid="inline_reply_offscreen" className="v inline-composer"><Composer replyTo={tweet} placeholder="Post your reply" /></div></div>
    </div>
  );
}

function Toast({ toast }) {
  return (
    <div role="alert" data-testid="toast" className="v row toast">
      <div dir="ltr" className="t"><span>{toast.text}</span></div>
      {toast.id && <div aria-hidden="true" className="v row"><a href={`/${VIEWER.handle}/status/${toast.id}`} dir="ltr" role="link" className="t"><span>View</span></a></div>}
    </div>
  );
}

export function Layers() {
  const { overlay, toast } = useStore();
  return (
    <>
      {overlay?.kind === "compose" && <LazyCompose key={overlay.tweet?.id ?? "new"} tweet={overlay.tweet} text={overlay.text} />}
      {overlay?.kind === "restricted" && <Restricted tweet={overlay.tweet} />}
      {overlay?.kind === "photo" && <PhotoModal tweet={overlay.tweet} />}
      {toast && <div className="v toast-place"><Toast key={toast.key} toast={toast} /></div>}
    </>
  );
}

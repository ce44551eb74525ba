// What lies above the page, in #layers: the reply dialog, sheets, the photo, the toast.
import { VIEWER } from "../data/people.mjs";
import { LazyCompose } from "./compose.jsx";
import { Composer } from "./composer.jsx";
import { useEscape } from "./modal.js";
import { Button, Icon } from "./parts.jsx";
import { closeOverlay, switches, update, useStore } from "./store.js";
import { Tweet } from "./tweet.jsx";

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
      {overlay?.kind === "compose" && switches.composeAs === "modal" && <LazyCompose key={overlay.tweet?.id ?? "new"} tweet={overlay.tweet} text={overlay.text} />}
      {overlay?.kind === "restricted" && <Restricted tweet={overlay.tweet} />}
      {overlay?.kind === "photo" && <PhotoModal tweet={overlay.tweet} />}
      {toast && <div className="v toast-place"><Toast key={toast.key} toast={toast} /></div>}
    </>
  );
}

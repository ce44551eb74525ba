// What lies above the page, in #layers: the reply dialog, sheets, the photo, the toast.
import { LazyCompose } from "./compose.jsx";
import { Composer } from "./composer.jsx";
import { useEscape } from "./modal.js";
import { Button, Icon } from "./parts.jsx";
import { Loading, LoginSheet, Restricted } from "./sheets.jsx";
import { changed, closeOverlay, ME, OUT, say, switches, useStore } from "./store.js";
import { Tweet } from "./tweet.jsx";

function PhotoModal({ tweet }) {
  useEscape(closeOverlay);
  if (!tweet) return null;
  return (
    <div aria-modal="true" role="dialog" aria-labelledby="modal-header" className="v over photo-modal">
      <Button label="Close" className="v press" onPress={closeOverlay}><Icon name="close" /></Button>
      {tweet.photo && <img alt={tweet.photo.label} src={`https://pbs.twimg.com/media/${tweet.photo.hue}?format=svg&hue=${tweet.photo.hue}&label=${encodeURIComponent(tweet.photo.label)}`} />}
      <div className="v photo-side"><Tweet tweet={tweet} focal />{!OUT && <div data-testid="inline_reply_offscreen" className="v inline-composer"><Composer replyTo={tweet} placeholder={say("yourReply")} /></div>}</div>
    </div>
  );
}

function Toast({ toast }) {
  return (
    <div role="alert" data-testid={changed("toast") ? undefined : "toast"} className="v row toast">
      <div dir="ltr" className="t"><span>{toast.text}</span></div>
      {toast.id && <div aria-hidden="true" className="v row"><a href={`/${ME.handle}/status/${toast.id}`} dir="ltr" role="link" className="t"><span>{say("view")}</span></a></div>}
      {toast.link && <a href={toast.link[1]} dir="ltr" role="link" className="t"><span>{say(toast.link[0])}</span></a>}
      {toast.button && <Button className="v press" onPress={() => location.reload()}><span className="t">{say(toast.button)}</span></Button>}
      {toast.help && <a href="https://support.twitter.com/articles/18311" dir="ltr" rel="noopener noreferrer nofollow" target="_blank" role="link" className="t"><span>{say("help")}</span></a>}
    </div>
  );
}

export function Layers() {
  const { overlay, toast } = useStore();
  return (
    <>
      {overlay?.kind === "compose" && switches.composeAs === "modal" && <LazyCompose key={overlay.tweet?.id ?? "new"} tweet={overlay.tweet} text={overlay.text} />}
      {overlay?.kind === "restricted" && <Restricted />}
      {overlay?.kind === "login" && <LoginSheet forReply={overlay.forReply} />}
      {overlay?.kind === "loading" && <Loading />}
      {overlay?.kind === "photo" && <PhotoModal tweet={overlay.tweet} />}
      {toast && <div className="v toast-place"><Toast key={toast.key} toast={toast} /></div>}
    </>
  );
}

// X's small sheets over the page: who can reply, and the one for people who are not logged in.
import { useEscape } from "./modal.js";
import { Button, Icon } from "./parts.jsx";
import { closeOverlay, say, update } from "./store.js";

function Sheet({ title, close, children }) {
  useEscape(close);
  return (
    <div className="v over">
      <div data-testid="mask" className="v mask" onClick={close} />
      <div data-testid="sheetDialog" aria-modal="true" role="dialog" className="v sheet">
        <h1 className="t page-title">{title}</h1>
        {children}
      </div>
    </div>
  );
}

/** What comes in place of a composer where the author chose who may reply. */
export function Restricted() {
  const close = () => update({ overlay: null });
  return (
    <Sheet title={say("whoCanReply")} close={close}>
      <span className="t dim">{say("closed")}</span>
      <Button className="v pill strong-pill" onPress={close}><span className="t">{say("gotIt")}</span></Button>
    </Sheet>
  );
}

/** `forReply`: a reply was pressed; else a page that needs an account. */
export function LoginSheet({ forReply }) {
  const close = () => (forReply ? update({ overlay: null }) : closeOverlay());
  return (
    <Sheet title={say("login")} close={close}>
      {forReply && <span className="t dim">{say("loginToReply")}</span>}
      <a href="/login" role="link" data-testid="login" className="v pill strong-pill"><span className="t">{say("login")}</span></a>
      <a href="/i/flow/signup" role="link" data-testid="signup" className="v pill plain-pill"><span className="t">{say("signup")}</span></a>
    </Sheet>
  );
}

/** X sometimes stays like this when a composer was asked for by its address. */
export function Loading() {
  return (
    <div className="v over">
      <div data-testid="mask" className="v mask" />
      <div aria-modal="true" role="dialog" className="v sheet"><div role="progressbar" aria-valuemax="1" aria-valuemin="0" className="v"><Icon name="logo" /></div></div>
    </div>
  );
}

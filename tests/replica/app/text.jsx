// A tweet's text: plain spans, hashtags, mentions, and links with hidden parts.
import { pieces } from "../data/hashtags.mjs";
import { display } from "../data/links.mjs";
import { LINK } from "../themes.mjs";
import { own, useName } from "./parts.jsx";
import { useTheme } from "./theme.js";

const Hidden = ({ children }) => <span aria-hidden="true" className="t hidden">{children}</span>;

/** The children of a link, in X's order: protocol, visible text, tail, ellipsis. */
function Url({ expanded }) {
  const { protocol, visible, tail, ellipsis } = display(expanded);
  return (
    <>
      <Hidden>{protocol}</Hidden>
      {visible}
      {tail && <Hidden>{tail}</Hidden>}
      {ellipsis && <span aria-hidden="true" className="t ellipsis">…</span>}
    </>
  );
}

/** `part` has X's own field names: extensions that read React's props find them. */
function LinkPart({ part, quoted }) {
  if (quoted) return <span dir="ltr" className="t"><Url expanded={part.expandedUrl} /></span>;
  const href = part.transformed ? `${part.url}?twclid=${new URL(part.expandedUrl).searchParams.get("twclid")}` : part.url;
  return (
    <a dir="ltr" href={href} rel="noopener noreferrer nofollow" target="_blank" role="link" className="t link" style={{ color: LINK }} onClick={(event) => event.stopPropagation()}>
      <Url expanded={part.expandedUrl} />
    </a>
  );
}

function Words({ text, quoted }) {
  return pieces(text).map((piece, i) => {
    if (!piece.href || quoted) return <span key={i} className="t">{piece.text}</span>;
    const anchor = <a dir="ltr" href={piece.href} role="link" className="t link" style={{ color: LINK }} onClick={own}>{piece.text}</a>;
    return piece.tag ? <span key={i} className="t">{anchor}</span> : <div key={i} className="inline"><span className="t">{anchor}</span></div>;
  });
}

/** @param {{tweet: object, quoted?: boolean, big?: boolean}} props */
export function TweetText({ tweet, quoted = false, big = false }) {
  const id = useName();
  const theme = useTheme();
  if (tweet.text.length === 0) return null;
  return (
    <div dir="auto" lang={tweet.lang} id={quoted ? undefined : id} data-testid="tweetText" className={`t tweet-text${big ? " big" : ""}`} style={{ color: theme.text, ...(quoted ? { WebkitLineClamp: 5 } : {}) }}>
      {tweet.text.map((part, i) => typeof part === "string"
        ? <Words key={i} text={part} quoted={quoted} />
        : <LinkPart key={i} quoted={quoted} part={{ displayUrl: display(part.expanded).visible, expandedUrl: part.expanded, url: part.url, transformed: part.transformed, entityType: "url", tweetId: tweet.id }} />)}
    </div>
  );
}

// Link cards, photos and quoted tweets.
import { ago } from "../data/tweets.mjs";
import { person } from "../data/people.mjs";
import { shorten } from "../data/links.mjs";
import { TweetAvatar } from "./avatar.jsx";
import { useName } from "./parts.jsx";
import { TweetText } from "./text.jsx";
import { useTheme } from "./theme.js";

const stop = (event) => event.stopPropagation();
const image = (kind, { hue, label }) => `https://pbs.twimg.com/${kind}/${hue}?format=svg&hue=${hue}&label=${encodeURIComponent(label)}`;

function Picture({ src, ratio }) {
  return (
    <div className="v">
      <div className="v" style={{ paddingBottom: ratio }} />
      <div className="v fill"><div className="v fill"><div className="v fill picture" style={{ backgroundImage: `url("${src}")` }} /><img alt="" src={src} className="ghost" /></div></div>
    </div>
  );
}

/** The whole target path is absent, as on X: only t.co, the domain and a title. */
export function Card({ card }) {
  const theme = useTheme();
  const [box, media, detail] = [useName(), useName(), useName()];
  const link = { href: shorten(card.link), rel: "noopener noreferrer nofollow", target: "_blank", role: "link", onClick: stop };
  const src = image("card_img", { hue: card.hue, label: card.domain });
  if (card.size === "small") {
    return (
      <div aria-labelledby={box} className="v card-outer">
        <div aria-labelledby={`${media} ${detail}`} id={box} data-testid="card.wrapper" className="v card row">
          <div aria-hidden="true" id={media} data-testid="card.layoutSmall.media" className="v card-side"><a {...link} tabIndex={-1} className="v"><Picture src={src} ratio="100%" /></a></div>
          <div className="v grow">
            <a {...link} className="v">
              <div id={detail} data-testid="card.layoutSmall.detail" className="v card-words">
                <div dir="auto" className="t dim"><span><span>{card.domain}</span></span></div>
                <div dir="auto" className="t" style={{ color: theme.text }}><span><span>{card.title}</span></span></div>
              </div>
            </a>
          </div>
        </div>
      </div>
    );
  }
  return (
    <div aria-labelledby={box} className="v card-outer">
      <div aria-labelledby={`${media} ${detail}`} id={box} data-testid="card.wrapper" className="v card">
        <div id={media} data-testid="card.layoutLarge.media" className="v">
          <a {...link} aria-label={`${card.domain} ${card.title}`} className="v">
            <Picture src={src} ratio="52.356%" />
            <div className="v card-title"><div className="v"><div dir="ltr" className="t" style={{ color: "rgb(255, 255, 255)" }}><span>{card.title}</span></div></div></div>
          </a>
        </div>
        <div id={detail} className="v" />
      </div>
      <a {...link} dir="ltr" className="t small from" style={{ color: theme.dim }}>From {card.domain}</a>
    </div>
  );
}

export function Photo({ tweet }) {
  return (
    <div className="v card-outer">
      <div className="v card">
        <a href={`/${tweet.user.handle}/status/${tweet.id}/photo/1`} role="link" className="v" onClick={(event) => { event.nativeEvent.ownLink = true; }}>
          <div aria-label={tweet.photo.label} data-testid="tweetPhoto" className="v"><Picture src={image("media", tweet.photo)} ratio="56.25%" /></div>
        </a>
      </div>
    </div>
  );
}

/** A quoted tweet: no article, no anchors, its time outside any link. */
export function Quote({ quote, time, id }) {
  const theme = useTheme();
  const label = useName();
  const user = person(quote.by);
  return (
    <div aria-labelledby={label} id={label} className="v">
      <div className="v">
        <div dir="ltr" className="t unseen" style={{ color: theme.text }}><span>Quote</span></div>
        <div role="link" tabIndex={0} className="v card quote" onClick={stop}>
          <div className="v quote-head row">
            <TweetAvatar user={user} size={24} plain />
            <div data-testid="User-Name" className="v row names">
              <div className="v"><div className="v"><div dir="ltr" className="t strong" style={{ color: theme.text }}><span><span>{user.name}</span></span></div></div></div>
              <div className="v row">
                <div className="v" tabIndex={-1}><div dir="ltr" className="t" style={{ color: theme.dim }}><span>@{user.handle}</span></div></div>
                <div dir="ltr" aria-hidden="true" className="t dot" style={{ color: theme.dim }}><span>·</span></div>
                <div className="v"><div className="v"><div dir="ltr" aria-label="a day ago" className="t" style={{ color: theme.dim }}><time dateTime={time}>{ago(time)}</time></div></div></div>
              </div>
            </div>
          </div>
          <div className="v quote-body"><TweetText tweet={{ lang: "en", id, ...quote }} quoted /></div>
        </div>
      </div>
    </div>
  );
}

// One tweet as an article, in a list or as the focal tweet of its own page.
import { brief } from "../data/labels.mjs";
import { ago, fullTime } from "../data/tweets.mjs";
import { person } from "../data/people.mjs";
import { TweetAvatar } from "./avatar.jsx";
import { Article } from "./article.jsx";
import { ActionBar } from "./bar.jsx";
import { Card, Photo, Quote } from "./card.jsx";
import { FocalFoot, ReplyingTo } from "./cells.jsx";
import { Button, Icon, own, permalink, TweetBox, useName } from "./parts.jsx";
import { get, goto, say, switches, update } from "./store.js";
import { TweetText } from "./text.jsx";
import { LINK } from "../themes.mjs";
import { useTheme } from "./theme.js";

/** Name, handle and, in a list, the time as permalink. */
function UserName({ tweet, focal }) {
  const theme = useTheme();
  const id = useName();
  const { user } = tweet;
  return (
    <div id={id} data-testid="User-Name" className={focal ? "v names focal" : "v row names"}>
      <div className="v"><div className="v">
        <a href={`/${user.handle}`} role="link" className="v" onClick={own}>
          <div className="v row">
            <div dir="ltr" className="t strong" style={{ color: theme.text }}><span className="t"><span className="t">{user.name}</span></span></div>
            <div dir="ltr" className="t" style={{ color: theme.text }}><span className="t">{user.verified && <Icon name="verified" className="badge" />}{user.locked && <svg viewBox="0 0 24 24" aria-label="Protected account" role="img" data-testid="icon-lock" className="icon"><g><path d="M7 11V8a5 5 0 0110 0v3h1v9H6v-9z" /></g></svg>}</span></div>
          </div>
        </a>
      </div></div>
      <div className="v"><div className="v row">
        <div className="v"><a href={`/${user.handle}`} role="link" tabIndex={-1} className="v" onClick={own}><div dir="ltr" className="t" style={{ color: theme.dim }}><span className="t">@{user.handle}</span></div></a></div>
        {!focal && !tweet.promoted && (
          <>
            <div dir="ltr" aria-hidden="true" className="t dot" style={{ color: theme.dim }}><span className="t">·</span></div>
            <div className="v"><a href={permalink(tweet)} dir="ltr" aria-label={ago(tweet.time)} role="link" className="t" style={{ color: theme.dim }} onClick={own}><time dateTime={tweet.time}>{ago(tweet.time)}</time></a></div>
          </>
        )}
      </div></div>
    </div>
  );
}

function Corner({ tweet }) {
  const theme = useTheme();
  return (
    <div className="v row corner">
      {tweet.promoted && <div dir="ltr" className="t" style={{ color: theme.dim }}><span>Ad</span></div>}
      <div className="v"><div className="v"><div className="v">
        <Button label="More" testid="caret" aria-expanded="false" aria-haspopup="menu" className="v press"><div dir="ltr" className="t face" style={{ color: theme.dim }}><div className="v"><div className="v halo" /><Icon name="more" className="dots" /></div></div></Button>
      </div></div></div>
    </div>
  );
}

function SocialContext({ tweet }) {
  if (!tweet.repostedBy) return <div className="v"><div className="v row"><div className="v" /></div></div>;
  const by = person(tweet.repostedBy);
  return (
    <div className="v"><div className="v row context">
      <Icon name="retweet" />
      <div className="v"><a href={`/${by.handle}`} dir="ltr" role="link" className="t dim" onClick={own}><span data-testid="socialContext" className="t"><span className="t"><span>{by.name}</span></span> reposted</span></a></div>
    </div></div>
  );
}

/** What stands between text and action bar. */
function Attached({ tweet }) {
  return (
    <>
      {tweet.photo && <Photo tweet={tweet} />}
      {tweet.card && !tweet.photo && !tweet.quote && <Card card={tweet.card} />}
      {tweet.quote && <Quote quote={tweet.quote} id={tweet.id} time={new Date(Date.parse(tweet.time) - 86_400_000).toISOString()} />}
    </>
  );
}

/** The text; in a list only its beginning, where the tweet says how much. Its own page shows the whole. */
function Words({ tweet, focal }) {
  const { unfolded } = get();
  const cut = Number.isInteger(tweet.more) && !focal && !unfolded[tweet.id];
  return (
    <div className="v">
      <TweetText tweet={cut ? { ...tweet, text: tweet.text.slice(0, tweet.more) } : tweet} big={focal} />
      {(cut || tweet.more === true) && <ShowMore tweet={tweet} onPress={cut ? () => update({ unfolded: { ...get().unfolded, [tweet.id]: true } }) : undefined} />}
    </div>
  );
}

/** A link until 2024, then a div, a button since 2025. The link leads to the tweet's page, the others unfold the text in its place. */
function ShowMore({ tweet, onPress }) {
  const given = { dir: "ltr", "data-testid": "tweet-text-show-more-link", className: "t link show-more", style: { color: LINK }, children: <span className="t">{say("showMore")}</span> };
  if (switches.showMore === "link") return <a href={permalink(tweet)} role="link" {...given} onClick={own} />;
  const press = onPress && ((event) => {
    event.stopPropagation();
    onPress();
  });
  return switches.showMore === "div" ? <div {...given} onClick={press} /> : <button type="button" role="button" {...given} onClick={press} />;
}

/** The line under a focal tweet: permalink and views. */
function FocalTime({ tweet }) {
  const theme = useTheme();
  const views = <span><span data-testid="app-text-transition-container"><span>{brief(tweet.counts.views, switches.labels)}</span></span> <span style={{ color: theme.dim }}>Views</span></span>;
  const href = permalink(tweet) + (tweet.edited ? "/history" : "");
  return (
    <div className="v focal-time"><div className="v"><div className="v row">
      <div dir="ltr" className="t" style={{ color: theme.dim }}><a href={href} aria-label={fullTime(tweet.time)} role="link" className="t" style={{ color: theme.dim }} onClick={own}><time dateTime={tweet.time}>{fullTime(tweet.time)}</time></a></div>
      <div dir="ltr" aria-hidden="true" className="t dot" style={{ color: theme.dim }}><span>·</span></div>
      {/* An Article's views are a link, which also ends in /analytics and lies outside the bar. */}
      {tweet.article
        ? <a href={`${permalink(tweet)}/analytics`} dir="ltr" role="link" className="t" style={{ color: theme.text }} onClick={(event) => event.preventDefault()}>{views}</a>
        : <div dir="ltr" className="t" style={{ color: theme.text }}>{views}</div>}
    </div></div></div>
  );
}

/**
 * @param {{tweet: object, focal?: boolean, line?: boolean, to?: string[]}} props
 * `line`: from its picture down to the next; `to`: whom it says it answers
 */
export function Tweet({ tweet, focal = false, line = false, to = [] }) {
  const { bars } = get();
  const label = useName();
  const bar = <ActionBar key={bars[tweet.id] ?? 0} tweet={tweet} focal={focal} />;
  const open = (event) => {
    if (!focal && !tweet.noId && !event.nativeEvent.ownLink) goto(permalink(tweet));
  };
  const head = <div className="v row head"><UserName tweet={tweet} focal={focal} /><Corner tweet={tweet} /></div>;
  const words = tweet.article
    ? <Article tweet={tweet} focal={focal} />
    : <><Words tweet={tweet} focal={focal} /><Attached tweet={tweet} /></>;
  const article = (
    <TweetBox
      aria-labelledby={label} tabIndex={focal ? -1 : 0} className={`v tweet${focal ? " is-focal" : ""}`}
      onClick={open} onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && open(event)}
    >
      <div className="v"><div className="v">
        <SocialContext tweet={tweet} />
        {focal ? (
          <>
            <div className="v row"><div className="v gutter"><TweetAvatar user={tweet.user} /></div><div className="v grow">{head}</div></div>
            {words}
            <FocalTime tweet={tweet} />
            <div className="v focal-bar"><div className="v">{bar}</div></div>
            {tweet.world && <FocalFoot tweet={tweet} />}
          </>
        ) : (
          <div className="v row">
            <div className="v gutter"><TweetAvatar user={tweet.user} />{line && <div className="v thread" />}</div>
            <div className="v grow">{head}{to.length > 0 && <ReplyingTo to={to} />}{words}<div className="v"><div className="v">{bar}</div></div></div>
          </div>
        )}
      </div></div>
    </TweetBox>
  );
  return tweet.promoted ? <div data-testid="placementTracking" className="v">{article}</div> : article;
}

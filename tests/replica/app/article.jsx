// A post of X's "Article" type. As focal tweet it has a second action bar, at
// the top, and its text is a read-only Draft.js-like block, not a tweetText.
import { Fragment } from "react";
import { display, shorten } from "../data/links.mjs";
import { ago } from "../data/tweets.mjs";
import { TweetAvatar } from "./avatar.jsx";
import { ActionBar } from "./bar.jsx";
import { own, permalink, TweetBox, useName } from "./parts.jsx";
import { goto, switches } from "./store.js";
import { TweetText } from "./text.jsx";
import { useTheme } from "./theme.js";
import { LINK } from "../themes.mjs";

/**
 * A tweet between an Article's paragraphs: an article within the article. With `embed=bar` it has an action bar of its
 * own, whose reply button answers the embedded tweet.
 */
function SimpleTweet({ tweet }) {
  const theme = useTheme();
  const label = useName();
  const dim = { color: theme.dim };
  const href = permalink(tweet);
  return (
    <div data-testid="simpleTweet" className="v card simple">
      <TweetBox aria-labelledby={label} tabIndex={0} className="v" onClick={(event) => event.nativeEvent.ownLink || goto(href)}>
        <div className="v row head">
          <TweetAvatar user={tweet.user} size={24} plain />
          <div id={label} data-testid="User-Name" className="v row names">
            <a href={`/${tweet.user.handle}`} role="link" className="v" onClick={own}><div dir="ltr" className="t strong"><span>{tweet.user.name}</span></div></a>
            <a href={`/${tweet.user.handle}`} role="link" tabIndex={-1} className="v" onClick={own}><div dir="ltr" className="t" style={dim}><span>@{tweet.user.handle}</span></div></a>
            <a href={href} dir="ltr" role="link" className="t" style={dim} onClick={own}><time dateTime={tweet.time}>{ago(tweet.time)}</time></a>
          </div>
        </div>
        <TweetText tweet={tweet} />
        {switches.embed === "bar" && <ActionBar tweet={tweet} />}
      </TweetBox>
    </div>
  );
}

export function Article({ tweet, focal }) {
  const theme = useTheme();
  const { title, body, link, embed } = tweet.article;
  if (!focal) {
    return (
      <div className="v card article-teaser" data-testid="article-cover">
        <div dir="auto" className="t strong" style={{ color: theme.text }}><span>{title}</span></div>
        <div dir="auto" className="t dim"><span>{body[0]}</span></div>
      </div>
    );
  }
  return (
    <div data-testid="twitterArticleReadView" className="v">
      <div dir="auto" data-testid="twitter-article-title" className="t title" style={{ color: theme.text }}><span>{title}</span></div>
      <div className="v"><ActionBar tweet={tweet} /></div>
      <div data-testid="twitterArticleRichTextView" className="v">
        <div contentEditable={false} data-testid="longformRichTextComponent" spellCheck={false} className="t article-body" style={{ color: theme.text }}>
          {body.map((paragraph, i) => (
            <Fragment key={paragraph}>
              <div data-block="true"><span data-text="true">{paragraph}</span></div>
              {i === 0 && embed && <section data-block="true" contentEditable={false}><SimpleTweet tweet={embed} /></section>}
            </Fragment>
          ))}
          {link && <div data-block="true"><a href={shorten(link)} rel="noopener noreferrer nofollow" target="_blank" role="link" className="t link" style={{ color: LINK }}>{display(link).visible}</a></div>}
        </div>
      </div>
    </div>
  );
}

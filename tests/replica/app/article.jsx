// A post of X's "Article" type. As focal tweet it has a second action bar, at
// the top, and its text is a read-only Draft.js-like block, not a tweetText.
import { display, shorten } from "../data/links.mjs";
import { ActionBar } from "./bar.jsx";
import { useTheme } from "./theme.js";
import { LINK } from "../themes.mjs";

export function Article({ tweet, focal }) {
  const theme = useTheme();
  const { title, body, link } = tweet.article;
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
          {body.map((paragraph) => <div key={paragraph} data-block="true"><span data-text="true">{paragraph}</span></div>)}
          <div data-block="true"><a href={shorten(link)} rel="noopener noreferrer nofollow" target="_blank" role="link" className="t link" style={{ color: LINK }}>{display(link).visible}</a></div>
        </div>
      </div>
    </div>
  );
}

// What stands in cells of `answers=shown` that hold no post, and what posts have there besides.
import { Avatar } from "./avatar.jsx";
import { Button, Icon, own } from "./parts.jsx";
import { get, say, update, world } from "./store.js";
import { useTheme } from "./theme.js";

/** What a notification says that is no post: several people did one thing to a post, whose words it repeats as text. */
const NOTED = { like: ["like", "likedPost"], follow: ["person", "followedYou"], repost: ["retweet", "repostedPost"] };

export function Note({ note, of }) {
  const theme = useTheme();
  const [icon, word] = NOTED[note];
  const [first, second] = [world.people[of], world.people[of + 1]];
  return (
    <article role="article" data-testid="notification" tabIndex={0} className="v tweet">
      <div className="v row">
        <div className="v gutter"><Icon name={icon} /></div>
        <div className="v grow">
          <div className="v row"><Avatar user={first} size={32} /><Avatar user={second} size={32} /></div>
          <div dir="ltr" className="t" style={{ color: theme.text }}><a href={`/${first.handle}`} role="link" className="t strong"><span>{first.name}</span></a>{say("and")}<a href={`/${second.handle}`} role="link" className="t strong"><span>{second.name}</span></a> {say(word)}</div>
          {note !== "follow" && <div dir="auto" className="t" style={{ color: theme.dim }}><span>Answer with #AmazonCart under any of my book posts.</span></div>}
        </div>
      </div>
    </article>
  );
}

/** A button with more of the conversation behind it. */
export function More({ word, opens }) {
  const open = () => update({ opened: { ...get().opened, [opens]: true } });
  return <Button className="v more-cell" onPress={open}><div dir="ltr" className="t link"><span>{say(word)}</span></div></Button>;
}

/** A post that is not available: an article without a sign of a tweet's. */
export const Gone = () => (
  <article role="article" tabIndex={-1} className="v tweet"><div className="v box"><div dir="auto" className="t dim"><span>{say("gonePost")} <a href="https://help.x.com/rules-and-policies/notices-on-x" rel="noopener noreferrer nofollow" target="_blank" role="link" className="t link"><span>Learn more</span></a></span></div></div></article>
);

/** Whom a post says it answers, where its place does not say it: links, and words in the page's language between. */
export function ReplyingTo({ to }) {
  const theme = useTheme();
  return (
    <div className="v"><div dir="ltr" className="t replying-to" style={{ color: theme.dim }}>
      {say("replyingTo")}
      {to.map((handle, i) => (
        <div key={handle} className="inline">{i > 0 && say("and")}<a dir="ltr" href={`/${handle}`} role="link" className="t link" onClick={own}><span className="t">@{handle}</span></a></div>
      ))}
    </div></div>
  );
}

/** At the end of a post's own page's article: the order of the answers, and the way to the quotes. */
export function FocalFoot({ tweet }) {
  return (
    <div className="v row focal-foot">
      <Button dir="ltr" aria-haspopup="menu" className="v press"><span className="t">{say("relevant")}</span></Button>
      <div className="v grow" />
      <a href={`/${tweet.user.handle}/status/${tweet.id}/quotes`} dir="ltr" role="link" className="t link" onClick={(event) => event.preventDefault()}><span>{say("quotes")}</span></a>
    </div>
  );
}

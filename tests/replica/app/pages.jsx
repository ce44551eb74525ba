// The pages: home, a profile, one status, search.
import { ENDINGS } from "../data/endings.mjs";
import { isAway } from "../data/later.mjs";
import { avatar } from "../data/people.mjs";
import { Answered, Conversation, Found, isAnswered } from "./answers.jsx";
import { Avatar } from "./avatar.jsx";
import { Composer } from "./composer.jsx";
import { Button, Icon } from "./parts.jsx";
import { get, ME, MOBILE, OUT, person, say, switches, tweetById, useStore, world } from "./store.js";
import { Timeline } from "./timeline.jsx";

function TopBar({ title, back = true }) {
  return (
    <div className="v top-bar">
      <div className="v row">
        {back && <Button label="Back" testid="app-bar-back" className="v press back" onPress={() => history.back()}><Icon name="back" /></Button>}
        <h2 dir="ltr" aria-level="2" role="heading" className="t page-title"><span>{title}</span></h2>
      </div>
    </div>
  );
}

export function Home() {
  const { tweets } = useStore();
  return (
    <>
      <div className="v top-bar">
        {MOBILE && <Button label="Profile menu" testid="DashButton_ProfileIcon_Link" className="v press dash"><Avatar user={ME} size={32} plain /></Button>}
        <nav aria-live="polite" role="navigation" className="v"><div role="tablist" data-testid="ScrollSnap-List" className="v row tabs">
          <div role="presentation" className="v grow"><a href="/home" role="tab" aria-selected="true" className="v tab on"><div dir="ltr" className="t"><span>For you</span></div></a></div>
          <div role="presentation" className="v grow"><a href="/home" role="tab" aria-selected="false" tabIndex={-1} className="v tab"><div dir="ltr" className="t dim"><span>Following</span></div></a></div>
        </div></nav>
      </div>
      {!OUT && (MOBILE
        ? <a href="/compose/post" aria-label="Post" role="link" data-testid="FloatingActionButtons_Tweet_Button" className="v fab"><Icon name="plus" /></a>
        : <div className="v inline-composer"><Composer inline placeholder={say("whatsHappening")} /></div>)}
      <Timeline title="Your Home Timeline" label="Your Home Timeline" tweets={tweets.filter((t) => !t.inReplyTo && !t.world)} />
    </>
  );
}

export function Profile({ handle }) {
  const { tweets } = useStore();
  const user = person(handle);
  if (!user) return <><TopBar title="Profile" /><div className="v nothing"><span className="t">This account doesn’t exist</span></div></>;
  return (
    <>
      <TopBar title={user.name} />
      <div className="v profile">
        <div className="v banner" style={{ background: `linear-gradient(120deg, hsl(${user.hue} 60% 70%), hsl(${user.hue + 60} 60% 50%))` }} />
        <img src={avatar(user)} alt="" width="120" height="120" className="round portrait" />
        <div data-testid="UserName" className="v"><div dir="ltr" className="t page-title"><span>{user.name}</span></div><div dir="ltr" className="t dim"><span>@{user.handle}</span></div></div>
      </div>
      {world && user.uid === world.author.uid ? <Answered user={world.author} /> : <Timeline title={`${user.name}’s posts`} label={`${user.name}’s posts`} tweets={tweets.filter((t) => (t.user === user && !(t.world && t.inReplyTo)) || t.repostedBy === handle)} />}
    </>
  );
}

export function Status({ id }) {
  const { tweets } = useStore();
  const tweet = tweetById(id);
  if (!tweet || isAway(tweet)) return <><TopBar title="Post" /><div className="v nothing"><span className="t">Hmm...this page doesn’t exist.</span></div></>;
  const composer = !MOBILE && !OUT && <div data-testid="inline_reply_offscreen" className="v inline-composer">{world && <Answering user={tweet.user} />}<Composer inline replyTo={tweet} placeholder={say("yourReply")} /></div>;
  if (isAnswered(tweet)) return <><TopBar title="Post" /><Conversation key={id} id={id} composer={composer} /></>;
  const parent = tweetById(tweet.inReplyTo);
  const at = get().tweets.indexOf(tweet);
  const to = (other) => tweets.filter((t) => t.inReplyTo === other);
  // What answers an answer stands right below it; an empty cell ends each thread.
  const threads = to(id).flatMap((t) => [t, ...to(t.id), { id: `after-${t.id}`, between: true }]);
  // Without an account X shows a tweet and one answer.
  const others = OUT ? tweets.slice(at + 1, at + 2) : tweets.filter((t, i) => i > at && i <= at + 8 && !t.promoted && !t.inReplyTo);
  const more = !OUT ? [{ id: "discover", between: true, heading: "discover" }] : [];
  return (
    <>
      <TopBar title="Post" />
      <Timeline
        key={id} title="Conversation" label="Conversation" focalId={id} tweets={[...(parent ? [parent] : []), tweet, ...threads, ...more, ...others]}
        after={composer}
      />
    </>
  );
}

/** Whom the composer in the page answers: a button, which looks like the line of an answer's. */
const Answering = ({ user }) => <button dir="ltr" role="button" type="button" className="t replying">{say("replyingTo")}<span dir="ltr" className="t"><span>@{user.handle}</span></span></button>;

export function Search() {
  const { tweets, query: search } = useStore();
  const query = new URLSearchParams(search).get("q") ?? "";
  const words = (t) => t.text.map((part) => (typeof part === "string" ? part : part.expanded)).join("").toLowerCase();
  return (
    <>
      <TopBar title={query ? `Search: ${query}` : "Explore"} />
      {world && query ? <Found query={query} /> : <Timeline title="Search timeline" label="Search timeline" tweets={tweets.filter((t) => words(t).includes(query.toLowerCase()))} />}
    </>
  );
}

/** Where X leads an account that it has locked or suspended. */
export function AccountAccess() {
  return <div className="v nothing"><h1 className="t page-title">{say(ENDINGS[switches.ending]?.word ?? "locked")}</h1></div>;
}

export function Login() {
  return (
    <div className="v nothing">
      <h1 className="t page-title">{say("login")}</h1>
      <a href="/login" role="link" data-testid="login" className="v pill strong-pill"><span className="t">{say("login")}</span></a>
    </div>
  );
}

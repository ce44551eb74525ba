// The pages of `answers=shown`: conversations, notifications, search and the author's profile.
import { useEffect, useState } from "react";
import { conversation, found, mentions, profile, related } from "../data/places.mjs";
import { get, ME, OUT, switches, useStore, world } from "./store.js";
import { Timeline } from "./timeline.jsx";

/** The posts of all these pages, with the viewer's new answers to them. */
const posts = () => related(get().tweets.filter((tweet) => tweet.world || tweet.inReplyTo));

/** Whether a tweet's own page is one of these. */
export const isAnswered = (tweet) => world !== null && posts().root(tweet).world === true;

/** How long after the posts below it the heading comes that says they are none of the conversation. */
const LATE_MS = 400;

/** `composer` stands inside the focal post's cell. */
export function Conversation({ id, composer }) {
  const { opened } = useStore();
  const [heading, setHeading] = useState(switches.discover === "there");
  useEffect(() => {
    const timer = setTimeout(() => setHeading(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  const slots = conversation(posts(), id, { opened, heading });
  // Without an account X shows a post and one answer.
  const shown = OUT ? slots.slice(0, slots.findIndex((slot) => slot.id === id) + 2) : slots;
  return <Timeline title="Conversation" label="Conversation" focalId={id} tweets={shown} after={composer} />;
}

export const Found = ({ query }) => <Timeline key={query} title="Search timeline" label="Search timeline" tweets={found(posts(), query)} />;

export const Answered = ({ user }) => <Timeline title={`${user.name}’s posts`} label={`${user.name}’s posts`} tweets={profile(posts(), user)} />;

const TABS = [["/notifications", "All"], ["/notifications/verified", "Verified"], ["/notifications/mentions", "Mentions"]];

/** The same on each of its tabs: the replica's author cares for the answers alone. */
export function Notifications() {
  const { page } = useStore();
  return (
    <>
      <div className="v top-bar">
        <h2 dir="ltr" aria-level="2" role="heading" className="t page-title"><span>Notifications</span></h2>
        <nav aria-live="polite" role="navigation" className="v"><div role="tablist" data-testid="ScrollSnap-List" className="v row tabs">
          {TABS.map(([path, name]) => <div key={path} role="presentation" className="v grow"><a href={path} role="tab" aria-selected={page === path} className={`v tab${page === path ? " on" : ""}`}><div dir="ltr" className="t"><span>{name}</span></div></a></div>)}
        </div></nav>
      </div>
      <Timeline title="Timeline: Notifications" label="Notifications" tweets={mentions(posts(), ME)} />
    </>
  );
}

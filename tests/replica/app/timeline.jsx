// A virtualised list in X's manner: absolutely placed cells, measured, and only
// those near the screen are mounted. A cell scrolled away is destroyed; when it
// returns it is a new node.
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Gone, More, Note } from "./cells.jsx";
import { loaded, say, tweetById, useStore } from "./store.js";
import { Tweet } from "./tweet.jsx";

/** A cell's height before it has been measured. What is guessed too high makes the list shrink while it is scrolled. */
const GUESS = 170;
const guess = (slot) => (slot.between && !slot.heading ? 12 : slot.tweet ? 118 : GUESS);
/** How far beyond the screen cells stay mounted. */
const MARGIN = 900;

/** Heights outlive the list: scrolling back must not jump. */
const heights = new Map();

function Cell({ top, id, onHeight, empty, children }) {
  const node = useRef(null);
  useLayoutEffect(() => {
    const measure = () => onHeight(id, node.current.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node.current);
    return () => observer.disconnect();
  }, [id, onHeight]);
  return (
    <div data-testid="cellInnerDiv" ref={node} className="v" style={{ transform: `translateY(${top}px)`, position: "absolute", width: "100%" }}>
      {empty ? <div className="v between" /> : <div className="v cell"><div className="v">{children}</div></div>}
    </div>
  );
}

/** What a slot is that is no tweet: the empty cell behind a thread, or the heading of what comes after all of them. */
const Between = ({ heading, about }) => (heading ? <div className="v top-bar"><h2 dir="ltr" aria-level="2" role="heading" className="t page-title"><span>{say(heading)}</span></h2>{about && <div dir="ltr" className="t dim small"><span>{say(about)}</span></div>}</div> : null);

/** What stands in a slot's cell; drawn again where `posts` of the store has changed, and not for a dialog or a toast. */
const Slot = memo(function Slot({ slot, tweet, focal }) {
  if (slot.between) return <Between heading={slot.heading} about={slot.about} />;
  if (slot.button) return <More word={slot.button} opens={slot.opens} />;
  if (slot.note) return <Note note={slot.note} of={slot.of} />;
  return slot.gone ? <Gone /> : <Tweet tweet={tweet} focal={focal} line={slot.line} to={slot.to} />;
});

/**
 * @param {{label: string, title: string, tweets: object[], focalId?: string, after?: React.ReactNode}} props
 * `after` stands inside the focal tweet's cell. A slot may also be `{ id, between: true, heading? }`, the heading as the
 * key of its words, and what `../data/places.mjs` has.
 */
export function Timeline({ label, title, tweets, focalId, after }) {
  const { standIn, posts } = useStore();
  const list = useRef(null);
  const [, redraw] = useState(0);
  const again = useCallback(() => redraw((n) => n + 1), []);

  const onHeight = useCallback((id, height) => {
    if (height > 0 && heights.get(id) !== height) {
      heights.set(id, height);
      again();
    }
  }, [again]);

  useEffect(() => {
    let frame = 0;
    const soon = () => {
      frame ||= requestAnimationFrame(() => { frame = 0; again(); });
    };
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    again();
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", soon);
      window.removeEventListener("resize", soon);
    };
  }, [again]);

  const origin = list.current ? list.current.getBoundingClientRect().top : 0;
  const from = -origin - MARGIN;
  const to = -origin + window.innerHeight + MARGIN;
  let top = 0;
  const cells = [];
  for (const slot of tweets) {
    if (slot.tweet) loaded.add(slot.tweet);
    const key = focalId === slot.id ? `${slot.id}-focal` : slot.id;
    const height = heights.get(key) ?? guess(slot);
    if (top + height >= from && top <= to) {
      const tweet = tweetById(standIn[slot.id]) ?? slot.tweet ?? slot;
      cells.push(
        <Cell key={key} id={key} top={top} onHeight={onHeight} empty={slot.between && !slot.heading}>
          <Slot slot={slot} tweet={tweet} focal={slot.id === focalId} posts={posts} />
          {slot.id === focalId && after}
        </Cell>,
      );
    }
    top += height;
  }
  return (
    <section aria-labelledby="accessible-list-1" role="region" className="v">
      <h1 dir="auto" aria-level="1" role="heading" id="accessible-list-1" className="t unseen">{title}</h1>
      <div aria-label={`Timeline: ${label}`} className="v"><div ref={list} style={{ position: "relative", minHeight: `${top}px` }}>{cells}</div></div>
    </section>
  );
}

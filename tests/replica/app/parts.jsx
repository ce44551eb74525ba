// Small things every part of the page uses.
import { useState } from "react";
import { changed } from "./store.js";

const PATHS = {
  logo: "M4 4l16 16M20 4L4 20M4 4h3l13 16h-3z",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  search: "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20.5 20.5",
  bell: "M6 17V11a6 6 0 0112 0v6l1.5 1.5h-15zM10 21h4",
  bookmark: "M6 4h12v16l-6-4.5L6 20z",
  person: "M12 4a4 4 0 100 8 4 4 0 000-8zM4.5 20c.8-4 4-6 7.500-6s6.700 2 7.500 6z",
  reply: "M12 4.500c-4.500 0-8 3-8 7 0 3.800 3.200 6.700 7.500 6.900V21c4.500-2 8.500-5 8.500-9.500 0-4-3.500-7-8-7z",
  retweet: "M5 8.500L8 5.500l3 3M8 6v9a3 3 0 003 3h2M19 15.500l-3 3-3-3M16 18V9a3 3 0 00-3-3h-2",
  like: "M12 20S4 15 4 9.300C4 6.500 6 5 8 5c1.800 0 3.200 1 4 2.500C12.800 6 14.200 5 16 5c2 0 4 1.500 4 4.300C20 15 12 20 12 20z",
  views: "M5 20v-8M10 20V4M15 20v-10M20 20V8",
  share: "M12 15V4M8 8l4-4 4 4M5 14v6h14v-6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  plus: "M12 5v14M5 12h14",
  close: "M5 5l14 14M19 5L5 19",
  back: "M20 12H5M11 6l-6 6 6 6",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-2 4 4",
  smile: "M12 4a8 8 0 100 16 8 8 0 000-16zM8.500 14c1 1.500 2 2 3.500 2s2.500-.5 3.500-2M9 10h.01M15 10h.01",
  verified: "M12 3l2.500 2 3.200-.2.9 3 2.600 1.900L20 12.500l.9 3-2.700 1.800-1 3-3.200-.1L12 22l-2.500-1.800-3.200.1-1-3-2.700-1.800.9-3-1.200-2.800 2.600-1.900.9-3 3.200.2z",
};

export function Icon({ name, className = "" }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={`icon ${className}`}>
      <g><path d={PATHS[name]} /></g>
    </svg>
  );
}

/** A tweet's outermost element. */
export function TweetBox(given) {
  return changed("article") ? <div {...given} /> : <article role="article" data-testid="tweet" {...given} />;
}

/** A native button which keeps its click to itself, as X's do. */
export function Button({ label, testid, onPress, children, disabled = false, ...rest }) {
  const off = disabled ? { "aria-disabled": true, disabled: true, tabIndex: -1 } : {};
  return (
    <button
      aria-label={label} role="button" data-testid={testid} type="button" {...off} {...rest}
      onClick={(event) => {
        event.stopPropagation();
        onPress?.(event);
      }}
    >
      {children}
    </button>
  );
}

let serial = 0;

/** A name like X's `id__58ycntw99ec`, stable while the component is mounted. */
export function useName() {
  const [name] = useState(() => {
    serial += 1;
    return `id__${((serial * 2654435761) >>> 0).toString(36)}${serial.toString(36)}`;
  });
  return name;
}

export const permalink = (tweet) => `/${tweet.user.handle}/status/${tweet.id}`;

/** Marks a click as the link's own, so that the article around it does not navigate too. */
export function own(event) {
  event.nativeEvent.ownLink = true;
}

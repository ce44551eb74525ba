// The action bar under a tweet.
import { brief, label, rowLabel } from "../data/labels.mjs";
import { Button, Icon, useName } from "./parts.jsx";
import { openReply } from "./reply.js";
import { changed, limited, ME, say, switches, update, world } from "./store.js";
import { useTheme } from "./theme.js";

/** Icon and count, as deep as X nests them. */
function Face({ icon, count, color }) {
  return (
    <div dir="ltr" className="t face" style={{ color }}>
      <div className="v"><div className="v halo" /><Icon name={icon} /></div>
      {count !== undefined && (
        <div className="v"><span data-testid="app-text-transition-container" className="count"><span className="t"><span className="t">{brief(count, switches.labels)}</span></span></span></div>
      )}
    </div>
  );
}

/** What the reply button of a tweet with closed replies has besides its pale icon. */
const CLOSED = { aria: { "aria-disabled": true }, disabled: { disabled: true } };

/** The reply button's label is in the page's language, as that of the composer. */
const replyLabel = (tweet) => (switches.labels === "page" ? say("replyCount", tweet.counts.replies) : label("replies", tweet, switches.labels));

/** @param {{tweet: object, focal?: boolean}} props A focal tweet of somebody else's has no analytics link here. */
export function ActionBar({ tweet, focal = false }) {
  const theme = useTheme();
  const id = useName();
  const { counts } = tweet;
  const closed = limited(tweet);
  const of = (metric, options) => label(metric, tweet, switches.labels, options);
  const isOwn = world && tweet.user === ME;
  const flip = (key, count, by) => {
    tweet[key] = !tweet[key];
    counts[count] += tweet[key] ? by : -by;
    update({});
  };
  if (changed("bar")) return null;
  return (
    <div aria-label={rowLabel(tweet, switches.labels)} role="group" id={id} className="v bar">
      <div className="v act">
        <Button label={replyLabel(tweet)} testid={changed("reply") ? undefined : "reply"} className={`v press${closed ? " faded" : ""}`} {...(closed ? CLOSED[switches.restricted] : {})} onPress={() => openReply(tweet)}>
          <Face icon="reply" count={counts.replies} color={theme.dim} />
        </Button>
      </div>
      <div className="v act">
        <Button label={of("reposts")} testid={tweet.reposted ? "unretweet" : "retweet"} aria-expanded="false" aria-haspopup="menu" className="v press" onPress={() => flip("reposted", "reposts", 1)}>
          <Face icon="retweet" count={counts.reposts} color={tweet.reposted ? "rgb(0, 186, 124)" : theme.dim} />
        </Button>
      </div>
      <div className="v act">
        <Button label={of("likes")} testid={tweet.liked ? "unlike" : "like"} className="v press" onPress={() => flip("liked", "likes", 1)}>
          <Face icon="like" count={counts.likes} color={tweet.liked ? "rgb(249, 24, 128)" : theme.dim} />
        </Button>
      </div>
      {(!focal || isOwn) && !tweet.noId && (
        <div className="v act">
          <a href={`/${tweet.user.handle}/status/${tweet.id}/analytics`} aria-label={of("views")} role="link" className="v press" onClick={(event) => { event.preventDefault(); event.stopPropagation(); }}>
            <Face icon="views" count={counts.views} color={theme.dim} />
          </a>
        </div>
      )}
      <div className={focal ? "v act" : "v act-last"}>
        <Button label={of("bookmarks", { bare: !focal })} testid={tweet.bookmarked ? "removeBookmark" : "bookmark"} className="v press" onPress={() => flip("bookmarked", "bookmarks", 1)}>
          <Face icon="bookmark" count={focal ? counts.bookmarks : undefined} color={tweet.bookmarked ? "rgb(29, 155, 240)" : theme.dim} />
        </Button>
      </div>
      <div className="v" style={{ justifyContent: "inherit", display: "inline-grid", transform: "rotate(0deg) scale(1) translate3d(0px, 0px, 0px)" }}>
        <div className="v">
          <Button label="Share post" aria-expanded="false" aria-haspopup="menu" className="v press"><Face icon="share" color={theme.dim} /></Button>
        </div>
      </div>
    </div>
  );
}

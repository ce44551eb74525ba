// X nests an avatar deeply; the depth matters to whoever counts parents.
import { avatar } from "../data/people.mjs";

/** @param {{user: object, size: number, plain?: boolean, link?: boolean}} props plain: no link around it. */
export function Avatar({ user, size, plain = false }) {
  const style = { width: "calc(100% + 4px)", height: "calc(100% + 4px)" };
  const inner = (
    <div className="v avatar-hole">
      <div className="v" style={{ paddingBottom: "100%" }} />
      <div className="v fill">
        <div className="v fill picture" style={{ backgroundImage: `url("${avatar(user)}")` }} />
        <img alt="" draggable="true" src={avatar(user)} className="ghost" />
      </div>
    </div>
  );
  return (
    <div data-testid={`UserAvatar-Container-${user.handle}`} className="v avatar" style={{ width: `${size}px`, height: `${size}px` }}>
      <div className="v" style={{ paddingBottom: "100%" }} />
      <div className="v fill">
        <div className="v fill">
          {plain
            ? <div role="presentation" className="v" style={style}>{inner}</div>
            : <a href={`/${user.handle}`} aria-hidden="true" role="link" tabIndex={-1} className="v" style={style}>{inner}</a>}
        </div>
      </div>
    </div>
  );
}

export const TweetAvatar = ({ user, size = 40, plain }) => (
  <div data-testid="Tweet-User-Avatar" className="v"><div className="v"><div className="v"><Avatar user={user} size={size} plain={plain} /></div></div></div>
);

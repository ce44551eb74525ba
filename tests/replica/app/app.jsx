// The frame of the page: #layers, side navigation, the column of the current
// page, the side column, and the bottom bar on narrow screens.
import { Fragment, useEffect } from "react";
import { avatar, PEOPLE } from "../data/people.mjs";
import { Notifications } from "./answers.jsx";
import { Avatar } from "./avatar.jsx";
import { Button, Icon } from "./parts.jsx";
import { Layers } from "./layers.jsx";
import { LazyCompose } from "./compose.jsx";
import { AccountAccess, Home, Login, Profile, Search, Status } from "./pages.jsx";
import { goto, ME, MOBILE, OUT, say, switches, useStore, world } from "./store.js";
import { ThemeContext } from "./theme.js";
import { THEMES } from "../themes.mjs";

const NAV = [
  ["/home", "Home", "home", "AppTabBar_Home_Link"],
  ["/search", "Explore", "search", "AppTabBar_Explore_Link"],
  ["/notifications", "Notifications", "bell", "AppTabBar_Notifications_Link"],
  ["/i/bookmarks", "Bookmarks", "bookmark", undefined],
  [`/${ME.handle}`, "Profile", "person", "AppTabBar_Profile_Link"],
];

function SideNav({ page }) {
  return (
    <header role="banner" className="v side">
      <div className="v side-in">
        <h1 role="heading" className="v"><a href="/home" aria-label="X" role="link" className="v logo"><Icon name="logo" /></a></h1>
        <nav aria-label="Primary" role="navigation" className="v">
          {NAV.map(([path, label, icon, testid]) => (
            <a key={path} href={path} aria-label={label} role="link" data-testid={testid} className={`v nav${page === path ? " here" : ""}`}>
              <Icon name={icon} /><div dir="ltr" className="t nav-name"><span>{label}</span></div>
            </a>
          ))}
        </nav>
        <a href="/compose/post" aria-label="Post" role="link" data-testid="SideNav_NewTweet_Button" className="v post"><div dir="ltr" className="t"><span>Post</span></div></a>
        <div className="v grow" />
        <button aria-label="Account menu" role="button" data-testid="SideNav_AccountSwitcher_Button" type="button" className="v account">
          <Avatar user={ME} size={40} plain />
          <div className="v nav-name"><div dir="ltr" className="t strong">{ME.name}</div><div dir="ltr" className="t dim">@{ME.handle}</div></div>
        </button>
      </div>
    </header>
  );
}

function Sidebar() {
  return (
    <div data-testid="sidebarColumn" className="v sidebar">
      <div className="v search-box"><Icon name="search" /><span className="t dim">Search</span></div>
      <section className="v box">
        <h2 className="t box-head">Who to follow</h2>
        {PEOPLE.slice(3, 6).map((user) => (
          <div key={user.handle} data-testid="UserCell" className="v user-cell">
            <img src={avatar(user)} alt="" width="40" height="40" className="round" />
            <div className="v grow"><a href={`/${user.handle}`} className="t strong">{user.name}</a><span dir="ltr" className="t dim">@{user.handle}</span></div>
            <Button className="v follow" label={`Follow @${user.handle}`}>Follow</Button>
          </div>
        ))}
      </section>
      <p className="t dim small">A replica for tests and demonstrations. Not X.</p>
    </div>
  );
}

/** On touch layouts it is the only navigation and has its testids; the viewer's profile lies in a drawer, out of the DOM. */
function BottomBar() {
  if (OUT) {
    return (
      <div data-testid="BottomBar" className="v bottom-bar alone">
        <a href="/login" role="link" data-testid="login" className="v"><span className="t">{say("login")}</span></a>
        <a href="/i/flow/signup" role="link" data-testid="signup" className="v"><span className="t">{say("signup")}</span></a>
      </div>
    );
  }
  return (
    <div data-testid="BottomBar" className={`v bottom-bar${MOBILE ? " alone" : ""}`}>
      {NAV.slice(0, 4).map(([path, label, icon, testid]) => <a key={path} href={path} aria-label={label} role="link" data-testid={MOBILE ? testid : undefined} className="v"><Icon name={icon} /></a>)}
    </div>
  );
}

/** Pages without navigation around them. */
const BARE = new Set(["/account/access", "/i/flow/login", "/i/flow/signup", "/login"]);

function Page({ page, overlay }) {
  if (overlay?.kind === "compose" && switches.composeAs === "page") return <LazyCompose key={overlay.tweet?.id ?? "new"} tweet={overlay.tweet} text={overlay.text} />;
  const status = /^\/[^/]+\/(?:status|article)\/(\d+)/.exec(page);
  if (status) return <Status key={status[1]} id={status[1]} />;
  if (page === "/home") return <Home />;
  if (page === "/search") return <Search />;
  if (world && page.startsWith("/notifications")) return <Notifications />;
  if (page === "/account/access") return <AccountAccess />;
  if (BARE.has(page)) return <Login />;
  return <Profile key={page} handle={page.split("/")[1]} />;
}

/** Links of the page itself navigate without a load; all others are the browser's. */
function followLink(event) {
  const anchor = event.target.closest?.("a[href^='/']");
  if (!anchor || event.defaultPrevented || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  goto(anchor.getAttribute("href"), anchor.pathname === "/compose/post" ? { over: true } : null);
}

export function App() {
  const state = useStore();
  const theme = THEMES[state.theme];
  useEffect(() => {
    document.title = state.page === "/home" ? "Home / X" : `${state.page.slice(1).split("/")[0]} / X`;
  }, [state.page]);
  useEffect(() => {
    for (const [name, value] of Object.entries(theme)) document.documentElement.style.setProperty(`--${name}`, value);
  }, [theme]);
  return (
    <ThemeContext.Provider value={theme}>
      <Fragment key={state.generation}>
        <div className="v root" onClick={followLink}>
          <div className="v root">
            <h2 aria-level="2" role="heading" className="v unseen"><div dir="ltr" className="t">To view keyboard shortcuts, press question mark</div></h2>
            <div id="layers" className="v" style={{ zIndex: 1 }}><Layers /><div className="v bottom"><BottomBar /></div></div>
            <div dir={switches.dir} data-at-shortcutkeys='{"n":"New post"}' aria-hidden="false" className={`v frame${MOBILE ? " touch" : ""}`}>
              {!MOBILE && !OUT && !BARE.has(state.page) && <SideNav page={state.page} />}
              <main role="main" className="v main">
                <div className="v columns">
                  <div data-testid="primaryColumn" className="v primary">
                    <div aria-label="Home timeline" tabIndex={0} className="v"><Page page={state.page} overlay={state.overlay} /></div>
                  </div>
                  {!MOBILE && !BARE.has(state.page) && <Sidebar />}
                </div>
              </main>
            </div>
          </div>
        </div>
      </Fragment>
    </ThemeContext.Provider>
  );
}

// Chromium's background, as the driver sees it. Over its ends and starts it may stay one target, of which the driver's own
// object knows the first life only: so it is asked by a session of its own.

/** What is said of a target or a session that is gone. */
const GONE = /No session with given id|No target with given id|Target closed|Session closed|detached/i;

const targets = ({ session: { browser } }) => browser.targets().filter((one) => one.type() === "service_worker");

/** Waits for one; where it went in the meantime, that is said by `null`. */
const unlessGone = (promise) => promise.catch((error) => {
  if (!GONE.test(error.message)) throw error;
  return null;
});

/** The session that was opened last, or is being opened, by browser. */
const opening = new WeakMap();

/**
 * A session with a target; `null` where that is gone. One after the other: the second of two that are opened at once for one
 * target is none of the driver's own making to it (puppeteer-core 24, `isAutoAttached`). It closes that of a background at
 * once, and forgets the browser itself when its session ends.
 */
async function sessionWith(browser, target) {
  const before = opening.get(browser);
  const session = (async () => {
    await before;
    return unlessGone(target.createCDPSession());
  })();
  opening.set(browser, session.catch(() => {}));
  return session;
}

/** Sessions that wait for a background's answer, by browser. */
const waiting = new WeakMap();

/** Waits for no background's answer any more: one that has ended gives none, and its session stays open. */
export async function leaveBackground({ session: { browser } }) {
  const sessions = [...waiting.get(browser) ?? []];
  waiting.delete(browser);
  for (const session of sessions) await unlessGone(session.detach());
}

/** Ends the background, where there is one. */
export async function endBackground(world) {
  const { browser } = world.session;
  const driver = await sessionWith(browser, browser.target());
  if (!driver) throw new Error("the browser is gone");
  for (const target of targets(world)) await unlessGone(driver.send("Target.closeTarget", { targetId: target._targetId }));
  await driver.detach();
  await leaveBackground(world);
}

/** Has a background go on that waits for a debugger since its start; where there is none, once there is one. */
export async function startBackground(world) {
  const { browser } = world.session;
  await browser.waitForTarget((one) => targets(world).includes(one));
  for (const target of targets(world)) {
    const session = await sessionWith(browser, target);
    await unlessGone(session?.send("Runtime.runIfWaitingForDebugger") ?? Promise.resolve());
    await unlessGone(session?.detach() ?? Promise.resolve());
  }
}

/** A session's answer; it is left where the background ends before that. */
async function answer(browser, session, method, params) {
  if (!waiting.has(browser)) waiting.set(browser, new Set());
  waiting.get(browser).add(session);
  const said = await unlessGone(session.send(method, params));
  waiting.get(browser)?.delete(session);
  return said;
}

/**
 * Hears what a background that was started again says to its console, and what it has said since its start; once for each
 * of its lives, because whoever comes late is told all of it again. The first is the driver's own to hear.
 */
export async function hearBackground(world) {
  const { browser, consoleErrors, pageErrors } = world.session;
  for (const target of targets(world)) {
    const session = await sessionWith(browser, target);
    if (!session) continue;
    session.on("Runtime.consoleAPICalled", ({ type, args }) => {
      if (type === "error") consoleErrors.push({ from: "background", text: args.map(({ value, description }) => value ?? description).join(" ") });
    });
    session.on("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) => pageErrors.push({ from: "background", text: exception?.description ?? text }));
    await answer(browser, session, "Runtime.enable");
  }
}

/**
 * Runs `fn` in the background that lives: where the extension was loaded anew, the old one is there for a while as well, and
 * the newest is the one that listens. Undefined where it ends in the meantime.
 */
export async function inWorker(world, fn, ...args) {
  const { browser } = world.session;
  const session = await sessionWith(browser, await browser.waitForTarget((one) => one === targets(world).at(-1)));
  if (!session) return undefined;
  const expression = `(${fn})(...${JSON.stringify(args)})`;
  const done = await answer(browser, session, "Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  await unlessGone(session.detach());
  if (done?.exceptionDetails) throw new Error(done.exceptionDetails.exception?.description ?? done.exceptionDetails.text);
  return done?.result.value;
}

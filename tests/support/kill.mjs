import { endBackground, hearBackground, inWorker, leaveBackground, startBackground } from "./background.mjs";
import { GECKO_ID } from "./browser.mjs";
import { inFirefox } from "./firefox.mjs";

/** How long a background that was woken may take to answer, on a machine that has other work. */
const AWAKE_MS = 20_000;

/**
 * Ends the background, as the browser does at will. Firefox has no way but a preference: it ends an idle one soon.
 *
 * With a driver at Chromium, a worker that starts waits for a debugger, and the driver's own word to go on is lost where its
 * session ends before the worker can hear it. No browser waits by itself, so it is told to go on until it answers.
 */
export async function kill(world) {
  if (world.session.name !== "chromium") return;
  await endBackground(world);
  await wake(world);
  await hearBackground(world);
}

/** Ends an idle background, in Firefox too; what comes next wakes it (in Chromium it has been woken already, and asked nothing). */
export async function putToSleep(world) {
  if (world.session.name === "chromium") return kill(world);
  const extension = `WebExtensionPolicy.getByID("${GECKO_ID}").extension`;
  await inFirefox(world.session.browser, `${extension}.terminateBackground()`);
  const state = await inFirefox(world.session.browser, `${extension}.backgroundState`);
  if (state !== "stopped") throw new Error(`the background is ${state}`);
}

/** Has the background do something; back when it has answered. */
async function wake(world) {
  const desk = await world.desk();
  let answered = null;
  const over = desk.evaluate((ms) => new Promise((done) => {
    setTimeout(done, ms, false);
    const heard = () => done(true);
    chrome.runtime.sendMessage({ call: "pace" }).then(heard, heard);
  }), AWAKE_MS).then((heard) => { answered = heard; });
  // An end that comes in between leaves a word to go on without an answer.
  while (answered === null) await Promise.race([over, startBackground(world)]);
  if (!answered) throw new Error(`the background did not answer within ${AWAKE_MS} ms`);
}

/**
 * Has the background stop for ever at one of its next writes, before it or after it: the `nth` of those that contain these
 * words. `reached` tells whether it has come there: false where it is told to go on before. Chromium alone.
 */
export async function stopAtWrite(world, { words = "", nth = 0, written = false }) {
  await wake(world);
  await inWorker(world, (wanted, before, first) => {
    const { local } = chrome.storage;
    let [left, begun] = [before, false];
    globalThis.stopped = new Promise((done) => {
      globalThis.goOn = async () => {
        left = -1;
        if (!begun) done(false);
        return globalThis.stopped;
      };
      for (const name of ["set", "remove"]) {
        const write = local[name].bind(local);
        local[name] = async (what) => {
          const here = JSON.stringify(what).includes(wanted) && left-- === 0;
          begun ||= here;
          // What the storage does not take is nothing to stop after.
          if (!here || first) await write(what).catch((error) => { if (here) done(false); throw error; });
          if (!here) return;
          done(true);
          await new Promise(() => {});
        };
      }
    });
  }, words, nth, written);
  return {
    reached: () => inWorker(world, () => globalThis.stopped),
    goOn: () => inWorker(world, () => globalThis.goOn?.()),
  };
}

/**
 * Ends the background at its `nth` write from now on, if it comes there; Chromium alone. Returns what has it come to none
 * any more, and waits until a kill that has begun is over.
 */
export async function killAtWrite(world, nth, written) {
  if (world.session.name !== "chromium") return async () => {};
  const stop = await stopAtWrite(world, { nth, written });
  let killing = null;
  // It may be ended before it comes there.
  const killed = stop.reached().then((here) => {
    if (!here) return;
    killing = kill(world);
    // Said where it is waited for: a browser that is closed meanwhile has a reason of its own, which is to be heard.
    killing.catch(() => {});
  });
  return async () => {
    // Whoever has come there says so to both questions, and the answer to the first may be the later one.
    if (await Promise.race([killed, stop.goOn()])) await killed;
    await killing;
    await leaveBackground(world);
  };
}

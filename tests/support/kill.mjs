/** How long a background that was woken may take before it counts as halted. */
const AWAKE_MS = 2000;

/**
 * Ends the background, as the browser does at will. Firefox has no way but a preference: it ends an idle one soon.
 *
 * A worker that starts while the driver's session with the one before is closing waits for a debugger, for ever. No
 * browser does that by itself, so one that does not answer then is told to go on.
 */
export async function kill(world) {
  if (world.session.name !== "chromium") return;
  const { browser } = world.session;
  const target = await browser.waitForTarget((one) => one.type() === "service_worker");
  const worker = await target.worker();
  // It may have ended by itself just now.
  await worker?.close().catch((error) => {
    if (!/No session with given id|No target with given id/.test(error.message)) throw error;
  });
  const desk = await world.desk();
  const answers = () => desk.evaluate((ms) => new Promise((done) => {
    setTimeout(done, ms, false);
    const over = () => done(true);
    chrome.runtime.sendMessage({ call: "pace" }).then(over, over);
  }), AWAKE_MS);
  while (!await answers()) {
    const again = await browser.waitForTarget((one) => one.type() === "service_worker");
    const session = await again.createCDPSession();
    await session.send("Runtime.runIfWaitingForDebugger");
    await session.detach();
  }
}

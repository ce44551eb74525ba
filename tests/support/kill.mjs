/** Ends the background, as the browser does at will. Firefox has no way but a preference: it ends an idle one soon. */
export async function kill(world) {
  if (world.session.name !== "chromium") return;
  const target = await world.session.browser.waitForTarget((one) => one.type() === "service_worker");
  const worker = await target.worker();
  await worker?.close();
}

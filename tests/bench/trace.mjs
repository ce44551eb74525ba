// What a variant's own code cost X's page while something was done, by Chromium's trace: compiling, running, and what the
// browser does for it. A trace goes on over a navigation, which the page's profiler does not.

const CATEGORIES = ["devtools.timeline", "toplevel", "v8", "disabled-by-default-v8.cpu_profiler", "disabled-by-default-v8.compile"];
const OURS = /^(chrome-extension|wasm):/;

/** Runs `act`, and returns the trace's events of meanwhile. */
async function traced(browser, act) {
  const client = await browser.target().createCDPSession();
  const done = new Promise((resolve) => { client.once("Tracing.tracingComplete", resolve); });
  await client.send("Tracing.start", { transferMode: "ReturnAsStream", traceConfig: { includedCategories: CATEGORIES } });
  await act();
  await client.send("Tracing.end");
  const { stream } = await done;
  const parts = [];
  for (let last = false; !last;) {
    const { data, base64Encoded, eof } = await client.send("IO.read", { handle: stream, size: 1 << 22 });
    parts.push(base64Encoded ? Buffer.from(data, "base64").toString() : data);
    last = eof;
  }
  await client.detach();
  return JSON.parse(parts.join("")).traceEvents;
}

/** The profiles of a trace: of each, its process and thread, and its samples as [time, whether of ours, µs]. */
function samples(events) {
  const profiles = new Map();
  for (const event of events) {
    if (event.name === "Profile") profiles.set(`${event.pid}:${event.id}`, { pid: event.pid, tid: event.tid, at: event.args.data.startTime, nodes: new Map(), list: [] });
  }
  for (const { name, pid, id, args } of events) {
    const profile = name === "ProfileChunk" && profiles.get(`${pid}:${id}`);
    if (!profile) continue;
    const { cpuProfile = {}, timeDeltas = [] } = args.data;
    for (const node of cpuProfile.nodes ?? []) {
      const above = profile.nodes.get(node.parent);
      profile.nodes.set(node.id, above || OURS.test(node.callFrame.url ?? ""));
    }
    (cpuProfile.samples ?? []).forEach((node, nth) => {
      profile.at += timeDeltas[nth];
      profile.list.push([profile.at, profile.nodes.get(node) === true, timeDeltas[nth]]);
    });
  }
  return [...profiles.values()];
}

/**
 * What of ours ran on the main threads of X's pages while `act` ran.
 *
 * @returns {Promise<{own: number, longest: number}>} milliseconds altogether, and within the longest single task
 */
export async function ownTime(browser, act) {
  const events = await traced(browser, act);
  // An extension's own pages and its background have another kind of process.
  const processes = new Set(events.filter((one) => one.name === "process_name" && one.args.name === "Renderer").map(({ pid }) => pid));
  const mains = new Set(events.filter((one) => one.name === "thread_name" && one.args.name === "CrRendererMain" && processes.has(one.pid)).map(({ pid, tid }) => `${pid}:${tid}`));
  const isMain = ({ pid, tid, ph }) => ph === "X" && mains.has(`${pid}:${tid}`);
  const tasks = events.filter((one) => one.name === "ThreadControllerImpl::RunTask" && isMain(one));
  // What is compiled stands in no sample: nothing of it runs yet.
  const compiled = events.filter((one) => one.name === "v8.compile" && isMain(one) && OURS.test(one.args.data?.url ?? "")).map(({ pid, ts, dur }) => ({ pid, ts, us: dur }));
  const ran = samples(events).filter(({ pid }) => processes.has(pid)).flatMap(({ pid, list }) => list.filter(([, ours]) => ours).map(([ts, , us]) => ({ pid, ts, us })));
  const all = [...compiled, ...ran];
  const within = new Map();
  for (const { pid, ts, us } of all) {
    const task = tasks.find((one) => one.pid === pid && one.ts <= ts && ts <= one.ts + one.dur);
    if (task) within.set(task, (within.get(task) ?? 0) + us);
  }
  const sum = all.reduce((so, { us }) => so + us, 0);
  return { own: sum / 1000, longest: Math.max(0, ...within.values()) / 1000 };
}

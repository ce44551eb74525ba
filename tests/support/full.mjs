// A storage without room for one byte more.

/** Firefox gives an extension what a site gets, a fifth of this many kB and at least 10 MB. */
export const PREFS = { "dom.quotaManager.temporaryStorage.fixedLimit": 51_200 };

/** Writes until the browser takes no more, not even a little. */
export const fill = (desk) => desk.evaluate(async () => {
  let count = 0;
  for (let size = 1 << 20; size >= 64; size >>= 1) {
    // What differs cannot be compressed away.
    const bytes = new Uint8Array(size / 2);
    for (let from = 0; from < bytes.length; from += 65_536) crypto.getRandomValues(bytes.subarray(from, Math.min(from + 65_536, bytes.length)));
    const words = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    for (let full = false; !full; count += 1) {
      if (count > 500) throw new Error("this storage does not become full");
      full = await chrome.storage.local.set({ [`filler:${count}`]: words }).then(() => false, (error) => {
        if (/quota/i.test(error)) return true;
        if (/unexpected error/i.test(error)) return false;
        throw error;
      });
    }
  }
  return count;
});

/**
 * Gives the room back. In Firefox (2026-11) a removal after a write that found no room fails, or says that it is done and
 * removes nothing.
 */
export const empty = (desk) => desk.evaluate(async () => {
  for (let time = 0; time < 5; time += 1) {
    const filler = Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith("filler:"));
    if (filler.length === 0) return;
    await chrome.storage.local.remove(filler).catch(() => {});
  }
  throw new Error("this storage does not become empty");
});

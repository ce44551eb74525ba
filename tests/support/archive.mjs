// What the archive holds, read and emptied as any page of the extension could.
const WHOLE = (clear) => new Promise((ok, bad) => {
  const asked = indexedDB.open("hashcart");
  // Nobody has written yet: the database of a version nobody made goes again.
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = () => ok({});
  asked.onsuccess = () => {
    const store = asked.result.transaction("records", clear ? "readwrite" : "readonly").objectStore("records");
    if (clear) store.clear();
    const [keys, values] = [store.getAllKeys(), store.getAll()];
    store.transaction.onerror = () => bad(store.transaction.error);
    store.transaction.oncomplete = () => {
      asked.result.close();
      ok(Object.fromEntries(keys.result.map((key, nth) => [key, values.result[nth].data])));
    };
  };
});

/** What every record of the archive holds, by its key. */
export const archive = async (world) => (await world.desk()).evaluate(WHOLE, false);

/** The replies in it, by their ids. */
export const sightings = async (world) => Object.fromEntries(Object.entries(await archive(world)).filter(([key]) => key.startsWith("sighting:")).map(([, data]) => [data.id, data]));

export const emptied = async (world) => (await world.desk()).evaluate(WHOLE, true);

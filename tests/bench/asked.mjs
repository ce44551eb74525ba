// What the benchmarks have in common: what they were asked for, and the middle of what they measured.

/** The value behind `--name` on the command line. */
export const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};

/** Whether `--short` was asked for. */
export const short = process.argv.includes("--short");

/** The browser that was named; Chromium, where none was. */
export const browser = process.argv.find((word) => ["chromium", "firefox"].includes(word)) ?? "chromium";

/** The median. */
export const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

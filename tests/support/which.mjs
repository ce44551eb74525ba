// Which browsers a test runs in.
export const BROWSERS = ["chromium", "firefox"];

/** All tests in both browsers: before a release, and once a day. */
const WHOLE = process.env.HASHCART_WHOLE === "1";

/**
 * Where what is tested does not hang on the browser (what our program reads in a page, how a page is laid out, what
 * axe finds in it), every push runs it in the browsers named, and a whole run in both.
 *
 * @param {...("chromium"|"firefox")} browsers
 */
export const mainly = (...browsers) => (WHOLE ? BROWSERS : browsers);

/**
 * Of cases that differ in two ways which do not touch each other, every push plays some, each way in each of its values,
 * and a whole run all.
 */
export const whole = (all, some) => (WHOLE ? all : some);

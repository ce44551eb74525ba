// What everything that lies over the page has in common.
import { useEffect, useRef } from "react";

/** Calls `close` on Escape, also from the editor: Draft.js prevents the default but lets the key pass. */
export function useEscape(close) {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const onKey = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

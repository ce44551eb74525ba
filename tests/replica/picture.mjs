// Drawn pictures in place of photographs: deterministic, small, no request outside.

const escape = (text) => text.replace(/[<&>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** An SVG landscape in the given hue with a caption. */
export function picture({ hue, label }) {
  const h = Number(hue) || 0;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 628" width="1200" height="628"><defs>` +
    `<linearGradient id="s" x2="0" y2="1"><stop stop-color="hsl(${h} 80% 80%)"/><stop offset="1" stop-color="hsl(${(h + 40) % 360} 70% 58%)"/></linearGradient></defs>` +
    `<rect width="1200" height="628" fill="url(#s)"/><circle cx="900" cy="190" r="92" fill="hsl(${h} 95% 92%)"/>` +
    `<path d="M0 470 Q220 300 430 430 T820 400 T1200 440 V628 H0Z" fill="hsl(${(h + 60) % 360} 45% 40%)"/>` +
    `<path d="M0 540 Q300 430 600 530 T1200 510 V628 H0Z" fill="hsl(${(h + 80) % 360} 45% 28%)"/>` +
    `<text x="130" y="120" font-family="Helvetica,Arial,sans-serif" font-size="54" font-weight="700" fill="hsl(${h} 60% 22%)">${escape(label)}</text></svg>`
  );
}

// X's three themes. The colours are X's own, since the extension reads them.

export const THEMES = {
  light: { scheme: "light", background: "rgb(255, 255, 255)", text: "rgb(15, 20, 25)", dim: "rgb(83, 100, 113)", line: "rgb(239, 243, 244)", strong: "rgb(15, 20, 25)", onStrong: "rgb(255, 255, 255)", hover: "rgba(15, 20, 25, 0.1)", cell: "rgba(0, 0, 0, 0.03)", box: "rgb(239, 243, 244)", mask: "rgba(0, 0, 0, 0.4)" },
  dark: { scheme: "dark", background: "rgb(0, 0, 0)", text: "rgb(231, 233, 234)", dim: "rgb(113, 118, 123)", line: "rgb(47, 51, 54)", strong: "rgb(239, 243, 244)", onStrong: "rgb(15, 20, 25)", hover: "rgba(231, 233, 234, 0.1)", cell: "rgba(255, 255, 255, 0.03)", box: "rgb(32, 35, 39)", mask: "rgba(91, 112, 131, 0.4)" },
  contrast: { scheme: "dark", background: "rgb(5, 5, 5)", text: "rgb(255, 255, 255)", dim: "rgb(185, 192, 198)", line: "rgb(110, 118, 125)", strong: "rgb(255, 255, 255)", onStrong: "rgb(5, 5, 5)", hover: "rgba(255, 255, 255, 0.2)", cell: "rgba(255, 255, 255, 0.06)", box: "rgb(32, 35, 39)", mask: "rgba(91, 112, 131, 0.6)" },
};

export const LINK = "rgb(29, 155, 240)";

import { createContext, useContext } from "react";
import { THEMES } from "../themes.mjs";

export const ThemeContext = createContext(THEMES.light);
export const useTheme = () => useContext(ThemeContext);

import { tokens, type ThemeName } from './tokens.ts'

/** Writes the theme's colours as custom properties (`--tx2`, `--lit-bg`…) on the root element, for plain elements to use. */
export function writeCssTokens(name: ThemeName): void {
  for (const [token, colour] of Object.entries(tokens[name])) document.documentElement.style.setProperty(`--${token}`, colour)
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', tokens[name].bg)
}

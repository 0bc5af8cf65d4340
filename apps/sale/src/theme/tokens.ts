// The one place where Barra's colours are written. The Vuetify themes and the CSS custom properties both come from here.

/** Three rules: ivory (`tx`) reads, ice (`lit`) acts, amber, grapefruit and lime (`warn`, `bad`, `ok`) report. */
const dark = {
  bg: '#120E14',
  s1: '#1B161E',
  s2: '#272029',
  s3: '#342C37',
  line: '#3A313D',
  line2: '#7D7085',
  tx: '#F3EDE4',
  tx2: '#C9BEC8',
  tx3: '#A89CA9',
  lit: '#9DE6E2',
  'lit-ink': '#062728',
  'lit-bg': '#15363A',
  'lit-hi': '#C2F2EE',
  warn: '#F4BE66',
  'warn-bg': '#2C2113',
  'warn-ink': '#261A04',
  'warn-line': '#755A29',
  bad: '#FF9384',
  'bad-bg': '#3A1B1D',
  'bad-ink': '#300B08',
  'bad-line': '#9A4A42',
  ok: '#B5DC8C',
  'ok-bg': '#222B1A',
  'ok-ink': '#17230B',
}

export type Token = keyof typeof dark

const light: Record<Token, string> = {
  bg: '#E8E2E0',
  s1: '#F4F0ED',
  s2: '#FBF8F4',
  s3: '#E3DBDF',
  line: '#D5CBD0',
  line2: '#81748A',
  tx: '#211A24',
  tx2: '#483E4B',
  tx3: '#5F5463',
  lit: '#0A5054',
  'lit-ink': '#EFFBFA',
  'lit-bg': '#CFEAE8',
  'lit-hi': '#0A5054',
  warn: '#653F00',
  'warn-bg': '#FBE7C4',
  'warn-ink': '#FFF6E6',
  'warn-line': '#CF9F4C',
  bad: '#86190F',
  'bad-bg': '#FBDDD7',
  'bad-ink': '#FFF2EF',
  'bad-line': '#D6877B',
  ok: '#304F12',
  'ok-bg': '#E0EFCB',
  'ok-ink': '#F6FCEC',
}

export type ThemeName = 'barraDark' | 'barraLight'

export const tokens: Readonly<Record<ThemeName, Readonly<Record<Token, string>>>> = { barraDark: dark, barraLight: light }

/** Behind dialogs, in both themes. */
export const SCRIM = 'rgba(9, 6, 11, .68)'

import 'vuetify/styles'
import { createVuetify, type ThemeDefinition } from 'vuetify'
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg'
import { SCRIM, tokens, type ThemeName } from './tokens.ts'

function themeOf(name: ThemeName): ThemeDefinition {
  const token = tokens[name]
  return {
    dark: name === 'barraDark',
    colors: {
      background: token.bg,
      'on-background': token.tx,
      surface: token.s1,
      'on-surface': token.tx,
      'surface-bright': token.s2,
      'on-surface-bright': token.tx,
      'surface-light': token.s2,
      'on-surface-light': token.tx,
      'surface-variant': token.s3,
      'on-surface-variant': token.tx,
      primary: token.lit,
      'on-primary': token['lit-ink'],
      warning: token.warn,
      'on-warning': token['warn-ink'],
      error: token.bad,
      'on-error': token['bad-ink'],
      success: token.ok,
      'on-success': token['ok-ink'],
      tx2: token.tx2,
      'on-tx2': token.bg,
      line: token.line,
      'on-line': token.tx,
      line2: token.line2,
      'on-line2': token.bg,
      'lit-bg': token['lit-bg'],
      'on-lit-bg': token.tx,
      'lit-hi': token['lit-hi'],
      'on-lit-hi': token['lit-ink'],
      'warn-bg': token['warn-bg'],
      'on-warn-bg': token.tx,
      'bad-bg': token['bad-bg'],
      'on-bad-bg': token.tx,
      'ok-bg': token['ok-bg'],
      'on-ok-bg': token.tx,
    },
    variables: {
      'border-color': token.line,
      'border-opacity': 1,
      'high-emphasis-opacity': 1,
      'medium-emphasis-opacity': 1,
      'disabled-opacity': 1,
      'theme-on-dark': tokens.barraDark.tx,
      'theme-on-light': tokens.barraDark.bg,
      'hover-opacity': 0.05,
      'pressed-opacity': 0.1,
      // The ring tells the focus; a tint over ice would only dull it.
      'focus-opacity': 0,
    },
  }
}

export function createBarraVuetify(defaultTheme: ThemeName) {
  return createVuetify({
    theme: { defaultTheme, themes: { barraDark: themeOf('barraDark'), barraLight: themeOf('barraLight') } },
    icons: { defaultSet: 'mdi', aliases, sets: { mdi } },
    defaults: {
      VBtn: { height: 64, rounded: '12px', variant: 'flat', color: 'surface-variant' },
      VCard: { elevation: 0, rounded: '16px', color: 'surface' },
      VSheet: { elevation: 0, rounded: '16px', color: 'surface' },
      VDialog: { width: 660, scrim: SCRIM },
      VSnackbar: { timeout: 5000 },
      VAppBar: { height: 56, flat: true, color: 'background' },
    },
  })
}

import { rememberedSetting } from '../settings/remembered-setting.ts'
import { watchEffect } from 'vue'
import { createI18n } from 'vue-i18n'
import { en } from './en/index.ts'
import { es } from './es/index.ts'

/** Spanish as the club speaks it, and English. The names are BCP 47, as Intl and the page's `lang` take them. */
export const LOCALES = ['es-AR', 'en'] as const
export type Locale = (typeof LOCALES)[number]

const chosen = rememberedSetting<Locale>('barra.locale', 'es-AR')
if (!LOCALES.includes(chosen.value)) chosen.value = 'es-AR'

export const i18n = createI18n<[typeof es], Locale, false>({
  legacy: false,
  locale: chosen.value,
  fallbackLocale: 'es-AR',
  messages: { 'es-AR': es, en },
})

export function chooseLocale(locale: Locale): void {
  chosen.value = locale
}

watchEffect(() => {
  i18n.global.locale.value = chosen.value
  document.documentElement.setAttribute('lang', chosen.value)
})

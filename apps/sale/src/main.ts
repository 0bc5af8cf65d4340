// The terminal's composition root: theme, language and routes here, the store in App once the terminal is paired.
import { createApp, watch } from 'vue'
import './theme/barra.css'
import App from './App.vue'
import { letSecondTapsPressNothing } from './dialogs/second-taps.ts'
import { i18n } from './locales/i18n.ts'
import { router } from './router.ts'
import { watchLastKey } from './scanner/last-key.ts'
import { letScansPressNothing } from './scanner/scans-press-nothing.ts'
import { loadArchivo } from './theme/archivo.ts'
import { writeCssTokens } from './theme/css-tokens.ts'
import { themeChoice } from './theme/theme-choice.ts'
import { createBarraVuetify } from './theme/vuetify.ts'

watchLastKey()
letScansPressNothing()
letSecondTapsPressNothing()
loadArchivo()
const vuetify = createBarraVuetify(themeChoice.value)

watch(
  themeChoice,
  (name) => {
    writeCssTokens(name)
    void vuetify.theme.change(name)
  },
  { immediate: true },
)

createApp(App).use(vuetify).use(i18n).use(router).mount('#app')

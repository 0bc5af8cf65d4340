import { rememberedSetting } from '../settings/remembered-setting.ts'
import { readonly, type Ref } from 'vue'
import { tokens, type ThemeName } from './tokens.ts'

const chosen = rememberedSetting<ThemeName>('barra.theme', 'barraDark')
if (!(chosen.value in tokens)) chosen.value = 'barraDark'

/** The theme this terminal was set to: dark unless somebody chose otherwise, whatever the system prefers. */
export const themeChoice: Readonly<Ref<ThemeName>> = readonly(chosen)

export function chooseTheme(name: ThemeName): void {
  chosen.value = name
}

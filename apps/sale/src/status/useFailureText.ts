import { useI18n } from 'vue-i18n'

/** Says a failure's or refusal's code in a few words that end a sentence; a code nobody has words for is shown as it is. */
export function useFailureText(): (code: string) => string {
  const { t, te } = useI18n()
  return (code) => {
    const status = /^http_(\d+)$/.exec(code)?.[1]
    if (status) return t('failures.http', { status })
    return te(`failures.${code}`, 'es-AR') ? t(`failures.${code}`) : code
  }
}

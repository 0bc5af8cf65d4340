const NO_BREAK_SPACE = '\u00a0'

/** Keeps a number and its unit on one line: "Agua sin gas 500 ml" breaks before 500 or not at all. */
export function keepUnitsTogether(text: string): string {
  return text.replace(/(\d) +(ml|cc|cl|l|litros?|g|gr|kg|cm)\b/gi, `$1${NO_BREAK_SPACE}$2`)
}

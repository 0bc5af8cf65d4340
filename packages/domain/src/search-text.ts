/** Folds case, accents and outer spaces away, so that "cafe" finds "Café". */
export function toSearchText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim()
}

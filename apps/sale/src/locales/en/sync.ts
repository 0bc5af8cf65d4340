import type { sync as es } from '../es/sync.ts'

export const sync: typeof es = {}

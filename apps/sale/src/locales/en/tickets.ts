import type { tickets as es } from '../es/tickets.ts'

export const tickets: typeof es = {}

// A walk through a part of the terminal, which stops in each state that somebody meets there, for tests that look at it.
import type { Locator, Page } from '@playwright/test'
import type { ClubServer } from '../../club-server.ts'
import type { MainDatabase } from '../../main-database.ts'
import { expect } from '../../night.ts'
import type { Terminal } from '../../terminal.ts'

const SIZES = [
  { width: 800, height: 1280 },
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
  { width: 1366, height: 768 },
] as const
type Size = (typeof SIZES)[number]
export const PORTRAIT = SIZES[0]
export const LARGEST = SIZES[3]

/** The club's clock when a visit ends that is closed under a sale. */
export const CLOSED_AT = '2026-11-25 03:00:00'

export interface State {
  readonly name: string
  readonly page: Page
  /** The sizes at which there is such a state. */
  readonly sizes: readonly Size[]
}

export type States = AsyncGenerator<State, void>

export class Walk {
  readonly server: ClubServer
  readonly db: MainDatabase
  readonly terminal: Terminal
  readonly page: Page
  readonly dialog: Locator

  constructor({ server, db, terminal }: Pick<Walk, 'server' | 'db' | 'terminal'>) {
    this.server = server
    this.db = db
    this.terminal = terminal
    this.page = terminal.page
    this.dialog = this.page.getByRole('dialog')
  }

  at(name: string, sizes: readonly Size[] = SIZES): State {
    return { name, page: this.page, sizes }
  }

  /** The state in which that opens a dialog; closed again afterwards. */
  async *opened(name: string, open: () => Promise<unknown>): States {
    await open()
    await expect(this.dialog).toBeVisible()
    yield this.at(name)
    await this.close()
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.dialog).toBeHidden()
  }

  async openSettings(): Promise<void> {
    await this.page.getByRole('button', { name: 'ajustes de pantalla' }).click()
    await expect(this.dialog).toBeVisible()
  }

  async enterPin(pin: string, button: string): Promise<void> {
    for (const digit of pin) await this.page.getByRole('button', { name: `Número ${digit}` }).click()
    await this.page.getByRole('button', { name: button }).click()
  }

  /** Until the returned function is called, no request of that path is answered. */
  async holdAnswers(path: string): Promise<() => void> {
    let letGo!: () => void
    const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
    await this.page.route(path, async (route) => {
      await isLetGo
      await route.continue()
    })
    return letGo
  }
}

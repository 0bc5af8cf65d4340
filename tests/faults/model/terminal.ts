// Drives the page of one tab in a real Chromium, and can kill it.
import type { BrowserContext, Page } from '@playwright/test'
import type { SaleAttempt, Shown } from './terminal-page.ts'

/** How a call ends when the page dies under it. */
export const CRASHED = 'crashed'

export class Terminal {
  readonly #page: Page
  #isAlive = true

  private constructor(page: Page) {
    this.#page = page
    page.on('close', () => (this.#isAlive = false))
    page.on('crash', () => (this.#isAlive = false))
  }

  static async open(context: BrowserContext, url: string, token: string): Promise<Terminal> {
    const page = await context.newPage()
    const terminal = new Terminal(page)
    await page.goto(url)
    await page.evaluate((secret) => window.terminal.open(secret), token)
    return terminal
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  /** The page is gone at once: no handler runs in it, whatever it was doing stops. */
  async crash(): Promise<void> {
    if (!this.#isAlive) return
    this.#isAlive = false
    await this.#page.close({ runBeforeUnload: false })
  }

  watch(visits: readonly number[]): Promise<unknown> {
    return this.#ask((ids) => window.terminal.watch(ids), [...visits])
  }

  sell(bracelet: string, product: number, units: number): Promise<SaleAttempt | typeof CRASHED> {
    return this.#ask((sale) => window.terminal.sell(sale.bracelet, sale.product, sale.units), { bracelet, product, units })
  }

  push() {
    return this.#ask(() => window.terminal.push(), null)
  }

  cancel(): Promise<unknown> {
    return this.#ask(() => window.terminal.cancel(), null)
  }

  pullNow(): Promise<unknown> {
    return this.#ask(() => window.terminal.pullNow(), null)
  }

  shown(): Promise<Shown | typeof CRASHED> {
    return this.#ask(() => window.terminal.shown(), null)
  }

  takeEmitted() {
    return this.#ask(() => window.terminal.takeEmitted(), null)
  }

  async #ask<Argument, Result>(
    call: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result | typeof CRASHED> {
    if (!this.#isAlive) return CRASHED
    try {
      return (await this.#page.evaluate(call as never, argument as never)) as Result
    } catch (error) {
      if (!this.#isAlive) return CRASHED
      throw error
    }
  }
}

// A disk that the test fills: the room that Chromium gives to one origin.
import type { CDPSession, Page } from '@playwright/test'
import { fillUp } from '../../packages/local-store/src/testing/fill-up.ts'

const DISK_BYTES = 30_000_000
const NOTHING = 1

export class SmallDisk {
  readonly #page: Page
  readonly #session: CDPSession
  readonly #origin: string

  private constructor(page: Page, session: CDPSession, url: string) {
    this.#page = page
    this.#session = session
    this.#origin = new URL(url).origin
  }

  /** To be made before the page opens: Chromium goes for 30 s by the room there was when it last looked. */
  static async of(page: Page, url: string): Promise<SmallDisk> {
    const disk = new SmallDisk(page, await page.context().newCDPSession(page), url)
    await disk.#override(DISK_BYTES)
    return disk
  }

  /** Nothing more than this can be written any more until something is deleted. */
  async fill(leftBytes = 0): Promise<void> {
    await this.#override(NOTHING)
    await this.#page.evaluate(fillUp)
    const usage = await this.#page.evaluate(async () => (await navigator.storage.estimate()).usage!)
    await this.#override(usage + leftBytes)
  }

  /** Gives the room back. */
  async free(): Promise<void> {
    await this.#override(DISK_BYTES * 2)
  }

  async #override(quotaSize: number): Promise<void> {
    await this.#session.send('Storage.overrideQuotaForOrigin', { origin: this.#origin, quotaSize })
  }
}

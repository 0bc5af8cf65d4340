// The cashier's hands and eyes: what a test does to the page and reads from it.
import { expect, type CDPSession, type Locator, type Page } from '@playwright/test'
import { arePullsAtRest, PULL_CHANNELS } from './resting-pulls.ts'

/** What the keys type that have a name. */
const TYPED_BY: Readonly<Record<string, string>> = { Enter: '\r', Tab: '\t', Escape: '' }
const SCANNED_KEY_EVERY_S = 0.01
/** Sooner than this the same bracelet is the same scan. */
const AGAIN_AFTER_MS = 1_100
const PULLED_COLLECTIONS = 3
/** On a busy machine. */
const FIRST_PULL_LIMIT_MS = 40_000

export class Terminal {
  readonly page: Page
  readonly guest: Locator
  readonly charge: Locator
  readonly order: Locator
  #keyboard: CDPSession | undefined
  #lastScan = { bracelet: '', atMs: 0 }

  constructor(page: Page) {
    this.page = page
    this.guest = page.getByRole('region', { name: 'Invitado' })
    this.charge = page.getByRole('button', { name: /^Cobrar/ })
    this.order = page.getByRole('list', { name: 'Productos del pedido' })
  }

  async open(url: string, path = '/productsSale'): Promise<void> {
    await this.page.goto(url + path)
  }

  /** Pairs it by the link that its QR code stands for; returns when it is ready. */
  async pair(link: string): Promise<void> {
    await this.page.goto(link)
    await this.page.getByRole('button', { name: 'Vincular', exact: true }).click()
    await this.isReady()
  }

  /** The club's data is here, and so is the app: both stay without a server. */
  async isReady(): Promise<void> {
    await this.hasPulled()
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await this.isSelling()
  }

  /** Every collection of the club's data is here, on whichever screen, and none is pulled once more, as each is when the hints begin. */
  async hasPulled(): Promise<void> {
    await expect(this.page.getByRole('banner')).toContainText('En línea')
    await expect(this.page.getByRole('banner')).toContainText('Datos de', { timeout: FIRST_PULL_LIMIT_MS })
    await this.#hasOnDisk('pull_statuses', '"lastSuccessAt":"', PULLED_COLLECTIONS)
    await this.page.waitForFunction(arePullsAtRest, PULL_CHANNELS)
  }

  /** The catalogue is on the screen. */
  async isSelling(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /, \$/ }).first()).toBeVisible()
  }

  /**
   * A scanner types like a keyboard, faster than any hand, and ends with Enter. Its keys carry their own times, or a busy machine
   * would deliver them as slowly as a person types. The same bracelet again is meant as a scan of its own.
   */
  async scan(bracelet: string): Promise<void> {
    const { bracelet: before, atMs } = this.#lastScan
    if (bracelet === before) await this.page.waitForTimeout(Math.max(0, atMs + AGAIN_AFTER_MS - Date.now()))
    this.#lastScan = { bracelet, atMs: Date.now() }
    await this.scanKeys([...bracelet, 'Enter'], Date.now() / 1000)
  }

  /**
   * Part of a scan.
   * @param from when its first key is pressed, in seconds of the epoch
   * @returns when the key after its last would be
   */
  async scanKeys(keys: readonly string[], from: number): Promise<number> {
    this.#keyboard ??= await this.page.context().newCDPSession(this.page)
    let timestamp = from
    for (const key of keys) {
      const text = TYPED_BY[key] ?? key
      await this.#keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp })
      await this.#keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp })
      timestamp += SCANNED_KEY_EVERY_S
    }
    return timestamp
  }

  tile(product: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${escape(product)}, \\$`) })
  }

  /** Scans the guest; returns once they are the one who is served, whom the disk may take a while to find. */
  async serve(bracelet: string): Promise<void> {
    await this.scan(bracelet)
    await expect(this.guest).toContainText(bracelet)
  }

  /** Scans the guest, taps the products and charges; returns when the screen says that it is saved. */
  async sell(bracelet: string, products: readonly string[]): Promise<void> {
    await this.serve(bracelet)
    for (const product of products) await this.tile(product).click()
    // Of the sale before.
    await expect(this.page.getByText('Venta guardada')).toBeHidden()
    await this.chargeNow()
  }

  /**
   * Returns when the screen has said that the sale is saved. That is looked for at each frame from before the tap on, or whatever else
   * charges: it goes away by itself, and on a busy machine may have gone when the tap is over.
   */
  async chargeNow(act: () => Promise<unknown> = () => this.charge.click()): Promise<void> {
    const isSaved = () => document.querySelector('[data-testid="sale-saved"]')?.checkVisibility() === true
    await Promise.all([this.page.waitForFunction(isSaved), act()])
  }

  /** By the keyboard instead of a scan: a scan is known by its pace, and a test's clock may stand still. */
  async sellByHand(bracelet: string, product: string): Promise<void> {
    await this.page.keyboard.press('F4')
    await this.page.getByRole('combobox').fill(bracelet)
    await this.page.keyboard.press('Enter')
    await this.tile(product).click()
    await this.chargeNow()
    await expect(this.page.getByText('Venta guardada')).toBeHidden()
  }

  /** What the strip says the guest has consumed, in pesos. */
  async consumed(): Promise<number> {
    await expect(this.guest).toContainText('Lleva')
    const text = await this.guest.innerText()
    const amount = /Lleva\s*\$\s*([\d.]+),(\d{2})/.exec(text)
    if (!amount) throw new Error(`no consumption in the strip: ${text}`)
    return Number(amount[1]!.replaceAll('.', '')) + Number(amount[2]) / 100
  }

  /** Returns once the sale screen hears a scanner, if that is where it goes. */
  async goTo(section: 'Venta' | 'Sincronización' | 'Tickets'): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${section}`) })
      .click()
    if (section === 'Venta') await this.isSelling()
  }

  async push(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' }).click()
  }

  async isWithoutServer(): Promise<void> {
    await expect(this.page.getByText('Sin servidor: se puede vender')).toBeVisible()
  }

  async isBackOnline(): Promise<void> {
    await expect(this.page.getByRole('banner')).toContainText('En línea')
  }

  /** Returns once an open order on the disk holds the text: what a tab that dies now leaves to the next one. */
  hasDrafted(text: string): Promise<void> {
    return this.#hasOnDisk('drafts', text, 1)
  }

  /** Returns once the records of a collection on this terminal's disk, as JSON, hold the text that often. */
  async #hasOnDisk(collection: string, text: string, times: number): Promise<void> {
    await this.page.waitForFunction(
      async (wanted) => {
        const settled = <Result>(request: IDBRequest<Result>) =>
          new Promise<Result>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result)
            request.onerror = () => reject(request.error!)
          })
        const found = (await indexedDB.databases()).find(({ name }) => name?.includes(wanted.collection))
        if (!found) return false
        const database = await settled(indexedDB.open(found.name!))
        const records = await settled(database.transaction('docs').objectStore('docs').getAll())
        database.close()
        return JSON.stringify(records).split(wanted.text).length > wanted.times
      },
      { collection, text, times },
    )
  }

  /** The rows of the tickets list that show this text. */
  ticketRows(text: string): Locator {
    return this.page.getByRole('region', { name: 'Tickets' }).getByRole('link').filter({ hasText: text })
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

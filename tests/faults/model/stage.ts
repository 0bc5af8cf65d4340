// Sets up what nights are played on, once for many of them: Chromium, the page, the endpoint's process, the network.
import { chromium, type Browser } from '@playwright/test'
import { chromiumLaunch } from '../../chromium.ts'
import { Club, prepareSqliteTemplate } from './club.ts'
import { Endpoint } from './endpoint.ts'
import { Network } from './network.ts'
import { Night, type NightCounts } from './night.ts'
import { bundlePage } from './page-script.ts'
import type { Step } from './step.ts'

export class Stage {
  /** Of all nights so far. */
  readonly counts: Record<string, number> = { nights: 0 }
  readonly #browser: Browser
  readonly #endpoint: Endpoint
  readonly #network: Network
  readonly #url: string
  readonly #openClub: () => Promise<Club>
  readonly #removeTemplate: () => Promise<void>

  private constructor(parts: {
    browser: Browser
    endpoint: Endpoint
    network: Network
    url: string
    openClub: () => Promise<Club>
    removeTemplate: () => Promise<void>
  }) {
    this.#browser = parts.browser
    this.#endpoint = parts.endpoint
    this.#network = parts.network
    this.#url = parts.url
    this.#openClub = parts.openClub
    this.#removeTemplate = parts.removeTemplate
  }

  /** @param mariadbUrl a server for the main databases; SQLite files unless given */
  static async setUp(mariadbUrl?: string): Promise<Stage> {
    const endpoint = new Endpoint()
    const [script, browser, template] = await Promise.all([
      bundlePage(),
      chromium.launch(chromiumLaunch),
      prepareSqliteTemplate(),
    ])
    const network = new Network({ script }, () => endpoint.port)
    return new Stage({
      browser,
      endpoint,
      network,
      url: await network.start(),
      openClub: () => (mariadbUrl === undefined ? Club.onSqlite(template.path) : Club.onMariadb(mariadbUrl)),
      removeTemplate: template.remove,
    })
  }

  /** @throws Error when an invariant does not hold */
  async play(steps: readonly Step[]): Promise<void> {
    const [club, context] = await Promise.all([this.#openClub(), this.#browser.newContext()])
    const night = new Night({ club, context, endpoint: this.#endpoint, network: this.#network, url: this.#url })
    try {
      await night.play(steps)
    } finally {
      await context.close()
      this.#network.reset()
      await this.#endpoint.release()
      await club.close()
      this.#add(night.counts)
    }
  }

  async tearDown(): Promise<void> {
    await this.#browser.close()
    await this.#network.stop()
    await this.#endpoint.stop()
    await this.#removeTemplate()
  }

  #add(counts: NightCounts): void {
    for (const [name, count] of Object.entries({ nights: 1, ...counts })) this.counts[name] = (this.counts[name] ?? 0) + count
  }
}

// One night on the real parts: a terminal in Chromium, the endpoint's process, the main database, and a network in between.
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext } from '@playwright/test'
import { BRACELETS, PRODUCTS, TOKEN, type Club } from './club.ts'
import type { Endpoint } from './endpoint.ts'
import { atTheEnd, inAState, inEveryTotalShown, inTheDatabase, onTheScreen, onTheTerminal } from './invariants.ts'
import { journeyOf, type Incidents } from './journeys.ts'
import { Ledger } from './ledger.ts'
import type { Journey, Network } from './network.ts'
import type { Fate, Step, Tab } from './step.ts'
import { CRASHED, Terminal } from './terminal.ts'
import type { SaleAttempt, Shown } from './terminal-page.ts'
import { untilNothingIsWrong, within } from './waiting.ts'

export interface NightParts {
  readonly club: Club
  readonly endpoint: Endpoint
  readonly network: Network
  readonly url: string
  readonly context: BrowserContext
}

/** What happened in a night, for figures. */
export interface NightCounts {
  steps: number
  sold: number
  stored: number
  duplicates: number
  refused: number
  pushRequests: number
  crashes: number
  endpointKills: number
  /** Tabs that had to be opened again, since another one died before it told them what it had written. */
  tabsBehind: number
}

/** Longer than anything a step waits for; a busy machine is slow. */
const LIMIT_MS = 60_000
/** How long two tabs and the screen may take to agree. */
const SETTLE_MS = 5_000
/** A request that a dying page had sent may still be on its way. */
const LAST_WORDS_MS = 300

export class Night {
  readonly counts: NightCounts = {
    steps: 0,
    sold: 0,
    stored: 0,
    duplicates: 0,
    refused: 0,
    pushRequests: 0,
    crashes: 0,
    endpointKills: 0,
    tabsBehind: 0,
  }
  readonly #parts: NightParts
  #ledger!: Ledger
  readonly #tabs = new Map<Tab, Terminal>()
  /** RxDB tells the other tabs of a write after it is on disk: a tab that dies in between leaves them behind until they are opened again. */
  readonly #mayBeBehind = new Set<Tab>()
  #fates: Fate[] = []
  #crashAfterMs = 0
  #pushingTab: Tab = 'tab 1'
  #cyclesUnderWay = 0
  #cycleAllowedUntil = 0
  readonly #violations: string[] = []
  readonly #inBackground: Promise<unknown>[] = []

  constructor(parts: NightParts) {
    this.#parts = parts
  }

  /** Plays the steps and heals in the end. @throws Error when an invariant does not hold, naming the step after which it did not */
  async play(steps: readonly Step[]): Promise<void> {
    const { club, endpoint, network } = this.#parts
    await endpoint.serve(club.servingUrl)
    network.nextJourney = () => this.#nextJourney()
    this.#ledger = new Ledger(await club.read())
    await this.#openTab('tab 1')
    await this.#isUpToDate('at the start')
    for (const [i, step] of steps.entries()) {
      const name = `after step ${i + 1}, ${JSON.stringify(step)}`
      await within(LIMIT_MS, name, this.#take(step))
      await this.#settle()
      await this.#check(name)
      this.counts.steps += 1
    }
    await this.#heal()
  }

  async #take(step: Step): Promise<void> {
    const { club, endpoint, network } = this.#parts
    switch (step[0]) {
      case 'sell': {
        const [, { bracelet, product, units, times, tab }] = step
        for (let i = 0; i < times; i++) await this.#sell(this.#tab(tab), bracelet, product, units)
        return
      }
      case 'sell and crash': {
        const [, { bracelet, product, afterMs }] = step
        const sale = this.#sell('tab 1', bracelet, product, 1)
        await sleep(afterMs)
        await this.#crash('tab 1')
        return sale
      }
      case 'push': {
        const [, { fates, tab, crashAfterMs }] = step
        return this.#push([this.#tab(tab)], fates, crashAfterMs)
      }
      case 'push in both tabs':
        return this.#push([...this.#tabs.keys()], step[1].fates, 0)
      case 'crash':
        return this.#crash(step[1])
      case 'open tab 2':
        if (!this.#tabs.has('tab 2')) await this.#openTab('tab 2')
        return
      case 'kill endpoint':
        return this.#killEndpoint()
      case 'start endpoint':
        return endpoint.start()
      case 'cut network':
        network.isCut = true
        return
      case 'restore network':
        network.isCut = false
        return
      case 'late requests arrive':
        return network.deliverLate()
      case 'main API sale':
        return this.#sellByMainApi(step[1].visit, step[1].product, step[1].units)
      case 'close visit':
        return club.closeVisit(this.#visit(step[1]))
      case 'delete product':
        return club.deleteProduct(PRODUCTS[step[1] % PRODUCTS.length]!.id_product_service)
      case 'reassign bracelet':
        return this.#reassignBracelet(step[1])
      case 'pull':
        if (endpoint.isRunning && !network.isCut) await this.#isUpToDate('pull')
        return
    }
  }

  async #sell(tab: Tab, bracelet: number, product: number, units: number): Promise<void> {
    const { id_product_service } = PRODUCTS[product % PRODUCTS.length]!
    this.#ledger.unansweredSales += 1
    const attempt: SaleAttempt | typeof CRASHED = await this.#tabs
      .get(tab)!
      .sell(BRACELETS[bracelet % BRACELETS.length]!, id_product_service, units)
    if (attempt === CRASHED) return
    this.#ledger.unansweredSales -= 1
    if (attempt.kind === 'sold') this.#ledger.sold.set(attempt.ticket.id, attempt.ticket)
  }

  async #push(tabs: readonly Tab[], fates: readonly Fate[], crashAfterMs: number): Promise<void> {
    this.#fates = [...fates]
    this.#crashAfterMs = crashAfterMs
    this.#pushingTab = tabs[0]!
    await Promise.all(tabs.map((tab) => this.#pushFrom(tab)))
    await Promise.all(this.#inBackground.splice(0))
    this.#fates = []
  }

  async #pushFrom(tab: Tab): Promise<void> {
    this.#cyclesUnderWay += 1
    const outcome = await this.#tabs.get(tab)?.push()
    if (outcome === CRASHED) this.#cycleAllowedUntil = Date.now() + LAST_WORDS_MS
    this.#cyclesUnderWay -= 1
    if (outcome && outcome !== CRASHED && 'progress' in outcome) {
      this.counts.refused += outcome.progress.refused
      this.counts.duplicates += outcome.progress.duplicates
    }
  }

  async #sellByMainApi(visit: number, product: number, units: number): Promise<void> {
    const { id_product_service } = PRODUCTS[product % PRODUCTS.length]!
    const row = await this.#parts.club.sellByMainApi(this.#visit(visit), id_product_service, units)
    if (row) this.#ledger.addMainApiSale(row)
  }

  async #reassignBracelet(index: number): Promise<void> {
    this.#ledger.enterVisit(await this.#parts.club.reassignBracelet(BRACELETS[index % BRACELETS.length]!))
  }

  #nextJourney(): Journey {
    this.counts.pushRequests += 1
    if (this.#cyclesUnderWay === 0 && Date.now() > this.#cycleAllowedUntil) {
      this.#violations.push('tickets were pushed and nobody had started a cycle')
    }
    return journeyOf(this.#fates.shift() ?? 'pass', this.#incidents)
  }

  get #incidents(): Incidents {
    const { club, endpoint } = this.#parts
    const tab = this.#pushingTab
    return {
      killEndpoint: () => this.#killEndpoint(),
      restartEndpoint: () => this.#killEndpoint().then(() => endpoint.start()),
      crashPushingTab: () => this.#crash(tab),
      cancelPush: async () => this.#tabs.get(tab)?.cancel(),
      pushInOtherTab: () => this.#pushFrom(tab === 'tab 1' ? 'tab 2' : 'tab 1'),
      sell: () => this.#sell(tab, 0, 0, 1),
      sellByMainApi: () => this.#sellByMainApi(0, 0, 1),
      closeVisit: () => club.closeVisit(this.#visit(0)),
      deleteProduct: () => club.deleteProduct(PRODUCTS[0]!.id_product_service),
      reassignBracelet: () => this.#reassignBracelet(0),
      inBackground: (work) => void this.#inBackground.push(work),
      crashAfterMs: this.#crashAfterMs,
    }
  }

  async #crash(tab: Tab): Promise<void> {
    const terminal = this.#tabs.get(tab)
    if (!terminal?.isAlive) return
    this.counts.crashes += 1
    await terminal.crash()
    for (const other of this.#tabs.keys()) if (other !== tab) this.#mayBeBehind.add(other)
  }

  async #killEndpoint(): Promise<void> {
    this.counts.endpointKills += 1
    await this.#parts.endpoint.kill()
  }

  /** Nothing is under way any more, and the first tab lives. */
  async #settle(): Promise<void> {
    await Promise.all(this.#inBackground.splice(0))
    await this.#parts.network.isQuiet()
    for (const [name, terminal] of this.#tabs) if (!terminal.isAlive) this.#tabs.delete(name)
    if (!this.#tabs.has('tab 1')) await this.#openTab('tab 1')
  }

  async #openTab(name: Tab): Promise<void> {
    const { context, url } = this.#parts
    const terminal = await within(LIMIT_MS, `opening ${name}`, Terminal.open(context, url, TOKEN))
    this.#tabs.set(name, terminal)
    this.#mayBeBehind.delete(name)
    await terminal.watch(this.#ledger.visits)
  }

  async #check(when: string): Promise<void> {
    const stored = await this.#parts.club.read()
    for (const name of this.#tabs.keys()) {
      const where = `${when}, in ${name}`
      await this.#holds(name, where, (shown) => [
        ...onTheTerminal(this.#ledger, shown),
        ...inTheDatabase(this.#ledger, stored),
        ...inAState(shown, stored),
        ...onTheScreen(this.#ledger, shown, stored, false),
      ])
      const totals = await this.#tabs.get(name)!.takeEmitted()
      const wrong = totals === CRASHED ? [] : [...inEveryTotalShown(this.#ledger, totals)]
      if (wrong.length > 0) throw new Error(`${where}: ${wrong.join('; ')}`)
    }
    if (this.#violations.length > 0) throw new Error(`${when}: ${this.#violations.join('; ')}`)
    this.counts.sold = this.#ledger.sold.size
    this.counts.stored = stored.receipts.size
  }

  /** Pulls until the terminal shows all there is. */
  async #isUpToDate(when: string): Promise<void> {
    const stored = await this.#parts.club.read()
    for (const [name, terminal] of this.#tabs) {
      await terminal.watch(this.#ledger.visits)
      await terminal.pullNow()
      await this.#holds(name, `${when}, in ${name}`, (shown) => onTheScreen(this.#ledger, shown, stored, true))
    }
  }

  async #holds(name: Tab, where: string, wrongs: (shown: Shown) => Iterable<string>): Promise<void> {
    const look = async () => {
      const terminal = this.#tabs.get(name)!
      await terminal.watch(this.#ledger.visits)
      await untilNothingIsWrong(SETTLE_MS, where, async () => wrongs(await alive(terminal)))
    }
    try {
      await look()
    } catch (error) {
      if (!this.#mayBeBehind.has(name)) throw error
      this.counts.tabsBehind += 1
      await this.#openAgain(name)
      await look()
    }
  }

  async #openAgain(name: Tab): Promise<void> {
    await this.#tabs.get(name)!.crash()
    await this.#openTab(name)
  }

  async #heal(): Promise<void> {
    const { endpoint, network, club } = this.#parts
    network.isCut = false
    await endpoint.start()
    await network.deliverLate()
    if (this.#mayBeBehind.has('tab 1')) await this.#openAgain('tab 1')
    const terminal = this.#tabs.get('tab 1')!
    for (let cycle = 0; ; cycle++) {
      this.#cyclesUnderWay += 1
      const outcome = await within(LIMIT_MS, 'the healing push', terminal.push())
      this.#cyclesUnderWay -= 1
      if (outcome !== CRASHED && outcome.kind === 'nothing_pending') break
      if (cycle > 5) throw new Error(`after healing, a push still ends with ${JSON.stringify(outcome)}`)
    }
    await this.#check('after healing')
    await this.#isUpToDate('after healing')
    const stored = await club.read()
    await this.#holds('tab 1', 'after healing', (shown) => atTheEnd(this.#ledger, shown, stored))
  }

  #tab(wanted: Tab): Tab {
    return this.#tabs.has(wanted) ? wanted : 'tab 1'
  }

  #visit(index: number): number {
    const { visits } = this.#ledger
    return visits[index % visits.length]!
  }
}

async function alive(terminal: Terminal): Promise<Shown> {
  const shown = await terminal.shown()
  if (shown === CRASHED) throw new Error('a page died and nobody killed it')
  return shown
}

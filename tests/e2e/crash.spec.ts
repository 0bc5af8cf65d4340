import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from '@playwright/test'
import { chromiumLaunch } from '../chromium.ts'
import { expect, test } from './night.ts'
import { Terminal } from './terminal.ts'

test('killing Chromium right after "sold" loses no sale and no open order, and sells none twice', async ({ server, db }) => {
  const [visit, waiting] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const profile = await mkdtemp(join(tmpdir(), 'barra-chromium-'))
  const sold = 5

  const browser = await open(profile)
  const terminal = new Terminal(browser.pages()[0]!)
  await terminal.open(server.url)
  await terminal.isReady()
  for (let i = 1; i < sold; i++) await terminal.sell(visit!.bracelet, [product!.description!])
  await terminal.scan(waiting!.bracelet)
  await expect(terminal.guest).toContainText(waiting!.bracelet)
  await terminal.tile(product!.description!).click()
  await terminal.page.keyboard.press('Alt+0')
  await terminal.scan(visit!.bracelet)
  await expect(terminal.guest).toContainText(visit!.bracelet)
  await terminal.tile(product!.description!).click()
  await terminal.chargeNow()
  await killEverythingOf(profile)

  const again = await open(profile)
  const reopened = new Terminal(again.pages()[0]!)
  await reopened.open(server.url, '/tickets')
  await expect(reopened.ticketRows('Pendiente')).toHaveCount(sold)
  await reopened.goTo('Venta')
  await reopened.scan(waiting!.bracelet)
  await expect(reopened.guest).toContainText(waiting!.bracelet)
  await expect(reopened.order).toContainText(product!.description!)
  await again.close()
  await rm(profile, { recursive: true, maxRetries: 5 })
})

test('after Chromium is killed the open orders are where they were, and the one that was at the front is again', async ({
  server,
  db,
}) => {
  const visits = await db.openVisits(3)
  const [product] = await db.featuredProducts()
  const profile = await mkdtemp(join(tmpdir(), 'barra-chromium-'))
  const browser = await open(profile)
  const terminal = new Terminal(browser.pages()[0]!)
  await terminal.open(server.url)
  await terminal.isReady()
  for (const [i, { bracelet }] of visits.entries()) {
    if (i > 0) await terminal.page.keyboard.press('Alt+0')
    await terminal.scan(bracelet)
    await expect(terminal.guest).toContainText(bracelet)
    for (let units = 0; units <= i; units++) await terminal.tile(product!.description!).click()
  }
  await terminal.page.keyboard.press('Alt+2')
  await expect(terminal.guest).toContainText(visits[1]!.bracelet)
  await terminal.hasDrafted('"turn":4')
  await killEverythingOf(profile)

  const again = await open(profile)
  const reopened = new Terminal(again.pages()[0]!)
  await reopened.open(server.url)
  const tabs = reopened.page.getByRole('navigation', { name: 'Pedidos abiertos' }).getByRole('button', { name: /\d/ })
  await expect(tabs).toContainText(visits.map(({ bracelet }, i) => new RegExp(`${i + 1}\\s*${bracelet}`)))
  await expect(tabs.and(reopened.page.locator('[aria-current]'))).toContainText(visits[1]!.bracelet)
  await expect(reopened.guest).toContainText(visits[1]!.bracelet)
  await again.close()
  await rm(profile, { recursive: true, maxRetries: 5 })
})

function open(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    ...chromiumLaunch,
    viewport: { width: 1366, height: 768 },
    locale: 'es-AR',
    timezoneId: 'America/Argentina/Buenos_Aires',
  })
}

/** SIGKILLs every process started on this profile, the browser's own first. */
async function killEverythingOf(profile: string): Promise<void> {
  const pids = await processesOf(profile)
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) endAtOnce(pid)
  await expect.poll(() => processesOf(profile)).toEqual([])
}

async function processesOf(profile: string): Promise<number[]> {
  const pids: number[] = []
  for (const pid of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (commandLine.includes(profile)) pids.push(Number(pid))
  }
  return pids
}

/** One that went when the browser did is as good as killed. */
function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

// Cashiers and their shifts.
import { expect } from '../../night.ts'
import { CLOSED_AT, type States, type Walk } from './walk.ts'

/** The last of them has to be waited for. */
const WRONG_PINS = 3

export async function* shift(walk: Walk): States {
  const { server, db, terminal, page, dialog } = walk
  const [leaving, staying] = await db.openVisits(2)
  const panel = page.getByTestId('shift-panel')
  await terminal.open(server.url)
  await terminal.isReady()

  yield* cashiers()
  yield* pins()
  yield* closing()

  async function* cashiers() {
    await page.goto(`${server.url}/shift`)
    await expect(page.getByText('Todavía no hay un turno')).toBeVisible()
    yield walk.at('shift, none yet')
    await page.getByRole('button', { name: 'Cajeros', exact: true }).click()
    await expect(dialog).toBeVisible()
    yield walk.at('choosing the manager’s PIN')
    for (const button of ['Seguir', 'Guardar']) await walk.enterPin('9087', button)
    await expect(dialog).toContainText('Todavía no hay cajeros')
    yield walk.at('cashiers, none yet')
    for (const name of ['Carolina de los Milagros', 'Sol']) {
      await page.getByLabel('Nombre').fill(name)
      await page.getByRole('button', { name: 'Agregar cajero' }).click()
      await expect(dialog).toContainText('De 4 a 6 números, que los ponga')
      if (name === 'Sol') yield walk.at('a cashier’s new PIN')
      await walk.enterPin('1234', 'Guardar')
      await expect(page.getByRole('list', { name: 'Cajeros' })).toContainText(name)
    }
    yield walk.at('cashiers')
    await page.getByRole('button', { name: 'Listo' }).click()
  }

  async function* pins() {
    await terminal.goTo('Venta')
    await expect(dialog).toContainText('¿Quién vende?')
    yield walk.at('who sells')
    await dialog.getByRole('button', { name: 'Carolina' }).click()
    for (let i = 1; i <= WRONG_PINS; i++) {
      await walk.enterPin('9999', 'Entrar')
      await expect(page.getByRole('alert')).toContainText('Ese PIN no es')
      if (i === 1) yield walk.at('a wrong PIN')
    }
    await expect(page.getByRole('alert')).toContainText('Demasiados intentos')
    yield walk.at('too many wrong PINs')
    await page.getByRole('button', { name: 'Volver' }).click()
    await dialog.getByRole('button', { name: 'Sol' }).click()
    await walk.enterPin('1234', 'Entrar')
    await expect(dialog).toBeHidden()
    yield walk.at('sale, with a cashier')
  }

  async function* closing() {
    for (const guest of [leaving!, staying!]) await terminal.sell(guest.bracelet, ['Gin tonic'])
    await db.closeVisit(leaving!.id_visit, CLOSED_AT)
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 2 tickets')).toBeVisible()
    await terminal.goTo('Venta')
    await terminal.sell(staying!.bracelet, ['Gin tonic', 'Fernet con cola'])
    await terminal.scan(staying!.bracelet)
    await terminal.tile('Gin tonic').click()
    await terminal.hasDrafted('Gin tonic')
    await page.goto(`${server.url}/shift`)
    await expect(panel).toContainText('Fernet con cola')
    yield walk.at('shift')
    await page.getByRole('button', { name: 'Cerrar turno' }).click()
    await expect(dialog).toContainText('Queda 1 ticket sin enviar')
    await expect(dialog).toContainText('1 pedido abierto sin cobrar')
    yield walk.at('closing the shift')
    await page.getByRole('button', { name: /^Cerrar el turno/ }).click()
    await expect(panel).toContainText('lo cerró Sol')
    yield walk.at('a closed shift')
  }
}

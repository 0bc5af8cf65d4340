// A manager's and a cashier's fingers on the PIN pad.
import { expect, type Page } from '@playwright/test'

/** The list of cashiers as it opens from the sale screen: the manager's PIN is asked, or set the first time. */
export async function openStaff(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
  await page.getByRole('link', { name: 'Turno y cajeros' }).click()
  await page.getByRole('button', { name: 'Cajeros' }).click()
}

export async function setUpCashiers(page: Page, managerPin: string, cashiers: Record<string, string>): Promise<void> {
  await openStaff(page)
  await tapPin(page, managerPin, 'Seguir')
  await expect(page.getByRole('heading', { name: 'Repetí el PIN de encargado' })).toBeVisible()
  await tapPin(page, managerPin, 'Guardar')
  for (const [name, pin] of Object.entries(cashiers)) {
    await page.getByLabel('Nombre').fill(name)
    await page.getByRole('button', { name: 'Agregar cajero' }).click()
    await tapPin(page, pin, 'Guardar')
    await expect(page.getByRole('list', { name: 'Cajeros' })).toContainText(name)
  }
  await page.getByRole('button', { name: 'Listo' }).click()
}

export async function enterAs(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name }).click()
  await tapPin(page, pin, 'Entrar')
}

export async function tapPin(page: Page, pin: string, submit: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: `Número ${digit}` }).click()
  await page.getByRole('button', { name: submit }).click()
}

import { ensureSaleApp } from '../../scripts/sale-app.mjs'

/** The tests run against the built app, as `npm start` serves it. */
export default async function buildSaleApp(): Promise<void> {
  await ensureSaleApp()
}

// Writers as the club's system has them: many connections that think a random while between a change and its commit.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@barra/database'
import type { MainTables } from '@barra/main-api'
import type { Kysely, Transaction } from 'kysely'

export const WRITERS = 8
export const TRANSACTIONS_EACH = 25

/** Each writer changes rows of its own only: the race is between commits, not for rows. It goes on until enough has happened, too. */
export async function writeFromManySides(
  open: () => Database,
  { deletes = true, transactionsEach = TRANSACTIONS_EACH, isEnough = (): boolean => true } = {},
): Promise<void> {
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const kysely = open().kysely.withTables<MainTables>()
      let key: number | null = null
      for (let round = 0; round < transactionsEach || !isEnough(); round++) {
        const before: number | null = key
        key = await kysely.transaction().execute((transaction) => writeSomething(transaction, `${writer}/${round}`, before))
        if (deletes && round % 5 === 4 && before !== null) {
          await kysely.deleteFrom('Products_Services').where('id_product_service', '=', before).execute()
        }
      }
    }),
  )
}

/** Returns the key of its new row. */
async function writeSomething(transaction: Transaction<MainTables>, label: string, before: number | null): Promise<number> {
  const key = await insertProduct(transaction, label)
  await transaction.insertInto('Partners').values({ partner_name: label }).execute()
  await sleep(Math.random() * 8)
  if (before !== null) {
    const products = transaction.updateTable('Products_Services').where('id_product_service', '=', before)
    await products.set({ description: `${label} came after` }).execute()
  }
  await sleep(Math.random() * 4)
  return key
}

/** Returns its key. */
export async function insertProduct(kysely: Pick<Kysely<MainTables>, 'insertInto'>, description: string): Promise<number> {
  const product = { description, price: '1500.00' }
  const { insertId } = await kysely.insertInto('Products_Services').values(product).executeTakeFirstOrThrow()
  return Number(insertId)
}

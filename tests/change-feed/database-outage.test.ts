import { createMainTables } from '@barra/main-api'
import { openDatabase } from '@barra/database'
import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../eventually.ts'
import { openChangeFeed } from '../../replication-server/src/change-feed/open-change-feed.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { installReplication } from '../../replication-server/src/install/install-replication.ts'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { outboxDrained, pull, tablesOf } from './club.ts'

it('goes on where it was after MariaDB was killed under it', async () => {
  const mariadb = await startThrowAwayMariadb()
  onTestFinished(() => mariadb.stop())
  const url = await mariadb.createDatabase()
  const [main, beside] = [openDatabase(url), openDatabase(url)]
  onTestFinished(async () => void (await Promise.all([main.close(), beside.close()])))
  await createMainTables(main)
  await installReplication(main, defaultCollections)
  const faults: unknown[] = []
  const feed = openChangeFeed(beside, defaultCollections, { onFault: (fault) => faults.push(fault) })
  onTestFinished(() => feed.stop())

  const kysely = tablesOf(main)
  await kysely.insertInto('Products_Services').values({ description: 'before' }).execute()
  feed.start()
  await outboxDrained({ kysely })
  await kysely.insertInto('Products_Services').values({ description: 'just before' }).execute()
  await mariadb.kill()
  await eventually(() => expect(faults).not.toEqual([]))
  await mariadb.restart()
  await kysely.insertInto('Products_Services').values({ description: 'after' }).execute()

  await outboxDrained({ kysely })
  expect((await pull(feed, 'products')).map(({ doc }) => doc!.description)).toEqual(['before', 'just before', 'after'])
})

import { createMainTables } from '@barra/main-api'
import { expect, it, onTestFinished } from 'vitest'
import { openFreshOn } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { openChangeFeed } from '../../replication-server/src/change-feed/open-change-feed.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { installReplication } from '../../replication-server/src/install/install-replication.ts'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { outboxDrained, pull, tablesOf } from './club.ts'

it('goes on where it was after MariaDB was killed under it', async () => {
  const mariadb = await startThrowAwayMariadb()
  onTestFinished(() => mariadb.stop())
  const { database: main, ...fresh } = await openFreshOn(mariadb.url(''))()
  await createMainTables(main)
  await installReplication(main, defaultCollections)
  await fresh.grantServing()
  const faults: unknown[] = []
  const feed = openChangeFeed(fresh.openServing(), defaultCollections, { onFault: (fault) => faults.push(fault) })
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

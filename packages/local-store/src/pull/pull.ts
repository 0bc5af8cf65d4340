// The three pulls of this terminal: one tab leads them, hints and the schedule wake them.
import { filter, pairwise } from 'rxjs'
import { PULLED_DATABASES } from '@barra/replication-protocol'
import type { Databases } from '../collections/open-databases.ts'
import type { Configuration } from '../configuration.ts'
import type { ErrorLog } from '../error-log/error-log.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import type { Reachability } from '../server/reachability.ts'
import { listenForUpdates } from '../server/update-hints.ts'
import { holdLeadership } from '../tabs/leadership.ts'
import { watchDocumentCounts, type DocumentCounts } from './document-counts.ts'
import { PullReplication } from './pull-replication.ts'
import type { PullStatusBoard } from './pull-status-board.ts'

export interface PullDependencies {
  readonly configuration: Configuration
  readonly databases: Databases
  readonly client: EndpointClient
  readonly reachability: Reachability
  readonly board: PullStatusBoard
  readonly errorLog: ErrorLog
}

export class Pull {
  readonly #dependencies: PullDependencies
  readonly #channel: BroadcastChannel
  readonly #stopLeading: () => Promise<void>
  readonly #counts: DocumentCounts
  #replications: PullReplication[] = []

  constructor(dependencies: PullDependencies) {
    this.#dependencies = dependencies
    const { configuration, databases, board } = dependencies
    this.#channel = new BroadcastChannel(`${configuration.name}-pull`)
    this.#channel.onmessage = () => this.#wakeAll()
    this.#counts = watchDocumentCounts(databases.pulled, (resource, documents) => board.note(resource, { documents }))
    this.#stopLeading = holdLeadership(`${configuration.name}-pull`, () => this.#lead())
  }

  /** Wakes the pulls, whichever tab runs them. */
  pullNow(): void {
    this.#channel.postMessage('pull_now')
    this.#wakeAll()
  }

  async stop(): Promise<void> {
    this.#channel.close()
    await this.#stopLeading()
    this.#counts.stop()
  }

  #wakeAll(): void {
    for (const replication of this.#replications) replication.pullNow()
  }

  async #lead(): Promise<() => Promise<void>> {
    const { configuration, databases, client, reachability, board, errorLog } = this.#dependencies
    const byResource = new Map(
      PULLED_DATABASES.map((resource) => [
        resource as string,
        new PullReplication({
          resource,
          collection: databases.pulled[resource] as never,
          client,
          board,
          intervalMs: configuration.pullIntervalMs[resource],
          retryIntervalMs: configuration.pullRetryIntervalMs,
          timeZone: configuration.timeZone,
          onFailure: ({ failuresInARow, code, message }) =>
            errorLog.add({ kind: 'pull_failed', subject: resource, code, message, failuresInARow }),
          onToken: (isAccepted) => reachability.reportToken(isAccepted),
        }),
      ]),
    )
    this.#replications = [...byResource.values()]
    await this.#counts.ready
    await Promise.all(this.#replications.map((replication) => replication.start()))

    const stopHints = listenForUpdates(client, {
      connected: () => this.#wakeAll(),
      moved: (dbName) => byResource.get(dbName)?.pullNow(),
      lost: () => void reachability.check(),
    })
    const reconnected = reachability.state$
      .pipe(
        pairwise(),
        filter(([before, after]) => before.kind === 'offline' && after.kind === 'online'),
      )
      .subscribe(() => this.#wakeAll())

    return async () => {
      stopHints()
      reconnected.unsubscribe()
      await Promise.all(this.#replications.map((replication) => replication.stop()))
      this.#replications = []
    }
  }
}

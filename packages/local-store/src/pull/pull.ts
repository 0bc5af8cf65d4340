// The three pulls of this terminal: one tab leads them, hints and the schedule wake them.
import { filter, pairwise, type Subscription } from 'rxjs'
import { toZonedIso, type Visit } from '@barra/domain'
import { PULLED_DATABASES, type ReplicatedDocument } from '@barra/replication-protocol'
import { CopyCheck } from '../check/copy-check.ts'
import type { Databases } from '../collections/open-databases.ts'
import type { Configuration } from '../configuration.ts'
import type { ErrorLog } from '../error-log/error-log.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import type { Reachability } from '../server/reachability.ts'
import { listenForUpdates } from '../server/update-hints.ts'
import type { TicketsHome } from '../push/tickets-home.ts'
import { TicketVerification } from '../restore/ticket-verification.ts'
import { holdLeadership } from '../tabs/leadership.ts'
import { noteCharged } from '../tickets/charged-after-all.ts'
import { ticketStatesTurn } from '../tickets/ticket-states-turn.ts'
import { CollectionPull } from './collection-pull.ts'
import { LocalCopy } from './local-copy.ts'
import type { PulledResource } from './pull-status.ts'
import type { PullStatusBoard } from './pull-status-board.ts'

export interface PullDependencies {
  readonly configuration: Configuration
  readonly databases: Databases
  readonly client: EndpointClient
  readonly reachability: Reachability
  readonly board: PullStatusBoard
  readonly errorLog: ErrorLog
  readonly home: TicketsHome
}

/** What tabs say to the one that leads. */
type Request = 'pull_now' | 'partners_gave_way' | 'which_token'
/** What it says to them: whether the endpoint knew the terminal's token when it was last asked. */
type Answer = 'token_accepted' | 'token_refused'
type Message = Request | Answer

export class Pull {
  readonly #dependencies: PullDependencies
  readonly #channel: BroadcastChannel
  readonly #shortages: Subscription
  readonly #stopLeading: () => Promise<void>
  #pulls: readonly CollectionPull[] = []
  #token: Answer | null = null

  constructor(dependencies: PullDependencies) {
    this.#dependencies = dependencies
    const { name } = dependencies.configuration
    this.#channel = new BroadcastChannel(`${name}-pull`)
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#hear(data)
    this.#channel.postMessage('which_token' satisfies Request)
    this.#shortages = dependencies.databases.gaveWay$.subscribe(() => {
      dependencies.errorLog.add({
        kind: 'storage_failed',
        subject: '',
        code: 'disk_full',
        message: 'the copy of the partners gave way to what cannot be pulled again',
        failuresInARow: 1,
      })
      this.#say('partners_gave_way')
    })
    this.#stopLeading = holdLeadership(`${name}-pull`, () => this.#lead())
  }

  /** Wakes the pulls, whichever tab runs them. */
  pullNow(): void {
    this.#say('pull_now')
  }

  async stop(): Promise<void> {
    this.#shortages.unsubscribe()
    await this.#stopLeading()
    this.#channel.close()
  }

  #say(message: Message): void {
    this.#channel.postMessage(message)
    this.#hear(message)
  }

  #hear(message: Message): void {
    switch (message) {
      case 'pull_now':
        return this.#wakeAll()
      case 'partners_gave_way':
        return this.#pulls.find(({ resource }) => resource === 'partners')?.gaveWay()
      case 'which_token':
        if (this.#pulls.length > 0 && this.#token) this.#channel.postMessage(this.#token)
        return
      case 'token_accepted':
      case 'token_refused':
        this.#token = message
        return this.#dependencies.reachability.reportToken(message === 'token_accepted')
    }
  }

  #foundToken(answer: Answer): void {
    if (answer !== this.#token) this.#say(answer)
  }

  #wakeAll(): void {
    for (const pull of this.#pulls) pull.pullNow()
  }

  #lead(): () => Promise<void> {
    const { client, reachability } = this.#dependencies
    const verification = this.#verification()
    const byDatabase = new Map(PULLED_DATABASES.map((db) => [db as string, this.#pullOf(db, verification)]))
    this.#pulls = [...byDatabase.values()]
    this.#pulls.forEach((pull) => pull.start())

    const hints = listenForUpdates(client, {
      connected: () => this.#wakeAll(),
      moved: (dbName) => byDatabase.get(dbName)?.hint(),
      lost: () => void reachability.check(),
    })
    const reconnected = reachability.state$
      .pipe(
        pairwise(),
        filter(([before, after]) => before.kind === 'offline' && after.kind === 'online'),
      )
      .subscribe(() => {
        this.#wakeAll()
        hints.reopen()
      })

    return async () => {
      hints.stop()
      reconnected.unsubscribe()
      await Promise.all(this.#pulls.map((pull) => pull.stop()))
      await verification.stop()
      this.#pulls = []
    }
  }

  #verification(): TicketVerification {
    const { configuration, databases, client, errorLog, home } = this.#dependencies
    return new TicketVerification({
      tickets: databases.tickets,
      client,
      turn: ticketStatesTurn(configuration),
      ownership: () => home.ownership(),
      now: () => this.#now(),
      onLost: ({ ticket_number, attempts }) => {
        const lost = attempts.at(-1)
        const [code, message] = [lost?.code ?? '', lost?.message ?? '']
        errorLog.add({ kind: 'ticket_lost', subject: ticket_number, code, message, failuresInARow: 1 })
      },
    })
  }

  #pullOf(resource: PulledResource, verification: TicketVerification): CollectionPull {
    const { configuration, databases, client, board, errorLog } = this.#dependencies
    const copy = new LocalCopy(databases.pulled, resource)
    const { copyCheckIntervalMs: intervalMs, copyCheckSize: size } = configuration
    const onReceived = async (documents: readonly ReplicatedDocument[]) => {
      if (resource === 'visits') await this.#noteCharged(documents)
    }
    return new CollectionPull({
      resource,
      client,
      board,
      copy,
      check: new CopyCheck({ db: resource, client, copy, intervalMs, size, onReceived }),
      intervalMs: configuration.pullIntervalMs[resource],
      retryIntervalMs: configuration.pullRetryIntervalMs,
      timeZone: configuration.timeZone,
      onReceived,
      onPulled: (epoch) => verification.sawEpoch(epoch),
      onRepaired: (documents) =>
        errorLog.add({
          kind: 'copy_repaired',
          subject: resource,
          code: 'copy_differed',
          message: `${documents} documents of the copy were not what the server has`,
          failuresInARow: 1,
        }),
      onFailure: (failure) => errorLog.add({ kind: 'pull_failed', subject: resource, ...failure }),
      onToken: (isAccepted) => this.#foundToken(isAccepted ? 'token_accepted' : 'token_refused'),
    })
  }

  #noteCharged(visits: readonly ReplicatedDocument[]): Promise<void> {
    const held = visits.filter(({ _deleted }) => !_deleted) as unknown as readonly Visit[]
    return noteCharged(this.#dependencies.databases.tickets, held, () => this.#now())
  }

  #now(): string {
    const { configuration, reachability } = this.#dependencies
    return toZonedIso(reachability.now(), configuration.timeZone)
  }
}

// Keeps a file outside of the browser's storage in step with the tickets that the server does not have yet. It follows what is on
// disk already, so no sale waits for it or fails by it; what it could not write it writes as soon as it can.
import { BehaviorSubject, startWith, type Observable, type Subscription } from 'rxjs'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { ErrorLog } from '../error-log/error-log.ts'
import { inTurn } from '../tabs/in-turn.ts'
import { describeCopyFailure, type CopyFailure } from './copy-failure.ts'
import { TRAINING_URL } from '../training/training-mark.ts'
import { CopiedTickets } from './copied-tickets.ts'
import { headerLine, type CopyHeader } from './copy-format.ts'
import { fileSystemCopy, RememberedFile } from './file-system-copy.ts'
import type { SecondCopyState } from './second-copy-state.ts'

export interface SecondCopyDependencies {
  /** Of the terminal's databases. */
  readonly name: string
  readonly tickets: TicketsCollection
  readonly header: () => CopyHeader
  readonly errorLog: ErrorLog
}

const RETRY_EVERY_MS = 30_000

export class SecondCopy {
  readonly #dependencies: SecondCopyDependencies
  readonly #remembered: RememberedFile
  /** Tells the other tabs that another file was chosen, or none any more. */
  readonly #channel: BroadcastChannel
  readonly #state = new BehaviorSubject<SecondCopyState>({ kind: 'none' })
  readonly state$: Observable<SecondCopyState> = this.#state
  #copied: CopiedTickets | null = null
  #recalled: Promise<void> = Promise.resolve()
  #subscription: Subscription | undefined
  #hasNews = false
  #isToTry = false
  #working: Promise<void> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(dependencies: SecondCopyDependencies) {
    this.#dependencies = dependencies
    this.#remembered = new RememberedFile(dependencies.name)
    this.#channel = new BroadcastChannel(`${dependencies.name}-second-copy`)
    this.#channel.onmessage = () => void this.#recall()
  }

  /** Goes on with the file of an earlier start, if there is one. One that cannot be recalled has to be chosen again. */
  async start(): Promise<void> {
    await this.#recall()
    this.#subscription = this.#dependencies.tickets.$.pipe(startWith(null)).subscribe(() => void this.#follow())
  }

  /**
   * Takes a file that a person has just chosen, and writes whatever is pending to it.
   * @throws when the browser cannot remember it, and in a training, which must not come between the sales of a file; the copy stays as it
   * was then
   */
  async choose(handle: FileSystemFileHandle): Promise<void> {
    if (this.#isTraining) throw new Error('a training keeps no second copy')
    await this.#remembered.remember(handle)
    this.#channel.postMessage(null)
    await this.#recalled
    this.#use(handle)
    await this.#follow()
  }

  /** Asks the browser's leave to write the chosen file again; only within a click. */
  async permit(): Promise<void> {
    await this.#copied?.file.askPermission()
    await this.#follow()
  }

  /** Looks whether the file is still there and takes what is written, and resolves when `state$` says so. It does not throw. */
  async check(): Promise<void> {
    this.#isToTry = true
    await this.#follow()
  }

  /** Copies no more; what was written stays where it is. */
  async forget(): Promise<void> {
    await this.#remembered.forget()
    this.#channel.postMessage(null)
    await this.#recalled
    this.#useNone()
  }

  async stop(): Promise<void> {
    this.#channel.close()
    this.#subscription?.unsubscribe()
    await this.#recalled
    this.#copied = null
    clearTimeout(this.#retry)
    await this.#working
  }

  /** Whether a file is written, or would be as soon as it can. */
  get isChosen(): boolean {
    return this.#copied !== null
  }

  get #isTraining(): boolean {
    return this.#dependencies.header().server === TRAINING_URL
  }

  /** Takes the file that is remembered by now, or none; one time after another, so that the last is the newest. */
  #recall(): Promise<void> {
    return (this.#recalled = this.#recalled.then(async () => {
      try {
        const handle = await this.#remembered.recall()
        if (handle && !this.#isTraining) this.#use(handle)
        else this.#useNone()
      } catch (error) {
        this.#logFailure(describeCopyFailure(error))
      }
      if (this.#subscription) void this.#follow()
    }))
  }

  #use(handle: FileSystemFileHandle): void {
    const { header } = this.#dependencies
    this.#copied = new CopiedTickets(fileSystemCopy(handle), () => headerLine(header()))
  }

  #useNone(): void {
    this.#copied = null
    this.#state.next({ kind: 'none' })
  }

  /** Brings the file up to date, and once more if something changed meanwhile. Never rejects. */
  #follow(): Promise<void> {
    this.#hasNews = true
    if (!this.#copied) return Promise.resolve()
    return (this.#working ??= this.#work())
  }

  async #work(): Promise<void> {
    while (this.#hasNews && this.#copied) {
      this.#hasNews = false
      clearTimeout(this.#retry)
      const copied = this.#copied
      const state = await this.#copyTo(copied)
      // Another file may have been chosen meanwhile, and then there is news.
      if (copied !== this.#copied) continue
      if (state.kind === 'failing') this.#noteFailure(state)
      this.#state.next(state)
    }
    // At once, not when the promise is seen to be over: news in between would wait for the next.
    this.#working = undefined
  }

  async #copyTo(copied: CopiedTickets): Promise<SecondCopyState> {
    const fileName = copied.file.name
    try {
      if ((await copied.file.permission()) !== 'granted') return { kind: 'not_permitted', fileName }
      // Two tabs would write over each other.
      const turn = `${this.#dependencies.name}-second-copy`
      const hasWritten = await inTurn(turn, () => this.#bringUpToDate(copied))
      const before = this.#state.value
      const writtenAt = before.kind === 'up_to_date' && before.fileName === fileName ? before.writtenAt : null
      return { kind: 'up_to_date', fileName, writtenAt: hasWritten ? this.#dependencies.header().written_at : writtenAt }
    } catch (error) {
      return { kind: 'failing', fileName, ...describeCopyFailure(error) }
    }
  }

  async #bringUpToDate(copied: CopiedTickets): Promise<boolean> {
    const isToTry = this.#isToTry
    this.#isToTry = false
    const hasWritten = await copied.bringUpToDate(this.#dependencies.tickets)
    if (isToTry && !hasWritten) await copied.file.tryWriting()
    return hasWritten
  }

  #noteFailure(failure: CopyFailure): void {
    this.#retry = setTimeout(() => void this.#follow(), RETRY_EVERY_MS)
    if (this.#state.value.kind !== 'failing') this.#logFailure(failure)
  }

  #logFailure({ code, message }: CopyFailure): void {
    this.#dependencies.errorLog.add({ kind: 'second_copy_failed', subject: '', code, message, failuresInARow: 1 })
  }
}

import type { Observable } from 'rxjs'
import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { openLocalStore } from '../open-local-store.ts'
import type { TrainingFault } from './training-fault.ts'
import { abandonTraining, isTraining, TRAINING_URL } from './training-mark.ts'
import { TrainingRecord } from './training-record.ts'
import { TrainingServer, TRAINING_TOKEN } from './training-server.ts'
import { TRAINING_NAME, wipeTraining } from './wipe-training.ts'

/** A terminal to practise with: databases of its own, a made-up club, and a pretend server inside the page. */
export interface Training {
  readonly store: LocalStore
  readonly faults$: Observable<ReadonlySet<TrainingFault>>
  setFault(fault: TrainingFault, isOn: boolean): void
  /** Emits when another tab of this terminal left the training; nothing can be practised here any more. */
  readonly endedElsewhere$: Observable<void>
  /** Closes the store and wipes everything that was sold in it. */
  leave(): Promise<void>
}

/** The name on its tickets, which no terminal of the club's should have. */
const TRAINING_TERMINAL = 'Práctica'

/** Soon enough to see a switch act. */
const HEALTH_INTERVAL_MS = { online: 2_000, offline: 1_000 }

/**
 * Goes on with the training under way on this terminal, or begins one.
 * @throws Error when the browser gives no storage; the terminal is in no training then.
 */
export async function openTraining(): Promise<Training> {
  // A page that died while it left a training may have left some of it on the disk.
  if (!isTraining()) {
    abandonTraining()
    await wipeTraining()
  }
  const record = new TrainingRecord()
  const server = new TrainingServer(record, DEFAULT_CLUB_TIME_ZONE)
  let isOpen = false
  try {
    const store = await openLocalStore({
      name: TRAINING_NAME,
      serverUrl: TRAINING_URL,
      token: TRAINING_TOKEN,
      terminal: TRAINING_TERMINAL,
      timeZone: DEFAULT_CLUB_TIME_ZONE,
      healthIntervalMs: HEALTH_INTERVAL_MS,
      transport: server.transport,
      // RxDB writes while it opens, and a training must open to be left.
      isDiskFull: () => isOpen && record.has('disk_full'),
    })
    isOpen = true
    return {
      store,
      faults$: record.faults$,
      endedElsewhere$: record.endedElsewhere$,
      setFault: (fault, isOn) => {
        record.setFault(fault, isOn)
        if (fault === 'server_down') void store.server.check()
        // What gave way comes back.
        if (fault === 'disk_full' && !isOn) store.pull.pullNow()
      },
      leave: async () => {
        isOpen = false
        await store.close()
        await wipeTraining()
        record.erase()
      },
    }
  } catch (error) {
    record.erase()
    throw error
  }
}

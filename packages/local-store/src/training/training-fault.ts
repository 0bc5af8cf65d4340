/** What can go wrong in a training, on demand. */
export const TRAINING_FAULTS = [
  /** The server does not answer. */
  'server_down',
  /** Pushed tickets are stored, but the answer gets lost. */
  'answer_lost',
  /** The first ticket of each push is refused. */
  'ticket_refused',
  /** No write reaches the disk. */
  'disk_full',
] as const

export type TrainingFault = (typeof TRAINING_FAULTS)[number]

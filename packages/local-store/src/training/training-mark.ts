// Whether this terminal is in training, known before anything of the training is loaded.

/** Beside it lies the pretend server's memory; this entry alone decides the mode. */
export const TRAINING_MARK = 'barra.training'
export const TRAINING_TICKETS = 'barra.training.tickets'

/** `.invalid` names no machine, by RFC 2606: a request that went astray could reach nobody. */
export const TRAINING_URL = 'https://training.invalid/replication'

/** Whether this terminal is in training: it stays so across reloads, until it is left. */
export function isTraining(): boolean {
  return localStorage.getItem(TRAINING_MARK) !== null
}

/** Leaves the training without opening it. */
export function abandonTraining(): void {
  localStorage.removeItem(TRAINING_MARK)
  localStorage.removeItem(TRAINING_TICKETS)
}

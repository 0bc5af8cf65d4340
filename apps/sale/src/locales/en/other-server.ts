import type { otherServer as es } from '../es/other-server.ts'

export const otherServer: typeof es = {
  title: 'Is it the same club?',
  text: 'Tickets that were not sent were sold for {before}, and this terminal is paired with {now}. None is sent until you say.',
  wait: 'No, or I do not know',
  waitText: 'They stay here; pair the terminal with the server it had to send them',
  same: 'Yes, its address changed',
  sameText: 'From now on they go to this server',
  failed: 'The answer could not be saved, so nothing is sent yet. Make room on the disk and try again.',
}

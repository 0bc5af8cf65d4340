import type { training as es } from '../es/training.ts'

export const training: typeof es = {
  title: 'Training',
  text: 'Nothing you do here reaches the club; leaving wipes it.',
  enter: 'Practise…',
  unsavedOrder: 'Before you practise, charge the order that could not be saved.',
  enterFirst: 'Practise without a server',
  leave: 'Leave training',
  leaving: 'Leaving…',
  faults: {
    label: 'Faults to practise with',
    open: 'Faults | Faults: 1 | Faults: {count}',
    on: 'On',
    off: 'Off',
    server_down: { title: 'Cut the server', text: 'The club’s server stops answering.' },
    answer_lost: { title: 'Lose the answers', text: 'Tickets arrive, but the terminal does not hear of it.' },
    ticket_refused: { title: 'Refuse a ticket', text: 'The first of each push comes back refused.' },
    disk_full: { title: 'Fill the disk', text: 'Nothing can be saved.' },
  },
  guests: 'To sell: bracelets 0101 to 0112, or look for somebody by name. 0113 is suspended and 0115 has left.',
}

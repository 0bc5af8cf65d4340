export const training = {
  title: 'Práctica',
  text: 'Nada de lo que hagas acá llega al club; al salir se borra.',
  enter: 'Practicar…',
  enterFirst: 'Practicar sin servidor',
  leave: 'Salir de la práctica',
  leaving: 'Saliendo…',
  faults: {
    label: 'Fallas para practicar',
    open: 'Fallas | Fallas: 1 | Fallas: {count}',
    on: 'Prendida',
    off: 'Apagada',
    server_down: { title: 'Cortar el servidor', text: 'El servidor del club deja de responder.' },
    answer_lost: { title: 'Perder las respuestas', text: 'Los tickets llegan, pero la terminal no se entera.' },
    ticket_refused: { title: 'Rechazar un ticket', text: 'El primero de cada envío vuelve rechazado.' },
    disk_full: { title: 'Llenar el disco', text: 'No se puede guardar nada.' },
  },
  guests: 'Para vender: brazaletes 0101 a 0112, o buscá a alguien por su nombre. El 0113 está suspendido y el 0115 ya salió.',
}

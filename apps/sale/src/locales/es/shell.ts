export const shell = {
  sections: {
    label: 'Secciones',
    sale: 'Venta',
    sync: 'Sincronización',
    syncShort: 'Sincro',
    tickets: 'Tickets',
    refused: 'ningún rechazado | 1 rechazado | {count} rechazados',
    pending: 'sin pendientes | 1 pendiente | {count} pendientes',
  },
  server: {
    label: 'Servidor del club',
    checking: 'Conectando',
    online: 'En línea',
    offline: 'Sin servidor',
    noNetwork: 'Sin red',
    portal: 'Red sin permiso',
    notPaired: 'Sin vincular',
    dataAge: 'Datos de {ago}',
    noData: 'Todavía sin datos',
    pushing: 'Sincronizando',
    pushed: '{done} de {total} tickets',
  },
  offline: {
    server: {
      title: 'Sin servidor: se puede vender',
      text: 'Hay red; el servidor del club no responde {since}.',
      short: 'No responde {since}',
    },
    network: {
      title: 'Sin red: se puede vender',
      text: 'Esta terminal no tiene red {since}; no se sabe del servidor del club.',
      short: 'Sin red {since}',
    },
    portal: {
      title: 'La red responde con su propia página: se puede vender',
      text: 'Contesta {since}. Abrí otra página en este navegador y aceptá las condiciones.',
      short: 'Contesta la red {since}',
    },
    notPaired: {
      title: 'Terminal sin vincular: se puede vender',
      text: 'El servidor del club responde, pero no reconoce a esta terminal {since}.',
      short: 'No la reconoce {since}',
    },
    noData: 'Sin datos del club: todavía no se puede vender',
    wait: 'Todavía no se puede sincronizar',
  },
  clock: {
    measured: {
      ahead: 'El reloj de esta terminal adelanta {duration}',
      behind: 'El reloj de esta terminal atrasa {duration}',
      text: 'Los tickets llevan la hora del servidor mientras se sepa. Corregí la fecha y la hora en los ajustes del equipo.',
    },
    remembered: {
      ahead: 'Se sabía que el reloj de esta terminal adelanta {duration}',
      behind: 'Se sabía que el reloj de esta terminal atrasa {duration}',
      text: 'Los tickets llevan la hora corregida con eso hasta que responda el servidor. Corregí la fecha y la hora en los ajustes del equipo.',
    },
    doubtful: {
      ahead: 'El reloj de esta terminal adelantaba {duration}',
      behind: 'El reloj de esta terminal atrasaba {duration}',
      text: 'Puede que ya lo hayan corregido: hasta que responda el servidor, los tickets llevan la hora de esta terminal. Revisá que esté bien.',
    },
  },
  diskFull: {
    title: 'Falta lugar en el disco',
    text: 'Las ventas van primero: los datos de socios les dejan su lugar. Borrá archivos o descargas de esta computadora.',
  },
  update: {
    ready: 'Actualización lista',
    apply: 'Actualizar',
    running: 'Actualizando…',
    waits: {
      tickets: 'espera 1 ticket pendiente | espera 1 ticket pendiente | espera {count} tickets pendientes',
      order: 'espera el pedido abierto',
      push: 'espera que termine el envío',
    },
  },
  settings: {
    label: 'ajustes de pantalla',
    screen: 'Pantalla',
    dark: 'Oscura',
    light: 'Clara',
    language: 'Idioma',
    night: 'Noche',
    terminal: 'Terminal',
    unpair: 'Desvincular…',
    shift: 'Turno y cajeros',
  },
  unpair: {
    title: '¿Desvincular esta terminal?',
    text: 'En esta terminal no se vende más hasta que la vincules de nuevo, con otro código.',
    serverAway: 'Ahora no se llega al servidor del club: hasta que vuelva no vas a poder vincularla de nuevo, ni vender en ella.',
    waiting:
      'Nada espera | 1 ticket sin enviar queda guardado en esta terminal, y se envía cuando la vincules de nuevo. | {count} tickets sin enviar quedan guardados en esta terminal, y se envían cuando la vincules de nuevo.',
    openOrders:
      'Ningún pedido abierto | 1 pedido abierto sin cobrar, {amount}: sigue abierto en esta terminal, y se cobra cuando la vincules de nuevo. | {count} pedidos abiertos sin cobrar, {amount}: siguen abiertos en esta terminal, y se cobran cuando la vincules de nuevo.',
    unsavedOrders:
      'Ningún pedido abierto | 1 pedido abierto sin cobrar, {amount}: el disco no lo guardó. Cobralo antes, o se pierde. | {count} pedidos abiertos sin cobrar, {amount}: el disco no guardó alguno. Cobralos antes, o se pierde.',
    keep: 'Seguir vinculada',
    keepText: 'Se sigue vendiendo, con servidor o sin él',
    confirm: 'Desvincular',
    consequence: 'Se deja de vender en esta terminal',
  },
}

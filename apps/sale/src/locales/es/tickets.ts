export const tickets = {
  filters: {
    label: 'Qué tickets mostrar',
    all: 'Todos',
    pending: 'Pendientes',
    refused: 'Rechazados',
  },
  columns: {
    number: 'Ticket',
    time: 'Hora',
    guest: 'Invitado',
    amount: 'Importe',
    status: 'Estado',
  },
  noName: 'Sin nombre',
  status: {
    pending: 'Pendiente',
    synced: 'Sincronizado',
    duplicate: 'Ya estaba',
    refused: 'Rechazado',
    lost: 'Reenviar',
  },
  empty: {
    all: 'Todavía no hay tickets',
    allText: 'Cada venta guardada en esta terminal aparece acá.',
    pending: 'No hay tickets pendientes',
    pendingText: 'Nada espera que lo sincronicen.',
    refused: 'No hay tickets rechazados',
    refusedText: 'El servidor aceptó todo lo que recibió.',
    none: 'Elegí un ticket',
    noneText: 'Sus productos y su historia aparecen acá.',
    missing: 'Ese ticket no está en esta terminal',
  },
  panel: {
    number: 'Ticket {number}',
    back: 'Volver a la lista',
    attempts: 'sin reintentos | 1 intento | {count} intentos',
    lines: 'Productos',
    story: 'Historia',
    observations: 'Observación',
    server: 'El servidor dijo: {message}',
  },
  story: {
    soldOffline: 'Vendido sin servidor, guardado acá',
    sold: 'Vendido y guardado acá',
    synced: 'Guardado en el servidor del club, n.º {id}',
    duplicate: 'Ya estaba en el servidor del club, n.º {id}',
    refused: 'Rechazado por el servidor',
    failed: 'Sin respuesta: {reason}',
    lost: 'El servidor se restauró y ya no lo tiene',
    waiting: 'Espera que lo sincronicen',
  },
  lost: {
    title: 'El servidor lo perdió',
    text: 'La base del club se restauró a un momento anterior a esta venta y ya no la tiene. Sigue guardada acá: sincronizá para enviarla de nuevo. Aunque se repita, se guarda una sola vez.',
  },
  refusals: {
    visit_not_found: {
      title: 'La visita no existe',
      text: 'El servidor no conoce la visita a la que se cargó. Puede haberse borrado en la entrada.',
    },
    visit_closed: {
      title: 'La visita ya estaba cerrada',
      text: 'La visita se cerró antes de que llegara esta venta. Puede ser el brazalete de otra persona.',
      before: 'Salió a las {exit}; esta venta es de las {sale}. Puede ser el brazalete de otra persona.',
      after: 'La venta es de las {sale} y salió a las {exit}, antes de que llegara al servidor.',
    },
    product_not_found: {
      title: 'Un producto ya no existe',
      text: 'El servidor no conoce uno de los productos de este ticket. Puede haberse borrado del catálogo.',
    },
    amount_mismatch: {
      title: 'El importe no coincide',
      text: 'Lo que suman las líneas no es el importe del ticket. Avisá a sistemas: no debería pasar.',
    },
    invalid_ticket: {
      title: 'El ticket no es válido',
      text: 'Al servidor le falta un dato o no lo entiende. Avisá a sistemas: no debería pasar.',
    },
    id_reused: {
      title: 'Identidad ya usada',
      text: 'El servidor ya tiene otra venta con la identidad de este ticket. Avisá a sistemas.',
    },
    possible_duplicate: {
      title: 'Puede estar cargado dos veces',
      text: 'El servidor tiene un ticket del mismo brazalete a la misma hora, cargado por otro camino. Alguien tiene que mirar los dos.',
    },
    other: {
      title: 'El servidor lo rechazó',
      text: 'No es un motivo conocido por esta versión de Barra.',
    },
  },
}

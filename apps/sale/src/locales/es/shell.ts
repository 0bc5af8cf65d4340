export const shell = {
  sections: {
    label: 'Secciones',
    sale: 'Venta',
    sync: 'Sincronización',
    syncShort: 'Sincro',
    tickets: 'Tickets',
    pending: 'sin pendientes | 1 pendiente | {count} pendientes',
  },
  server: {
    label: 'Servidor del club',
    checking: 'Conectando',
    online: 'En línea',
    offline: 'Sin servidor',
    noNetwork: 'Sin red',
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
    notPaired: {
      title: 'Terminal sin vincular: se puede vender',
      text: 'El servidor del club responde, pero no reconoce a esta terminal {since}.',
      short: 'No la reconoce {since}',
    },
    noData: 'Sin datos del club: todavía no se puede vender',
    wait: 'Todavía no se puede sincronizar',
  },
  insecure: {
    title: 'Conexión sin cifrar',
    text: 'En http:// esta página no abre con el servidor caído ni puede evitar dos envíos a la vez. Usala por https:// o en localhost.',
  },
  update: {
    ready: 'Actualización lista',
    apply: 'Actualizar',
    waits: 'espera 1 ticket pendiente | espera 1 ticket pendiente | espera {count} tickets pendientes',
  },
  settings: {
    label: 'ajustes de pantalla',
    screen: 'Pantalla',
    dark: 'Oscura',
    light: 'Clara',
    language: 'Idioma',
  },
}

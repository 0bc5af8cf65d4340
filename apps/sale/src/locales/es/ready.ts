export const ready = {
  title: '¿Listos para la noche?',
  again: 'Revisar de nuevo',
  looking: 'Revisando…',
  openSale: 'Abrir la venta',
  answers: {
    ready: 'Listos: todo está en orden.',
    checking: 'Revisando…',
    warnings: 'Nada falta. | Falta una cosa. Lo demás está en orden. | Faltan {count} cosas. Lo demás está en orden.',
    notReady: 'Todavía no. | Todavía no: falta una cosa. | Todavía no: faltan {count} cosas.',
  },
  feet: {
    ready: 'Buena noche.',
    checking: 'Un momento.',
    warnings: 'Se puede vender igual; lo que falta se puede arreglar después.',
    notReady: 'Así no se puede vender: primero lo que está en rojo.',
  },
  levels: { ok: 'En orden', checking: 'Revisando', warn: 'Para revisar', bad: 'Impide vender' },
  actions: {
    pull: 'Traer ahora',
    persist: 'Pedir protección',
    checkServer: 'Buscar el servidor',
    tickets: 'Ver los tickets',
    update: 'Actualizar',
    reload: 'Abrir de nuevo',
    secondCopy: 'Ver la segunda copia',
    settings: 'Ajustar el lector',
  },
  items: {
    server: {
      checking: { title: 'Servidor del club', text: 'Preguntando…' },
      online: { title: 'Servidor del club', text: 'Responde en {milliseconds} ms' },
      server_down: { title: 'El servidor del club no responde', text: 'Hay red. No responde {since}: revisá que esté prendido.' },
      network_down: { title: 'Esta terminal no tiene red', text: 'Sin red {since}: revisá el cable o el wifi.' },
      captive_portal: {
        title: 'La red responde con su propia página',
        text: 'Abrí otra página en este navegador y aceptá las condiciones de la red.',
      },
      not_paired: {
        title: 'El servidor no reconoce a esta terminal',
        text: 'Desvinculala en los ajustes y vinculala con un código nuevo.',
      },
    },
    products: {
      checking: { title: 'Productos', text: 'Revisando…' },
      running: { title: 'Productos', text: 'Trayendo…' },
      held: { title: 'Productos: {documents}', text: 'Copiados {ago}, {moment}' },
      retrying: { title: 'Productos: {documents}', text: 'Copiados {ago}; el último intento falló y se reintenta' },
      empty: {
        title: 'No hay productos',
        text: 'El servidor no tiene ninguno para vender. Avisale al encargado y traelos de nuevo.',
      },
      never: { title: 'Faltan los productos', text: 'Nunca se trajeron: sin ellos no hay qué vender.' },
      late: { title: 'Productos viejos', text: 'Son de {moment}, {ago}: los precios pueden haber cambiado.' },
      failing: { title: 'Los productos no llegan', text: 'Fallaron varios intentos. Los que hay son de {moment}.' },
    },
    visits: {
      checking: { title: 'Visitas', text: 'Revisando…' },
      running: { title: 'Visitas', text: 'Trayendo…' },
      held: { title: 'Visitas: {documents}', text: 'Últimos 3 días, copiadas {ago}' },
      retrying: { title: 'Visitas: {documents}', text: 'Copiadas {ago}; el último intento falló y se reintenta' },
      never: { title: 'Faltan las visitas', text: 'Nunca se trajeron: sin ellas no hay a quién vender.' },
      late: { title: 'Visitas viejas', text: 'Son de {moment}, {ago}: quien entró después no está.' },
      failing: { title: 'Las visitas no llegan', text: 'Fallaron varios intentos. Las que hay son de {moment}.' },
    },
    partners: {
      checking: { title: 'Socios', text: 'Revisando…' },
      running: { title: 'Socios', text: 'Trayendo…' },
      held: { title: 'Socios: {documents}', text: 'Copiados {ago}, {moment}' },
      retrying: { title: 'Socios: {documents}', text: 'Copiados {ago}; el último intento falló y se reintenta' },
      never: { title: 'Faltan los socios', text: 'Se puede vender, pero sin nombres ni suspensiones.' },
      late: { title: 'Socios viejos', text: 'Son de {moment}, {ago}: faltan los cambios desde entonces.' },
      failing: { title: 'Los socios no llegan', text: 'Fallaron varios intentos. Los que hay son de {moment}.' },
    },
    storage: {
      checking: { title: 'Almacenamiento', text: 'Probando si entra lo de una noche…' },
      persisted: { title: 'Almacenamiento protegido', text: 'El navegador no lo borra, y hay lugar en el disco' },
      transient: {
        title: 'Almacenamiento sin proteger',
        text: 'Si falta espacio el navegador puede borrarlo; una ventana privada lo borra al cerrarse. Instalá Barra o pedí protección.',
      },
      full: {
        title: 'Falta lugar en el disco',
        text: 'Borrá archivos o descargas de esta computadora y traé los socios: les dejaron su lugar a las ventas.',
      },
      tight: {
        title: 'Queda poco lugar en el disco',
        text: 'No entró lo que ocupa una noche. Borrá archivos o descargas de esta computadora antes de abrir.',
      },
    },
    secondCopy: {
      checking: { title: 'Segunda copia', text: 'Revisando…' },
      up_to_date: { title: 'Segunda copia al día', text: 'Las ventas sin enviar también van a {file}' },
      byHand: { title: 'Segunda copia a mano', text: 'Este navegador no la escribe solo: exportá los pendientes al cerrar' },
      none: {
        title: 'No hay segunda copia',
        text: 'Elegí un archivo en un pendrive: si esta terminal se rompe, las ventas quedan ahí.',
      },
      not_permitted: {
        title: 'Falta permiso para la segunda copia',
        text: 'El navegador espera un permiso para seguir escribiendo en {file}.',
      },
      failing: {
        title: 'La segunda copia no se puede escribir',
        text: 'Falla {file}: {reason}. Revisá que el pendrive esté puesto o elegí otro archivo.',
      },
    },
    pending: {
      checking: { title: 'Tickets pendientes', text: 'Revisando…' },
      none: { title: 'Sin pendientes de otra noche', text: 'Todo lo vendido está enviado' },
      tonight: { title: 'Sin pendientes de otra noche', text: 'De esta noche espera 1 | De esta noche esperan {count}' },
      old: {
        title: 'Quedan pendientes de otra noche',
        text: 'Es uno, de {oldest}. Sincronizalo antes de abrir. | Son {count}, el más viejo de {oldest}. Sincronizalos antes de abrir.',
      },
    },
    clock: {
      unknown: { title: 'No se sabe si el reloj está en hora', text: 'Se compara con el servidor en cuanto responda.' },
      right: { title: 'Reloj en hora', text: 'Diferencia con el servidor: {difference}' },
      ahead: { title: 'El reloj adelanta {difference}', text: 'Corregí la fecha y la hora en los ajustes del equipo.' },
      behind: { title: 'El reloj atrasa {difference}', text: 'Corregí la fecha y la hora en los ajustes del equipo.' },
      wasAhead: {
        title: 'El reloj adelantaba {difference}',
        text: 'Puede que ya lo hayan corregido: se compara con el servidor en cuanto responda.',
      },
      wasBehind: {
        title: 'El reloj atrasaba {difference}',
        text: 'Puede que ya lo hayan corregido: se compara con el servidor en cuanto responda.',
      },
    },
    offline: {
      checking: { title: 'Abrir sin servidor', text: 'Revisando…' },
      cached: { title: 'Abre sin servidor', text: 'La página está guardada en esta terminal' },
      notCached: {
        title: 'Todavía no abre sin servidor',
        text: 'La página no está guardada acá. Abrila de nuevo con el servidor prendido.',
      },
    },
    scanner: {
      untested: {
        title: 'Probá el lector de brazaletes',
        text: 'Escaneá cualquier brazalete: acá tiene que aparecer su número.',
      },
      read: { title: 'Lector probado', text: 'Leyó {code}' },
      noPrefix: {
        title: 'El lector no manda el prefijo',
        text: 'Leyó {code}, que no empieza con {prefix}: en la venta no se tomaría.',
      },
      wrongLength: {
        title: 'El código tiene otro largo',
        text: 'Leyó {code}; se esperan {length} caracteres: en la venta no se tomaría.',
      },
      tooShort: {
        title: 'El código es muy corto',
        text: 'Leyó {code}; se esperan {length} caracteres o más: en la venta no se tomaría.',
      },
    },
    update: {
      none: { title: 'Versión al día', text: 'No hay ninguna actualización esperando' },
      ready: { title: 'Hay una actualización', text: 'Conviene hacerla antes de abrir: tarda unos segundos.' },
      waits: { title: 'Hay una actualización', text: 'Está lista y {wait}.' },
    },
  },
}

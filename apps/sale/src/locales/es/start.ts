export const start = {
  opening: 'Abriendo la terminal…',
  slogan: 'La barra sigue vendiendo aunque se caiga el servidor del club.',
  steps: {
    label: 'Pasos',
    looking: 'Buscando el servidor del club…',
    found: 'Servidor encontrado: {host}',
    notFound: 'Encontrar el servidor del club',
    pair: 'Vincular esta terminal',
    pull: 'Traer productos, visitas y socios',
  },
  address: {
    title: '¿Dónde está el servidor?',
    text: 'Pedile la dirección al encargado. Solo hace falta la primera vez: después esta terminal abre sin él.',
    field: 'Dirección del servidor',
    search: 'Buscar el servidor',
    searching: 'Buscando…',
    change: 'Cambiar la dirección',
    unreachable: 'Nadie responde en esa dirección. Revisá que el servidor esté prendido y que haya red.',
    wrong_address: 'En esa dirección hay otra cosa, no el servidor de Barra. Revisá cómo está escrita.',
    insecure:
      'Esta página se abrió por https, y así el navegador no habla con una dirección http. Escribila con https://; si ahí nadie responde, pedile al encargado que ponga el servidor por https.',
    unreadable:
      'En esa dirección contesta alguien, pero no a esta página: o es otra cosa, o el servidor de Barra no la tiene anotada. Revisá cómo está escrita, o pedile al encargado que la anote (CORS_ORIGINS).',
    forbidden:
      'Esta página no tiene permiso para hablar con esa dirección. Revisá cómo está escrita, o pedile al encargado que se lo dé (ENDPOINT_ORIGINS).',
    loadAnew: 'Ya lo tiene: cargar la página de nuevo',
  },
  code: {
    title: 'Vincular esta terminal',
    text: 'Pedile al encargado el código de seis números. Vence a los 10 minutos.',
    field: 'Código de seis números',
    clear: 'Borrar todo',
    pair: 'Vincular',
    pairing: 'Vinculando…',
    wrong_code: 'Ese código no sirve: está mal, ya se usó o venció. Pedí uno nuevo.',
    too_many_tries: 'Se probaron demasiados códigos. Esperá diez minutos y pedí uno nuevo.',
    unreachable: 'El servidor dejó de responder. Probá de nuevo: el código todavía sirve.',
    wrong_address: 'Lo que responde en esa dirección no es el servidor de Barra.',
  },
  transient: {
    title: 'Puede que este navegador no conserve las ventas',
    text: 'Si es una ventana privada, se pierden al cerrarla: abrí Barra en una común. Si no, seguí tranquilo: «¿Listos para la noche?» dice cómo protegerlas.',
  },
  trouble: {
    missing: {
      title: 'Este navegador no puede guardar ventas',
      text: 'Le falta el lugar donde Barra las guarda. Abrí {host} en un Chrome, Edge o Firefox al día.',
    },
    blocked: {
      title: 'El navegador no deja guardar ventas acá',
      text: 'Tiene bloqueados los datos de este sitio. En su configuración permití las cookies y los datos de {host}; si la ventana es privada, usá una común. Después abrí de nuevo. Lo que ya estaba guardado no se toca.',
    },
    full: {
      title: 'No queda lugar en el disco de esta terminal',
      text: 'Las ventas guardadas siguen ahí. Hacé lugar borrando descargas o fotos, nunca los datos del navegador, y abrí de nuevo.',
    },
    broken: {
      title: 'El navegador no puede usar el disco de esta terminal',
      text: 'No borres los datos del navegador: las ventas guardadas pueden seguir ahí. Cerralo del todo y volvé a abrirlo; si no alcanza, reiniciá la máquina. Mientras tanto vendé en otra terminal.',
    },
    insecure: {
      title: 'Esta dirección no sirve para vender',
      text: 'El navegador solo deja guardar ventas en una página segura: entrá por https:// o en localhost. Lo ya guardado no se toca.',
    },
    not_carried_over: {
      title: 'Falta traer las ventas de la versión anterior',
      text: 'No se perdió ninguna: siguen en este disco, tal como estaban. Cerrá las otras pestañas de Barra, hacé lugar en el disco y abrí de nuevo. Si vuelve a pasar, vendé en otra terminal, no borres los datos del navegador y mostrale esta pantalla a quien les da soporte.',
    },
    pairing_not_kept: {
      title: 'El navegador no guardó la vinculación',
      text: 'El código ya se usó, y solo esta página lo sabe: no la cierres ni la recargues. Hacé lugar borrando descargas o fotos, o permití los datos de {host} en la configuración del navegador, y probá de nuevo. Si la cerrás, pedí otro código.',
    },
    practice_not_closed: {
      title: 'La práctica no se cerró bien',
      text: 'Ya no estás practicando, y nada de la práctica llega al club. Abrí de nuevo para vender.',
    },
    unexpected: {
      title: 'No se pudo abrir la base local',
      text: 'Las ventas guardadas siguen en este disco: no borres los datos del navegador. Cerrá otras pestañas de Barra y probá de nuevo.',
    },
  },
  cause: 'Dice el navegador: {message}',
  retry: 'Probar de nuevo',
  reload: 'Abrir de nuevo',
}

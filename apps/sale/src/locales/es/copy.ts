/** The second copy of pending tickets, and tickets that travel in a file. */
export const copy = {
  title: 'Segunda copia',
  fileType: 'Tickets de Barra',
  none: {
    short: 'Sin elegir',
    text: 'Elegí un archivo, mejor en un pendrive: cada venta sin enviar se guarda también ahí. Si esta computadora falla, el archivo se importa en otra terminal.',
  },
  unsupported: {
    short: 'A mano',
    text: 'Este navegador no puede escribir un archivo por su cuenta. Exportá los pendientes cada tanto, y siempre al cerrar el turno.',
  },
  not_permitted: {
    short: 'Falta permiso',
    text: 'Desde que se abrió la página, el navegador espera un permiso para seguir escribiendo en {file}.',
  },
  failing: {
    short: 'Falla',
    text: 'No se puede escribir en {file}: {reason}. La venta sigue igual. Revisá que el pendrive esté puesto o elegí otro archivo.',
  },
  up_to_date: {
    short: 'Al día',
    at: 'Al día, {time}',
    text: 'Cada venta sin enviar se guarda también en {file}.',
  },
  choose: 'Elegir el archivo',
  chooseOther: 'Elegir otro archivo',
  chooseText: 'Poné siempre un nombre nuevo: un archivo que ya existe se vacía',
  choosing: 'Abriendo el archivo…',
  goOn: 'Seguir con un archivo que ya existe',
  goOnText: 'Conserva lo que tiene; si hay ventas que no están acá, ofrece importarlas',
  permit: 'Permitir que siga escribiendo',
  permitting: 'Pidiendo permiso…',
  permitText: 'El navegador lo pregunta una vez por apertura',
  forget: 'Dejar de copiar',
  forgetting: 'Un momento…',
  forgetText: 'El archivo queda como está',
  failed: {
    choose: 'No se pudo usar ese archivo. Probá en otra carpeta.',
    goOn: 'No se pudo abrir ese archivo, y no se tocó. Probá de nuevo o con otro.',
    notACopy: 'Ese archivo no es una copia de Barra, y no se tocó.',
    permit: 'El navegador no dio el permiso. Probá de nuevo o elegí otro archivo.',
    forget: 'No se pudo dejar de copiar: sigue como estaba. Probá de nuevo.',
  },
  export: 'Exportar pendientes',
  exportShort: 'Exportar',
  exporting: 'Exportando…',
  exportText:
    'Baja un archivo; ahora no espera nada | Baja un archivo con el ticket que espera | Baja un archivo con los {count} tickets que esperan',
  exported: 'No había tickets para exportar | 1 ticket exportado a Descargas | {count} tickets exportados a Descargas',
  exportFailed: 'No se pudieron exportar los tickets. Fijate que haya lugar en el disco y probá de nuevo.',
  import: 'Importar tickets',
  importShort: 'Importar',
  importing: 'Importando…',
  reading: 'Leyendo…',
  take: 'No hay nada para importar | Importar el ticket | Importar los {count} tickets',
  takeText: 'Los que ya estén acá no se repiten',
  leave: 'No importar',
  done: 'Listo',
  unreadable: 'No se pudo leer ese archivo.',
  unpaired:
    'No hay tickets sin enviar. | En esta terminal hay 1 ticket sin enviar. Se envía cuando la vincules de nuevo, o desde otra terminal con el archivo. | En esta terminal hay {count} tickets sin enviar. Se envían cuando la vincules de nuevo, o desde otra terminal con el archivo.',
  file: {
    empty: 'En {file} no hay ningún ticket de Barra.',
    training: '{file} mezcla práctica y ventas: lo vendido practicando no se importa en una terminal de verdad, ni al revés.',
    someTraining: 'También tiene lo vendido en una práctica, o al revés: eso no se importa.',
    holds:
      '{file} no tiene tickets. | {file} tiene 1 ticket de {from}, por {amount}. | {file} tiene {count} tickets de {from}, por {amount}.',
    unknownTerminal: 'una terminal desvinculada',
    otherServer:
      'Se escribió para otro servidor, {server}. Si es de otro club, no lo importes: acá los rechazaría el servidor o se cobrarían mal.',
    newer: 'Lo escribió una versión más nueva de Barra: puede faltar algo. Actualizá esta terminal antes de importar.',
    damaged: 'Lo que tiene no se entiende: está dañado o es de otra cosa. Probá con otra copia.',
    badLines:
      'Se lee todo. | La línea {lines} no se entiende y se deja; las demás se importan. | {count} líneas no se entienden y se dejan ({lines}); las demás se importan.',
  },
  result: {
    title: 'Importación lista',
    added: 'Ningún ticket nuevo | 1 ticket agregado | {count} tickets agregados',
    updated:
      'ninguno puesto al día | 1 puesto al día con lo que se decidió en otra terminal | {count} puestos al día con lo que se decidió en otra terminal',
    known: 'ninguno repetido | 1 ya estaba acá | {count} ya estaban acá',
    alreadySent: 'ninguno enviado antes | 1 ya se había enviado | {count} ya se habían enviado',
    failed: 'El disco no los aceptó todos. Hacé lugar e importá de nuevo: sigue donde quedó, sin repetir.',
  },
}

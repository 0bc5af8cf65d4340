export const otherServer = {
  title: '¿Es el mismo club?',
  text: 'Hay tickets sin enviar que se vendieron para {before}, y esta terminal está vinculada con {now}. Hasta saberlo no se envía ninguno.',
  wait: 'No, o no sé',
  waitText: 'Quedan guardados; vinculá la terminal con el servidor de antes para enviarlos',
  same: 'Sí, cambió la dirección',
  sameText: 'Desde ahora se envían a este servidor',
  failed: 'La respuesta no se pudo guardar, así que todavía no se envía nada. Hacé lugar en el disco y probá de nuevo.',
}

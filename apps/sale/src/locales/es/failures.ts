/** Codes of failed requests and refused tickets, in a few words that end a sentence. */
export const failures = {
  network: 'no hubo conexión',
  timeout: 'no respondió a tiempo',
  not_json: 'respondió otra cosa, no el servidor del club',
  bad_answer: 'la respuesta no se entiende',
  unauthorized: 'no reconoce a esta terminal',
  forbidden: 'esta terminal no tiene permiso',
  epoch_changed: 'la base del club se restauró; se copia todo de nuevo',
  http: 'el servidor respondió con un error ({status})',
  unexpected: 'falla inesperada',
  visit_not_found: 'la visita no existe',
  visit_closed: 'la visita ya estaba cerrada',
  product_not_found: 'un producto ya no existe',
  amount_mismatch: 'el importe no coincide con las líneas',
  invalid_ticket: 'el ticket no es válido',
  id_reused: 'ese número de ticket ya se usó para otra venta',
  possible_duplicate: 'puede estar cargado dos veces',
}

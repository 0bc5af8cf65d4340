import type { failures as es } from '../es/failures.ts'

export const failures: typeof es = {
  network: 'no connection',
  timeout: 'no answer in time',
  not_json: 'something else answered, not the club’s server',
  bad_answer: 'the answer makes no sense',
  unauthorized: 'it does not recognise this terminal',
  forbidden: 'this terminal has no permission',
  epoch_changed: 'the club’s database was restored; everything is copied again',
  http: 'the server answered with an error ({status})',
  unexpected: 'unexpected failure',
  disk_full: 'no room left on the disk',
  server_down: 'the network is up, it does not answer',
  network_down: 'the terminal lost its network',
  not_paired: 'it does not recognise this terminal',
  visit_not_found: 'the visit does not exist',
  visit_closed: 'the visit was already closed',
  product_not_found: 'a product no longer exists',
  amount_mismatch: 'the amount does not match the lines',
  invalid_ticket: 'the ticket is not valid',
  id_reused: 'that ticket’s id was already used for another sale',
  possible_duplicate: 'it may have been entered twice',
}

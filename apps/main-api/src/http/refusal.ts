/** What a caller did wrong, as the sentence that the club's API answers with: 400 `{message}`, or 404 for what is not there. */
export class Refusal extends Error {
  readonly status: 400 | 404

  constructor(message: string, status: 400 | 404 = 400) {
    super(message)
    this.name = 'Refusal'
    this.status = status
  }
}

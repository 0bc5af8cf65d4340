/** A variable or a file of the configuration that cannot be used; the message names it and says what is wrong. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

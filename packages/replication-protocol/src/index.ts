// The wire between terminal and endpoint, and nothing else.
export * from './document-text.ts'
export * from './error-codes.ts'
export * from './limits.ts'
export * from './messages.ts'
export * from './paths.ts'
export * from './range-text.ts'
export * from './seq.ts'

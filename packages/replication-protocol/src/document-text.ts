/**
 * A document's fields as one text, the same for the same fields in any order. CouchDB's own fields, which begin with `_`, are left
 * out: two revisions may hold the same body.
 */
export function documentText(document: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(document).filter((name) => !name.startsWith('_'))
  return JSON.stringify(names.sort().map((name) => [name, document[name]]))
}

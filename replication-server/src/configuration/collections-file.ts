// Collections as a file of JSON, checked before anything starts: what it says decides which columns leave the database.
import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { assertValidCollections, type CollectionConfiguration } from './collections.ts'
import { collectionsSchema } from './collections-schema.ts'
import { ConfigurationError } from './configuration-error.ts'

const hasRightForm: ValidateFunction<CollectionConfiguration[]> = new Ajv().compile(collectionsSchema)

/** @throws ConfigurationError that names the file, the place in it, and what is wrong there */
export function readCollectionsFile(path: string): readonly CollectionConfiguration[] {
  const collections = parse(path)
  if (!hasRightForm(collections)) throw wrong(path, describe(hasRightForm.errors?.[0]))
  try {
    assertValidCollections(collections)
  } catch (error) {
    throw wrong(path, (error as Error).message)
  }
  return collections
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw wrong(path, error instanceof SyntaxError ? `it is no JSON: ${error.message}` : `it cannot be read: ${String(error)}`)
  }
}

function wrong(path: string, what: string): ConfigurationError {
  return new ConfigurationError(`COLLECTIONS ${path}: ${what}`)
}

function describe(error: ErrorObject | undefined): string {
  if (!error) return 'it holds no collections'
  const place = placeOf(error.instancePath)
  switch (error.keyword) {
    case 'required':
      return `${place} lacks ${JSON.stringify(error.params.missingProperty)}`
    case 'additionalProperties':
      return `${place} has ${JSON.stringify(error.params.additionalProperty)}, which means nothing here`
    case 'enum':
      return `${place} must be one of ${(error.params.allowedValues as string[]).join(', ')}`
    default:
      return `${place} ${error.message ?? 'is wrong'}`
  }
}

/** '/0/columns/2/kind' as one would write it: '[0].columns[2].kind'. */
function placeOf(instancePath: string): string {
  const place = instancePath.replace(/\/(\d+)/g, '[$1]').replaceAll('/', '.')
  return place === '' ? 'the file' : place
}

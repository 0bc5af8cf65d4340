import { Router } from 'express'
import type { Updateable } from 'kysely'
import { toAnswer, toListAnswer } from '../http/answers.ts'
import type { ApiContext } from '../http/api-context.ts'
import { readPage } from '../http/paging.ts'
import { readInteger, readOptionalInteger, readOptionalMoney, readOptionalText, type Body } from '../http/read-body.ts'
import { Refusal } from '../http/refusal.ts'
import type { ProductsServicesTable } from '../schema/main-tables.ts'

export function productRoutes({ kysely }: ApiContext): Router {
  return Router()
    .get('/', async (request, response) => {
      const { limit, offset } = readPage(request)
      const products = kysely.selectFrom('Products_Services').selectAll().orderBy('id_product_service')
      const { total } = await kysely
        .selectFrom('Products_Services')
        .select(({ fn }) => fn.countAll().as('total'))
        .executeTakeFirstOrThrow()
      response.json(toListAnswer('Products_Services', await products.limit(limit).offset(offset).execute(), total))
    })
    .put('/:id_product_service', async (request, response) => {
      const id = readInteger(request.params, 'id_product_service')
      const changes = readChanges(request.body as Body)
      if (Object.keys(changes).length === 0) throw new Refusal('No hay nada que modificar')
      await kysely.updateTable('Products_Services').set(changes).where('id_product_service', '=', id).execute()
      const product = await kysely
        .selectFrom('Products_Services')
        .selectAll()
        .where('id_product_service', '=', id)
        .executeTakeFirst()
      if (!product) throw new Refusal(`El producto con el id ${id} no existe`, 404)
      response.json({ data: toAnswer('Products_Services', product) })
    })
}

const readers: { readonly [C in keyof Updateable<ProductsServicesTable>]: (body: Body, field: string) => unknown } = {
  description: (body, field) => readOptionalText(body, field),
  long_description: (body, field) => readOptionalText(body, field),
  url_image: (body, field) => readOptionalText(body, field),
  price: readOptionalMoney,
  available: readOptionalInteger,
  featured: (body, field) => (body[field] === null ? null : Number(Boolean(Number(body[field])))),
}

/** Only what the body names changes; null empties a column. */
function readChanges(body: Body): Updateable<ProductsServicesTable> {
  const named = Object.entries(readers).filter(([field]) => field in body)
  return Object.fromEntries(named.map(([field, read]) => [field, read(body, field)]))
}

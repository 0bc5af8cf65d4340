import type { ProductRow } from './club-rows.ts'
import { featuredDrinks, otherProducts, services, type CatalogueEntry } from './catalogue.ts'
import type { Random } from './random.ts'

/** How many products the club really has; more are repeats with a number, for measuring. */
export const CATALOGUE_SIZE = featuredDrinks.length + otherProducts.length + services.length

/** The catalogue, ids in the order in which somebody might have typed it in. */
export function makeProducts(random: Random, count: number): ProductRow[] {
  const entries: [CatalogueEntry, Kind][] = [
    ...featuredDrinks.map((entry) => [entry, 'featured'] as [CatalogueEntry, Kind]),
    ...random.shuffled([
      ...otherProducts.map((entry) => [entry, 'other'] as [CatalogueEntry, Kind]),
      ...services.map((entry) => [entry, 'service'] as [CatalogueEntry, Kind]),
    ]),
  ]
  return Array.from({ length: count }, (_, index) => {
    const [[description, price, longDescription], kind] = entries[index % entries.length]!
    const round = Math.floor(index / entries.length)
    return {
      id_product_service: index + 1,
      description: round === 0 ? description : `${description} (${round + 1})`,
      available: makeAvailable(random, kind),
      long_description: longDescription ?? null,
      price,
      url_image: null,
      featured: kind === 'featured' && round === 0 ? 1 : 0,
    }
  })
}

type Kind = 'featured' | 'other' | 'service'

/** Nobody enforces stock: some of it was never counted (NULL), some went far below zero; 0 takes a product off the screen. */
function makeAvailable(random: Random, kind: Kind): number | null {
  if (kind === 'service') return null
  const chance = random.next()
  if (chance < 0.08) return -random.integer(1, 1500)
  if (chance < 0.12) return null
  if (chance < 0.18 && kind === 'other') return 0
  return random.integer(6, 480)
}

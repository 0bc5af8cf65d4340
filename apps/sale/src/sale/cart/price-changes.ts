import { parseMoney, type Cart, type MinorUnits, type Product } from '@barra/domain'

/** What became of a line's product since it was added. */
export type LineNews = { readonly kind: 'price_changed'; readonly price: MinorUnits } | { readonly kind: 'not_offered' }

/** By product id, for lines whose product is not what it was. An empty catalogue means that it is not loaded yet, not that all is gone. */
export function cartNews(cart: Cart, products: readonly Product[]): ReadonlyMap<number, LineNews> {
  const news = new Map<number, LineNews>()
  if (products.length === 0) return news
  for (const line of cart.lines) {
    const price = products.find((product) => product.id_product_service === line.id_product_service)?.price
    if (price == null) news.set(line.id_product_service, { kind: 'not_offered' })
    else if (parseMoney(price) !== line.unit_price)
      news.set(line.id_product_service, { kind: 'price_changed', price: parseMoney(price) })
  }
  return news
}

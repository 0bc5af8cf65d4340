import { computed, shallowRef, type Ref } from 'vue'
import type { Product } from '@barra/domain'
import { searchProducts, toSearchable } from './product-search.ts'

/** What the search box asks for, and the products that answer it, the nearest first. */
export function useCatalogueSearch(products: Readonly<Ref<readonly Product[] | undefined>>) {
  const query = shallowRef('')
  const searchable = computed(() => toSearchable(products.value ?? []))
  const matches = computed(() => searchProducts(searchable.value, query.value))
  return { query, matches }
}

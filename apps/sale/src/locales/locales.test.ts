import { expect, test } from 'vitest'
import { en } from './en/index.ts'
import { es } from './es/index.ts'

type Tree = { readonly [key: string]: string | Tree }

function texts(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value, `${path}${key}.`),
  )
}

const english = new Map(texts(en))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

test('every text names the same values in both languages', () => {
  const differing = texts(es).filter(([key, text]) => String(placeholders(text)) !== String(placeholders(english.get(key) ?? '')))
  expect(differing).toEqual([])
})

test('no text is empty in English', () => {
  expect([...english].filter(([, text]) => text.trim() === '')).toEqual([])
})

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'vue/compiler-sfc'
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

/** The app's sources without its texts and tests, by path. */
const sources = new Map(
  readdirSync(fileURLToPath(new URL('..', import.meta.url)), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|vue)$/.test(path) && !/^locales\/e|\.test\.ts$/.test(path))
    .map((path) => [path, readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')]),
)

test('every text is there in both languages', () => {
  expect([...english.keys()].sort()).toEqual(
    texts(es)
      .map(([key]) => key)
      .sort(),
  )
})

test('every text names the same values in both languages', () => {
  const differing = texts(es).filter(([key, text]) => String(placeholders(text)) !== String(placeholders(english.get(key) ?? '')))
  expect(differing).toEqual([])
})

test('no text is empty', () => {
  expect([...texts(es), ...english].filter(([, text]) => text.trim() === '')).toEqual([])
})

const allSources = [...sources.values()].join('\n')
/** Whatever may be a key: 'a.b', and `a.${b}.c`, which stands for all that lie between a. and .c */
const written = new Set([...allSources.matchAll(/'([\w.]+)'/g)].map(([, key]) => key!))
const composed = [...allSources.matchAll(/`([\w.]+\.)\$\{(?:[^`}]*\}([\w.]*)`)?/g)].map(
  ([, start, end = '']) => [start!, end] as const,
)

test('every text is shown somewhere', () => {
  const isShown = (key: string) => written.has(key) || composed.some(([start, end]) => key.startsWith(start) && key.endsWith(end))
  expect(texts(es).filter(([key]) => !isShown(key))).toEqual([])
})

test('every text that is shown exists', () => {
  const keys = [...english.keys()]
  const isOfTexts = (path: string) => path.includes('.') && path.split('.')[0]! in es
  const asked = [...written].filter(isOfTexts)
  expect(asked.length).toBeGreaterThan(300)
  expect(asked.filter((key) => !english.has(key))).toEqual([])
  const askedFor = composed.filter(([start]) => isOfTexts(start))
  expect(askedFor.length).toBeGreaterThan(20)
  expect(askedFor.filter(([start, end]) => !keys.some((key) => key.startsWith(start) && key.endsWith(end)))).toEqual([])
})

/** The product's name, and an example of an address: no language changes them. */
const UNTRANSLATED = ['barra', 'barra.miclub.local']
const SPOKEN_ATTRIBUTES = ['aria-label', 'title', 'label', 'placeholder', 'alt', 'text', 'heading']

interface TemplateNode {
  readonly type: number
  readonly content?: unknown
  readonly props?: readonly { readonly type: number; readonly name: string; readonly value?: { readonly content: string } }[]
  readonly children?: readonly TemplateNode[]
}

const TEXT = 2
const ATTRIBUTE = 6

function wordsIn(node: TemplateNode): string[] {
  const own = node.type === TEXT ? [String(node.content).trim()] : []
  const attributes = (node.props ?? [])
    .filter(({ type, name }) => type === ATTRIBUTE && SPOKEN_ATTRIBUTES.includes(name))
    .map(({ value }) => value?.content ?? '')
  const words = [...own, ...attributes].filter((text) => /\p{L}/u.test(text) && !UNTRANSLATED.includes(text))
  return [...words, ...(node.children ?? []).flatMap(wordsIn)]
}

test('no words stand in a template itself', () => {
  const found = [...sources]
    .filter(([path]) => path.endsWith('.vue'))
    .map(([path, source]) => [path, wordsIn(parse(source).descriptor.template?.ast as unknown as TemplateNode)] as const)
  expect(found.length).toBeGreaterThan(50)
  expect(found.filter(([, words]) => words.length > 0)).toEqual([])
})

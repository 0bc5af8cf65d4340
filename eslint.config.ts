import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import type { Linter } from 'eslint'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import vueParser from 'vue-eslint-parser'

// Who may import whom (ARCHITECTURE.md). Each folder lists what it must not reach for.
const ours = '@barra/*'
const wire = ['@barra/replication-protocol']
const servers = ['@barra/replication-server', '@barra/main-api', '@barra/database', '@barra/demo']
const rxdb = ['rxdb', 'rxdb/**', 'dexie']
const sql = ['kysely', 'kysely/**', 'mysql2', 'mysql2/**', 'libsql']
const express = ['express']

const byName = { regex: '^(\\.\\./)+(packages|apps|replication-server)/', message: 'reach another package by its name' }

function forbid(files: string[], group: string[], message: string, ignores: string[] = []): Linter.Config {
  return { files, ignores, rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }, byName] }] } }
}

export default defineConfig(
  { ignores: ['**/dist/', '**/.data/', '**/test-results/', '**/coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, sourceType: 'module' },
      globals: globals.browser,
    },
  },
  { files: ['**/*.{ts,mjs}'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'vue/multi-word-component-names': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
    },
  },

  forbid(
    ['packages/domain/src/**', 'packages/replication-protocol/src/**'],
    [ours, ...rxdb, ...sql, ...express],
    'domain and replication-protocol import nothing of ours and do no I/O',
  ),
  forbid(['packages/database/src/**'], [ours, ...rxdb, ...express], 'database only opens a database'),
  forbid(
    ['packages/local-store/src/**'],
    [...servers, ...sql, ...express],
    'local-store imports domain and replication-protocol',
    ['**/*.test.ts'],
  ),
  forbid(
    ['apps/sale/src/**'],
    [...wire, ...servers, ...rxdb, ...sql, ...express, 'eventsource'],
    'the sale app knows the domain and the local store, never RxDB, SQL or the wire',
  ),
  {
    files: ['apps/sale/src/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'the local store talks to the server, the app does not' }],
    },
  },
  forbid(
    ['replication-server/src/**'],
    ['@barra/local-store', '@barra/main-api', '@barra/sale', ...rxdb, ...sql, ...express],
    'express only where routes are made (src/http), SQL only in *-database.ts and the dialect files',
    ['replication-server/src/http/**', '**/*-database.ts', '**/*-tables.ts', '**/dialect/**', '**/*.test.ts'],
  ),
  forbid(
    ['replication-server/src/http/**'],
    ['@barra/local-store', '@barra/main-api', '@barra/sale', ...rxdb, ...sql],
    'routes hold no SQL',
    ['**/*.test.ts'],
  ),
  forbid(
    ['replication-server/src/**/*-database.ts', 'replication-server/src/**/dialect/**'],
    ['@barra/local-store', '@barra/main-api', '@barra/sale', ...rxdb, ...express],
    'database files make no routes',
  ),
  forbid(
    ['apps/main-api/src/**'],
    ['@barra/local-store', '@barra/replication-server', '@barra/replication-protocol', '@barra/sale', ...rxdb],
    'the main API knows nothing of replication',
  ),
)

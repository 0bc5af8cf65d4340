#!/usr/bin/env node
// Runs the TypeScript sources as they are.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('../src/command-line/main.ts')
await main()

import { loadavg } from 'node:os'

type Row = Readonly<Record<string, string | number>>

/** A title, a row per case, and the figure that the target is about. */
export function printTable(title: string, rows: readonly Row[], conclusion: string): void {
  console.log(`\n${title} (load ${loadavg()[0]!.toFixed(1)})`)
  const names = Object.keys(rows[0] ?? {})
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)))
  const line = (cells: readonly string[]) => `  ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd()
  console.log(line(names))
  for (const row of rows) console.log(line(names.map((name) => String(row[name]))))
  console.log(`  → ${conclusion}`)
}

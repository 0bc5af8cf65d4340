// Loaded by a process before its own modules (`node --import`): from then on its clock shows CLOCK_OFFSET_MS more than the machine's.
const offsetMs = Number(process.env.CLOCK_OFFSET_MS)
const { now } = Date
Date.now = () => now() + offsetMs
globalThis.Date = new Proxy(Date, {
  construct: (date, given, target) => Reflect.construct(date, given.length === 0 ? [date.now()] : given, target),
})

import type { Command } from '../command.ts'

export const renewEpoch: Command = async ({ endpoint, print }) => {
  print(`The database's history is called ${await endpoint.renewEpoch()} now: terminals pull from the beginning.`)
}

import type { Command } from '../command.ts'
import { versions } from '../../node-core.ts'
import { keyValueTable, table } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const doctorCommand: Command = {
  usage: 'doctor',
  summary: 'Versions, and which execution providers really work on this machine.',
  options: {},
  run: (input) =>
    withEngine(input, async (engine) => {
      const providers = await engine.request('try-providers', {})
      const json = { versions: versions(), providers }
      const rows = providers.map((one) => [
        one.provider,
        one.works ? 'works' : 'no',
        one.reason ?? '',
      ])
      return {
        json,
        text: `${keyValueTable(json.versions)}\n\n${table(['provider', 'here', 'why'], rows)}`,
        status: providers.some((one) => one.works) ? 0 : 1,
      }
    }),
}

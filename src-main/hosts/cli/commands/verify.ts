import type { Command } from '../command.ts'
import { verify } from '../../../core/history/verify.ts'
import { workspaceDir } from '../options.ts'
import { table } from '../table.ts'

export const verifyCommand: Command = {
  usage: 'verify [--workspace W]',
  summary: 'Checks the whole record: every hash, every link, every stored number.',
  options: { workspace: { type: 'string' } },
  async run(input) {
    const json = verify(workspaceDir(input))
    const head = `${json.events} events, head ${json.head ?? 'none'}: ${json.ok ? 'intact' : 'CHANGED'}`
    const rows = json.problems.map((problem) => [
      String(problem.seq ?? '-'),
      problem.code,
      problem.message,
    ])
    return {
      json,
      text: json.ok ? head : `${head}\n${table(['event', 'problem', 'what'], rows)}`,
      status: json.ok ? 0 : 1,
    }
  },
}

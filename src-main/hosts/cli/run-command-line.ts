/** Finds the command, runs it, prints one JSON document or one table; errors become one sentence. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { isTouchstoneError, messageOf, TouchstoneError } from '../../core/errors.ts'
import type { Command, CommandLineOutput } from './command.ts'
import { datasetConsensusCommand } from './commands/dataset-consensus.ts'
import { datasetInputsCommand } from './commands/dataset-inputs.ts'
import { doctorCommand } from './commands/doctor.ts'
import { errorMapCommand } from './commands/error-map.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { historyCommand } from './commands/history.ts'
import { inspectCommand } from './commands/inspect.ts'
import { microSsimCommand } from './commands/micro-ssim.ts'
import { modelCheckCommand } from './commands/model-check.ts'
import { modelPredictCommand } from './commands/model-predict.ts'
import { importPreviewCommand } from './commands/import-preview.ts'
import { modelSeamCommand } from './commands/model-seam.ts'
import { modelInstallCommand } from './commands/model-install.ts'
import { modelListCommand } from './commands/model-list.ts'
import { reportCommand } from './commands/report.ts'
import { reviewResultCommand } from './commands/review-result.ts'
import { scoreCommand } from './commands/score.ts'
import { selftestCommand } from './commands/selftest.ts'
import { serveCommand } from './commands/serve.ts'
import { toolCheckCommand } from './commands/tool-check.ts'
import { tuneCommand } from './commands/tune.ts'
import { verifyCommand } from './commands/verify.ts'

const commands: Readonly<Record<string, Command>> = {
  inspect: inspectCommand,
  score: scoreCommand,
  'error-map': errorMapCommand,
  'micro-ssim': microSsimCommand,
  evaluate: evaluateCommand,
  tune: tuneCommand,
  'dataset inputs': datasetInputsCommand,
  'dataset consensus': datasetConsensusCommand,
  'import preview': importPreviewCommand,
  selftest: selftestCommand,
  'model check': modelCheckCommand,
  'model install': modelInstallCommand,
  'model list': modelListCommand,
  'model predict': modelPredictCommand,
  'model seam': modelSeamCommand,
  'tool check': toolCheckCommand,
  history: historyCommand,
  verify: verifyCommand,
  report: reportCommand,
  'review result': reviewResultCommand,
  serve: serveCommand,
  doctor: doctorCommand,
}

const commonOptions = {
  json: { type: 'boolean' },
  debug: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Exit status; null while the command keeps running. */
export async function runCommandLine(
  args: readonly string[],
  output: CommandLineOutput,
): Promise<number | null> {
  const json = args.includes('--json')
  try {
    const { name, command, rest } = findCommand(args)
    if (!command) {
      const asked = args.some((argument) => !['--json', '--help', '-h'].includes(argument))
      if (!asked || args[0] === 'help') {
        output.stdout(`${overview()}\n`)
        return 0
      }
      throw new TouchstoneError(
        'bad-usage',
        `There is no command ${name}; the commands are ${Object.keys(commands).join(', ')}.`,
      )
    }
    const { values, positionals } = parse(name, command, rest)
    if (values['help'] === true) {
      output.stdout(`${command.summary}\nusage: touchstone ${command.usage}\n`)
      return 0
    }
    const result = await command.run({ values, positionals, output })
    if (!result) return null
    output.stdout(`${json ? JSON.stringify(result.json, null, 2) : result.text}\n`)
    return result.status
  } catch (error) {
    report(error, json, args.includes('--debug'), output)
    return 2
  }
}

function findCommand(args: readonly string[]): {
  readonly name: string
  readonly command: Command | undefined
  readonly rest: readonly string[]
} {
  const [first = '', second = ''] = args
  const pair = commands[`${first} ${second}`]
  if (pair) return { name: `${first} ${second}`, command: pair, rest: args.slice(2) }
  return { name: first, command: commands[first], rest: args.slice(1) }
}

function parse(
  name: string,
  command: Command,
  rest: readonly string[],
): ReturnType<typeof parseArgs> {
  const options = { ...command.options, ...commonOptions }
  const parsed = parseOrRefuse(name, options, rest)
  const [extra] = parsed.positionals.slice(command.words ?? 0)
  if (extra === undefined) return parsed
  throw new TouchstoneError(
    'bad-usage',
    `${name} does not know what to do with "${extra}"; its usage is: touchstone ${command.usage}`,
  )
}

function parseOrRefuse(
  name: string,
  options: ParseArgsOptionsConfig,
  rest: readonly string[],
): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...rest], options, allowPositionals: true })
  } catch (error) {
    throw new TouchstoneError('bad-usage', refusalOf(name, Object.keys(options), messageOf(error)))
  }
}

/** What Node says of wrong options, in one sentence of ours. */
function refusalOf(name: string, options: readonly string[], message: string): string {
  const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1]
  if (unknown !== undefined)
    return `${name} has no option ${unknown}; it has ${options.map((option) => `--${option}`).join(', ')}.`
  const bare = /'(?:-\w, )?(--[\w-]+)[^']*' argument (?:is ambiguous|missing)/.exec(message)?.[1]
  if (bare !== undefined)
    return `The option ${bare} needs a value; write ${bare}=-1 for one that starts with a dash.`
  return `${(message.split('\n')[0] ?? message).replace(/\.$/, '')}.`
}

function report(error: unknown, json: boolean, debug: boolean, output: CommandLineOutput): void {
  const code = isTouchstoneError(error) ? error.code : 'internal'
  const message = messageOf(error)
  if (json) output.stdout(`${JSON.stringify({ error: { code, message } })}\n`)
  else output.stderr(`${message}\n`)
  if (debug && error instanceof Error) output.stderr(`${error.stack ?? ''}\n`)
}

function overview(): string {
  const lines = Object.values(commands).map(
    (command) => `  ${command.usage}\n      ${command.summary}`,
  )
  return ['usage: touchstone <command> [--json] [--debug]', ...lines].join('\n')
}

/** What a command is: options in, one JSON document and a readable table out, an exit status. */
import type { ParseArgsOptionsConfig } from 'node:util'

export interface CommandLineOutput {
  stdout(text: string): void
  stderr(text: string): void
}

export interface CommandInput {
  readonly positionals: readonly string[]
  readonly values: Readonly<
    Record<string, string | boolean | readonly (string | boolean)[] | undefined>
  >
  readonly output: CommandLineOutput
}

export interface CommandResult {
  /** Printed with `--json`. */
  readonly json: unknown
  /** Printed without. */
  readonly text: string
  /** 0 done, 1 the thing asked about failed its check. */
  readonly status: 0 | 1
}

export interface Command {
  readonly usage: string
  readonly summary: string
  readonly options: ParseArgsOptionsConfig
  /** How many words may stand beside the options; none where absent. */
  readonly words?: number
  /** Null: the command keeps running (serve). */
  run(input: CommandInput): Promise<CommandResult | null>
}

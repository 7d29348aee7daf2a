/** An engine for one command; what it prints goes to stderr with `--debug` only. */
import type { Engine } from '../../core/engine-port.ts'
import { createNodeEngine } from '../node-core.ts'
import type { CommandInput } from './command.ts'

export async function withEngine<T>(
  input: CommandInput,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = createNodeEngine((message) => {
    if (input.values['debug'] === true) input.output.stderr(`${message}\n`)
  })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

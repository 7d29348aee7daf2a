/** Fills the names in braces of a command's arguments. Every value stays one argument, whatever it holds. */
import { commandPlaceholders } from '../../../contract/command-file.ts'
import { TouchstoneError } from '../../errors.ts'

export type CommandValues = Readonly<Partial<Record<(typeof commandPlaceholders)[number], string>>>

const ofCase =
  'which is there with per: case only; with per: dataset there are {inputs} and {outputs}'
const ofDataset =
  'which is there with per: dataset only; with per: case there are {input} and {output}'
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['input', ofCase],
  ['output', ofCase],
  ['case', ofCase],
  ['inputs', ofDataset],
  ['outputs', ofDataset],
])

/** Throws `tool-invalid` for a name that is not known, or that has no value here. */
export function fillArgument(text: string, values: CommandValues): string {
  return text.replaceAll(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, name: string | undefined) => {
    if (name === undefined) return whole.charAt(0)
    const value = (values as Readonly<Record<string, string | undefined>>)[name]
    if (value !== undefined && (commandPlaceholders as readonly string[]).includes(name))
      return value
    const what =
      name === 'model'
        ? 'and the tool states no model'
        : (elsewhere.get(name) ?? 'which is not known')
    throw new TouchstoneError(
      'tool-invalid',
      `The argument ${text} holds {${name}}, ${what}. There are ${commandPlaceholders.map((one) => `{${one}}`).join(', ')}; write {{ for a brace.`,
      { argument: text },
    )
  })
}

/** Names of tools that take part more than once: with the settings in which they differ from each other. */
import type { ToolSettings } from '../../contract/tool-file.ts'

interface Variant {
  readonly digest: string
  readonly name: string
  readonly settings: ToolSettings
}

/** In the order given; the name alone where a tool takes part once. */
export function variantNames(tools: readonly Variant[]): readonly string[] {
  return tools.map(({ digest, name, settings }) => {
    const same = tools
      .filter((other) => other.digest === digest)
      .map((other) => flat(other.settings))
    if (same.length < 2) return name
    const differing = [...flat(settings)].filter(([key, value]) =>
      same.some((other) => other.get(key) !== value),
    )
    const told = differing.map(([key, value]) => `${key.split('.').at(-1) ?? key} ${value}`)
    return told.length === 0 ? name : `${name} (${told.join(', ')})`
  })
}

/** Leaves by their path. */
function flat(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null)
    return new Map([[path, typeof value === 'string' ? value : JSON.stringify(value)]])
  return new Map(
    Object.entries(value).flatMap(([name, entry]: [string, unknown]) =>
      entry === undefined ? [] : [...flat(entry, path === '' ? name : `${path}.${name}`)],
    ),
  )
}

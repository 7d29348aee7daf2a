/** What the description of a model says of itself, field by field, with the words as evidence. */
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DescriptionFacts } from '../../engine-port.ts'
import { readYaml } from '../descriptions/read-yaml.ts'
import { locateDescription } from '../packages/locate-description.ts'
import { cardFields } from './card-fields.ts'
import { factFields } from './fact-fields.ts'
import { absent, judge, type Judged, quoteOf } from './judge-value.ts'

/** More than any documentation of a model has. */
const longestDocumentation = 4 * 1024 * 1024

/**
 * Nothing is fetched: what lies on the web is stated and not checked. Null for containers and bare weights.
 * @throws TouchstoneError file-not-found, tool-invalid, model-invalid, format-corrupt, file-too-large
 */
export async function readTransparency(
  model: string,
  cacheDir: string,
): Promise<DescriptionFacts | null> {
  const location = await locateDescription(model, cacheDir)
  if (location.kind !== 'description') return null
  const { path, folder } = location
  const document = readYaml(await readFile(path), basename(path))
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null
  const fields = document as Readonly<Record<string, unknown>>
  const isThere = (source: string): boolean => isInside(source) && existsSync(join(folder, source))
  return {
    ...factFields(fields, isThere),
    ...cardFields(fields),
    documentation: await documentation(fields['documentation'], folder),
  }
}

/** A relative path that stays in the folder. */
function isInside(source: string): boolean {
  return !/^([a-z]+:|[\\/])/i.test(source) && !source.split(/[\\/]/).includes('..')
}

/** Checked: the file is there and has a heading that tells of validation. */
async function documentation(value: unknown, folder: string): Promise<Judged> {
  const source =
    typeof value === 'object' && value !== null && 'source' in value ? value.source : value
  const stated = judge(source, '', () => false)
  if (stated.points === 0 || typeof source !== 'string' || !isInside(source)) return stated
  const path = join(folder, source)
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) return { ...absent, note: `names ${quoteOf(source)}, which is not there` }
  if (info.size > longestDocumentation) return stated
  const text = await readFile(path, 'utf8').catch(() => '')
  if (text.trim() === '') return { ...absent, note: `${quoteOf(source)} is empty` }
  const heading = /^ {0,3}#{1,6}[^\n]*validation[^\n]*$/im.exec(text)?.[0]
  return heading === undefined
    ? { ...stated, note: 'has no heading that tells of validation' }
    : { points: 2, quote: `${quoteOf(source)}: ${quoteOf(heading)}`, note: 'tells of validation' }
}

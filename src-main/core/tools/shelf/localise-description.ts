/**
 * A description whose files lie on the web, changed to name them as they lie beside it: nothing else of it
 * changes, which is checked. The rest of the program fetches nothing.
 */
import { isScalar, parseDocument, visit } from 'yaml'
import { TouchstoneError } from '../../errors.ts'
import { readYaml } from '../../models/descriptions/read-yaml.ts'

/** The bytes unchanged where no name changes. `names`: from what stands there to what shall stand there. */
export function localiseDescription(
  bytes: Buffer,
  names: ReadonlyMap<string, string>,
  shown: string,
): Buffer {
  if (names.size === 0) return bytes
  const before = readYaml(bytes, shown)
  const document = parseDocument(bytes.toString('utf8'), { version: '1.2', uniqueKeys: true })
  visit(document, (key, node) => {
    if (key === 'key' || !isScalar(node) || typeof node.value !== 'string') return
    node.value = names.get(node.value) ?? node.value
  })
  const changed = Buffer.from(document.toString({ lineWidth: 0 }))
  const wanted = JSON.stringify(before, (_, value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value,
  )
  if (JSON.stringify(readYaml(changed, shown)) === wanted) return changed
  throw new TouchstoneError(
    'model-invalid',
    `${shown} cannot be written anew with its files beside it; download its package as a zip and install that.`,
  )
}

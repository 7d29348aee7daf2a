/**
 * Label images that can be read and are probably not what was meant: a mask, and numbers that did not fit into
 * 8 bits. They are scored as they stand, never renumbered, and it is said.
 */
import { openImage } from '../../core/images/open-image.ts'
import { readLabelImage } from '../../core/images/read-label-image.ts'
import { componentsOfLabels } from '../../core/instances/connected-components.ts'
import { maskPieces } from '../../core/instances/mask-pieces.ts'

/** From so many labels on, 255 in an 8-bit image is more likely an overflow than the last label. */
const manyLabels = 200

/** `labels`: ascending, as they were met in `path`. */
export async function labelNotes(
  side: 'truth' | 'prediction',
  path: string,
  labels: readonly { readonly label: number }[],
): Promise<string[]> {
  if (labels.length === 1) return maskNotes(side, path)
  if (labels.length >= manyLabels && labels.at(-1)!.label === 255) return wrapNotes(side, path)
  return []
}

/** The commonest wrong import: a mask where one label per object is needed. */
async function maskNotes(side: string, path: string): Promise<string[]> {
  const pieces = maskPieces(await readLabelImage(path, { allowIntegralFloat: true }))
  if (pieces < 2) return []
  return [
    `The ${side} ${path} has a single label in ${pieces} pieces: it looks like a mask and counts as one object. Label its objects first.`,
  ]
}

/** Label 256 becomes 0 in 8 bits and 257 becomes 1: objects vanish, and others share a label. */
async function wrapNotes(side: string, path: string): Promise<string[]> {
  const source = await openImage(path)
  const { dtype } = source.info
  await source.close()
  if (dtype !== 'uint8') return []
  const image = await readLabelImage(path)
  const objects = new Set(image.data)
  objects.delete(0)
  const { count } = componentsOfLabels(image, 'full')
  const shared =
    count > objects.size
      ? ` ${count - objects.size} of the ${count} pieces share a label with another.`
      : ''
  return [
    `The ${side} ${path} has 8 bits per pixel and ${objects.size} labels up to 255: numbers above 255 have probably wrapped around.${shared} It counts as it stands; save it with 16 bits.`,
  ]
}

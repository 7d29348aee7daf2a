/** Small datasets on disk: bright discs on a noisy ground, their labels, and predictions made elsewhere. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeTiff } from './encode-tiff.ts'

export interface SmallDataset {
  /** Holds `dataset.yaml`, `images/`, `truth/` and `exported/`. */
  readonly folder: string
  /** Predictions with one disc missing in each. */
  readonly predictions: string
  readonly cases: readonly string[]
  readonly side: number
}

export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'touchstone-')))
}

/** Images are `side` x `side`; the last case has no object at all. */
export function writeSmallDataset(
  folder: string,
  { cases = 3, side = 64 }: { readonly cases?: number; readonly side?: number } = {},
): SmallDataset {
  const places = { images: join(folder, 'images'), truth: join(folder, 'truth') }
  const predictions = join(folder, 'exported')
  for (const place of [...Object.values(places), predictions]) mkdirSync(place, { recursive: true })
  const ids = Array.from({ length: cases }, (_, index) => `case-${index + 1}`)
  for (const [index, id] of ids.entries()) {
    const { image, truth, exported } = draw(index, index === cases - 1 ? 0 : 5, side)
    writeFileSync(join(places.images, `${id}.tif`), encodeTiff(image, [side, side]))
    writeFileSync(join(places.truth, `${id}.tif`), encodeTiff(truth, [side, side]))
    writeFileSync(join(predictions, `${id}.tif`), encodeTiff(exported, [side, side]))
  }
  const lines = ids.map(
    (id) => `  - { id: ${id}, image: images/${id}.tif, truth: truth/${id}.tif }`,
  )
  writeFileSync(
    join(folder, 'dataset.yaml'),
    ['formatVersion: 1', 'name: Discs', 'task: instances', 'cases:', ...lines, ''].join('\n'),
  )
  return { folder, predictions, cases: ids, side }
}

function draw(
  seed: number,
  discs: number,
  side: number,
): { image: Uint16Array; truth: Uint16Array; exported: Uint16Array } {
  const random = createRandom(seed + 1)
  const image = Uint16Array.from({ length: side * side }, () => 100 + Math.floor(random() * 40))
  const truth = new Uint16Array(side * side)
  const exported = new Uint16Array(side * side)
  for (let label = 1; label <= discs; label++) {
    const radius = side * (0.06 + 0.06 * random())
    const [cx, cy] = [random() * side, random() * side]
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        if (Math.hypot(x - cx, y - cy) > radius) continue
        const at = y * side + x
        image[at] = 900 + Math.floor(random() * 200)
        truth[at] = label
        exported[at] = label === 1 ? 0 : label
      }
  }
  return { image, truth, exported }
}

/** 0 to 1, the same for the same seed; neighbouring seeds give unlike numbers (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

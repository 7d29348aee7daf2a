/**
 * One large pair of label images with ten thousand objects, as tiled deflate TIFF: the default scores of task
 * instances with reading, in a process of its own so that its memory can be stated. Made from a seed.
 */
import { join } from 'node:path'
import { writeLabelImage } from '../../src-main/core/images/write-label-image.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { createRandom } from '../contract/small-dataset.ts'
import { scoreInNewProcess } from './score-in-new-process.ts'

const height = 7115
const width = 8557
/** A grid of cells of this side holds one object each: 10 080. */
const cell = 77

interface Disc {
  readonly x: number
  readonly y: number
  readonly radius: number
}

function paint(data: Uint32Array, { x, y, radius }: Disc, label: number): void {
  for (
    let row = Math.max(0, Math.ceil(y - radius));
    row <= Math.min(height - 1, y + radius);
    row++
  ) {
    const half = Math.sqrt(radius * radius - (row - y) ** 2)
    const from = Math.max(0, Math.ceil(x - half))
    const to = Math.min(width, Math.floor(x + half) + 1)
    if (to > from) data.fill(label, row * width + from, row * width + to)
  }
}

/** Most predictions are shifted a little, some objects are missed, split or extra. */
async function writePair(folder: string): Promise<{ readonly objects: number }> {
  const random = createRandom(5)
  const truth = new Uint32Array(height * width)
  const prediction = new Uint32Array(height * width)
  let [objects, predicted] = [0, 0]
  for (let top = 0; top + cell <= height; top += cell)
    for (let left = 0; left + cell <= width; left += cell) {
      const radius = 14 + random() * 20
      const x = left + cell / 2 + (random() - 0.5) * 12
      const y = top + cell / 2 + (random() - 0.5) * 12
      paint(truth, { x, y, radius }, ++objects)
      const fate = random()
      if (fate < 0.05) continue
      const shifted = { x: x + (random() - 0.5) * 8, y: y + (random() - 0.5) * 8, radius }
      paint(prediction, shifted, ++predicted)
      if (fate < 0.1) paint(prediction, { ...shifted, x: shifted.x + radius }, ++predicted)
    }
  const shape = [height, width]
  await writeLabelImage(join(folder, 'large-truth.tif'), { shape, data: truth })
  await writeLabelImage(join(folder, 'large-prediction.tif'), { shape, data: prediction })
  return { objects }
}

export async function benchLargePair(folder: string): Promise<void> {
  const { objects } = await writePair(folder)
  const [truth, prediction] = ['truth', 'prediction'].map((side) =>
    join(folder, `large-${side}.tif`),
  ) as [string, string]
  const run = () => scoreInNewProcess('instances', truth, prediction)
  const runs = [await run(), await run()]
  const rows = runs.map(({ seconds, values, maxRssMiB }) => [
    seconds.toFixed(2),
    seconds < 5 ? 'met' : 'missed',
    maxRssMiB.toFixed(0),
    maxRssMiB < 1024 ? 'met' : 'missed',
    values['f1@0.5']!.toFixed(4),
  ])
  const head = [
    `${width} x ${height}, ${objects} objects, with reading: s`,
    'goal 5 s',
    'peak MiB',
    'goal 1 GiB',
    'F1 at 0.5',
  ]
  process.stdout.write(`${table(head, rows)}\n\n`)
}

/**
 * Stacks and planes that are scored piece by piece: a volume of labels, the same as a class map, and restored
 * images, each in a process of its own for its peak of memory. Made from a formula, plane by plane.
 */
import { join } from 'node:path'
import { streamLabelImage } from '../../src-main/core/images/stream-label-image.ts'
import { streamUnhashed } from '../../src-main/core/images/stream-real-image.ts'
import type { Json, Task } from '../../src-main/contract/words.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { scoreInNewProcess } from './score-in-new-process.ts'

const volume = [200, 1024, 1024] as const
const cell = { z: 40, y: 64, x: 64 }
const objects = 5 * 16 * 16

/** A ball in each cell of a grid, `shift` px off its middle; the label of the cell, or its class of three. */
async function writeBalls(path: string, shift: number, hasClasses: boolean): Promise<string> {
  const [depth, height, width] = volume
  const shape = [...volume]
  await streamLabelImage(path, { shape, largestLabel: objects }, async ({ writeRegion }) => {
    const plane = new Uint32Array(height * width)
    for (let z = 0; z < depth; z++) {
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const [dz, dy, dx] = [z % cell.z, y % cell.y, x % cell.x]
          const apart = (dz - 20) ** 2 + (dy - 32 - shift) ** 2 + (dx - 32 - shift) ** 2
          const place =
            (Math.floor(z / cell.z) * 16 + Math.floor(y / cell.y)) * 16 + Math.floor(x / cell.x)
          const label = hasClasses ? 1 + (place % 3) : 1 + place
          plane[y * width + x] = apart < 18 * 18 ? label : 0
        }
      await writeRegion(z, { y: 0, x: 0, height, width }, plane)
    }
  })
  return path
}

/** Waves; of the restored image with a little noise. */
async function writeWaves(path: string, shape: readonly number[], noise: number): Promise<string> {
  const [width = 1, height = 1, depth = 1] = shape.toReversed()
  const axes = 'zyx'.slice(-shape.length)
  const stack = { shape, axes, compression: 'none' } as const
  await streamUnhashed(path, stack, async ({ tile, writeRegion }) => {
    for (let z = 0; z < depth; z++)
      for (let y = 0; y < height; y += tile.height) {
        const rows = Math.min(tile.height, height - y)
        const strip = new Float32Array(rows * width)
        for (let i = 0; i < strip.length; i++) {
          const at = (z * height + y) * width + i
          const grain = ((Math.imul(at, 2654435761) >>> 16) % 256) / 256 - 0.5
          strip[i] = 500 + 300 * Math.sin(at / 91) * Math.cos((y + z) / 37) + noise * grain
        }
        await writeRegion(z, { y, x: 0, height: rows, width }, strip)
      }
  })
  return path
}

export async function benchLargeVolume(folder: string): Promise<void> {
  const at = (name: string): string => join(folder, `${name}.tif`)
  const rows: string[][] = []
  const measure = async (
    what: string,
    [task, truth, prediction]: readonly [Task, string, string],
    [goalMiB, shown]: readonly [goalMiB: number, shown: string],
    options: Readonly<Record<string, Json>> = {},
  ): Promise<void> => {
    const { seconds, values, maxRssMiB } = await scoreInNewProcess(task, truth, prediction, options)
    const verdict = maxRssMiB < goalMiB ? 'met' : 'missed'
    const value = `${shown} ${values[shown]?.toFixed(4) ?? 'undefined'}`
    rows.push([what, seconds.toFixed(1), maxRssMiB.toFixed(0), `${goalMiB}: ${verdict}`, value])
  }
  const size = volume.join(' x ')
  const labels = [
    await writeBalls(at('balls'), 0, false),
    await writeBalls(at('balls-shifted'), 2, false),
  ] as const
  await measure(`${size}, ${objects} objects`, ['instances', ...labels], [1024, 'f1@0.5'])
  const maps = [
    await writeBalls(at('classes'), 0, true),
    await writeBalls(at('classes-shifted'), 2, true),
  ] as const
  const classes = { classes: [1, 2, 3] }
  await measure(`${size}, 3 classes`, ['semantic', ...maps], [1024, 'dice'], classes)
  for (const shape of [
    [7115, 8557],
    [64, 1024, 1024],
  ]) {
    const name = shape.join(' x ')
    const pair = [
      await writeWaves(at(`waves ${name}`), shape, 0),
      await writeWaves(at(`noisy ${name}`), shape, 40),
    ] as const
    await measure(`${name}, restored`, ['restoration', ...pair], [1024, 'ssim-wang'])
  }
  const head = ['scored with reading, one thread', 's', 'peak MiB', 'goal', 'score']
  process.stdout.write(`${table(head, rows)}\n\n`)
}

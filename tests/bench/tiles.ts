/** `npm run bench tiles`: random tiles of a deflate pyramid, decoded in two threads beside tifffile with two. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { createChunkPool } from '../../src-main/engine/chunk-pool.ts'
import { createWorkerPool } from '../../src-main/engine/worker-pool.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { createRandom } from '../contract/small-dataset.ts'

const [across, tileSide, tiles, threads] = [32, 512, 512, 2]
const python = '/usr/bin/python3'
const script = join(import.meta.dirname, 'tifffile_tiles.py')
const runs = 5

/** Needs Debian's python3-tifffile, which also writes the pyramid. The page cache is warm; readers take turns. */
export async function benchTiles(folder: string): Promise<void> {
  const path = join(folder, 'pyramid.tif')
  try {
    execFileSync(python, [script, 'write', path], { stdio: ['ignore', 'ignore', 'ignore'] })
  } catch {
    process.stdout.write('Tiles: not measured, python3-tifffile is not at hand.\n\n')
    return
  }
  const random = createRandom(3)
  const numbers = Array.from({ length: across * across }, (_, i) => i)
  const wanted = numbers
    .map((tile) => ({ tile, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, tiles)
    .map(({ tile }) => tile)
  const worker = join(import.meta.dirname, '..', '..', 'src-main', 'engine', 'worker.ts')
  const pool = createWorkerPool(worker, threads)
  const ours: number[] = []
  const theirs: number[] = []
  let sums: [number, number] = [0, 0]
  for (let run = 0; run <= runs; run++) {
    const mine = await readTiles(
      path,
      wanted,
      createChunkPool(() => pool),
    )
    const order = [script, 'read', path, JSON.stringify(wanted), String(threads)]
    const peer = JSON.parse(execFileSync(python, order).toString()) as {
      seconds: number
      sum: number
    }
    sums = [mine.sum, peer.sum]
    if (run === 0) continue // warms the page cache and our threads
    ours.push(mine.seconds)
    theirs.push(peer.seconds)
  }
  await pool.close()
  if (sums[0] !== sums[1])
    throw new Error(`the sums of every 97th pixel differ: ${sums.join(' and ')}`)
  const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN
  const [a, b] = [median(ours), median(theirs)]
  process.stdout.write(
    `${table(
      [`${tiles} random deflate tiles, ${threads} threads`, 'seconds'],
      [
        ['ours', a.toFixed(2)],
        ['tifffile', b.toFixed(2)],
        ['times as fast', (b / a).toFixed(2)],
      ],
    )}\n\n`,
  )
}

async function readTiles(
  path: string,
  wanted: readonly number[],
  decoder: ReturnType<typeof createChunkPool>,
): Promise<{ seconds: number; sum: number }> {
  const source = await openImage(path, { decoder })
  const started = performance.now()
  let sum = 0
  let next = 0
  const reader = async (): Promise<void> => {
    for (let i = next++; i < wanted.length; i = next++) {
      const tile = wanted[i]!
      const [y, x] = [Math.floor(tile / across) * tileSide, (tile % across) * tileSide]
      const { data } = await source.readRegion({ y, x, height: tileSide, width: tileSide })
      let own = 0
      for (let at = 0; at < data.length; at += 97) own += Number(data[at])
      sum += own
    }
  }
  // a few more requests than threads, as a viewer has them
  await Promise.all([reader(), reader(), reader(), reader()])
  const seconds = (performance.now() - started) / 1000
  await source.close()
  return { seconds, sum }
}

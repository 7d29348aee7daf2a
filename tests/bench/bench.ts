/**
 * `npm run bench [part …]`: how long the promises of speed take on this machine, beside Python's anchors where
 * those are at hand (../shared/bench). One warm-up, then the median of several runs. It asserts nothing.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { writeLabelImage } from '../../src-main/core/images/write-label-image.ts'
import { versions } from '../../src-main/hosts/node-core.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { encodeTiff } from '../contract/encode-tiff.ts'
import { createRandom, newFolder } from '../contract/small-dataset.ts'
import { startTouchstone } from '../hosts/cli/touchstone.ts'
import { ensureBuilt } from '../hosts/built.ts'
import { benchDecoding } from './decoding.ts'
import { benchPrediction, benchPredictionMemory } from './inference.ts'
import { benchLargePair } from './large-pair.ts'
import { benchLargeVolume } from './large-volume.ts'
import { benchMatrix } from './matrix.ts'
import { benchMetrics } from './metrics.ts'
import { benchPage } from './page.ts'
import { benchSparse, benchStack } from './reading.ts'
import { benchStatistics } from './statistics-simulation.ts'
import { benchTiles } from './tiles.ts'
import { benchViewer, benchWandering } from './viewer.ts'

const runs = 7

async function medianSeconds(work: () => unknown): Promise<number> {
  const seconds: number[] = []
  for (let run = 0; run <= runs; run++) {
    const started = performance.now()
    await work()
    if (run > 0) seconds.push((performance.now() - started) / 1000)
  }
  return seconds.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN
}

const milliseconds = (seconds: number): string => (seconds * 1000).toFixed(1)

/** The page cache is warm: what is measured is ours, not the disk's. */
async function benchReading(folder: string): Promise<void> {
  const side = 2048
  const random = createRandom(1)
  const pixels = Uint16Array.from({ length: side * side }, () => random() * 4096)
  const plain = join(folder, 'plain.tif')
  const labels = join(folder, 'labels.ome.tif')
  writeFileSync(plain, encodeTiff(pixels, [side, side]))
  const written = { shape: [side, side], data: Uint32Array.from(pixels, (value) => value >> 6) }
  const writing = await medianSeconds(() => writeLabelImage(labels, written))
  const rows: string[][] = []
  for (const [name, path] of [
    ['uncompressed', plain],
    ['tiled, deflate', labels],
  ] as const) {
    const opening = await medianSeconds(async () => (await openImage(path)).close())
    const source = await openImage(path)
    const plane = await medianSeconds(() => source.readPlane({ t: 0, c: 0, z: 0 }))
    const tile = await medianSeconds(() =>
      source.readRegion({ level: 0, t: 0, c: 0, z: 0, y: 512, x: 512, height: 512, width: 512 }),
    )
    await source.close()
    rows.push([name, milliseconds(opening), milliseconds(plane), milliseconds(tile)])
  }
  const head = ['uint16 TIFF, 2048 x 2048', 'open ms', 'plane ms', 'tile of 512 ms']
  process.stdout.write(`${table(head, rows)}\nwriting the second: ${milliseconds(writing)} ms\n\n`)
}

async function benchStart(folder: string): Promise<void> {
  await ensureBuilt()
  const rows: string[][] = []
  for (const start of ['first, new workspace', 'second']) {
    const started = performance.now()
    const since = (): string => (performance.now() - started).toFixed(0)
    const child = startTouchstone(['serve', '--workspace', 'workspace'], folder)
    const address = await new Promise<URL>((resolve, reject) => {
      child.stdout?.once('data', (text: Buffer) => {
        resolve(new URL(text.toString().trim()))
      })
      child.once('exit', () => {
        reject(new Error('serve ended before it printed its address'))
      })
    })
    const printed = since()
    const headers = { authorization: `Bearer ${address.searchParams.get('token') ?? ''}` }
    const answered: string[] = []
    for (const path of ['/', '/api/evaluations', '/api/workspace']) {
      await (await fetch(new URL(path, address), { headers })).arrayBuffer()
      answered.push(since())
    }
    rows.push([start, printed, ...answered])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  const head = ['start of serve, ms since', 'address', 'page', 'evaluations', 'workspace (engine)']
  process.stdout.write(`${table(head, rows)}\n`)
}

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}`
process.stdout.write(`${machine}\n${JSON.stringify(versions())}\n\n`)
const folder = newFolder()
const parts: Readonly<Record<string, () => Promise<void> | void>> = {
  metrics: benchMetrics,
  large: () => benchLargePair(folder),
  volume: () => benchLargeVolume(folder),
  files: () => benchReading(folder),
  stack: () => benchStack(folder),
  sparse: () => {
    benchSparse(folder)
  },
  tiles: () => benchTiles(folder),
  decode: benchDecoding,
  page: () => benchPage(folder),
  start: () => benchStart(folder),
  predict: () => benchPrediction(folder),
  memory: () => benchPredictionMemory(folder, 250, 60),
  longrun: () => benchPredictionMemory(folder, 2500, 8),
  statistics: benchStatistics,
  matrix: () => benchMatrix(folder),
  viewer: () => benchViewer(folder),
  wander: () => benchWandering(folder),
}
/** Minutes each: only when they are named. */
const slow = ['large', 'memory', 'longrun', 'statistics', 'matrix', 'viewer', 'wander']
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
try {
  for (const [name, part] of Object.entries(parts))
    if (wanted.length === 0 ? !slow.includes(name) : wanted.includes(name)) await part()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

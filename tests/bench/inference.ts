/**
 * Predicting: the wall time of a whole prediction over that of the bare network, and the memory of all
 * processes while a large stack goes through. Needs the real U-Net of ../shared/real/models.
 */
import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '../../src-main/hosts/cli/table.ts'
import { repositoryDir, startTouchstone } from '../hosts/cli/touchstone.ts'
import { writeStack } from './stack-files.ts'

const model = join(repositoryDir, '..', 'shared', 'real', 'models', 'unet2d_nuclei_broad_v0_5')

interface Predicted {
  readonly tiles: number
  readonly secondsTotal: number
  readonly secondsInSession: number
}

/** 4096 x 4096, uncompressed and compressed output; one warm-up, then three runs each. */
export async function benchPrediction(folder: string): Promise<void> {
  if (!existsSync(model)) {
    process.stdout.write('Prediction: not measured, ../shared/real/models is not at hand.\n\n')
    return
  }
  const image = join(folder, 'large.tif')
  writeStack(image, { planes: 1, height: 4096, width: 4096 })
  const rows: string[][] = []
  for (const [name, output, options] of [
    ['OME-TIFF, uncompressed', 'out.ome.tif', ['--compression', 'none']],
    ['OME-TIFF, deflate', 'out.ome.tif', []],
    ['.npy', 'out.npy', []],
    ['OME-Zarr', 'out.ome.zarr', []],
  ] as const) {
    const runs: Predicted[] = []
    for (let run = 0; run < 4; run++) {
      const args = ['model', 'predict', model, '--input', image, '--output', join(folder, output)]
      const child = startTouchstone([...args, ...options, '--json'], folder)
      const done = JSON.parse(await textOf(child)) as Predicted
      if (run > 0) runs.push(done)
      rmSync(join(folder, output), { recursive: true, force: true })
    }
    const ratios = runs.map((run) => run.secondsTotal / run.secondsInSession).sort((a, b) => a - b)
    const [first] = runs
    rows.push([
      name,
      String(first!.tiles),
      first!.secondsInSession.toFixed(2),
      first!.secondsTotal.toFixed(2),
      `${ratios[1]!.toFixed(3)} (${ratios[0]!.toFixed(3)} to ${ratios[2]!.toFixed(3)})`,
    ])
  }
  const head = ['4096 x 4096, U-Net', 'tiles', 'in session s', 'total s', 'ratio, median of 3']
  process.stdout.write(`${table(head, rows)}\n\n`)
}

/** A sparse file of `planes` x 2048 x 2048 uint16; ends after `minutes` where the stack does not before. */
export async function benchPredictionMemory(folder: string, planes: number, minutes: number) {
  if (!existsSync(model)) {
    process.stdout.write('Memory: not measured, ../shared/real/models is not at hand.\n\n')
    return
  }
  const image = join(folder, 'stack.tif')
  writeStack(image, { planes, height: 2048, width: 2048 })
  const output = join(folder, 'stack-out.ome.tif')
  const child = startTouchstone(
    ['model', 'predict', model, '--input', image, '--output', output, '--json'],
    folder,
  )
  const samples: { readonly minute: number; readonly bytes: number }[] = []
  const start = performance.now()
  const since = (): number => (performance.now() - start) / 60_000
  let isDone = false
  const ended = textOf(child).finally(() => (isDone = true))
  while (!isDone && since() < minutes) {
    samples.push({ minute: since(), bytes: residentBytes(child.pid!) })
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const isWhole = isDone as boolean
  if (!isWhole) child.kill('SIGTERM')
  await ended.catch(() => undefined)
  const peak = Math.max(...samples.map(({ bytes }) => bytes))
  const settled = samples.filter(({ minute }) => minute > 1)
  process.stdout.write(
    `memory of all processes, ${planes} planes of 2048 x 2048 (${((planes * 8) / 1024).toFixed(1)} GB): ` +
      `${since().toFixed(1)} min${isWhole ? ', done' : ', ended here'}; peak ${megabytes(peak)} MB; ` +
      `growth after the first minute ${growthPerMinute(settled)} MB a minute\n\n`,
  )
}

/** Least squares through the samples. */
function growthPerMinute(samples: readonly { minute: number; bytes: number }[]): string {
  if (samples.length < 2) return 'not measured'
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(samples.map(({ minute }) => minute))
  const y = mean(samples.map(({ bytes }) => bytes))
  let covariance = 0
  let variance = 0
  for (const { minute, bytes } of samples) {
    covariance += (minute - x) * (bytes - y)
    variance += (minute - x) ** 2
  }
  return (covariance / variance / 2 ** 20).toFixed(2)
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0)

/** Of a process and all that it started (Linux). */
function residentBytes(pid: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readOrNull(`/proc/${name}/stat`)
    if (stat !== null)
      parents.set(Number(name), Number(stat.replace(/^.*\) \S /, '').split(' ')[0]))
  }
  const family = new Set([pid])
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child)
  }
  let total = 0
  for (const one of family) {
    const pages = readOrNull(`/proc/${one}/statm`)?.split(' ')[1]
    total += Number(pages ?? 0) * 4096
  }
  return total
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // the process has just ended
  }
}

async function textOf(child: ChildProcess): Promise<string> {
  let [out, error] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (out += part))
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (error += part))
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (status === 0) return out
  throw new Error(`model predict ended with ${status}: ${out} ${error}`)
}

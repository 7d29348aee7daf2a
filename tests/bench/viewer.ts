/**
 * `npm run bench viewer`: the pages in Chromium over real evaluations, with the processor as graphics card:
 * stepping through linked stacks (a step counts when every pane shows the new plane, read back from the canvas),
 * panning and zooming, opening a case, scrolling a gallery. `npm run bench wander` holds the page's memory to
 * account in a stack of fifty thousand planes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { table } from '../../src-main/hosts/cli/table.ts'
import { encodeTiff } from '../contract/encode-tiff.ts'
import { ensureBuilt } from '../hosts/built.ts'
import { startTouchstone, touchstone } from '../hosts/cli/touchstone.ts'
import { launchBareBrowser, type BareBrowser, type BarePage } from './bare-browser.ts'
import { writeStack } from './stack-files.ts'
import { inPage } from './viewer-script.ts'

const side = 2048
const planes = 32
/** Gray values between neighbouring planes; the last stays below the noise's 4095. */
const stepValue = 120
const shiftsPx = [3, 6]
const grid = 50
const cases = 4
/** Multiplies an index into a number without order. */
const knuth = 2_654_435_761

export async function benchViewer(folder: string): Promise<void> {
  await withPages(folder, [restorationOfStacks, objectsOfLargePlanes], async ({ page, ids }) => {
    const [stacks = '', objects = ''] = ids
    const rows: string[][] = []
    await page.evaluate(`bench.open('#/comparisons/${stacks}/cases/stack', 3)`)
    for (const [name, key] of [
      ['fitted', '4'],
      ['at 1:1', '5'],
    ] as const) {
      const { cold, warm } = (await page.evaluate(
        `bench.steps(${JSON.stringify(key)}, ${planes}, ${stepValue})`,
      )) as Record<'cold' | 'warm', number[]>
      rows.push([`steps/s ${name}, planes seen first`, ...rate(cold)])
      rows.push([`steps/s ${name}, back again`, ...rate(warm)])
    }
    const opened = (await page.evaluate(
      `bench.openings('#/comparisons/${objects}', '#/comparisons/${objects}/cases/grid-', ${cases}, 4)`,
    )) as number[]
    rows.push(['ms from the comparison to the first full picture', ...spread(opened)])
    for (const move of ['pan', 'zoom'] as const) {
      const frames = (await page.evaluate(`bench.frames('${move}', 4000)`)) as number[]
      rows.push([`frames/s, ${move}, 4 panes with labels and errors`, ...rate(frames)])
    }
    const scrolled = (await page.evaluate(
      `bench.gallery('#/comparisons/${objects}/objects', 4000)`,
    )) as { frames: number[]; count: number }
    rows.push([`frames/s, gallery of ${scrolled.count} objects`, ...rate(scrolled.frames)])
    const head = ['viewer', 'median', 'slowest', 'slowest in ms']
    process.stdout.write(`${table(head, rows)}\n\n`)
  })
}

/** Ten minutes, unless told otherwise. */
export async function benchWandering(folder: string, minutes = 10): Promise<void> {
  await withPages(folder, [restorationOfLongStack], async ({ browser, page, ids }) => {
    await page.evaluate(`bench.open('#/comparisons/${ids[0] ?? ''}/cases/stack', 4)`)
    const megabytes: number[] = []
    let steps = 0
    for (let minute = 0; minute < minutes; minute++) {
      const until = Date.now() + 60_000
      while (Date.now() < until) steps += (await page.evaluate('bench.wander(5000)')) as number
      megabytes.push(Math.round(browser.pageBytes() / 2 ** 20))
    }
    const rows = megabytes.map((mb, minute) => [String(minute + 1), String(mb)])
    process.stdout.write(
      `${table(['minute', 'page memory, MiB'], rows)}\n${steps} steps in a stack of 50 000 planes, 4 panes\n\n`,
    )
  })
}

interface Pages {
  readonly browser: BareBrowser
  readonly page: BarePage
  /** Comparisons, in the order of the datasets. */
  readonly ids: readonly string[]
}

type MakeDataset = (folder: string) => readonly string[]

async function withPages(
  folder: string,
  datasets: readonly MakeDataset[],
  use: (pages: Pages) => Promise<void>,
): Promise<void> {
  if (process.platform !== 'linux') {
    process.stdout.write('Viewer: not measured, the browser for it is at hand on Linux only.\n\n')
    return
  }
  await ensureBuilt()
  const ids: string[] = []
  for (const [at, make] of datasets.entries()) {
    const made = join(folder, `viewer-${at}`)
    const args = make(made)
    const started = performance.now()
    const { status, stdout, stderr } = await touchstone(
      ['evaluate', '--dataset', join(made, 'set'), ...args, '--workspace', 'viewer', '--json'],
      folder,
    )
    if (status !== 0) throw new Error(`evaluate ended with ${status}: ${stderr}`)
    ids.push((JSON.parse(stdout) as { comparison: string }).comparison)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    process.stdout.write(`${make.name}: evaluated in ${seconds} s\n`)
  }
  const host = startTouchstone(['serve', '--port', '0', '--workspace', 'viewer'], folder)
  const { default: chromium } = await import('@sparticuz/chromium')
  const browser = await launchBareBrowser(await chromium.executablePath(), {
    switches: [
      '--window-size=1640,860',
      '--ignore-gpu-blocklist',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
    first: inPage,
  })
  try {
    const address = await new Promise<string>((resolve, reject) => {
      host.stdout?.once('data', (text: Buffer) => {
        resolve(text.toString().trim())
      })
      host.once('exit', () => {
        reject(new Error('serve ended before it printed its address'))
      })
    })
    const page = await browser.open(address)
    await wait(1000)
    await use({ browser, page, ids })
  } finally {
    const ended = new Promise((resolve) => host.once('exit', resolve))
    host.kill('SIGTERM')
    await ended
    await browser.close()
  }
}

const restorationArgs = (predictions: readonly string[]) => [
  ...['--images', 'images', '--truth', 'truth', '--task', 'restoration'],
  ...['--options', '{"metrics":["psnr"],"stackWindow":"plane"}', '--headline', 'psnr'],
  ...predictions.flatMap((name) => ['--tool', `predictions:${name}`]),
]

const placesOf = (folder: string, tools: readonly string[]) => [
  join(folder, 'set', 'images'),
  join(folder, 'set', 'truth'),
  ...tools,
]

function foldersOf(folder: string, predictions: number): string[] {
  const names = Array.from({ length: predictions }, (_, at) => join(folder, `tool-${at}`))
  for (const name of placesOf(folder, names)) mkdirSync(name, { recursive: true })
  return names
}

/** Noise, so that the contrast spans it, around a square in the middle whose gray value tells the plane. */
function restorationOfStacks(folder: string): readonly string[] {
  const tools = foldersOf(folder, 1)
  const [from, to] = [side / 2 - 128, side / 2 + 128]
  for (const [at, place] of placesOf(folder, tools).entries()) {
    const pixels = Uint16Array.from({ length: side * side }, (_, i) => ((i + at) * knuth) >>> 20)
    const plane = (z: number) => {
      for (let y = from; y < to; y++) pixels.fill(z * stepValue, y * side + from, y * side + to)
      return pixels
    }
    writeStack(join(place, 'stack.btf'), { planes, height: side, width: side }, { plane })
  }
  return restorationArgs(tools)
}

function restorationOfLongStack(folder: string): readonly string[] {
  const tools = foldersOf(folder, 2)
  const shape = { planes: 50_000, height: 64, width: 64 }
  for (const [at, place] of placesOf(folder, tools).entries()) {
    const noise = Uint16Array.from({ length: 64 * 64 }, (_, i) => ((i ^ (at * 977)) * knuth) >>> 22)
    const plane = (z: number) => noise.map((value) => value + (z & 4095))
    writeStack(join(place, 'stack.btf'), shape, { plane })
  }
  return restorationArgs(tools)
}

/** 2 500 squares an image, which both tools find a little beside their place. */
function objectsOfLargePlanes(folder: string): readonly string[] {
  const tools = foldersOf(folder, shiftsPx.length)
  const pitch = Math.floor(side / grid)
  const squares = (shift: number) => {
    const labels = new Uint16Array(side * side)
    for (let at = 0; at < grid * grid; at++) {
      const [x0, y0] = [(at % grid) * pitch + 8 + shift, Math.floor(at / grid) * pitch + 8]
      for (let y = y0; y < y0 + 24; y++) labels.fill(at + 1, y * side + x0, y * side + x0 + 24)
    }
    return labels
  }
  const write = (place: string, values: Uint16Array) => {
    for (let at = 0; at < cases; at++)
      writeFileSync(join(place, `grid-${at}.tif`), encodeTiff(values, [side, side]))
  }
  write(join(folder, 'set', 'truth'), squares(0))
  write(
    join(folder, 'set', 'images'),
    squares(0).map((label, i) => (label > 0 ? 3000 : 500) + ((i * knuth) >>> 24)),
  )
  for (const [at, shift] of shiftsPx.entries()) write(tools[at]!, squares(shift))
  return [
    ...['--images', 'images', '--truth', 'truth', '--task', 'instances'],
    ...tools.flatMap((name) => ['--tool', `predictions:${name}`]),
    ...['--accept-import', 'squares beside their place are wanted'],
  ]
}

/** Per second: of the median and of the slowest; and the slowest in ms. */
function rate(ms: readonly number[]): string[] {
  const sorted = ms.toSorted((a, b) => a - b)
  const [median = NaN, most = NaN] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
  return [(1000 / median).toFixed(1), (1000 / most).toFixed(1), most.toFixed(0)]
}

function spread(values: readonly number[]): string[] {
  const sorted = values.toSorted((a, b) => a - b)
  const [median = NaN, most = NaN] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
  return [median.toFixed(0), most.toFixed(0), most.toFixed(0)]
}

/**
 * `npm run bench page`: from the request for a plane to its bytes in the page, as the viewer reads them, beside
 * a server that does nothing but read the same bytes from the disk and send them.
 */
import { closeSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { largestPlaneAnswerBytes, tileSidePx } from '../../src-main/contract/images.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { ensureBuilt } from '../hosts/built.ts'
import { startTouchstone } from '../hosts/cli/touchstone.ts'
import { launchBareBrowser, type BareBrowser, type BarePage } from './bare-browser.ts'
import { writeStack } from './stack-files.ts'

const side = 2048
const planeBytes = side * side * 2
/** More than the engine keeps: every plane is read anew, from the warm page cache. */
const planes = 48
const firstPlaneAt = 16 + 1
const runs = 30
const warmUps = 4

/** Linux only, where the browser comes with the packages. */
export async function benchPage(folder: string): Promise<void> {
  if (process.platform !== 'linux') {
    process.stdout.write('Page: not measured, the browser for it is at hand on Linux only.\n\n')
    return
  }
  await ensureBuilt()
  const stack = join(folder, 'page.btf')
  const noise = Uint16Array.from({ length: side * side }, (_, i) => (i * 2_654_435_761) >>> 20)
  writeStack(stack, { planes, height: side, width: side }, { plane: () => noise })
  const { default: chromium } = await import('@sparticuz/chromium')
  const browser = await launchBareBrowser(await chromium.executablePath())
  const host = startTouchstone(['serve', '--port', '0', '--workspace', 'workspace'], folder)
  const plain = await servePlain(stack)
  try {
    const address = await new Promise<string>((resolve, reject) => {
      host.stdout?.once('data', (text: Buffer) => {
        resolve(text.toString().trim())
      })
      host.once('exit', () => {
        reject(new Error('serve ended before it printed its address'))
      })
    })
    await measure(browser, address, plain.origin, stack)
  } finally {
    const ended = new Promise((resolve) => host.once('exit', resolve))
    host.kill('SIGTERM')
    await ended
    await browser.close()
    plain.close()
    rmSync(stack)
  }
}

async function measure(
  browser: BareBrowser,
  address: string,
  plainOrigin: string,
  stack: string,
): Promise<void> {
  const ours = await browser.open(address)
  const peer = await browser.open(plainOrigin)
  for (const page of [ours, peer]) await page.evaluate(reader())
  const order = JSON.stringify(JSON.stringify({ path: stack }))
  const { image, description } = (await ours.evaluate(
    `fetch('/api/images', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${order} }).then((response) => response.json())`,
  )) as { image: string; description: { contentKey: string } }

  const at = (z: number) => `/api/images/${image}/levels/0/planes/0/0/${z}`
  const key = `?v=${encodeURIComponent(description.contentKey)}`
  const across = side / tileSidePx
  const tiles = (z: number) =>
    Array.from(
      { length: across ** 2 },
      (_, tile) => `${at(z)}/tiles/${Math.floor(tile / across)}/${tile % across}${key}`,
    )
  const ways: Readonly<Record<string, (z: number) => Promise<number>>> = {
    'Touchstone, the plane as the viewer asks for it': (z) => timed(ours, 'plane', [at(z) + key]),
    'plain server, the same reader': (z) => timed(peer, 'plane', [`/${z}`]),
    'plain server, fetch and arrayBuffer()': (z) => timed(peer, 'usual', [`/${z}`]),
    'Touchstone, 16 tiles': (z) => timed(ours, 'tile', tiles(z)),
  }
  const took = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
  let z = 0
  for (let run = -warmUps; run < runs; run++)
    for (const [name, way] of Object.entries(ways)) {
      z = (z + 7) % planes
      const ms = await way(z)
      if (run >= 0) took.get(name)!.push(ms)
    }
  const plainMs = median(took.get('plain server, the same reader')!)
  const rows = [...took].map(([name, list]) => [
    name,
    median(list).toFixed(1),
    Math.min(...list).toFixed(1),
    (median(list) / plainMs).toFixed(2),
  ])
  const head = ['2048 x 2048 uint16 plane to Chromium', 'median ms', 'least ms', 'to plain server']
  process.stdout.write(`${table(head, rows)}\n\n`)
}

/** The viewer's own way to read a body, and what times it. */
function reader(): string {
  const path = join(import.meta.dirname, '..', '..', 'src-renderer', 'api', 'whole-body.ts')
  const code = stripTypeScriptTypes(readFileSync(path, 'utf8'))
    .replace(/^import .*$/gm, '')
    .replace(/^export /gm, '')
  return `${code}
    var largestPlaneAnswerBytes = ${largestPlaneAnswerBytes}
    var ways = {
      plane: (address) => fetch(address, { cache: 'no-store' }).then(wholeBody),
      tile: (address) => fetch(address).then(wholeBody),
      usual: (address) => fetch(address).then((response) => response.arrayBuffer()),
    }
    async function time(way, addresses) {
      const started = performance.now()
      const bodies = await Promise.all(addresses.map(ways[way]))
      const ms = performance.now() - started
      return { ms, bytes: bodies.reduce((sum, { byteLength }) => sum + byteLength, 0) }
    }`
}

async function timed(page: BarePage, way: string, addresses: readonly string[]): Promise<number> {
  const call = `time(${JSON.stringify(way)}, ${JSON.stringify(addresses)})`
  const { ms, bytes } = (await page.evaluate(call)) as { ms: number; bytes: number }
  if (bytes !== planeBytes) throw new Error(`${bytes} of ${planeBytes} bytes came`)
  return ms
}

/** One read and one write per plane. */
async function servePlain(stack: string): Promise<{ origin: string; close: () => void }> {
  const file = openSync(stack, 'r')
  const server = createServer(({ url }, response) => {
    const z = Number(url?.slice(1))
    if (url === '/' || Number.isNaN(z)) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>plain</title>')
      return
    }
    const bytes = Buffer.allocUnsafeSlow(planeBytes)
    readSync(file, bytes, 0, planeBytes, firstPlaneAt + z * planeBytes)
    response
      .writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': planeBytes,
        'cache-control': 'private, max-age=31536000, immutable',
      })
      .end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
      closeSync(file)
    },
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

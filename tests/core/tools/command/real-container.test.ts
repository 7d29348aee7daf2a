/** The container path with Podman itself, where it runs on this machine: an image of BusyBox, made here. */
import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commandFileSchema } from '../../../../src-main/contract/command-file.ts'
import { badEnd } from '../../../../src-main/core/tools/command/program-end.ts'
import { runCommand } from '../../../../src-main/core/tools/command/run-command.ts'

const run = promisify(execFile)
const name = `touchstone-test-${randomUUID()}`
const script = `#!/bin/sh
case "$1" in
copy) cp "$2" "$3" ;;
spoil) echo x > "$2"; echo x > /etc/x; cp "$2" "$3" ;;
hang) sleep 1000 & sleep 1000 ;;
fill) dd if=/dev/zero of=big bs=1M count=60; sleep 1000 ;;
grow) dd if=/dev/zero of=/dev/null bs=200M count=2 ;;
esac
`

/** The image by its digest, or why there is none here. */
function madeImage(): { readonly image: string } | { readonly reason: string } {
  const podman = (args: readonly string[]) =>
    spawnSync('podman', args, { encoding: 'utf8', timeout: 60_000 })
  if (podman(['--version']).status !== 0) return { reason: 'Podman is not installed' }
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path))
  if (busybox === undefined) return { reason: 'BusyBox is not installed' }
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-image-'))
  try {
    const bin = join(folder, 'root', 'bin')
    for (const path of [bin, join(folder, 'root', 'etc'), join(folder, 'root', 'tmp')])
      mkdirSync(path, { recursive: true })
    copyFileSync(busybox, join(bin, 'busybox'))
    for (const tool of ['sh', 'cp', 'sleep', 'dd', 'echo']) symlinkSync('busybox', join(bin, tool))
    writeFileSync(join(bin, 'segment'), script)
    chmodSync(join(bin, 'segment'), 0o755)
    const archive = join(folder, 'root.tar')
    if (spawnSync('tar', ['-C', join(folder, 'root'), '-cf', archive, '.']).status !== 0)
      return { reason: 'tar is not installed' }
    const imported = podman(['import', archive, `${name}:1`])
    if (imported.status !== 0) return { reason: `Podman imports no image: ${imported.stderr}` }
    const digest = podman(['image', 'inspect', '--format', '{{.Digest}}', `${name}:1`])
    const image = `localhost/${name}@${digest.stdout.trim()}`
    const tried = podman([
      ...['run', '--rm', '--network', 'none', '--memory', '64m', '--pids-limit', '64'],
      ...['--entrypoint', '/bin/echo', image, 'here'],
    ])
    if (tried.stdout.trim() === 'here') return { image }
    return { reason: `Podman runs no container: ${tried.stderr.trim().slice(0, 200)}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const made = madeImage()
const why = 'reason' in made ? ` (skipped: ${made.reason})` : ''
const image = 'image' in made ? made.image : `none@sha256:${'0'.repeat(64)}`

describe.skipIf(why !== '')(`in a container of Podman${why}`, () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'touchstone-container-'))
    await mkdir(join(folder, 'results'))
    await writeFile(join(folder, "it's a $(case).tif"), 'pixels')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  afterAll(() => run('podman', ['rmi', '--force', `${name}:1`]))

  async function segment(what: string, limits: object, of = image) {
    const stated = commandFileSchema.parse({
      ...{ formatVersion: 1, kind: 'command', tasks: ['instances'], program: '/bin/segment' },
      ...{ arguments: [what, '{input}', '{output}'], limits },
      container: { engine: 'podman', image: of },
    })
    const result = await runCommand(
      { path: join(folder, 'tool.yaml'), stated },
      {
        caseId: 'a',
        image: join(folder, "it's a $(case).tif"),
        outputDir: join(folder, 'results'),
        threads: 1,
      },
      { textsDir: folder, signal: undefined },
    )
    const left = await run('podman', ['ps', '--all', '--quiet', '--filter', `ancestor=${of}`])
    return { ...result, left: left.stdout.trim(), words: badEnd(stated, result) }
  }

  test('a result is written, and the memory of the client is not taken for that of the program', async () => {
    const { end, left, peakMemoryBytes } = await segment('copy', { memoryMb: 64 })
    expect([end, left, peakMemoryBytes]).toEqual([{ kind: 'exit', code: 0 }, '', null])
    expect(await readFile(join(folder, 'results', 'prediction.tif'), 'utf8')).toBe('pixels')
  })

  test('the input and the image cannot be written to', async () => {
    const { end, lastWords } = await segment('spoil', {})
    expect(end).toEqual({ kind: 'exit', code: 0 })
    expect(lastWords.match(/read-only file system/gi)).toHaveLength(2)
    expect(await readFile(join(folder, "it's a $(case).tif"), 'utf8')).toBe('pixels')
  })

  test('what hangs or fills the disk is gone when it is told', async () => {
    const hung = await segment('hang', { seconds: 2 })
    expect([hung.end, hung.left]).toEqual([{ kind: 'stopped', by: 'time' }, ''])
    const filled = await segment('fill', { seconds: 30, outputMb: 20 })
    expect([filled.end, filled.left]).toEqual([{ kind: 'stopped', by: 'output' }, ''])
    expect(await readdir(join(folder, 'results'))).toContain('big')
  })

  test('the limit of memory holds within', async () => {
    const { words } = await segment('grow', { memoryMb: 64 })
    expect(words).toMatch(/needs more than its limit of memory, 64 MB/)
  })

  test('an image that is not here is not fetched', async () => {
    const absent = `localhost/${name}@sha256:${'1'.repeat(64)}`
    const { words, seconds } = await segment('copy', {}, absent)
    expect(words).toMatch(/^was not started by podman .* fetch it with: podman pull localhost/)
    expect(seconds).toBeLessThan(10)
  })
})

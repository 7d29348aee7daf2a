import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { gatherPackage } from '../../../../src-main/core/tools/shelf/gather-package.ts'
import { description05, input05, output05 } from '../../../fixtures/onnx/description.ts'
import { serve, type WebServer } from '../../../fixtures/web-server.ts'

let folder = ''
let answers: Parameters<typeof serve>[0]
let server: WebServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-gather-'))
})
afterAll(() => rm(folder, { recursive: true }))
let target = ''
let targets = 0
beforeEach(async () => {
  answers = {}
  server = await serve(answers)
  target = join(folder, `tool-${(targets += 1)}`)
})
afterEach(() => server.close())

const options = { limitBytes: 10_000, web: 'machine' } as const
const bytesOf = (changes: Record<string, unknown> = {}): Buffer =>
  Buffer.from(stringify(description05({ documentation: undefined, ...changes })))
const onDisk = async (files: Record<string, string>): Promise<string> => {
  const source = join(folder, `source-${targets}`)
  await mkdir(source, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text)
  return source
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

test('copies what is named and nothing else, under the name that is found again', async () => {
  const source = await onDisk({
    'weights.onnx': 'w',
    'test_input.npy': 'i',
    'test_output.npy': 'o',
    'private.txt': 'p',
  })
  const place = { kind: 'file', path: join(source, 'any name.yml') } as const
  const { notes } = await gatherPackage({ bytes: bytesOf(), place }, target, options)
  expect(notes).toEqual([])
  expect((await readdir(target)).toSorted()).toEqual([
    ...['rdf.yaml', 'test_input.npy', 'test_output.npy', 'weights.onnx'],
  ])
  expect(await readFile(join(target, 'rdf.yaml'))).toEqual(bytesOf())
})

test('fetches file by file from beside the description and from elsewhere, and names them anew', async () => {
  const far = `${server.origin}/record/files/weights.onnx/content`
  Object.assign(answers, {
    '/record/files/weights.onnx/content': 'w',
    '/m/test_input.npy?version=v1': 'i',
    '/m/test_output.npy?version=v1': 'o',
    '/m/img/c.png?version=v1': 'c',
  })
  const place = { kind: 'web', address: `${server.origin}/m/rdf.yaml?version=v1` } as const
  const onnx = { source: far, sha256: sha256('w') }
  const bytes = bytesOf({ weights: { onnx }, covers: ['./img/c.png'] })
  await gatherPackage({ bytes, place }, target, options)
  expect(await readFile(join(target, 'weights.onnx'), 'utf8')).toBe('w')
  expect(await readFile(join(target, 'img/c.png'), 'utf8')).toBe('c')
  const written = parse(await readFile(join(target, 'rdf.yaml'), 'utf8')) as {
    weights: { onnx: unknown }
  }
  expect(written.weights.onnx).toEqual({ ...onnx, source: 'weights.onnx' })
})

test('two addresses that end alike become two files', async () => {
  Object.assign(answers, { '/a/x.npy': '1', '/b/x.npy': '2', '/w': 'w' })
  const tensor = (side: string) => ({ test_tensor: { source: `${server.origin}/${side}/x.npy` } })
  const bytes = bytesOf({
    weights: { onnx: { source: `${server.origin}/w` } },
    inputs: [input05(tensor('a'))],
    outputs: [output05(tensor('b'))],
  })
  const place = { kind: 'web', address: `${server.origin}/rdf.yaml` } as const
  await gatherPackage({ bytes, place }, target, options)
  expect(await readFile(join(target, 'x.npy'), 'utf8')).toBe('1')
  expect(await readFile(join(target, '2-x.npy'), 'utf8')).toBe('2')
})

test('weights that are absent, changed or too large stop everything', async () => {
  const place = { kind: 'file', path: join(await onDisk({}), 'rdf.yaml') } as const
  const gather = (changes: Record<string, unknown>) =>
    gatherPackage({ bytes: bytesOf(changes), place }, target, options)
  await expect(gather({})).rejects.toMatchObject({ code: 'weights-missing' })
  await onDisk({ 'weights.onnx': 'w' })
  const onnx = { source: 'weights.onnx', sha256: '0'.repeat(64) }
  await expect(gather({ weights: { onnx } })).rejects.toMatchObject({
    code: 'weights-hash-mismatch',
  })
  await onDisk({ 'weights.onnx': 'w'.repeat(20_000) })
  await expect(gather({})).rejects.toMatchObject({ code: 'file-too-large' })
})

test('what is for people may be absent, and is told', async () => {
  const place = {
    kind: 'file',
    path: join(await onDisk({ 'weights.onnx': 'w' }), 'r.yaml'),
  } as const
  const bytes = bytesOf({ covers: ['cover.png', 'file:///etc/passwd', '../x.png'] })
  const { notes } = await gatherPackage({ bytes, place }, target, options)
  expect(notes.join(' ')).toMatch(/test_input\.npy.*test_output\.npy.*cover\.png.*passwd.*x\.png/)
  expect((await readdir(target)).toSorted()).toEqual(['rdf.yaml', 'weights.onnx'])
})

test('a test tensor that does not come from the web stops, because it may come later', async () => {
  answers['/weights.onnx'] = 'w'
  const tensor = { test_tensor: { source: `${server.origin}/gone.npy` } }
  const place = { kind: 'web', address: `${server.origin}/rdf.yaml` } as const
  const bytes = bytesOf({ inputs: [input05(tensor)] })
  await expect(gatherPackage({ bytes, place }, target, options)).rejects.toMatchObject({
    code: 'not-reachable',
  })
})

test('nothing is fetched unless that was ordered, and nothing nearer than the order', async () => {
  const onnx = { source: `${server.origin}/w` }
  const place = { kind: 'file', path: join(await onDisk({}), 'rdf.yaml') } as const
  const described = { bytes: bytesOf({ weights: { onnx } }), place }
  for (const [web, code] of [
    [null, 'weights-missing'],
    ['public', 'not-allowed'],
  ] as const)
    await expect(gatherPackage(described, target, { ...options, web })).rejects.toMatchObject({
      code,
    })
  expect(server.asked).toEqual([])
})

test('links and names that lead out of the folder are refused', async () => {
  const source = await onDisk({ 'outside.txt': 'secret' })
  const inner = join(source, 'inner')
  await mkdir(inner)
  await symlink(join(source, 'outside.txt'), join(inner, 'weights.onnx'))
  await symlink(source, join(inner, 'sub'))
  const place = { kind: 'file', path: join(inner, 'rdf.yaml') } as const
  for (const name of [
    'weights.onnx',
    'sub/outside.txt',
    '../outside.txt',
    join(source, 'outside.txt'),
  ])
    await expect(
      gatherPackage(
        { bytes: bytesOf({ weights: { onnx: { source: name } } }), place },
        target,
        options,
      ),
    ).rejects.toMatchObject({ code: 'not-allowed' })
})

test('cancelling stops between files', async () => {
  const place = {
    kind: 'file',
    path: join(await onDisk({ 'weights.onnx': 'w' }), 'r.yaml'),
  } as const
  const signal = AbortSignal.abort()
  await expect(
    gatherPackage({ bytes: bytesOf(), place }, target, { ...options, signal }),
  ).rejects.toMatchObject({ code: 'cancelled' })
})

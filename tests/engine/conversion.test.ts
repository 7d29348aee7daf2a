/** Converting a microscope's own format, through the engine, with a program that stands in for Bio-Formats'. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../src-main/core/engine-port.ts'
import { createNodeEngine } from '../../src-main/hosts/node-core.ts'
import { encodeTiff } from '../contract/encode-tiff.ts'
import { newFolder } from '../contract/small-dataset.ts'
import { question } from './image-question.ts'

let folder: string
let engine: Engine
const before = process.env['PATH'] ?? ''

beforeAll(() => {
  folder = newFolder()
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  const converted = join(folder, 'ready.tif')
  writeFileSync(converted, encodeTiff(new Uint16Array(12).fill(5), [3, 4]))
  const program = join(programs, 'bfconvert')
  writeFileSync(
    program,
    `#!/bin/sh\nfor last; do :; done\necho "converted 1/2 planes"\ncp "${converted}" "$last"\n`,
  )
  chmodSync(program, 0o755)
  process.env['PATH'] = `${programs}${delimiter}${before}`
  engine = createNodeEngine(() => undefined)
})
afterAll(async () => {
  process.env['PATH'] = before
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(process.platform === 'win32')('with a converter on the path', () => {
  test('a file of a microscope is converted, and its result is read', async () => {
    const path = join(folder, 'cells.czi')
    writeFileSync(path, `ZISRAWFILE${'\0'.repeat(600)}`)
    await expect(engine.request('describe-image', question(path))).rejects.toMatchObject({
      code: 'format-not-supported',
      details: { converters: ['bfconvert'] },
    })
    expect(await engine.request('find-converter', { path })).toEqual({ program: 'bfconvert' })
    const heard: string[] = []
    const done = await engine.request(
      'convert-image',
      { path, outputDir: join(folder, 'converted'), program: 'bfconvert' },
      { onProgress: ({ message }) => heard.push(message) },
    )
    expect(heard).toEqual(['1 of 2 planes converted'])
    const described = await engine.request('describe-image', question(done.path))
    expect(described.shape).toEqual([3, 4])
  })

  test('a text file is no image that a converter helps with', async () => {
    const path = join(folder, 'notes.txt')
    writeFileSync(path, 'nothing to see '.repeat(10))
    await expect(engine.request('find-converter', { path })).rejects.toMatchObject({
      code: 'format-not-supported',
    })
  })
})

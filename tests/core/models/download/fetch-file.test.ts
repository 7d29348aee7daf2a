import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchBytes, fetchFile } from '../../../../src-main/core/models/download/fetch-file.ts'
import { serve, type WebServer } from '../../../fixtures/web-server.ts'

const content = Buffer.from('the bytes of a model')
const sha256 = createHash('sha256').update(content).digest('hex')
const answers: Parameters<typeof serve>[0] = { '/model': content }
let server: WebServer
let folder = ''
beforeAll(async () => {
  server = await serve(answers)
  folder = await mkdtemp(join(tmpdir(), 'touchstone-fetch-'))
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})
const options = { origin: 'machine', limitBytes: 1000 } as const

test('writes the file, hashes it and tells how far it is', async () => {
  const path = join(folder, 'model')
  const told: (number | null)[][] = []
  const fetched = await fetchFile(`${server.origin}/model`, path, {
    ...options,
    sha256: sha256.toUpperCase(),
    onBytes: (...bytes) => told.push(bytes),
  })
  expect(fetched).toMatchObject({ bytes: content.length, sha256 })
  expect(await readFile(path)).toEqual(content)
  expect(told.at(-1)).toEqual([content.length, content.length])
})

test('another hash than the stated one is refused with both', async () => {
  const asked = fetchBytes(`${server.origin}/model`, { ...options, sha256: '0'.repeat(64) })
  await expect(asked).rejects.toMatchObject({ code: 'weights-hash-mismatch' })
  await expect(asked).rejects.toThrow(new RegExp(`${sha256}.*0000`))
})

test('a stated size beyond the limit is refused before anything arrives', async () => {
  let sent = 0
  answers['/large'] = (_, response) => {
    response.writeHead(200, { 'content-length': '5000000000' })
    const timer = setInterval(() => (sent += response.write(Buffer.alloc(1000)) ? 1 : 0), 1)
    response.on('close', () => {
      clearInterval(timer)
    })
  }
  await expect(fetchBytes(`${server.origin}/large`, options)).rejects.toMatchObject({
    code: 'file-too-large',
    details: { bytes: 5_000_000_000, limitBytes: 1000 },
  })
  expect(sent).toBeLessThan(1000)
})

test('bytes without end are refused once they pass the limit', async () => {
  answers['/endless'] = (_, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write(Buffer.alloc(300)), 1)
    response.on('close', () => {
      clearInterval(timer)
    })
  }
  await expect(fetchBytes(`${server.origin}/endless`, options)).rejects.toMatchObject({
    code: 'file-too-large',
  })
})

test('fewer bytes than stated are no file', async () => {
  answers['/short'] = (_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('ten bytes.')
    setTimeout(() => response.destroy(), 20)
  }
  await expect(fetchBytes(`${server.origin}/short`, options)).rejects.toMatchObject({
    code: 'not-reachable',
  })
})

test('cancelling ends it at once', async () => {
  answers['/slow'] = (_, response) => {
    response.writeHead(200)
    response.write('a')
  }
  const controller = new AbortController()
  setTimeout(() => {
    controller.abort()
  }, 30)
  await expect(
    fetchBytes(`${server.origin}/slow`, { ...options, signal: controller.signal }),
  ).rejects.toMatchObject({ code: 'cancelled' })
})

test('a file that is there is not written over', async () => {
  const path = join(folder, 'model')
  const before = (await stat(path)).mtimeMs
  await expect(fetchFile(`${server.origin}/model`, path, options)).rejects.toThrow()
  expect((await stat(path)).mtimeMs).toBe(before)
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  documentHash,
  documentState,
  isAddress,
} from '../../../src-main/core/criteria/documents.ts'

test('a document is there, changed or gone; an address is never looked at', async () => {
  const place = join(mkdtempSync(join(tmpdir(), 'touchstone-')), 'offer.pdf')
  writeFileSync(place, 'offer')
  const sha256 = await documentHash(place)
  expect(sha256).toBe(`sha256:${createHash('sha256').update('offer').digest('hex')}`)
  expect(await documentState(place, sha256)).toBe('there')
  writeFileSync(place, 'another offer')
  expect(await documentState(place, sha256)).toBe('changed')
  rmSync(place)
  expect(await documentState(place, sha256)).toBe('gone')
  expect(await documentState('https://a.org', null)).toBe('address')
})

test('a folder is no document', async () => {
  await expect(documentHash(tmpdir())).rejects.toThrow('There is no document')
})

test('addresses are told from files', () => {
  expect(['https://a.org', 'doi:10.1/x', '/a/b.pdf', 'C:\\b.pdf'].map(isAddress)).toEqual([
    ...[true, true, false, false],
  ])
})

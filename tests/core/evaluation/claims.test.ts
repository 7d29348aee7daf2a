import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createClaims } from '../../../src-main/core/evaluation/claims.ts'

const workspace = () => mkdtempSync(join(tmpdir(), 'claims-'))
const claimsOf = (
  workspaceDir: string,
  processId: number,
  alive: readonly number[],
  host = 'here',
) => createClaims({ workspaceDir, self: { processId, host }, isAlive: (id) => alive.includes(id) })

test('a claim is held against other processes while its own lives', () => {
  const dir = workspace()
  claimsOf(dir, 1, [1, 2]).take('e1')
  expect(claimsOf(dir, 2, [1, 2]).holder('e1')).toEqual({ processId: 1, host: 'here' })
  expect(claimsOf(dir, 1, [1, 2]).holder('e1')).toBeNull()
  expect(claimsOf(dir, 2, [2]).holder('e1')).toBeNull()
  expect(claimsOf(dir, 2, [1, 2]).holder('e2')).toBeNull()
})

test('a claim from another machine stands, because its process cannot be asked', () => {
  const dir = workspace()
  claimsOf(dir, 1, [], 'there').take('e1')
  expect(claimsOf(dir, 2, []).holder('e1')).toEqual({ processId: 1, host: 'there' })
})

test('a released claim is free, and releasing twice is fine', () => {
  const dir = workspace()
  const claims = claimsOf(dir, 1, [1])
  claims.take('e1')
  claims.release('e1')
  claims.release('e1')
  expect(claimsOf(dir, 2, [1]).holder('e1')).toBeNull()
})

test.each(['', '{"processId":', '{"processId":"one"}'])(
  'the broken claim %j counts nothing',
  (text) => {
    const dir = workspace()
    mkdirSync(join(dir, 'active'))
    writeFileSync(join(dir, 'active', 'e1.json'), text)
    expect(claimsOf(dir, 2, [1]).holder('e1')).toBeNull()
  },
)

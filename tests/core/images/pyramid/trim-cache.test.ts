import { existsSync, mkdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepBelow, trimCache } from '../../../../src-main/core/images/pyramid/trim-cache.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('what was used longest ago goes first, what is in use stays', async () => {
  mkdirSync(join(folder.path, 'a'))
  const minutesAgo = { 'a/old': 60, 'a/older': 90, middle: 30, young: 0.1 }
  for (const [name, minutes] of Object.entries(minutesAgo)) {
    const path = folder.write(name, new Uint8Array(100))
    const at = new Date(Date.now() - minutes * 60_000)
    utimesSync(path, at, at)
  }
  expect(await trimCache(folder.path, 250)).toBe(200)
  const left = (): string[] =>
    Object.keys(minutesAgo).filter((name) => existsSync(join(folder.path, name)))
  expect(left()).toEqual(['middle', 'young'])
  expect(await trimCache(folder.path, 250)).toBe(200)
  expect(await trimCache(folder.path, 0)).toBe(100)
  expect(left()).toEqual(['young'])
})

test('a folder that is not there holds nothing', async () => {
  expect(await trimCache(join(folder.path, 'nowhere'), 0)).toBe(0)
})

test('a folder is looked through only when what was added may pass the limit', async () => {
  mkdirSync(join(folder.path, 'b'))
  const add = (name: string): string => {
    const path = folder.write(`b/${name}`, new Uint8Array(100))
    const longAgo = new Date(Date.now() - 3_600_000)
    utimesSync(path, longAgo, longAgo)
    return path
  }
  const inside = join(folder.path, 'b')
  const first = add('first')
  await keepBelow(inside, 100, 250)
  const unsaid = [add('second'), add('third')]
  await keepBelow(inside, 100, 250)
  expect(unsaid.every((path) => existsSync(path))).toBe(true)
  const last = add('last')
  await keepBelow(inside, 100, 250)
  expect([first, ...unsaid, last].filter((path) => existsSync(path)).length).toBe(2)
})

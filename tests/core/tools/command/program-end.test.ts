import { expect, test } from 'vitest'
import { commandFileSchema } from '../../../../src-main/contract/command-file.ts'
import {
  badEnd,
  lastWordsText,
  memoryText,
} from '../../../../src-main/core/tools/command/program-end.ts'

const stated = commandFileSchema.parse({
  ...{ formatVersion: 1, kind: 'command', tasks: ['instances'], program: 'p', exitCodes: [0, 7] },
  limits: { seconds: 5, memoryMb: 100 },
})

test('every end has its words', () => {
  const words = (end: Parameters<typeof badEnd>[1]['end']) => badEnd(stated, { end, seconds: 2 })
  expect(words({ kind: 'exit', code: 3 })).toBe('ended with exit code 3, and 0 or 7 is expected')
  expect(words({ kind: 'signal', signal: 'SIGSEGV' })).toMatch(/signal SIGSEGV after 2\.0 s/)
  expect(words({ kind: 'not-started', reason: 'ENOENT' })).toMatch(/was not found/)
  expect(words({ kind: 'stopped', by: 'time' })).toMatch(/after 5 s, its limit of time/)
  expect(words({ kind: 'stopped', by: 'memory' })).toMatch(/more than 100 MB, its limit of memory/)
})

test('exit codes of a container engine are told as what they are', () => {
  const image = `localhost/a@sha256:${'0'.repeat(64)}`
  const inContainer = commandFileSchema.parse({ ...stated, container: { engine: 'podman', image } })
  const words = (code: number, of = inContainer) =>
    badEnd(of, { end: { kind: 'exit', code }, seconds: 2 })
  expect(words(125)).toBe(
    `was not started by podman (exit code 125); if the image is not on this machine, fetch it with: podman pull ${image}`,
  )
  expect(words(127)).toBe('was not found in the image (exit code 127)')
  expect(words(137)).toMatch(/needs more than its limit of memory, 100 MB/)
  expect(words(137, stated)).toBe('ended with exit code 137, and 0 or 7 is expected')
  expect(words(3)).toBe('ended with exit code 3, and 0 or 7 is expected')
})

test('last words are the last lines, and silence is told', () => {
  expect(lastWordsText('')).toBe(' It said nothing.')
  expect(lastWordsText('one\n\ntwo')).toBe(' Its last words: one | two')
})

test('memory is told where it is known', () => {
  const result = { end: { kind: 'exit', code: 0 }, seconds: 1, lastWords: '' } as const
  expect(memoryText({ ...result, peakMemoryBytes: null })).toBe('')
  expect(memoryText({ ...result, peakMemoryBytes: 2 ** 20 + 1 })).toBe(' and used 2 MB at most')
})

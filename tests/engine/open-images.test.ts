import { expect, test } from 'vitest'
import type { ImageSource } from '../../src-main/core/images/types.ts'
import { createOpenImages } from '../../src-main/engine/open-images.ts'
import { question } from './image-question.ts'

function images(capacity = 2) {
  const log: string[] = []
  const stamps = new Map<string, string>()
  const time = { ms: 0 }
  let opened = 0
  const open = createOpenImages({
    capacity,
    recheckAfterMs: 1000,
    now: () => time.ms,
    stampOf: ({ reference }) => Promise.resolve(stamps.get(reference) ?? 'first'),
    open: ({ reference }) => {
      if (reference === '/torn') return Promise.reject(new Error('torn'))
      const name = `${reference} ${(opened += 1)}`
      log.push(`open ${name}`)
      const close = (): Promise<void> => {
        log.push(`close ${name}`)
        return Promise.resolve()
      }
      return Promise.resolve({ source: { path: name, close } as ImageSource, contentKey: name })
    },
  })
  const use = (path: string): Promise<string> =>
    open.use(question(path), ({ source }) => Promise.resolve(source.path))
  return { open, use, log, stamps, time }
}

test('an image is opened once, also by questions that come at the same time', async () => {
  const { use, log } = images()
  expect(await Promise.all([use('/a'), use('/a')])).toEqual(['/a 1', '/a 1'])
  expect(await use('/a')).toBe('/a 1')
  expect(log).toEqual(['open /a 1'])
})

test('beyond the capacity the image used longest ago is closed', async () => {
  const { use, log } = images()
  for (const path of ['/a', '/b', '/a', '/c']) await use(path)
  expect(log).toEqual(['open /a 1', 'open /b 2', 'open /c 3', 'close /b 2'])
})

test('an image that is being read is closed after the read, not under it', async () => {
  const { open, use, log } = images(1)
  const end = Promise.withResolvers<void>()
  const reading = open.use(question('/a'), () => end.promise)
  await use('/b')
  await use('/c')
  expect(log).toEqual(['open /a 1', 'open /b 2', 'close /b 2', 'open /c 3', 'close /c 3'])
  await Promise.all([use('/a'), use('/d')])
  expect(log).not.toContain('close /a 1')
  end.resolve()
  await reading
  await use('/e')
  expect(log).toContain('close /a 1')
})

test('questions for more images than may be open at once are all answered', async () => {
  const { use, log } = images(1)
  const paths = ['/a', '/b', '/c', '/d']
  expect(await Promise.all(paths.map(use))).toEqual(paths.map((path, at) => `${path} ${at + 1}`))
  expect(log.filter((line) => line.startsWith('close'))).toHaveLength(3)
})

test('a changed file is closed when the reads of its old state are over', async () => {
  const { open, use, log, stamps, time } = images()
  const end = Promise.withResolvers<void>()
  const reading = open.use(question('/a'), () => end.promise)
  await use('/b')
  stamps.set('/a', 'second')
  time.ms = 1000
  expect(await use('/a')).toBe('/a 3')
  expect(log).not.toContain('close /a 1')
  end.resolve()
  await reading
  expect(log.at(-1)).toBe('close /a 1')
})

test('a changed file is opened again, but looked at only now and then', async () => {
  const { use, log, stamps, time } = images()
  await use('/a')
  stamps.set('/a', 'second')
  expect(await use('/a')).toBe('/a 1')
  time.ms = 1000
  expect(await use('/a')).toBe('/a 2')
  expect(log).toEqual(['open /a 1', 'close /a 1', 'open /a 2'])
})

test('an unchanged file stays open', async () => {
  const { use, log, time } = images()
  await use('/a')
  time.ms = 5000
  await use('/a')
  expect(log).toEqual(['open /a 1'])
})

test('what could not be opened is tried again', async () => {
  const { use } = images()
  await expect(use('/torn')).rejects.toThrow('torn')
  await expect(use('/torn')).rejects.toThrow('torn')
})

test('the same file as labels, or by another series, is another image', async () => {
  const { open, use } = images(9)
  await use('/a')
  const key = ({ contentKey }: { readonly contentKey: string }): Promise<string> =>
    Promise.resolve(contentKey)
  expect(await open.use(question('/a', { asLabels: true }), key)).toBe('/a 2')
  expect(await use('/a#series=1')).toBe('/a#series=1 3')
})

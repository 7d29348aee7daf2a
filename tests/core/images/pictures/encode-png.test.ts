import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { encodePng } from '../../../../src-main/core/images/pictures/encode-png.ts'

test('a reader of PNG gives back the same pixels', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-png-'))
  const pixels = Uint8Array.from({ length: 5 * 3 * 3 }, (_, at) => (at * 37) % 256)
  const path = join(folder, 'picture.png')
  writeFileSync(path, encodePng(pixels, { width: 5, height: 3 }))
  const source = await openImage(path)
  const { data, shape } = await source.readPlane()
  await source.close()
  rmSync(folder, { recursive: true })
  expect(shape).toEqual([3, 5, 3])
  expect([...data]).toEqual([...pixels])
})

test('bytes that do not fill the picture are refused', () => {
  expect(() => encodePng(new Uint8Array(10), { width: 2, height: 2 })).toThrow('2 x 2')
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeLabelImage } from '../../../../src-main/core/images/write-label-image.ts'
import { readOutput } from '../../../../src-main/core/tools/check-tool/read-output.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-output-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('reads labels as labels, restored images as values, tables without their head', async () => {
  const path = join(folder, 'labels.ome.tif')
  await writeLabelImage(path, { shape: [1, 3], data: Uint32Array.from([0, 5, 5]) })
  const table = join(folder, 'points.csv')
  await writeFile(table, 'y,x\n1,2\r\n3,4\n')
  expect(await readOutput('instances', path)).toMatchObject({
    ...{ kind: 'labels', data: Uint32Array.from([0, 5, 5]) },
  })
  expect((await readOutput('restoration', path)).kind).toBe('image')
  expect(await readOutput('detection', table)).toEqual({ kind: 'lines', lines: ['1,2', '3,4'] })
})

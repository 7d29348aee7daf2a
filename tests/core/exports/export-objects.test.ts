import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportObjects } from '../../../src-main/core/exports/export-objects.ts'
import { readDrawing } from '../../../src-main/core/imports/read-drawing.ts'
import { scorePair } from '../../../src-main/engine/score-pair.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-export-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** One object found, one missed, one invented. */
async function scored() {
  const truth = await writeNpy(join(folder, 't.npy'), [2, 6], [1, 1, 0, 2, 2, 0, 1, 1, 0, 2, 2, 0])
  const prediction = await writeNpy(
    join(folder, 'p.npy'),
    [2, 6],
    [5, 5, 0, 0, 0, 9, 5, 5, 0, 0, 0, 9],
  )
  const objects = join(folder, 'objects.json')
  await scorePair({ task: 'instances', truth, prediction, options: {}, objectsPath: objects })
  return { truth, prediction, objects }
}

test('errors for Fiji and all objects for QuPath come back as they lie in the images', async () => {
  const sides = await scored()
  const size = { height: 2, width: 6, depth: 1 }
  const zip = join(folder, 'out', 'errors_rois.zip')
  const input = { ...sides, format: 'imagej', isWhole: false, output: zip } as const
  expect(await exportObjects(input)).toEqual({ outlines: 2 })
  // the regions name plane 1, which a single plane is
  const errors = await readDrawing(zip, size, 'a.tif')
  expect([...errors.data]).toEqual([0, 0, 0, 1, 1, 2, 0, 0, 0, 1, 1, 2])
  const geojson = join(folder, 'out', 'all.geojson')
  await exportObjects({ ...sides, format: 'geojson', isWhole: true, output: geojson })
  expect(await readFile(geojson, 'utf8')).toContain('"correct 5"')
  expect((await readDrawing(geojson, size, 'a.tif')).objects).toBe(3)
})

test('classes that are gone, or are none, are named', async () => {
  const sides = await scored()
  const input = { ...sides, format: 'geojson', isWhole: false, output: join(folder, 'x') } as const
  await writeFile(sides.objects, '{')
  await expect(exportObjects(input)).rejects.toThrow(/objects\.json holds no classes of objects/)
  await rm(sides.objects)
  await expect(exportObjects(input)).rejects.toMatchObject({ code: 'file-not-found' })
})

/** Out to a tool elsewhere and back: what it sees, and how its results find their cases. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import {
  inputManifestSchema,
  type InputManifest,
} from '../../../../src-main/contract/input-manifest.ts'
import { toolSettingsSchema } from '../../../../src-main/contract/tool-file.ts'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { readRealImage } from '../../../../src-main/core/images/read-real-image.ts'
import { describeTool } from '../../../../src-main/core/tools/describe-tool.ts'
import { predictCase } from '../../../../src-main/core/tools/predict.ts'
import { writeInputs } from '../../../../src-main/core/tools/round-trip/write-inputs.ts'
import { writeNpy } from '../../../fixtures/datasets/write-npy.ts'

let folder = ''
const ids = ['mouse-a', 'mouse-b', 'mouse-c', 'mouse-d']
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-round-'))
  for (const [index, id] of ids.entries()) {
    await writeNpy(join(folder, 'data', 'images', `${id}.npy`), [2, 3], [index, 2, 3, 4, 5, 6])
    await writeNpy(join(folder, 'data', 'truth', `${id}.npy`), [2, 3], [0, 1, 1, 2, 2, 0])
  }
})
afterEach(() => rm(folder, { recursive: true }))

const write = (format: 'tiff' | 'as-is' = 'tiff', seed = 1) =>
  writeInputs({
    dataset: { folder: join(folder, 'data'), task: 'instances' },
    ...{ folder: join(folder, 'out'), format, seed, exportedAt: '2026-07-14T00:00:00.000Z' },
  })

async function manifestOf(path: string): Promise<InputManifest> {
  return inputManifestSchema.parse(JSON.parse(await readFile(path, 'utf8')))
}

const predict = (results: string, id: string) =>
  predictCase(
    {
      reference: `predictions:${results}`,
      task: 'instances',
      settings: toolSettingsSchema.parse({}),
      case: { id, image: join(folder, 'data', 'images', `${id}.npy`) },
      outputDir: join(folder, 'run', id),
      cacheDir: join(folder, 'cache'),
      threads: 1,
      seed: 1,
    },
    {},
  )

test('inputs go out under numbers in a seeded order, with the same values and without truth', async () => {
  const written = await write()
  expect((await readdir(join(folder, 'out'))).toSorted()).toEqual([
    ...['001.ome.tif', '002.ome.tif', '003.ome.tif', '004.ome.tif', 'touchstone-manifest.json'],
  ])
  const { cases } = await manifestOf(written.manifest)
  expect(cases.map((one) => one.case).toSorted()).toEqual(ids)
  for (const one of cases) {
    const { data } = await readRealImage(join(folder, 'out', one.file))
    expect(data[0]).toBe(ids.indexOf(one.case))
  }
  await rm(join(folder, 'out'), { recursive: true })
  const again = await write('as-is', 1)
  expect((await manifestOf(again.manifest)).cases.map((one) => one.case)).toEqual(
    cases.map((one) => one.case),
  )
  expect(await readdir(join(folder, 'out'))).toContain('001.npy')
})

test('a folder that holds anything is refused, and nothing half is left behind', async () => {
  await mkdir(join(folder, 'out'))
  await writeFile(join(folder, 'out', 'mine.txt'), '')
  await expect(write()).rejects.toMatchObject({ code: 'conflict' })
  expect(await readdir(join(folder, 'out'))).toEqual(['mine.txt'])
})

describe('results', () => {
  /** Labels that tell the case: its index + 1. */
  async function results(): Promise<string> {
    const { manifest } = await write()
    const place = join(folder, 'results')
    for (const one of (await manifestOf(manifest)).cases) {
      const label = ids.indexOf(one.case) + 1
      await writeNpy(
        join(place, `${one.file.slice(0, 3)}_mask.npy`),
        [2, 3],
        Array<number>(6).fill(label),
      )
    }
    await cp(manifest, join(place, 'touchstone-manifest.json'))
    return place
  }

  test('find their cases by the manifest, beside them or in the folder around', async () => {
    const place = await results()
    for (const [index, id] of ids.entries()) {
      const { outputs } = await predict(place, id)
      expect([...(await readLabelImage(outputs[0]!.path)).data]).toEqual(
        Array<number>(6).fill(index + 1),
      )
    }
    const inner = join(folder, 'out', 'masks')
    await cp(place, inner, { recursive: true })
    await rm(join(inner, 'touchstone-manifest.json'))
    const { outputs } = await predict(inner, 'mouse-b')
    expect((await readLabelImage(outputs[0]!.path)).data[0]).toBe(2)
  })

  test('a manifest edited by hand, another image, and the input itself are refused', async () => {
    const place = await results()
    const path = join(place, 'touchstone-manifest.json')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('mouse-a', 'mouse-x'))
    await expect(predict(place, 'mouse-b')).rejects.toThrow(/was changed since it was written/)
    await writeFile(path, '{')
    await expect(predict(place, 'mouse-b')).rejects.toThrow(/is not JSON/)
    await writeFile(path, text)
    await writeNpy(join(folder, 'data', 'images', 'mouse-b.npy'), [2, 3], [9, 9, 9, 9, 9, 9])
    await expect(predict(place, 'mouse-b')).rejects.toThrow(
      /Case mouse-b: its image has changed since the inputs were written/,
    )
    await expect(predict(join(folder, 'out'), 'mouse-a')).rejects.toThrow(
      /is the input that was sent, and no result/,
    )
  })

  test('what a person states of them is kept, and documents that are gone are named', async () => {
    const place = await results()
    const file = join(folder, 'tool.yaml')
    const stated = {
      ...{ formatVersion: 1, kind: 'predictions', source: 'results', name: 'Closed tool' },
      ...{ version: '4.2', licence: 'commercial', operator: 'A. Person', evidence: ['screen.png'] },
    }
    await writeFile(file, stringify(stated))
    const describe_ = () => describeTool(file, { cacheDir: folder, task: 'instances' })
    expect((await describe_()).cannotRun).toMatch(/The evidence screen\.png .* is not there/)
    await writeFile(join(folder, 'screen.png'), 'one')
    const tool = await describe_()
    expect(tool).toMatchObject({ name: 'Closed tool', version: '4.2', cannotRun: null })
    expect(tool.summary).toMatch(/Run by: A\. Person\. Evidence: screen\.png\./)
    expect(tool.warnings).toEqual([
      'How these predictions were made is not known to Touchstone; not stated: its settings.',
    ])
    await writeFile(join(folder, 'screen.png'), 'two')
    expect((await describe_()).digest).not.toBe(tool.digest)
    expect((await describeTool(`predictions:${place}`, { cacheDir: folder })).warnings[0]).toMatch(
      /not stated: its version, its licence, who ran it, its settings/,
    )
  })
})

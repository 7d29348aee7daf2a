import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { toolDescriptionSchema } from '../../../src-main/contract/tools.ts'
import { describeModel } from '../../../src-main/core/tools/describe-model.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'

const shared = resolve(import.meta.dirname, '../../../../shared/real/models')
const unet = resolve(import.meta.dirname, '../../../resources/examples/models/nuclei-unet')
afterAll(() => openModels.close())
const describePath = (path: string, task: 'instances' | 'restoration') =>
  describeModel(
    path,
    { path, stated: null },
    { task, cacheDir: join(tmpdir(), 'touchstone-models') },
  )

test.skipIf(!existsSync(unet))(
  'gives the decoding that the package states (needs resources/examples)',
  async () => {
    const found = await describePath(unet, 'instances')
    expect(toolDescriptionSchema.parse(found)).toEqual(found)
    expect(found.settings.decoding).toMatchObject({
      method: 'foreground-boundary',
      minimumAreaPx: 20,
    })
    expect(found).toMatchObject({
      kind: 'model',
      tasks: ['instances', 'semantic', 'detection'],
      cannotRun: null,
    })
  },
)

test.skipIf(!existsSync(shared))(
  'says the default where the package states none (needs ../shared/real)',
  async () => {
    const found = await describePath(join(shared, 'unet2d_nuclei_broad_v0_5'), 'instances')
    expect(found.settings.decoding).toMatchObject({
      method: 'threshold-watershed',
      threshold: 'automatic',
    })
    expect(found.licence).toBe('MIT')
  },
)

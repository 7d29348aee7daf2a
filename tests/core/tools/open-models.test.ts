import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openModels } from '../../../src-main/core/tools/open-models.ts'

test('gives the sentence of the reader for a path where no model is', async () => {
  const path = join(tmpdir(), 'touchstone-no-such-model')
  const key = { path, threads: 1, cacheDir: tmpdir() }
  await expect(openModels.withModel(key, () => Promise.resolve(1))).rejects.toThrow(
    /touchstone-no-such-model/,
  )
  await openModels.close()
})

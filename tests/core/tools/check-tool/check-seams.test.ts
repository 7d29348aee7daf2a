import { expect, test } from 'vitest'
import { checkSeams } from '../../../../src-main/core/tools/check-tool/check-seams.ts'

const places = { cacheDir: '/cache', threads: 1 }

test('only models have tiles', async () => {
  expect(await checkSeams(places, null, '/a.tif')).toMatchObject({ value: null })
})

test('a model that cannot be opened says why its seams are unknown', async () => {
  const tool = { kind: 'model' as const, path: '/absent/model', stated: null }
  const { check, value, reason } = await checkSeams(places, tool, '/a.tif')
  expect([check, value]).toEqual(['tile-seam', null])
  expect(reason).toContain('/absent/model')
})

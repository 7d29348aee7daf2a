import { expect, test } from 'vitest'
import { commandFileSchema } from '../../../../src-main/contract/command-file.ts'
import { toolSettingsSchema } from '../../../../src-main/contract/tool-file.ts'
import { takeResult } from '../../../../src-main/core/tools/command/take-result.ts'

// results themselves are taken in predict-all.test.ts
test('a program for all cases cannot be run for one', async () => {
  const stated = commandFileSchema.parse({
    ...{ formatVersion: 1, kind: 'command', tasks: ['instances'], program: 'p', per: 'dataset' },
  })
  const work = {
    ...{ caseId: 'a', image: '/a.tif', task: 'instances' as const, threads: 1, options: {} },
    ...{ settings: toolSettingsSchema.parse({}), outputDir: '/out', cacheDir: '/cache' },
  } as const
  await expect(takeResult({ path: '/t/tool.yaml', stated }, work)).rejects.toThrow(
    /\/t\/tool\.yaml runs once for all cases of an evaluation/,
  )
})

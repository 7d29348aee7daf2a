import { chmodSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { findConverters } from '../../../../src-main/core/images/conversion/find-converters.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test.skipIf(process.platform === 'win32')('programs on the path are found, absolute', async () => {
  mkdirSync(join(folder.path, 'one'))
  mkdirSync(join(folder.path, 'two', 'bioformats2raw'), { recursive: true })
  folder.write('one/bfconvert', '#!/bin/sh\n')
  chmodSync(folder.write('two/bfconvert', '#!/bin/sh\n'), 0o755)
  const path = ['relative', join(folder.path, 'one'), join(folder.path, 'two')].join(delimiter)
  expect(await findConverters(path)).toEqual([
    { program: 'bfconvert', executable: join(folder.path, 'two', 'bfconvert') },
  ])
})

test('without any there are none', async () => {
  expect(await findConverters('')).toEqual([])
  expect(await findConverters(folder.path)).toEqual([])
})

import { expect, test } from 'vitest'
import { fillArgument } from '../../../../src-main/core/tools/command/fill-arguments.ts'

const values = { input: '/a b/$(rm -rf).tif', output: '/out/p.tif', case: 'c1', threads: '2' }

test('values are put in as they are, whatever a shell would make of them', () => {
  expect(fillArgument('--in={input}', values)).toBe('--in=/a b/$(rm -rf).tif')
  expect(fillArgument('{case}:{threads}', values)).toBe('c1:2')
  expect(fillArgument('{{input}} {{', values)).toBe('{input} {')
})

test('unknown names and a model that is not stated are refused', () => {
  expect(() => fillArgument('{inptu}', values)).toThrow(/holds \{inptu\}, which is not known/)
  expect(() => fillArgument('{model}', values)).toThrow(
    /holds \{model\}, and the tool states no model/,
  )
  expect(() => fillArgument('{toString}', values)).toThrow(/not known/)
  expect(() => fillArgument('{outputs}', values)).toThrow(/there with per: dataset only/)
})

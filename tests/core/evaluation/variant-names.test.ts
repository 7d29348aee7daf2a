import { expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { variantNames } from '../../../src-main/core/evaluation/variant-names.ts'

const otsu = (imageSigmaPx: number) => ({
  ...{ digest: 'otsu', name: 'Otsu' },
  settings: toolSettingsSchema.parse({ parameters: { imageSigmaPx, minimumAreaPx: 20 } }),
})
const net = { digest: 'net', name: 'Net', settings: toolSettingsSchema.parse({}) }

test('a tool that takes part twice is named with what differs, others by their name alone', () => {
  expect(variantNames([otsu(0), net, otsu(2)])).toEqual([
    'Otsu (imageSigmaPx 0)',
    'Net',
    'Otsu (imageSigmaPx 2)',
  ])
})

test('a setting that only one of them has is told there', () => {
  const decoded = { ...net, settings: toolSettingsSchema.parse({ channel: 2 }) }
  expect(variantNames([net, decoded])).toEqual(['Net (channel auto)', 'Net (channel 2)'])
})

test('the same settings twice cannot be told apart', () => {
  expect(variantNames([net, net])).toEqual(['Net', 'Net'])
})

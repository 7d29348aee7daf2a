import { expect, test } from 'vitest'
import { decodingSchema } from '../../../../src-main/contract/tool-file.ts'
import { decodeOutput } from '../../../../src-main/core/instances/decode.ts'
import { flowLabels } from '../../../../src-main/core/instances/cellpose/flow-labels.ts'
import { areasOf, flowOutputOf } from '../stars.ts'

const decoding = decodingSchema.parse({ method: 'cellpose' }) as Parameters<typeof flowLabels>[1]
const { flowY, flowX, cellProbability } = flowOutputOf([{ y: 15, x: 15, radius: 8 }], [32, 32])

test('reads flows and probability from the channels asked for', () => {
  expect(areasOf(flowLabels([flowY, flowX, cellProbability], decoding).data).size).toBe(1)
  const order = { flowYChannel: 2, flowXChannel: 1, cellProbabilityChannel: 0 }
  const turned = flowLabels([cellProbability, flowX, flowY], { ...decoding, ...order })
  expect(areasOf(turned.data).size).toBe(1)
})

test('names the channel that is not there', () => {
  expect(() => flowLabels([flowY, flowX], decoding)).toThrow(
    /cell probability.*channel 2.*2 channels/,
  )
})

test('refuses NaN', () => {
  const broken = { ...flowX, data: flowX.data.map((value, pixel) => (pixel === 7 ? NaN : value)) }
  expect(() => decodeOutput({ channels: [flowY, broken, cellProbability] }, decoding)).toThrow(
    expect.objectContaining({ code: 'image-not-finite' }),
  )
})

import { expect, test } from 'vitest'
import { judgeDescription } from '../../../../src-main/core/models/catalogue/judge-description.ts'
import {
  description04,
  description05,
  input05,
  output05,
} from '../../../fixtures/onnx/description.ts'

test('a model with ONNX weights and one image runs here', () => {
  for (const description of [description05(), description04()])
    expect(judgeDescription(description)).toMatchObject({
      weights: ['onnx'],
      runsHere: true,
      reason: null,
      onnx: { source: 'weights.onnx' },
    })
})

const state = {
  source: 'w.pt',
  architecture: { callable: 'x', source: 'x.py' },
  pytorch_version: '2.0',
}
const reasons: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  [
    'PyTorch weights alone',
    { weights: { pytorch_state_dict: state } },
    /only pytorch_state_dict.*ONNX is needed/,
  ],
  ['steps of another program', { run_mode: { name: 'deepimagej' } }, /run mode "deepimagej"/],
  [
    'an operation of the future',
    { inputs: [input05({ preprocessing: [{ id: 'deconvolve_all' }] })] },
    /deconvolve_all/,
  ],
  ['several inputs', { inputs: [input05(), input05({ id: 'second' })] }, /2 inputs/],
  [
    'numbers in place of an image',
    {
      outputs: [
        output05({
          axes: [
            { type: 'batch' },
            { type: 'index', size: 4 },
            { type: 'channel', channel_names: ['a', 'b'] },
          ],
        }),
      ],
    },
    /needs y and x/,
  ],
  ['no name', { name: undefined }, /not valid: name/],
]
test.each(reasons)('%s is a reason not to run here', (_, changes, reason) => {
  const judged = judgeDescription(description05(changes))
  expect(judged.runsHere).toBe(false)
  expect(judged.reason).toMatch(reason)
})

test('one value per class in place of an image runs here', () => {
  const axes = [{ type: 'batch' }, { type: 'channel', channel_names: ['a', 'b'] }]
  const judged = judgeDescription(description05({ outputs: [output05({ axes })] }))
  expect(judged).toMatchObject({ runsHere: true, reason: null })
})

test('what is no description names no weights', () => {
  expect(judgeDescription('text')).toMatchObject({ runsHere: false, weights: null })
})

/** Whether a tool can be relied upon: how it behaved here, and what is known of its upkeep. */
import type { Rated } from '../../contract/criteria.ts'
import { measuredRow, statedRow, yesOrNo, type RowTexts } from './usability-rows.ts'

const row = (id: string, weight: number, name: string, question: string): RowTexts => ({
  ...{ id: `reliability.${id}`, group: 'reliability', name, question, weight },
})

/** Differing pixels per million that get no mark. */
const manyPerMillion = 1000

export const reliabilityRows: readonly Rated[] = [
  measuredRow(
    row(
      'failed-cases',
      4,
      'Failed cases',
      'In which share of the cases was there no result? None gets the full mark, a tenth none.',
    ),
    'failed-cases',
    { worst: 0.1, best: 0 },
  ),
  measuredRow(
    row(
      'fallbacks',
      0,
      'Fall-backs',
      'How often did it not run where it was meant to, for instance not on the graphics card?',
    ),
    'fallbacks',
    null,
  ),
  measuredRow(
    row(
      'same-output-twice',
      3,
      'Same output twice',
      'How many pixels of a million differ when the same image is given again? None gets the full mark, 1000 none.',
    ),
    'same-output-twice',
    { worst: manyPerMillion, best: 0 },
  ),
  measuredRow(
    row(
      'same-output-any-order',
      2,
      'Same output in any order',
      'How many pixels of a million differ when the images come in another order? None gets the full mark, 1000 none.',
    ),
    'same-output-any-order',
    { worst: manyPerMillion, best: 0 },
  ),
  measuredRow(
    row(
      'cpu-gpu-difference',
      2,
      'Same output on CPU and GPU',
      'How many pixels of a million differ between the processor and the graphics card? None gets the full mark, 1000 none.',
    ),
    'cpu-gpu-difference',
    { worst: manyPerMillion, best: 0 },
  ),
  measuredRow(
    row(
      'tile-seam',
      2,
      'No seams between tiles',
      'Is the result the same wherever the borders of tiles lie, or are seams to be seen?',
    ),
    'tile-seam',
    yesOrNo,
  ),
  measuredRow(
    row(
      'empty-image',
      2,
      'Empty image',
      'Does an image without anything give a result without anything, and no failure?',
    ),
    'empty-image',
    yesOrNo,
  ),
  measuredRow(
    row(
      'saturated-image',
      2,
      'Saturated image',
      'Does an image that is white everywhere give a result without objects, and no failure?',
    ),
    'saturated-image',
    yesOrNo,
  ),
  measuredRow(
    row(
      'test-outputs',
      3,
      'Test outputs reproduced',
      'Does it give here what its makers say it gives for their test data?',
    ),
    'test-outputs',
    yesOrNo,
  ),
  statedRow(
    row('releases', 1, 'Releases', 'When was the last release, and how many were there before?'),
    {
      anchors: [
        { mark: 0, text: 'None, or the last one more than three years ago.' },
        { mark: 0.5, text: 'The last one between one and three years ago.' },
        { mark: 1, text: 'Several, the last one within a year.' },
      ],
    },
  ),
  statedRow(
    row('maintenance', 1, 'Maintenance', 'Do its makers answer questions and mend faults?'),
    {
      anchors: [
        { mark: 0, text: 'Nobody answers.' },
        { mark: 0.5, text: 'Answers come, faults stay for months.' },
        { mark: 1, text: 'Answers and mended faults within weeks, or by contract.' },
      ],
    },
  ),
  statedRow(
    row(
      'several-operators',
      0,
      'Same result by several people',
      'Do several people get the same result with the same images?',
    ),
    { scale: yesOrNo },
  ),
  statedRow(
    row('audit-trail', 0, 'Audit trail', 'Does it keep who did what, when, with which version?'),
    { scale: yesOrNo },
  ),
]

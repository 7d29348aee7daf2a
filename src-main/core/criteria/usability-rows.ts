/** How much work a tool is: measured where it ran here, rated by fixed words, and what it costs. */
import type { MeasurementName, Rated } from '../../contract/criteria.ts'

export interface RowTexts {
  readonly id: string
  readonly group: Rated['group']
  readonly name: string
  readonly question: string
  readonly weight: number
}

/** `scale`: from the value that gets no mark to the one that gets the full one. */
export function measuredRow(
  texts: RowTexts,
  measurement: MeasurementName,
  scale: Rated['scale'],
): Rated {
  return {
    ...{ kind: 'rated', ...texts },
    ...{ source: { from: 'measurement', measurement }, stratum: null, scale, anchors: [] },
  }
}

/** A person answers; `anchors`: marks with the words that define them, else the row bears no mark. */
export function statedRow(
  texts: RowTexts,
  { scale = null, anchors = [] }: Partial<Pick<Rated, 'scale' | 'anchors'>> = {},
): Rated {
  return {
    ...{ kind: 'rated', ...texts },
    source: { from: 'person' },
    stratum: null,
    scale,
    anchors,
  }
}

/** Yes 1, partly 0.5, no 0. */
export const yesOrNo = { worst: 0, best: 1 } as const

const row = (id: string, weight: number, name: string, question: string): RowTexts => ({
  ...{ id: `usability.${id}`, group: 'usability', name, question, weight },
})

export const usabilityRows: readonly Rated[] = [
  measuredRow(
    row(
      'seconds-per-megapixel',
      4,
      'Seconds per megapixel',
      'How long does it take for a million pixels, reading and writing included? 0 s gets the full mark, 5 s none.',
    ),
    'seconds-per-megapixel',
    { worst: 5, best: 0 },
  ),
  measuredRow(
    row(
      'peak-memory',
      2,
      'Peak memory',
      'How much memory does it take at most? 0 GB gets the full mark, 16 GB none.',
    ),
    'peak-memory-mb',
    { worst: 16384, best: 0 },
  ),
  measuredRow(
    row(
      'settings-touched',
      2,
      'Settings touched',
      'How many settings had to be other than its own defaults? None gets the full mark, ten none.',
    ),
    'settings-touched',
    { worst: 10, best: 0 },
  ),
  measuredRow(
    row(
      'seconds-to-first-result',
      2,
      'Time to the first result',
      'How long from the start of the run to the first result? 0 s gets the full mark, 10 min none.',
    ),
    'seconds-to-first-result',
    { worst: 600, best: 0 },
  ),
  statedRow(
    row(
      'ease-of-install',
      3,
      'Ease of installation',
      'How was it to install? Rated by a named person who did it.',
    ),
    {
      anchors: [
        { mark: 0, text: 'Could not be installed, or only by its makers.' },
        { mark: 0.25, text: 'More than a day, or help from outside was needed.' },
        { mark: 0.5, text: 'Some hours; commands or special rights were needed.' },
        { mark: 0.75, text: 'Less than an hour by its instructions.' },
        { mark: 1, text: 'Minutes, without instructions and without special rights.' },
      ],
    },
  ),
  statedRow(
    row(
      'ease-of-use',
      5,
      'Ease of use',
      'How was it to get a first good result? Rated by a named person who did it.',
    ),
    {
      anchors: [
        { mark: 0, text: 'No usable result in a day.' },
        { mark: 0.25, text: 'A usable result only after training or help by an expert.' },
        { mark: 0.5, text: 'A usable result after reading the manual and several tries.' },
        { mark: 0.75, text: 'A usable result at the second or third try.' },
        { mark: 1, text: 'A usable result at the first try.' },
      ],
    },
  ),
  statedRow(row('automation', 0, 'Automation', 'Does it run over many images without a person?'), {
    scale: yesOrNo,
  }),
  statedRow(row('support', 0, 'Support', 'Is there somebody who answers, how, and how fast?'), {
    scale: yesOrNo,
  }),
  statedRow(
    row(
      'licence-model',
      0,
      'Licence model',
      'Per machine, per user, or by time; how many at once?',
    ),
  ),
  statedRow(
    row(
      'cost-licence',
      0,
      'Licence cost',
      'What do the licences cost over three years, in which currency?',
    ),
  ),
  statedRow(
    row(
      'cost-hardware',
      0,
      'Hardware cost',
      'What must be bought for it, such as a graphics card?',
    ),
  ),
  statedRow(
    row(
      'cost-hours',
      0,
      'Working hours',
      'How many hours does it take to set up and to keep running?',
    ),
  ),
  statedRow(
    row(
      'cost-training',
      0,
      'Training of people',
      'How many hours, or which courses, until people can use it?',
    ),
  ),
]

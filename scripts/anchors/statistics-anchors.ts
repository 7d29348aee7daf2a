/**
 * Anchors of statistics: PSNR of ten images by four methods, from the validation sheets that were published
 * with Instant-Image-Denoising; what follows from these rows; and how many samples a comparison needs.
 */
import {
  list,
  of,
  printed,
  printedTable,
  rows,
  type Anchor,
  type AnchorCase,
} from './anchor-case.ts'

const sheets =
  'PSNR per image of W2S, validation sheets of ND-HowardGroup/Instant-Image-Denoising (c885aee)'
const worked = `${sheets}; worked out in float64 from these four digits`

/** Rows: images 100_1, 44_0, 99_0, 20_1, 77_2, 31_2, 42_1, 85_1, 35_1, 49_0. */
const psnr = [
  [14.3174, 17.1929, 16.9823, 19.8477],
  [22.8441, 28.3897, 29.8163, 30.0261],
  [20.7003, 28.6491, 29.2286, 29.3263],
  [14.8586, 17.82, 17.0915, 20.4574],
  [16.6213, 23.0331, 22.517, 24.2565],
  [17.8805, 24.5878, 23.5548, 27.824],
  [16.0524, 19.0633, 19.477, 21.5644],
  [13.3375, 14.9459, 14.7908, 22.2762],
  [20.2588, 25.3012, 24.4917, 27.8108],
  [20.1684, 25.6308, 24.9572, 29.5189],
]
const tools = ['noisy', 'N2V default', 'N2V fast', 'N2N'] as const
type Tool = (typeof tools)[number]

export function statisticsAnchors(): readonly AnchorCase[] {
  return [
    meanOf('noisy', ['17.70393', '3.172128', '15.4347', '19.9731', '17.2509']),
    meanOf('N2V default', ['22.46138', '4.873054', '18.9754', '25.9474', '23.81045']),
    meanOf('N2V fast', ['22.29072', '5.139705', '18.6140', '25.9674', '23.0359']),
    meanOf('N2N', ['25.29083', '4.032994', '22.4058', '28.1759', '26.03365']),
    {
      id: 'four methods on ten images',
      kind: 'statistics',
      description: 'Friedman test of four methods; the noisy input is one of them.',
      kwargs: { test: 'friedman', higher_is_better: true },
      arrays: { scores: rows(psnr) },
      expected: {
        average_ranks: of([4, 2.3, 2.7, 1], worked),
        friedman: printedTable({ statistic: '27.48', p: '4.6694e-6' }, worked),
      },
    },
    ...pair('N2V default', 'noisy', {
      ...{ mean: '4.75745', sd: '2.045519', low: '3.2942', high: '6.2207' },
      ...{ t: '7.354799', p: '4.3052e-5', plus: 55, exactP: 0.001953125 },
    }),
    ...pair('N2V fast', 'noisy', {
      ...{ mean: '4.58679', sd: '2.228391', low: '2.9927', high: '6.1809' },
      ...{ t: '6.509046', p: '1.1028e-4', plus: 55, exactP: 0.001953125 },
    }),
    ...pair('N2N', 'noisy', {
      ...{ mean: '7.58690', sd: '1.640657', low: '6.4132', high: '8.7606' },
      ...{ t: '14.623342', p: '1.4067e-7', plus: 55, exactP: 0.001953125 },
    }),
    ...pair('N2V fast', 'N2V default', {
      ...{ mean: '-0.17066', sd: '0.766848', low: '-0.7192', high: '0.3779' },
      ...{ t: '-0.703757', p: '0.499386', plus: 18, exactP: 0.375, signFlip: 0.4921875 },
    }),
    ...pair('N2N', 'N2V default', {
      ...{ mean: '2.82945', sd: '1.839574', low: '1.5135', high: '4.1454' },
      ...{ t: '4.863902', p: '8.9101e-4', plus: 55, exactP: 0.001953125, signFlip: 0.001953125 },
    }),
    ...pair('N2N', 'N2V fast', {
      ...{ mean: '3.00011', sd: '2.187151', low: '1.4355', high: '4.5647' },
      ...{ t: '4.337689', p: '1.8838e-3', plus: 55, exactP: 0.001953125 },
    }),
    {
      id: 'six pairs corrected',
      kind: 'statistics',
      description: 'The six exact p-values above, corrected by Holm.',
      kwargs: { test: 'correction', alpha: 0.05 },
      arrays: { p: list([...Array<number>(3).fill(2 / 1024), 0.375, 2 / 1024, 2 / 1024]) },
      expected: {
        holm: of(
          { p: [...Array<number>(3).fill(12 / 1024), 0.375, 12 / 1024, 12 / 1024] },
          'Holm 1979, by hand: 6 × 0.001953125',
        ),
      },
    },
    howMany(),
  ]
}

function meanOf(tool: Tool, [mean, sd, low, high, median]: readonly string[]): AnchorCase {
  return {
    id: `PSNR, ${tool}`,
    kind: 'planning',
    description: `Mean, spread and 95 % t interval of ten images (${tool}).`,
    arrays: { x: list(scoresOf(tool)) },
    expected: {
      mean: printed(mean!, worked),
      sd: printed(sd!, worked),
      't_interval@0.95': printedTable({ low: low!, high: high! }, worked),
      median: printed(median!, worked),
    },
  }
}

interface PairFigures {
  readonly mean: string
  readonly sd: string
  readonly low: string
  readonly high: string
  readonly t: string
  readonly p: string
  readonly plus: number
  readonly exactP: number
  readonly signFlip?: number
}

function pair(first: Tool, second: Tool, figures: PairFigures): readonly AnchorCase[] {
  const arrays = { x: list(scoresOf(first)), y: list(scoresOf(second)) }
  const { mean, sd, low, high, t, p, plus, exactP, signFlip } = figures
  const flips: Record<string, Anchor> =
    signFlip === undefined ? {} : { sign_flip: of(signFlip, `${worked}; all 1024 sign flips`) }
  return [
    {
      id: `${first} minus ${second}, interval`,
      kind: 'planning',
      description: 'Paired differences of ten images with their 95 % t interval.',
      arrays,
      expected: {
        mean: printed(mean, worked),
        sd: printed(sd, worked),
        't_interval@0.95': printedTable({ low, high }, worked),
        ...flips,
      },
    },
    {
      id: `${first} minus ${second}, tests`,
      kind: 'statistics',
      description: 'Paired t test (9 df) and exact signed-rank test of the same differences.',
      kwargs: { test: 'paired' },
      arrays,
      expected: {
        ttest_rel: printedTable({ statistic: t, p }, worked),
        rank_sums_wilcox: of({ plus, minus: 55 - plus }, worked),
        'exact_permutation_two-sided': of(exactP, `${worked}; Wilcoxon 1945, all 1024 flips`),
        ...(plus === 55
          ? { exact_greater: of({ p: 1 / 1024 }, 'Wilcoxon 1945: one of 1024 flips') }
          : {}),
      },
    },
  ]
}

function scoresOf(tool: Tool): readonly number[] {
  return psnr.map((row) => row[tools.indexOf(tool)]!)
}

function howMany(): AnchorCase {
  const flips = 'by the formula: 2 / 2ⁿ'
  const holm = 'by the formula: pairs × 2 / 2ⁿ must stay below 0.05'
  const t = 'by the formula: smallest n with t(.975, n − 1) · s / √n at most the half-width'
  const power = 'noncentral t, power 0.8, α 0.05, two-sided; the tables of Cohen 1988'
  const smallest = [5, 6, 7, 8, 9, 10].map((n) => [`smallest_p@${n}`, of(2 / 2 ** n, flips)])
  const comparable = [0, 2, 3, 4, 5, 7].map((count, index) => [
    `tools_comparable@${index + 5}`,
    of(count, holm),
  ])
  const widths = (
    [
      ['0.03,0.005', 141],
      ['0.03,0.01', 38],
      ['0.05,0.01', 99],
      ['0.1,0.02', 99],
    ] as const
  ).map(([name, n]) => [`samples_for_half_width@${name}`, of(n, t)])
  const differences = (
    [
      [0.2, 199],
      [0.3, 90],
      [0.5, 34],
      [0.8, 15],
      [1, 10],
    ] as const
  ).map(([d, n]) => [`samples_for_difference@${d}`, of(n, power)])
  return {
    id: 'how many samples',
    kind: 'planning',
    description: 'The smallest p that n pairs can reach, and the samples that a comparison needs.',
    expected: Object.fromEntries([
      ...smallest,
      ...comparable,
      ...widths,
      ...differences,
    ]) as Readonly<Record<string, Anchor>>,
  }
}

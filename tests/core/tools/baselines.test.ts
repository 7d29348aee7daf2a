import { describe, expect, test } from 'vitest'
import { hasSettingWords } from '../../../src-renderer/words/settings.ts'
import {
  baselineByName,
  baselineDigest,
  type BaselineImage,
  baselineParameters,
  builtInBaselines,
} from '../../../src-main/core/tools/baselines.ts'

/** A plane of 10 x 20: two squares of 5 x 5 at value 200 that share no side, on background 10. */
function twoSquares(): BaselineImage {
  const data = Float64Array.from({ length: 200 }, (_, i) => {
    const [y, x] = [Math.floor(i / 20), i % 20]
    return y >= 2 && y < 7 && ((x >= 2 && x < 7) || (x >= 10 && x < 15)) ? 200 : 10
  })
  data[199] = 200
  return { shape: [10, 20], data, values: 'integer' }
}

function labelsOf(name: string, task: 'instances' | 'semantic', parameters = {}) {
  const baseline = baselineByName(name)
  const result = baseline.run(twoSquares(), task, baselineParameters(baseline, parameters))
  if (result.kind !== 'labels') throw new Error('labels expected')
  return result.labels.data
}

describe('otsu', () => {
  test('makes one object of each component and drops specks', () => {
    const labels = labelsOf('otsu', 'instances')
    expect(new Set(labels)).toEqual(new Set([0, 1, 2]))
    expect(labels[199]).toBe(0)
    expect(labels.filter((label) => label === 1)).toHaveLength(25)
  })

  test('keeps specks when asked to', () => {
    expect(labelsOf('otsu', 'instances', { minimumAreaPx: 1 })[199]).toBe(3)
  })

  test('gives a mask for the task semantic, specks included', () => {
    const mask = labelsOf('otsu', 'semantic')
    expect(new Set(mask)).toEqual(new Set([0, 1]))
    expect(mask[199]).toBe(1)
  })
})

test('otsu-watershed finds the same separate squares', () => {
  expect(labelsOf('otsu-watershed', 'instances').filter((label) => label > 0)).toHaveLength(50)
})

/** Three discs of radius 6 on ground that rises from left to right by more than the discs' height. */
function discsOnSlope(): BaselineImage {
  const [height, width] = [60, 120]
  const data = Float64Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width]
    const isDisc = [20, 60, 100].some((cx) => Math.hypot(y - 30, x - cx) <= 6)
    return 2 * x + (isDisc ? 100 : 0)
  })
  return { shape: [height, width], data, values: 'integer' }
}

test.each([
  ['local-threshold', { windowSigmaPx: 16 }],
  ['log-blobs', { blobSigmaPx: 4 }],
  ['dog-blobs', { blobSigmaPx: 4 }],
])('%s finds objects on uneven ground that one threshold cannot', (name, parameters) => {
  const find = (which: string, set: Record<string, number>): number => {
    const baseline = baselineByName(which)
    const result = baseline.run(discsOnSlope(), 'instances', baselineParameters(baseline, set))
    if (result.kind !== 'labels') throw new Error('labels expected')
    const { data } = result.labels
    const atCentres = [20, 60, 100].map((cx) => data[30 * 120 + cx]!)
    return new Set(atCentres).size === 3 && !atCentres.includes(0) ? Math.max(...data) : -1
  }
  // the ground that is mirrored at the border may look like one more
  expect([3, 4]).toContain(find(name, parameters))
  expect(find('otsu', {})).toBe(-1)
})

describe('restoration', () => {
  const image: BaselineImage = {
    shape: [2, 3, 3],
    data: Float64Array.of(0, 0, 0, 0, 9, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    values: 'integer',
  }
  function restored(name: string, parameters = {}) {
    const baseline = baselineByName(name)
    const result = baseline.run(image, 'restoration', baselineParameters(baseline, parameters))
    if (result.kind !== 'image') throw new Error('image expected')
    return [...result.image.data]
  }

  test('median removes a hot pixel and leaves planes to themselves', () => {
    expect(restored('median')).toEqual([...Array<number>(9).fill(0), ...Array<number>(9).fill(1)])
  })

  test('gaussian keeps the sum of each plane and does not blur across planes', () => {
    const data = restored('gaussian')
    expect(data.slice(0, 9).reduce((a, b) => a + b)).toBeCloseTo(9, 10)
    expect(data[9]).toBeCloseTo(1, 12)
    expect(restored('gaussian', { sigmaPx: 0 })).toEqual([...image.data])
  })

  test('non-local means work plane by plane and take whole radii only', () => {
    expect(restored('non-local-means').slice(9)).toEqual(Array<number>(9).fill(1))
    expect(() => restored('non-local-means', { patchRadiusPx: 1.5 })).toThrow('whole number')
    expect(() => restored('non-local-means', { searchRadiusPx: 16 })).toThrow('0 to 15')
  })

  test('input gives the image back', () => {
    expect(restored('input')).toEqual([...image.data])
  })
})

describe('parameters', () => {
  const otsu = baselineByName('otsu')
  const median = baselineByName('median')

  test('are the defaults with what was set', () => {
    expect(baselineParameters(median, {})).toEqual({ radiusPx: 1 })
    expect(baselineParameters(median, { radiusPx: 2 })).toEqual({ radiusPx: 2 })
  })

  test.each<Record<string, unknown>>([{ sigmaPx: 1 }, { toString: 1 }])(
    'refuse the unknown %j',
    (parameters) => {
      expect(() => baselineParameters(otsu, parameters)).toThrow(/has no parameter.*minimumAreaPx/)
    },
  )

  test.each<Record<string, unknown>>([
    { radiusPx: -1 },
    { radiusPx: 'big' },
    { radiusPx: 1.5 },
    { radiusPx: NaN },
    { radiusPx: 16 },
  ])('refuse %j', (parameters) => {
    expect(() => baselineParameters(median, parameters)).toThrow(/radiusPx is/)
  })
})

test('an unknown baseline is refused with the list of those there are', () => {
  expect(() => baselineByName('otzu')).toThrow(/otzu.*baseline:otsu, baseline:otsu-watershed/)
})

test('lists the baselines; each can be found by its name, digests differ', () => {
  const references = builtInBaselines().map(({ reference }) => reference)
  expect(references).toEqual([
    'baseline:otsu',
    'baseline:otsu-watershed',
    'baseline:local-threshold',
    'baseline:log-blobs',
    'baseline:dog-blobs',
    'baseline:local-maxima',
    'baseline:gaussian',
    'baseline:median',
    'baseline:non-local-means',
    'baseline:bicubic',
    'baseline:bilinear',
    'baseline:input',
  ])
  const digests = references.map((each) => baselineDigest(baselineByName(each.slice(9))))
  expect(new Set(digests).size).toBe(12)
})

test('upscaling enlarges y and x by a whole factor of 1 to 16', () => {
  for (const name of ['bicubic', 'bilinear']) {
    const baseline = baselineByName(name)
    const parameters = baselineParameters(baseline, { factor: 3 })
    const result = baseline.run(twoSquares(), 'restoration', parameters)
    if (result.kind !== 'image') throw new Error('image expected')
    expect(result.image.shape).toEqual([30, 60])
    expect(baseline.defaults).toEqual({ factor: 2 })
    for (const factor of [0, 1.5, 17, '2'])
      expect(() => baselineParameters(baseline, { factor })).toThrow(/factor is/)
  }
})

test('every baseline says in its summary what it does, and has words for every parameter', () => {
  for (const { reference, summary } of builtInBaselines()) {
    expect(summary.length).toBeGreaterThan(40)
    for (const key of Object.keys(baselineByName(reference.replace('baseline:', '')).defaults))
      expect([reference, key, hasSettingWords(key)]).toEqual([reference, key, true])
  }
})

test('spots are found between pixels with their height as score; smaller by default than blobs', () => {
  const spots = [
    { y: 10, x: 12.3 },
    { y: 20.25, x: 30 },
  ]
  const data = Float64Array.from({ length: 40 * 48 }, (_, i) => {
    const [y, x] = [Math.floor(i / 48), i % 48]
    const height = (spot: { y: number; x: number }) =>
      Math.exp(-((y - spot.y) ** 2 + (x - spot.x) ** 2) / 8)
    return 100 * height(spots[0]!) + 50 * height(spots[1]!)
  })
  for (const name of ['log-blobs', 'dog-blobs', 'local-maxima']) {
    const baseline = baselineByName(name)
    const parameters = baselineParameters(baseline, {}, 'detection')
    const image: BaselineImage = { shape: [40, 48], data, values: 'real' }
    const result = baseline.run(image, 'detection', parameters)
    if (result.kind !== 'points') throw new Error('points expected')
    const { coordinates, scores } = result.points
    expect([name, coordinates.length, scores!.length]).toEqual([name, 4, 2])
    expect(coordinates[1]).toBeCloseTo(12.3, 1)
    expect(coordinates[2]).toBeCloseTo(20.25, 1)
    expect(scores![0]).toBeGreaterThan(scores![1]!)
  }
  expect(baselineParameters(baselineByName('log-blobs'), {})).toMatchObject({ blobSigmaPx: 6 })
  expect(baselineParameters(baselineByName('log-blobs'), {}, 'detection')).toMatchObject({
    blobSigmaPx: 2,
  })
})

import { describe, expect, test } from 'vitest'
import type { CaseImages } from '../../../src-renderer/viewer/case-images.ts'
import { imagePane, panesOf } from '../../../src-renderer/viewer/panes.ts'
import type { PaneChoices } from '../../../src-renderer/viewer/panes.ts'
import type { ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const cache = createTileCache(1, () => undefined)
const plane = { t: 0, c: 0, z: 0 }
const choices: PaneChoices = {
  labels: true,
  errors: true,
  difference: false,
  hidden: new Set(),
}

function image(address: string, width: number, height: number, dtype = 'uint16'): ViewerImage {
  const size = { t: 1, c: 1, z: 1, width, height, samples: 1 }
  const levels = [{ downsample: 1, width, height }]
  const shape = [height, width]
  const description = { format: 'tiff', axes: 'yx', shape, dtype, levels, size, warnings: [] }
  const series = [{ name: 'image', kind: 'image' as const }]
  const file = { series, seriesIndex: 0, facts: [], contentKey: 'key' }
  return {
    address,
    description: { ...description, ...file, pixelSizeUm: 'uncalibrated', channels: [] },
  }
}
const here = (value: ViewerImage) => ({ value, problem: null })

function caseOf(task: CaseImages['task'], prediction: ViewerImage): CaseImages {
  const objects = { iouThreshold: 0.5, truth: [], prediction: [] }
  return {
    task,
    input: here(image('/input', 300, 200)),
    truth: here(image('/truth', 300, 200)),
    tools: [{ key: 'a', run: 'r', name: 'Tool A', index: 0, failure: null }],
    predictions: new Map([['a', here(prediction)]]),
    objects: new Map([['a', { value: objects, problem: null }]]),
    points: new Map(),
  }
}

describe('panesOf', () => {
  test('shows labels over the input, and errors only in predictions', () => {
    const panes = panesOf(caseOf('instances', image('/p', 300, 200)), plane, choices, cache)
    expect(panes.map((pane) => pane.id)).toEqual(['input', 'a', 'truth'])
    expect(new Set(panes.map((pane) => pane.image?.source.key)).size).toBe(1)
    expect(panes.map((pane) => pane.errors?.kind)).toEqual([undefined, 'objects', undefined])
    expect(panes.map((pane) => pane.readout?.role)).toEqual(['intensity', 'labels', 'labels'])
  })
  test('compares categories pixel by pixel', () => {
    const panes = panesOf(caseOf('semantic', image('/p', 300, 200)), plane, choices, cache)
    expect(panes[1]?.errors?.kind).toBe('pixels')
  })
  test('errors stand in panes of their own where asked for, beside the plain labels', () => {
    const own = { ...choices, errorPanes: true }
    const panes = panesOf(caseOf('instances', image('/p', 300, 200)), plane, own, cache)
    expect(panes.map((pane) => pane.id)).toEqual(['input', 'a', 'errors a', 'truth'])
    expect(panes.map((pane) => pane.errors !== null)).toEqual([false, false, true, false])
    expect(panes.map((pane) => pane.labels !== null)).toEqual([false, true, false, true])
  })
  test('a hidden truth still tells errors', () => {
    const hidden = { ...choices, hidden: new Set(['input', 'truth']) }
    const panes = panesOf(caseOf('instances', image('/p', 300, 200)), plane, hidden, cache)
    expect(panes.map((pane) => pane.id)).toEqual(['a'])
    expect(panes[0]?.errors?.kind).toBe('objects')
  })
  test('labels of another size are not laid over the input, and the pane says so', () => {
    const panes = panesOf(caseOf('instances', image('/p', 150, 200)), plane, choices, cache)
    expect(panes[1]?.labels).toBeNull()
    expect(panes[1]?.errors).toBeNull()
    expect(panes[1]?.message).toContain('150 × 200')
    expect(panes[1]?.message).toContain('300 × 200')
  })
  test('an image of any size is drawn', () => {
    const panes = panesOf(caseOf('restoration', image('/p', 100_000, 200)), plane, choices, cache)
    expect(panes[1]?.image?.source.width).toBe(100_000)
  })
  test('restoration shows every image itself, and differences when asked', () => {
    const images = caseOf('restoration', image('/p', 300, 200))
    const panes = panesOf(images, plane, { ...choices, difference: true }, cache)
    expect(panes.map((pane) => pane.title)).toEqual(['Input', 'Tool A', 'Tool A − truth', 'Truth'])
    expect(panes[2]?.image?.mode).toBe('difference')
    const source = panes[2]?.image?.source
    expect(source?.keysOf({ level: 0, y: 0, x: 0 })).toHaveLength(3)
  })
  test('an error map stands beside each restored image: made, being made, or why not', () => {
    const images = caseOf('restoration', image('/p', 300, 200))
    const wanted = { ...choices, errorMap: 'ssim' as const }
    const map = (loaded: CaseImages['errorMaps'], kind = wanted) =>
      panesOf({ ...images, ...(loaded ? { errorMaps: loaded } : {}) }, plane, kind, cache)[2]
    expect(map(undefined)).toMatchObject({ title: 'Tool A: SSIM', image: null })
    expect(map(undefined)?.message).toBe('The map is being made.')
    const made = new Map([['a', here(image('/map', 300, 200, 'float32'))]])
    expect(map(made)?.image).toMatchObject({ mode: 'gray', scale: 'unit' })
    expect(map(made)?.message).toBeNull()
    const problem = new Map([['a', { value: null, problem: 'The truth is constant.' }]])
    expect(map(problem)?.message).toBe('The truth is constant.')
    const others = ['squared-error', 'difference-after-fit'] as const
    expect(
      others.map(
        (errorMap) =>
          panesOf({ ...images, errorMaps: made }, plane, { ...choices, errorMap }, cache)[2]?.image,
      ),
    ).toMatchObject([{ mode: 'gray', scale: 'squared' }, { mode: 'difference' }])
  })
  test('hidden tools have no pane, failed ones a pane with the reason', () => {
    const images = caseOf('instances', image('/p', 300, 200))
    expect(panesOf(images, plane, { ...choices, hidden: new Set(['a']) }, cache)).toHaveLength(2)
    const failed = { ...images, tools: [{ ...images.tools[0]!, failure: 'out of memory' }] }
    expect(panesOf(failed, plane, choices, cache)[1]?.message).toBe('out of memory')
  })
})

describe('imagePane', () => {
  test('shows pixels as they are, label ids as objects', () => {
    const gray = imagePane(image('/i', 30, 20), plane, false)
    expect([gray.image?.mode, gray.labels, gray.readout?.role]).toEqual(['gray', null, 'intensity'])
    const labels = imagePane(image('/i', 30, 20), plane, true)
    expect([labels.image, labels.labels?.role, labels.readout?.role]).toEqual([
      null,
      'labels',
      'labels',
    ])
  })
})

test('points lie over the input in every pane; what was missed is drawn with the tool', () => {
  const at = (x: number) => ({ x, y: 5, z: 0 })
  const shared = { partner: null, distance: null, score: null }
  const points = {
    gate: 5,
    unit: 'px' as const,
    truth: [{ class: 'missed' as const, at: at(7), ...shared }],
    prediction: [{ class: 'extra' as const, at: at(90), ...shared }],
  }
  const images = {
    ...caseOf('detection', image('/p', 300, 200)),
    points: new Map([['a', { value: points, problem: null }]]),
  }
  const panes = panesOf(images, plane, choices, cache)
  expect(new Set(panes.map((pane) => pane.image?.source.key)).size).toBe(1)
  expect(panes.map((pane) => pane.points?.map(({ look }) => look) ?? null)).toEqual([
    null,
    ['missed', 'extra'],
    ['plain'],
  ])
  const classified = panesOf(caseOf('classification', image('/p', 3, 2)), plane, choices, cache)
  expect(classified.map((pane) => pane.id)).toEqual(['input'])
})

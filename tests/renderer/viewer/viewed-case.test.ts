import { expect, test } from 'vitest'
import type { ImageDescription } from '../../../src-main/contract/images.ts'
import type { CaseImages, Loaded } from '../../../src-renderer/viewer/case-images.ts'
import { nothingYet } from '../../../src-renderer/viewer/case-images.ts'
import type { ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'
import {
  projectionNote,
  viewedCase,
  viewsOfCase,
} from '../../../src-renderer/viewer/viewed-case.ts'
import type { ViewOf } from '../../../src-renderer/viewer/viewed-case.ts'

const image = (address: string): Loaded<ViewerImage> => ({
  value: { address, description: {} as ImageDescription },
  problem: null,
})
const images: CaseImages = {
  task: 'instances',
  input: image('input'),
  truth: image('truth'),
  tools: [],
  predictions: new Map([
    ['a', image('a')],
    ['b', nothingYet],
  ]),
  objects: new Map(),
  points: new Map(),
}
const viewOf: ViewOf = (_, role) => (role === 'labels' ? 'top' : 'max')
const short = (task: CaseImages['task']) =>
  viewsOfCase({ ...images, task, errorMaps: new Map([['a', image('map')]]) }, viewOf).map(
    (one) => `${one.image.address} ${one.view}`,
  )

test('labels and intensities have views of their own', () => {
  expect(short('instances')).toEqual(['input max', 'truth top', 'a top', 'map max'])
  expect(short('restoration')).toEqual(['input max', 'truth max', 'a max', 'map max'])
})

test('a view takes the place of its image, nothing does until it is here', () => {
  const seen = viewedCase(images, viewOf, ({ image, view }) =>
    image.address === 'truth' ? nothingYet : { value: { ...image, view }, problem: null },
  )
  expect(seen.input.value?.view).toBe('max')
  expect(seen.truth.value).toBeNull()
  expect([...seen.predictions.values()].map(({ value }) => value?.view)).toEqual(['top', undefined])
})

test('without a view the images stay as they are', () => {
  const seen = viewedCase(
    images,
    () => null,
    () => nothingYet,
  )
  expect(seen.input).toBe(images.input)
  expect(viewsOfCase(images, () => null)).toEqual([])
})

test('what becomes of labels is said where there are labels', () => {
  expect(projectionNote({ task: 'semantic' })).toContain('never averaged')
  expect(projectionNote({ task: 'restoration' })).not.toContain('averaged')
  expect(projectionNote({ task: 'classification' })).toBe('')
})

import { expect, test } from 'vitest'
import { parseImageJDescription } from '../../../../src-main/core/images/tiff/imagej-description.ts'

test('reads counts, unit and spacing of a hyperstack', () => {
  const text =
    'ImageJ=1.53c\nimages=30\nchannels=2\nslices=5\nframes=3\nhyperstack=true\nunit=micron\nspacing=0.5\nloop=false\nmode=composite\nfinterval=2.5\nfps=7\n'
  expect(parseImageJDescription(text)).toEqual({
    images: 30,
    frames: 3,
    slices: 5,
    channels: 2,
    unit: 'micron',
    zSpacing: 0.5,
    version: '1.53c',
    mode: 'composite',
    frameIntervalS: 2.5,
    framesPerSecond: 7,
    title: undefined,
  })
})

test('a plain stack counts its images as slices', () => {
  expect(parseImageJDescription('ImageJ=1.48v\nimages=7\n')).toMatchObject({ slices: 7, frames: 1 })
})

test('nonsense counts are 1, and other texts are not ImageJ', () => {
  expect(parseImageJDescription('ImageJ=\nimages=-3\nframes=x\nspacing=0')).toMatchObject({
    images: 1,
    frames: 1,
    zSpacing: undefined,
  })
  expect(parseImageJDescription('images=7')).toBeUndefined()
})

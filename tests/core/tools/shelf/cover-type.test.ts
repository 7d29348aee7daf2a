import { expect, test } from 'vitest'
import { coverType } from '../../../../src-main/core/tools/shelf/cover-type.ts'

test.each([
  ['\x89PNG\r\n\x1a\n....', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
  ['RIFF\x10\0\0\0WAVE', null],
  ['<svg xmlns="http', null],
  ['<?xml version', null],
  ['<html><script>', null],
  ['II*\0', null],
  ['', null],
])('%j is %s', (head, type) => {
  expect(coverType(Buffer.from(head, 'latin1'))).toBe(type)
})

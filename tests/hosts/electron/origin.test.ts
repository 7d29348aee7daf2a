import { expect, test } from 'vitest'
import { isOurs, mayOpenOutside } from '../../../src-main/hosts/electron/origin.ts'

test.each(['touchstone://app/', 'touchstone://app/index.html#/history', 'TOUCHSTONE://APP/x'])(
  '%s is ours',
  (address) => {
    expect(isOurs(address)).toBe(true)
  },
)

test.each([
  'touchstone://evil/',
  'touchstone://app.evil/',
  'https://app/',
  'file:///etc/passwd',
  'data:text/html,x',
  'about:blank',
  'javascript:alert(1)',
  '',
  'not an address',
])('%s is not ours', (address) => {
  expect(isOurs(address)).toBe(false)
})

test('no address is not ours', () => {
  expect(isOurs(null)).toBe(false)
  expect(isOurs(undefined)).toBe(false)
})

test.each(['https://bioimage.io/#/', 'https://github.com/x/y', 'https://doi.org/10.1038/x'])(
  '%s may open in the browser',
  (address) => {
    expect(mayOpenOutside(address)).toBe(true)
  },
)

test.each([
  'http://bioimage.io/',
  'https://evil.example/',
  'https://bioimage.io.evil.example/',
  'https://person@bioimage.io/',
  'https://bioimage.io:8443/',
  'file:///x',
  'smb://server/share',
  '',
])('%s may not', (address) => {
  expect(mayOpenOutside(address)).toBe(false)
})

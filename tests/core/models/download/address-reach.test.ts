import { expect, test } from 'vitest'
import {
  mayReach,
  nearestOf,
  reachOf,
  type Reach,
} from '../../../../src-main/core/models/download/address-reach.ts'

const reaches: readonly (readonly [string, Reach])[] = [
  ['127.0.0.1', 'machine'],
  ['127.9.9.9', 'machine'],
  ['::1', 'machine'],
  ['[::1]', 'machine'],
  ['::ffff:127.0.0.1', 'machine'],
  ['::ffff:7f00:1', 'machine'],
  ['64:ff9b::10.0.0.1', 'private'],
  ['2002:c0a8:0001::', 'private'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd00::1', 'private'],
  ['172.32.0.1', 'public'],
  ['100.128.0.1', 'public'],
  ['8.8.8.8', 'public'],
  ['2001:4860:4860::8888', 'public'],
  ['169.254.169.254', 'never'],
  ['::ffff:169.254.169.254', 'never'],
  ['fe80::1%eth0', 'never'],
  ['0.0.0.0', 'never'],
  ['::', 'never'],
  ['255.255.255.255', 'never'],
  ['224.0.0.1', 'never'],
  ['localhost', 'never'],
  ['', 'never'],
]

test.each(reaches)('%s is %s', (address, reach) => {
  expect(reachOf(address)).toBe(reach)
})

test('nothing nearer is asked than where the order came from', () => {
  const allowed = (origin: Reach): Reach[] =>
    (['machine', 'private', 'public', 'never'] as const).filter((to) => mayReach(origin, to))
  expect(allowed('public')).toEqual(['public'])
  expect(allowed('private')).toEqual(['private', 'public'])
  expect(allowed('machine')).toEqual(['machine', 'private', 'public'])
})

test('a name that stands for several addresses is as near as the nearest', () => {
  expect(nearestOf(['public', 'private'])).toBe('private')
  expect(nearestOf(['public', 'machine'])).toBe('machine')
  expect(nearestOf(['public', 'never'])).toBe('never')
  expect(nearestOf([])).toBe('never')
})

import { expect, test } from 'vitest'
import {
  childWindowOptions,
  windowOptions,
} from '../../../src-main/hosts/electron/window-options.ts'

test('a window of its own has the same walls as the first', () => {
  const [first, child] = [windowOptions('/preload.cjs'), childWindowOptions('/preload.cjs')]
  expect(child.webPreferences).toEqual(first.webPreferences)
  expect(child.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true })
  expect(child.show).toBe(true)
})

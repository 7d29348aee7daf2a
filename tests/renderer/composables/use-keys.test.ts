// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { handleKey } from '../../../src-renderer/composables/use-keys.ts'

function press(key: string, target: HTMLElement, more: KeyboardEventInit = {}) {
  const action = vi.fn()
  document.body.append(target)
  target.addEventListener('keydown', (event) => handleKey(event, { n: action, ArrowLeft: action }))
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
  target.remove()
  return action
}
function input(type: string): HTMLInputElement {
  return Object.assign(document.createElement('input'), { type })
}

test('a key of the page does its work, in upper case as well', () => {
  expect(press('n', document.createElement('button'))).toHaveBeenCalledOnce()
  expect(press('N', document.createElement('div'))).toHaveBeenCalledOnce()
})
test('typing is never taken', () => {
  expect(press('n', input('text'))).not.toHaveBeenCalled()
  expect(press('n', document.createElement('textarea'))).not.toHaveBeenCalled()
})
test('a slider keeps its arrows and leaves letters', () => {
  expect(press('ArrowLeft', input('range'))).not.toHaveBeenCalled()
  expect(press('n', input('range'))).toHaveBeenCalledOnce()
})
test('keys with Ctrl belong to the browser', () => {
  expect(press('n', document.createElement('div'), { ctrlKey: true })).not.toHaveBeenCalled()
})
test('a key that works everywhere is taken in fields as well, but not under an open dialog', () => {
  const action = vi.fn()
  const dialog = document.body.appendChild(document.createElement('div'))
  dialog.setAttribute('role', 'dialog')
  for (const parent of [document.body, dialog]) {
    const target = parent.appendChild(input('text'))
    target.addEventListener('keydown', (event) =>
      handleKey(event, { 'Ctrl+Shift+P': action }, 'fields'),
    )
    const more = { ctrlKey: parent === document.body, metaKey: true, shiftKey: true }
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'p', bubbles: true, cancelable: true, ...more }),
    )
    target.remove()
  }
  dialog.remove()
  expect(action).toHaveBeenCalledOnce()
})
test('Space presses the button that has the focus, and is a key elsewhere', () => {
  const action = vi.fn()
  for (const name of ['button', 'div']) {
    const target = document.body.appendChild(document.createElement(name))
    target.addEventListener('keydown', (event) => handleKey(event, { Space: action }))
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }),
    )
    target.remove()
  }
  expect(action).toHaveBeenCalledOnce()
})

// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { svgText } from '../../../src-renderer/viewer/figure-svg.ts'
import type { SvgFigure } from '../../../src-renderer/viewer/figure-svg.ts'

const name = `Otsu <"b" & 'c'> ]]>`
const figure: SvgFigure = {
  ...{ width: 200, height: 100, title: name },
  pictures: [
    { rect: { left: 0, top: 0, width: 99, height: 100 }, address: 'data:image/png;base64,AA==' },
    { rect: { left: 101, top: 0, width: 99, height: 100 }, address: 'data:image/png;base64,BB==' },
  ],
  names: [
    { text: 'Input', x: 12, y: 20, at: 'start' },
    { text: name, x: 188, y: 20, at: 'end' },
  ],
  marks: [{ from: { x: 101, y: 5 }, to: { x: 200, y: 5 } }],
  bar: { rect: { left: 0, top: 0, width: 99, height: 100 }, lengthPx: 40, text: '20 µm' },
  lines: ['Nuclei, case 3, z 4', 'Contrast: black 91, white 860'],
}
const parsed = (text: string) => new DOMParser().parseFromString(text, 'application/xml')

test('holds a picture per pane, and names, bar and caption as text', () => {
  const svg = parsed(svgText(figure)).documentElement
  expect(svg.tagName).toBe('svg')
  expect(svg.getAttribute('viewBox')).toBe('0 0 200 152')
  const images = [...svg.querySelectorAll('image')].map((one) => [
    one.getAttribute('x'),
    one.getAttribute('href'),
  ])
  expect(images).toEqual([
    ['0', 'data:image/png;base64,AA=='],
    ['101', 'data:image/png;base64,BB=='],
  ])
  const texts = [...svg.querySelectorAll('text')].map((one) => one.textContent)
  expect(texts).toEqual(['Input', name, '20 µm', ...figure.lines])
  expect(svg.querySelector('rect[width="40"]')).not.toBeNull()
  expect(svg.querySelector('title')!.textContent).toBe(name)
  const strokes = [...svg.querySelectorAll('line')].map((one) => one.getAttribute('stroke'))
  expect(strokes).toEqual(['#141414', '#ffffff'])
  expect(svg.querySelector('line')!.getAttribute('x2')).toBe('200')
  expect(svg.querySelectorAll('*')).toHaveLength(13)
})
test('no name becomes markup or breaks the file', () => {
  const text = svgText({ ...figure, title: 'a\u0000b\ud800c', bar: null })
  expect(text).toContain('<title>abc</title>')
  expect(text).not.toContain('<"b"')
  const inside = parsed(svgText({ ...figure, lines: ['</text><script>alert(1)</script>'] }))
  expect(inside.querySelector('script')).toBeNull()
})

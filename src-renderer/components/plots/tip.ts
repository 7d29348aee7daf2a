/** A note at the point next to the pointer. The plot's `value` is its datum, and `input` tells of a change. */
import { read, type Datum, type Mark } from './marks.ts'
import { element, type Drawn } from './svg.ts'

const linePx = 16
const letterPx = 6.6

export function addTip(
  svg: Drawn,
  { data, options }: Mark,
  placeOf: (datum: Datum) => { readonly x: number; readonly y: number } | null,
): void {
  const places = data.map((datum) => ({ datum, at: placeOf(datum) }))
  const { maxRadius = 40, title, fill = 'var(--surface)', stroke = 'var(--hairline)' } = options
  const note = element('g', { 'pointer-events': 'none' })
  svg.append(note)

  function show(found: (typeof places)[number] | null): void {
    if ((found?.datum ?? null) === (svg.value ?? null)) return
    svg.value = found?.datum ?? null
    note.replaceChildren()
    if (found?.at) {
      const lines = String(read(found.datum, title) ?? '').split('\n')
      const width = 16 + letterPx * Math.max(...lines.map((line) => line.length))
      const height = 10 + linePx * lines.length
      const all = Number(svg.getAttribute('width'))
      const x = Math.max(0, Math.min(all - width, found.at.x - width / 2))
      const y = found.at.y > height + 12 ? found.at.y - height - 8 : found.at.y + 8
      note.append(element('rect', { x, y, width, height, rx: 4, fill, stroke }))
      for (const [index, line] of lines.entries()) {
        const text = element('text', { x: x + 8, y: y + 17 + index * linePx })
        text.textContent = line
        note.append(text)
      }
    }
    svg.dispatchEvent(new Event('input', { bubbles: true }))
  }

  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect()
    const scale = Number(svg.getAttribute('width')) / (box.width || 1)
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale]
    let best: (typeof places)[number] | null = null
    let least = maxRadius
    for (const one of places) {
      const away = one.at ? Math.hypot(one.at.x - x, one.at.y - y) : Infinity
      if (away <= least) [best, least] = [one, away]
    }
    show(best)
  })
  svg.addEventListener('pointerleave', () => {
    show(null)
  })
}

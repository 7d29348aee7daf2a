/** Elements of a drawing. */

/** `value` is the datum under the pointer, where there is a tip. */
export type Drawn = SVGSVGElement & { value?: unknown }

const namespace = 'http://www.w3.org/2000/svg'
export function element<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number | undefined>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined)
      made.setAttribute(
        key,
        typeof value === 'number' ? String(Math.round(value * 100) / 100) : value,
      )
  return made
}

/** Centred unless `place` says otherwise; lines below each other. */
export function words(
  content: string,
  place: Readonly<Record<string, string | number | undefined>>,
  lineHeight = 1.2,
): SVGTextElement {
  const made = element('text', { 'text-anchor': 'middle', ...place })
  const lines = content.split('\n')
  if (lines.length === 1) made.textContent = content
  else
    for (const [index, line] of lines.entries()) {
      const part = element('tspan', {
        x: place['x'],
        dy: index === 0 ? `${-((lines.length - 1) * lineHeight) / 2}em` : `${lineHeight}em`,
      })
      part.textContent = line
      made.append(part)
    }
  return made
}

export const px = (value: number, digits = 2): number => Number(value.toFixed(digits))

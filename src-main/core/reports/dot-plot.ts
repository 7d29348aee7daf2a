/** The headline metric as a picture: one dot per case, the mean and its interval, a row per tool. Plain SVG. */
import type { Comparison } from '../../contract/comparison.ts'
import { escapeMarkup } from './escape-markup.ts'

const rowHeight = 46
const left = 220
const right = 30
const width = 860
const foot = 48

/** Empty where no case has a finite score. */
export function dotPlot(comparison: Comparison): string {
  const { headline, tools, cases, estimates, metrics } = comparison
  const definition = metrics.find(({ tuple }) => tuple.id === headline)?.definition
  const rows = tools.map((tool) => ({
    tool,
    dots: cases.flatMap((item) => {
      const score = item.scores[tool.key]?.[headline]
      return score && 'value' in score && typeof score.value === 'number' ? [score.value] : []
    }),
    estimate: estimates[tool.key]?.[headline],
  }))
  const values = rows.flatMap(({ dots, estimate }) => [
    ...dots,
    ...[estimate?.lower, estimate?.upper].filter((end) => typeof end === 'number'),
  ])
  if (values.length === 0 || definition === undefined) return ''
  const ticks = ticksOver(Math.min(...values), Math.max(...values))
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const x = (value: number): number =>
    left + ((value - low) / (high - low)) * (width - left - right)
  const height = rows.length * rowHeight + foot
  const grid = ticks.map(
    (tick) =>
      `<line x1="${at(x(tick))}" x2="${at(x(tick))}" y1="0" y2="${height - foot}" stroke="#ddd"/><text x="${at(x(tick))}" y="${height - foot + 16}" text-anchor="middle">${tick}</text>`,
  )
  const better = { higher: 'higher is better', lower: 'lower is better', zero: 'zero is best' }
  const axis = `${definition.name}${definition.unit === '' ? '' : ` (${definition.unit})`}, ${better[definition.direction]}`
  const drawn = rows.map(({ tool, dots, estimate }, index) => {
    const y = index * rowHeight + rowHeight / 2
    const interval =
      typeof estimate?.lower === 'number' && typeof estimate.upper === 'number'
        ? `<line x1="${at(x(estimate.lower))}" x2="${at(x(estimate.upper))}" y1="${y + 10}" y2="${y + 10}" stroke="#111" stroke-width="1.5"/>`
        : ''
    const mean =
      typeof estimate?.mean === 'number'
        ? `<path d="M${at(x(estimate.mean))} ${y + 4}l4 6l-4 6l-4 -6z" fill="#111"/>`
        : ''
    const circles = dots.map(
      (value) =>
        `<circle cx="${at(x(value))}" cy="${y - 6}" r="3" fill="#0072b2" fill-opacity="0.55"/>`,
    )
    return `<text x="${left - 12}" y="${y + 4}" text-anchor="end">${escapeMarkup(short(tool.name))}</text>${circles.join('')}${interval}${mean}`
  })
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(`${axis}: one dot per case, mean and interval per tool`)}" font-size="12" font-family="sans-serif">${grid.join('')}${drawn.join('')}<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">${escapeMarkup(axis)}</text></svg>`
}

/** Round numbers that enclose the values, about six. */
export function ticksOver(low: number, high: number): number[] {
  const span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1
  const rough = span / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough)!
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step))
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  )
}

function at(position: number): string {
  return position.toFixed(1)
}

function short(name: string): string {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name
}

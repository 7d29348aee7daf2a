/** A drawn plot as a file that stands alone: its colours and fonts are written into it. */
import type { PlotTable } from './plot-shape.ts'

/** The SVG with every `var(--name)` replaced by what it is here, and the caption as its description. */
export function standaloneSvg(svg: SVGSVGElement, caption: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const described = document.createElementNS('http://www.w3.org/2000/svg', 'desc')
  described.textContent = caption
  copy.prepend(described)
  const color = getComputedStyle(svg).color
  const text = new XMLSerializer().serializeToString(copy)
  return text
    .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => valueHere(svg, name) || color)
    .replaceAll('currentColor', color)
}

/** Of a token: colours as they are in the present theme, everything else as it is written. */
function valueHere(svg: SVGSVGElement, name: string): string {
  const written = getComputedStyle(svg).getPropertyValue(name).trim()
  if (!/^(#|rgb|hsl|light-dark)/.test(written)) return written.replaceAll('"', "'")
  const probe = document.createElement('span')
  probe.style.color = `var(${name})`
  svg.parentElement?.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** Twice the size on screen, on the page's own ground. */
export async function pngOf(svg: SVGSVGElement, caption: string): Promise<Blob> {
  const address = URL.createObjectURL(
    new Blob([standaloneSvg(svg, caption)], { type: 'image/svg+xml' }),
  )
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const { width, height } = svg.getBoundingClientRect()
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(width * 2)
    canvas.height = Math.ceil(height * 2)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser draws no pictures.')
    context.fillStyle = getComputedStyle(document.body).backgroundColor
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob)
        else reject(new Error('The picture could not be made.'))
      })
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** RFC 4180; the caption is the first line, behind a hash. */
export function csvText({ head, rows }: PlotTable, caption: string): string {
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [
    `# ${caption.replaceAll(/[\r\n]+/g, ' ')}`,
    ...[head, ...rows].map((row) => row.map(cell).join(',')),
    '',
  ].join('\r\n')
}

export function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // the download has its own hold on it by then
  setTimeout(() => {
    URL.revokeObjectURL(link.href)
  }, 10_000)
}

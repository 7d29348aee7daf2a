/**
 * A drawn plot as a file that stands alone: the colours of the theme, the names of the fonts and the caption
 * are written into it. A PNG carries the typeface as well, since a picture may load nothing from the page.
 */
import type { PlotTable } from './plot-shape.ts'

const namespace = 'http://www.w3.org/2000/svg'
const captionSizePx = 11
const captionLinePx = 16

/** Well-formed by construction: values are written into attributes, and the serializer escapes them. */
export function standaloneSvg(svg: SVGSVGElement, caption: string): string {
  return new XMLSerializer().serializeToString(standalone(svg, caption))
}

/** Twice the size on screen. Throws where the browser draws no picture. */
export async function pngOf(svg: SVGSVGElement, caption: string): Promise<Blob> {
  const copy = standalone(svg, caption)
  const faces = document.createElementNS(namespace, 'style')
  faces.textContent = await typefaces(copy.textContent)
  copy.prepend(faces)
  const text = new XMLSerializer().serializeToString(copy)
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(Number(copy.getAttribute('width')) * 2)
    canvas.height = Math.ceil(Number(copy.getAttribute('height')) * 2)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser draws no pictures.')
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

/** RFC 4180 with the caption as first line; a text that a spreadsheet would run as a formula is quoted. */
export function csvText({ head, rows }: PlotTable, caption: string): string {
  const cell = (value: string | number | null): string => {
    if (typeof value !== 'string') return value === null ? '' : String(value)
    const text = /^[=+\-@\t]/.test(value) && value.length > 1 ? `'${value}` : value
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

/** A copy on the page's ground, with the caption written under it and as its description. */
function standalone(svg: SVGSVGElement, caption: string): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const resolve = resolver(svg)
  for (const part of [copy, ...copy.querySelectorAll('*')])
    for (const { name, value } of [...part.attributes])
      if (/var\(|currentcolor/i.test(value)) part.setAttribute(name, resolve(value))
  const width = Number(svg.getAttribute('width'))
  const height = Number(svg.getAttribute('height'))
  const lines = wrapped(caption, width - 16, `${captionSizePx}px ${resolve('var(--font)')}`)
  const whole = height + 8 + lines.length * captionLinePx
  copy.setAttribute('height', String(whole))
  copy.setAttribute('viewBox', `0 0 ${width} ${whole}`)
  const add = (name: string, attributes: Record<string, string | number>, text = ''): Element => {
    const element = document.createElementNS(namespace, name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
    element.textContent = text
    return element
  }
  copy.prepend(
    add('desc', {}, caption),
    add('rect', { width, height: whole, fill: resolve('var(--page)') }),
  )
  lines.forEach((line, index) => {
    const y = height + 4 + (index + 0.75) * captionLinePx
    const look = { 'text-anchor': 'start', fill: resolve('var(--ink-soft)') }
    copy.append(add('text', { x: 8, y, style: `font-size: ${captionSizePx}px`, ...look }, line))
  })
  return copy
}

/** Puts plain colours and names for tokens: a token may itself be `light-dark(...)`, which only pages know. */
function resolver(svg: SVGSVGElement): (value: string) => string {
  const style = getComputedStyle(svg)
  const probe = document.createElement('span')
  const inkOf = (name: string): string => {
    const written = style.getPropertyValue(name).trim()
    if (!CSS.supports('color', written)) return written
    probe.style.color = `var(${name})`
    ;(svg.parentElement ?? document.body).append(probe)
    const found = getComputedStyle(probe).color
    probe.remove()
    return found
  }
  return (value) =>
    value
      .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => inkOf(name) || style.color)
      .replaceAll(/currentcolor/gi, style.color)
}

function wrapped(text: string, widthPx: number, font: string): string[] {
  const context = document.createElement('canvas').getContext('2d')
  if (context) context.font = font
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
    const room = context ? context.measureText(longer).width : longer.length * 6
    if (lines.length === 0 || room > widthPx) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

/** The page's own faces whose letters occur, as rules that hold their bytes. */
async function typefaces(text: string): Promise<string> {
  const codes = [...new Set(text)].map((letter) => letter.codePointAt(0)!)
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href })))
    .filter(({ rule }) => rule instanceof CSSFontFaceRule && isNeeded(rule, codes))
  const written = await Promise.all(
    rules.map(async ({ rule, base }) => {
      const [, address] = /url\(["']?([^"')]+)["']?\)/.exec(rule.cssText) ?? []
      if (!address) return ''
      const blob = await (await fetch(new URL(address, base ?? document.baseURI))).blob()
      return rule.cssText.replace(address, await dataAddress(blob))
    }),
  )
  return written.join('\n')
}

function isNeeded(rule: CSSFontFaceRule, codes: readonly number[]): boolean {
  const ranges = rule.style.getPropertyValue('unicode-range')
  if (ranges === '') return true
  return ranges.split(',').some((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-')
    return codes.some((code) => code >= parseInt(from, 16) && code <= parseInt(to, 16))
  })
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      resolve(typeof reader.result === 'string' ? reader.result : '')
    }
    reader.onerror = () => {
      reject(new Error('The typeface could not be read.'))
    }
    reader.readAsDataURL(blob)
  })
}

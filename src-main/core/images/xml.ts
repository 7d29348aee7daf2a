/**
 * Elements and attributes of a small XML document, enough for OME metadata. No document types, no
 * entities beyond the five of XML and character numbers: nothing in it can expand.
 */
export interface XmlElement {
  /** Without the namespace prefix. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[]
  text: string
}

const deepest = 64

/** The root element, or undefined where the text is not well-formed XML. */
export function parseXml(source: string): XmlElement | undefined {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' }
  const open: OpenElement[] = [root]
  let at = 0
  while (at < source.length) {
    const current = open.at(-1)!
    const start = source.indexOf('<', at)
    if (start < 0) break
    current.text += decodeEntities(source.slice(at, start))
    const skipped = skipMarkup(source, start)
    if (skipped !== undefined) {
      at = skipped
      continue
    }
    const stop = endOfTag(source, start)
    if (stop < 0) return undefined
    const body = source.slice(start + 1, stop)
    at = stop + 1
    if (body.startsWith('/')) {
      if (open.length === 1 || localName(body.slice(1).trim()) !== current.name) return undefined
      open.pop()
      continue
    }
    const isEmpty = body.endsWith('/')
    const element = parseTag(isEmpty ? body.slice(0, -1) : body)
    current.children.push(element)
    if (!isEmpty) open.push(element)
    if (open.length > deepest) return undefined
  }
  return open.length === 1 ? root.children[0] : undefined
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** End of a comment, processing instruction, CDATA or document type that starts here. */
function skipMarkup(source: string, start: number): number | undefined {
  const pairs = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ] as const
  for (const [opening, closing] of pairs) {
    if (!source.startsWith(opening, start)) continue
    const stop = source.indexOf(closing, start + opening.length)
    return stop < 0 ? source.length : stop + closing.length
  }
  return undefined
}

/** The `>` that ends a tag, not one inside a quoted attribute. */
function endOfTag(source: string, start: number): number {
  let quote = ''
  for (let i = start + 1; i < source.length; i++) {
    const letter = source[i]!
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return i
  }
  return -1
}

function parseTag(body: string): OpenElement {
  const name = /^[^\s]+/.exec(body)?.[0] ?? ''
  const attributes: Record<string, string> = {}
  for (const match of body
    .slice(name.length)
    .matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[localName(match[1]!)] = decodeEntities(match[2] ?? match[3] ?? '')
  }
  return { name: localName(name), attributes, children: [], text: '' }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|\w{2,4});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** For text and attributes alike. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => {
    const name = Object.keys(entities).find((key) => entities[key] === letter)
    return `&${name ?? 'amp'};`
  })
}

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

const noChildren: readonly XmlElement[] = []

/** Attributes are taken apart when first asked for: most of the many elements of a long stack never are. */
class OpenElement implements XmlElement {
  readonly name: string
  children: readonly XmlElement[] = noChildren
  text = ''
  readonly #body: string
  readonly #attributesAt: number
  #attributes: Record<string, string> | undefined

  /** `body` is what stands between `<` and `>`. */
  constructor(body: string) {
    let end = 0
    while (end < body.length && body.charCodeAt(end) > space) end++
    this.name = localName(body.slice(0, end))
    this.#body = body
    this.#attributesAt = end
  }

  add(child: OpenElement): void {
    if (this.children === noChildren) this.children = [child]
    else (this.children as OpenElement[]).push(child)
  }

  get attributes(): Readonly<Record<string, string>> {
    return (this.#attributes ??= parseAttributes(this.#body, this.#attributesAt))
  }
}

const [space, exclamationMark, slash, questionMark] = [32, 33, 47, 63]
const [doubleQuote, singleQuote, greaterThan] = [34, 39, 62]

const deepest = 64

/**
 * The root element, or undefined where the text is not well-formed XML. Empty elements called `passedOver` are left
 * out: a long stack says something of each of its planes that nobody reads.
 */
export function parseXml(source: string, passedOver?: string): XmlElement | undefined {
  const root = new OpenElement('')
  const open: OpenElement[] = [root]
  let at = 0
  while (at < source.length) {
    const current = open.at(-1)!
    const start = source.indexOf('<', at)
    if (start < 0) break
    if (start > at) current.text += decodeEntities(source.slice(at, start))
    const mark = source.charCodeAt(start + 1)
    if (mark === exclamationMark || mark === questionMark) {
      at = endOfMarkup(source, start)
      continue
    }
    const stop = endOfTag(source, start)
    if (stop < 0) return undefined
    at = stop + 1
    const isPassedOver =
      passedOver !== undefined &&
      source.charCodeAt(stop - 1) === slash &&
      source.startsWith(passedOver, start + 1) &&
      source.charCodeAt(start + 1 + passedOver.length) <= space
    if (isPassedOver) continue
    const body = source.slice(start + 1, stop)
    if (body.startsWith('/')) {
      if (open.length === 1 || localName(body.slice(1).trim()) !== current.name) return undefined
      open.pop()
      continue
    }
    const isEmpty = body.endsWith('/')
    const element = new OpenElement(isEmpty ? body.slice(0, -1) : body)
    current.add(element)
    if (!isEmpty) open.push(element)
    if (open.length > deepest) return undefined
  }
  return open.length === 1 ? root.children[0] : undefined
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** End of a comment, processing instruction, CDATA or document type that starts here. */
function endOfMarkup(source: string, start: number): number {
  const pairs = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ] as const
  const [opening, closing] = pairs.find(([opening]) => source.startsWith(opening, start))!
  const stop = source.indexOf(closing, start + opening.length)
  return stop < 0 ? source.length : stop + closing.length
}

/** The `>` that ends a tag, not one inside a quoted attribute. */
function endOfTag(source: string, start: number): number {
  let quote = 0
  for (let i = start + 1; i < source.length; i++) {
    const code = source.charCodeAt(i)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === greaterThan) return i
    else if (code === doubleQuote || code === singleQuote) quote = code
  }
  return -1
}

/** `name="value"` or `name='value'`, with or without spaces; anything else is passed over. */
function parseAttributes(body: string, from: number): Record<string, string> {
  const attributes: Record<string, string> = {}
  let at = from
  for (;;) {
    const equals = body.indexOf('=', at)
    if (equals < 0) return attributes
    let open = equals + 1
    while (body.charCodeAt(open) <= space) open++
    const quote = body[open]
    const close = quote === '"' || quote === "'" ? body.indexOf(quote, open + 1) : -1
    if (close < 0) {
      at = equals + 1
      continue
    }
    let end = equals
    while (end > at && body.charCodeAt(end - 1) <= space) end--
    let start = end
    while (start > at && body.charCodeAt(start - 1) > space) start--
    attributes[localName(body.slice(start, end))] = decodeEntities(body.slice(open + 1, close))
    at = close + 1
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
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

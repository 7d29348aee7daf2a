import { expect, test } from 'vitest'
import { childrenNamed, escapeXml, parseXml } from '../../../src-main/core/images/xml.ts'

test('reads elements, attributes and text without prefixes', () => {
  const root = parseXml(
    `<?xml version="1.0"?><!-- <x> --><o:a o:b='1 > 0' c="&lt;&#181;&#xB5;"><d/><d>text</d></o:a>`,
  )
  expect(root).toMatchObject({ name: 'a', attributes: { b: '1 > 0', c: '<µµ' } })
  expect(childrenNamed(root!, 'd').map(({ text }) => text)).toEqual(['', 'text'])
})

test('empty elements of one name can be passed over', () => {
  const root = parseXml('<a><p x="1"/><plane/><p>kept</p><p/></a>', 'p')
  expect(root?.children.map(({ name, text }) => name + text)).toEqual(['plane', 'pkept', 'p'])
  expect(parseXml('<a><p x=">"/><b/></a>', 'p')?.children).toHaveLength(1)
})

test('declared entities are not expanded', () => {
  const root = parseXml('<!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>')
  expect(root?.text ?? '').not.toContain('boom')
})

test.each(['<a', '<a>', '<a></b>', '', '</a>', '<a>'.repeat(100) + '</a>'.repeat(100)])(
  'is undefined where the text is not well-formed or too deep: %s',
  (text) => expect(parseXml(text)).toBeUndefined(),
)

test('attributes may be spaced and quoted in either way; words without a value are passed over', () => {
  const root = parseXml(`<a  b = "1"\n\tc='2 > "1"' stray d="=" e=unquoted f="3"/>`)
  expect(root?.attributes).toEqual({ b: '1', c: '2 > "1"', d: '=', f: '3' })
})

test('what is escaped reads back', () => {
  const text = `<&>"'µ`
  expect(parseXml(`<a b="${escapeXml(text)}"/>`)?.attributes['b']).toBe(text)
})

import { expect, test } from 'vitest'
import { readYaml } from '../../../../src-main/core/models/descriptions/read-yaml.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('reads a document with its version line', () => {
  expect(readYaml(bytes('%YAML 1.2\n---\na: [1, -.inf]\n'), 'a.yaml')).toEqual({
    a: [1, -Infinity],
  })
})

test('a text that is not YAML is refused by file name', () => {
  expect(() => readYaml(bytes('a: [1,'), 'rdf.yaml')).toThrow(/^rdf\.yaml is not valid YAML/)
  expect(() => readYaml(bytes('a: 1\na: 2\n'), 'rdf.yaml')).toThrow(/not valid YAML/)
  expect(() => readYaml(Uint8Array.from([0xff, 0xfe, 0x00]), 'rdf.yaml')).toThrow(/not UTF-8/)
})

test('aliases that multiply are refused, not expanded', () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 9; i++) {
    const [here, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)]
    levels.push(`${here}: &${here} [${Array<string>(10).fill(`*${before}`).join(', ')}]`)
  }
  expect(() => readYaml(bytes(levels.join('\n')), 'bomb.yaml')).toThrow(/bomb\.yaml is not valid/)
})

test('a description of several megabytes is refused', () => {
  expect(() => readYaml(new Uint8Array(3 * 1024 * 1024), 'big.yaml')).toThrow(/2097152 at most/)
})

test('a key that occurs twice is refused, also deep inside', () => {
  expect(() => readYaml(bytes('a: 1\nb: {c: 1, d: 2, c: 3}'), 'twice.yaml')).toThrow(
    /twice\.yaml is not valid YAML: the key c occurs twice/,
  )
  expect(readYaml(bytes('a: {c: 1}\nb: {c: 2}'), 'once.yaml')).toEqual({ a: { c: 1 }, b: { c: 2 } })
})

test('very many keys and very deep nesting end soon', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join('\n')
  expect(Object.keys(readYaml(bytes(keys), 'wide.yaml') as object)).toHaveLength(100_000)
  for (const deep of ['['.repeat(100_000), '- '.repeat(50_000)])
    expect(() => readYaml(bytes(deep), 'deep.yaml')).toThrow(/deep\.yaml .* nested too deeply/)
})

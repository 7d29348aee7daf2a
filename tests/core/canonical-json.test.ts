import { describe, expect, test } from 'vitest'
import { canonicalJson, digestOf, sha256 } from '../../src-main/core/canonical-json.ts'

describe('canonicalJson', () => {
  test('gives the text of the example of RFC 8785, 3.2.2', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts keys by UTF-16 code units as the example of RFC 8785, 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const order = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as %s (RFC 8785, appendix B)', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text)
  })

  test('escapes control characters in lower case and leaves the rest as it is', () => {
    expect(canonicalJson('\b\t\n\f\r\u0000\u001f\u007f\u2028\u2029/')).toBe(
      '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028\u2029/"',
    )
  })

  test('is the same for the same value written in another order, and after a round trip', () => {
    const value = { b: [1, { z: null, a: '𝔘' }], a: -0, ['__proto__']: 1 }
    const text = canonicalJson(value)
    expect(canonicalJson({ a: 0, ['__proto__']: 1, b: [1, { a: '𝔘', z: null }] })).toBe(text)
    expect(canonicalJson(JSON.parse(text))).toBe(text)
  })

  test.each([
    ['NaN', { a: [1, NaN] }, '$.a[1] is NaN'],
    ['Infinity', Infinity, '$ is Infinity'],
    ['-Infinity', [-Infinity], '$[0] is -Infinity'],
    ['undefined', { a: undefined }, '$.a is undefined'],
    ['a hole', Array(1), '$[0] is undefined'],
    ['a lone surrogate', ['\ud800'], 'a lone surrogate'],
    ['a lone surrogate as key', { '\udc00': 1 }, 'a lone surrogate'],
    ['bigint', 1n, 'a bigint'],
    ['a function', { f: () => 1 }, 'a function'],
    ['a symbol as key', { [Symbol('s')]: 1 }, 'a symbol as key'],
    ['a Date', new Date(0), 'an object of class Date'],
    ['a typed array', new Uint8Array(2), 'an object of class Uint8Array'],
    ['a Map', new Map(), 'an object of class Map'],
  ])('refuses %s and names the place', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(
      expect.objectContaining({
        code: 'bad-request',
        message: expect.stringContaining(message) as string,
      }),
    )
  })

  test('refuses a value that contains itself', () => {
    const value: unknown[] = []
    value.push(value)
    expect(() => canonicalJson(value)).toThrow(/deeper than 500 levels/)
  })
})

test('digestOf is the SHA-256 of the canonical text in UTF-8', () => {
  expect(digestOf({})).toBe(
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  )
  expect(digestOf({ b: 'é', a: 1 })).toBe(sha256(Buffer.from('{"a":1,"b":"é"}', 'utf8')))
})

test('sha256 joins its parts', () => {
  expect(sha256('a', Buffer.from('bc'))).toBe(
    'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

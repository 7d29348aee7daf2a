import { expect, test } from 'vitest'
import { escapeMarkup } from '../../../src-main/core/reports/escape-markup.ts'

test('markup in a name stays text', () => {
  expect(escapeMarkup('<b a="1">&amp;</b>')).toBe('&lt;b a=&quot;1&quot;&gt;&amp;amp;&lt;/b&gt;')
})

import { expect, test } from 'vitest'
import { isBoilerplate } from '../../../../src-main/core/models/transparency/boilerplate.ts'

test('the defaults of the format are boilerplate, however they are wrapped', () => {
  const biases =
    'In general bioimage models may suffer from biases caused by:\n\n- Imaging protocol dependencies\n- Use of a specific cell type\n- Species-specific training data limitations\n\n'
  expect(isBoilerplate(biases)).toBe(true)
  expect(isBoilerplate(biases.replaceAll('\n', ' '))).toBe(true)
  expect(isBoilerplate(`${biases}Trained on mouse only.`)).toBe(false)
  expect(
    isBoilerplate(
      'Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model.',
    ),
  ).toBe(true)
})

test.each([
  '',
  '  ',
  'Unknown',
  'N/A.',
  'TODO',
  'none',
  '<your name>',
  '[More Information Needed]',
])('%j says nothing', (text) => expect(isBoilerplate(text)).toBe(true))

test.each(['MIT', 'no nuclei below 5 µm', 'https://example.com.au/x', 'unknown to fail on HeLa'])(
  '%j says something',
  (text) => expect(isBoilerplate(text)).toBe(false),
)

/**
 * Texts that stand in a description without saying anything of this model: the defaults of the format
 * (bioimageio.spec 0.5.5 and later), and what people put where nothing is to be said. No credit for them.
 */

/** Compared without case, and with all white space alike. */
export function isBoilerplate(text: string): boolean {
  const plain = plainText(text)
  return (
    plain === '' ||
    nothings.has(plain.replace(/[.!]+$/, '')) ||
    formatDefaults.has(plain) ||
    templates.some((pattern) => pattern.test(plain))
  )
}

const plainText = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim()

const nothings = new Set([
  ...['unknown', 'n/a', 'na', 'n.a', 'none', 'null', 'nan', 'nil', 'undefined', 'missing'],
  ...['tbd', 'tba', 'todo', 'fixme', 'xxx', 'x', '-', '--', '---', '?', '??', '???', '...', '…'],
  ...['not specified', 'not stated', 'not available', 'not applicable', 'not known', 'unspecified'],
  ...['no description', 'no information', 'to be added', 'to be done', 'coming soon', 'default'],
  ...['empty', 'placeholder', 'test', 'my model', 'model', 'description', 'name', 'author'],
  ...['see documentation', 'see readme', 'see above', 'see paper'],
])

/** The defaults of `bias_risks_limitations`. */
const formatDefaults = new Set(
  [
    'In general bioimage models may suffer from biases caused by:\n\n- Imaging protocol dependencies\n- Use of a specific cell type\n- Species-specific training data limitations\n\n',
    'Common risks in bioimage analysis include:\n\n- Erroneously assuming generalization to unseen experimental conditions\n- Trusting (overconfident) model outputs without validation\n- Misinterpretation of results\n\n',
    'Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model.',
  ].map(plainText),
)

/** Left over from templates of descriptions and model cards. */
const templates: readonly RegExp[] = [
  /^\[?more information needed\]?$/,
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^lorem ipsum/,
  /^(add|enter|insert|write|put|replace)\b.{0,40}\b(here|description|text|name)$/,
  /^https?:\/\/(www\.)?example\.(com|org|net)(\/|$)/,
]

/** The card of a model in `config.bioimageio`: what it is for, where it fails, how it was trained and judged. */
import { hasNumberWithUnit, isSpecific, judge, type Judged, substance } from './judge-value.ts'

type Fields = Readonly<Record<string, unknown>>

/** Points for these are for a text about this model, a list, or a number. */
const described = [
  ...['funded_by', 'architecture_type', 'architecture_description', 'modality', 'target_structure'],
  ...['task', 'out_of_scope_use', 'environmental_impact', 'new_version'],
]
const risks = ['known_biases', 'risks', 'limitations', 'recommendations']
const measures = ['inference_time', 'memory_requirements_inference', 'memory_requirements_training']
const training = [
  ...['training_preprocessing', 'learning_rate_schedule', 'regularization'],
  ...['training_epochs', 'training_batch_size', 'initial_learning_rate', 'training_duration'],
]
/** Those whose settings stand beside them. */
const withSettings = ['loss_function', 'optimizer']
/** A word is all there is to say. */
const single = new Set(['architecture_type', 'modality', 'task', 'target_structure'])

export function cardFields(fields: Fields): Record<string, Judged> {
  const card = mapOf(mapOf(fields['config'])['bioimageio'])
  const risksOfCard = mapOf(card['bias_risks_limitations'])
  const trained = mapOf(card['training'])
  return {
    ...all(described, (name) =>
      judge(card[name], 'specific', (value) => single.has(name) || isSpecific(value)),
    ),
    ...all(risks, (name) => judge(risksOfCard[name], 'of this model', isSpecific), risksPath),
    'config.bioimageio.model_parameter_count': judge(
      card['model_parameter_count'],
      'a number',
      (value) => Number.isInteger(value) && Number(value) > 0,
    ),
    ...all(measures, (name) => judge(card[name], 'a number with its unit', hasNumberWithUnit)),
    'config.bioimageio.evaluations': judge(card['evaluations'], 'with data and results', (value) =>
      (Array.isArray(value) ? (value as readonly unknown[]) : []).some((one) => {
        const { dataset_source: source, dataset_id: id, metrics, results } = mapOf(one)
        return (source ?? id) !== undefined && metrics !== undefined && results !== undefined
      }),
    ),
    ...all(training, (name) => judge(trained[name], 'specific', isSpecific), trainingPath),
    ...all(
      withSettings,
      (name) =>
        judge(trained[name], 'with its settings', () => {
          return substance(trained[`${name}_kwargs`]) !== null
        }),
      trainingPath,
    ),
  }
}

const risksPath = 'config.bioimageio.bias_risks_limitations.'
const trainingPath = 'config.bioimageio.training.'

function all(
  names: readonly string[],
  judged: (name: string) => Judged,
  path = 'config.bioimageio.',
): Record<string, Judged> {
  return Object.fromEntries(names.map((name) => [`${path}${name}`, judged(name)]))
}

function mapOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}

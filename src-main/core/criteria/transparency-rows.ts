/**
 * What a model should tell of itself, question by question: the fields of the bioimage.io description. For
 * tools without one a person answers the same questions. Titles are ours, `field` is where the answer stands.
 */
import type { Rated } from '../../contract/criteria.ts'

export type TransparencySection =
  'identity' | 'origin' | 'rights' | 'documents' | 'runnable' | 'scale' | 'card' | 'training'

export interface TransparencyField {
  readonly field: string
  readonly section: TransparencySection
  readonly name: string
  readonly question: string
}

const card = 'config.bioimageio.'
const training = `${card}training.`

const sections: Readonly<
  Record<TransparencySection, readonly (readonly [field: string, name: string, asks: string])[]>
> = {
  identity: [
    ['name', 'Name', 'Does it have a name that tells it from others?'],
    ['description', 'Description', 'Is it said what it does, and for which images?'],
    ['authors', 'Authors', 'Is it said who made it, with an ORCID?'],
    ['uploader', 'Uploader', 'Is it said who published it, and how to reach them?'],
    ['maintainers', 'Maintainers', 'Is it said who maintains it?'],
    ['packaged_by', 'Packaged by', 'Is it said who packaged it?'],
    ['version', 'Version', 'Does it have a version number?'],
    ['version_comment', 'What changed', 'Is it said what changed in this version?'],
    ['timestamp', 'Date', 'Is it said when it was made?'],
    ['tags', 'Tags', 'Is it labelled by what it is for?'],
    ['covers', 'Pictures', 'Are there pictures of what goes in and comes out?'],
  ],
  origin: [
    ['cite', 'Publication', 'Is there a publication to cite, by its DOI?'],
    ['git_repo', 'Source code', 'Is it said where the source code is?'],
    ['parent', 'Model it was made from', 'Is it said which model it was made from?'],
    ['training_data', 'Training data', 'Is it said what it was trained on, under which licence?'],
    ['attachments', 'Further files', 'Do further files come with it, such as code or notes?'],
  ],
  rights: [['license', 'Licence', 'Does it have a licence that is known by a standard name?']],
  documents: [
    ['documentation', 'Documentation', 'Is there documentation that says how it was validated?'],
  ],
  runnable: [
    ['run_mode', 'No special program', 'Does it run without steps of a program of its own?'],
    ['weights', 'Open weights', 'Are there weights in an open format, with their hash?'],
    ['test_tensor', 'Test data', 'Are there test data, and are they reproduced here?'],
    ['sample_tensor', 'Sample data', 'Are there sample images to look at?'],
  ],
  scale: [['scale', 'Pixel size', 'Is it said which pixel size and unit it expects?']],
  card: [
    [`${card}funded_by`, 'Funding', 'Is it said who paid for it?'],
    [`${card}architecture_type`, 'Kind of network', 'Is it said what kind of network it is?'],
    [`${card}architecture_description`, 'Network in detail', 'Is the network described?'],
    [`${card}modality`, 'Modality', 'Is it said for which kind of microscopy?'],
    [`${card}target_structure`, 'Target structure', 'Is it said what it finds or restores?'],
    [`${card}task`, 'Task', 'Is it said which task it solves?'],
    [`${card}out_of_scope_use`, 'Out of scope', 'Is it said what it must not be used for?'],
    [
      `${card}bias_risks_limitations.known_biases`,
      'Known biases',
      'Are biases of this model named, not those of all models?',
    ],
    [
      `${card}bias_risks_limitations.risks`,
      'Risks',
      'Are risks of this model named, not those of all models?',
    ],
    [`${card}bias_risks_limitations.limitations`, 'Limitations', 'Is it said where it fails?'],
    [
      `${card}bias_risks_limitations.recommendations`,
      'Recommendations',
      'Is it said how to use it well, more than to be careful?',
    ],
    [`${card}model_parameter_count`, 'Parameters', 'Is it said how many parameters it has?'],
    [`${card}inference_time`, 'Stated speed', 'Is it said how long it takes, on which machine?'],
    [
      `${card}memory_requirements_inference`,
      'Stated memory',
      'Is it said how much memory it needs to run?',
    ],
    [
      `${card}memory_requirements_training`,
      'Memory for training',
      'Is it said how much memory its training needed?',
    ],
    [`${card}environmental_impact`, 'Environmental impact', 'Is it said what its training cost?'],
    [`${card}new_version`, 'Newer version', 'Is it said whether a newer version replaces it?'],
    [
      `${card}evaluations`,
      'Evaluations by its makers',
      'Is it said how it scored, on which data, by which metric?',
    ],
  ],
  training: [
    [`${training}training_preprocessing`, 'Preprocessing', 'Is it said how images were prepared?'],
    [`${training}training_epochs`, 'Epochs', 'Is it said how long it was trained?'],
    [`${training}training_batch_size`, 'Batch size', 'Is the batch size stated?'],
    [`${training}initial_learning_rate`, 'Learning rate', 'Is the learning rate stated?'],
    [`${training}learning_rate_schedule`, 'Schedule', 'Is it said how the rate was changed?'],
    [`${training}loss_function`, 'Loss', 'Is it said what was minimised, with its settings?'],
    [`${training}optimizer`, 'Optimiser', 'Is it said by which optimiser, with its settings?'],
    [
      `${training}regularization`,
      'Regularisation',
      'Is it said what was done against overfitting?',
    ],
    [`${training}training_duration`, 'Training time', 'Is it said how many hours it was trained?'],
  ],
}

export const transparencyFields: readonly TransparencyField[] = Object.entries(sections).flatMap(
  ([section, fields]) =>
    fields.map(([field, name, question]) => ({
      ...{ field, name, question, section: section as TransparencySection },
    })),
)

/** 0 absent, 1 present, 2 present and checked: the number that the scale of each row is of. */
export const mostPoints = 2

/** All rows together weigh as much as stated, each the same. */
export function transparencyRows(weight: number): Rated[] {
  const each = Math.round((100 * weight) / transparencyFields.length) / 100
  return transparencyFields.map(({ field, name, question }) => ({
    kind: 'rated',
    id: transparencyId(field),
    group: 'transparency',
    ...{ name, question },
    source: { from: 'field', field },
    stratum: null,
    weight: each,
    scale: { worst: 0, best: mostPoints },
    anchors: [],
  }))
}

/** Short and stable: `transparency.known-biases`. */
function transparencyId(field: string): string {
  const own = field.slice(field.lastIndexOf('.') + 1)
  return `transparency.${own.replaceAll('_', '-')}`
}

/** Which classes the values of a network's output stand for. Names are stated by somebody, never made up. */
import type { Decoding } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import type { DecodableModel } from './default-decoding.ts'

export type ClassDecoding = Extract<Decoding, { method: 'classes' }>

/** `stated`: of the settings or the package. Throws `tool-invalid` where nobody names the classes. */
export function classDecoding(model: DecodableModel, stated: Decoding | null): ClassDecoding {
  if (stated !== null && stated.method !== 'classes')
    throw new TouchstoneError(
      'tool-invalid',
      `The decoding of ${model.name} is ${stated.method}, which finds objects; the class of an image needs {"method":"classes","classes":[...]}.`,
    )
  const named = stated?.classes ?? []
  const classes = named.length > 0 ? named : describedNames(model)
  const twice = classes.find((name, index) => classes.indexOf(name) !== index)
  if (twice !== undefined)
    throw new TouchstoneError(
      'tool-invalid',
      `${model.name} has two outputs of the class ${twice}; every class has one name of its own.`,
    )
  return { method: 'classes', activation: stated?.activation ?? 'none', classes: [...classes] }
}

/** Of a program that filled in names: `channel0`, `c1`, `output 2` or numbers. */
const madeUp = /^(channels?|c|class|output|out|logits?|value)?[ _-]?\d*$/i

function describedNames({ name, classNames = [], outputChannels }: DecodableModel): string[] {
  if (classNames.length > 0 && !classNames.every((one) => madeUp.test(one))) return [...classNames]
  const given = classNames.length > 0 ? ` (only ${classNames.slice(0, 4).join(', ')})` : ''
  throw new TouchstoneError(
    'tool-invalid',
    `${name} does not say which classes its outputs are${given}. State all of them in the order of the outputs (${outputChannels.length} as far as is known): {"method":"classes","classes":["first","second"]} as decoding in its tool.yaml or its settings.`,
    { outputs: outputChannels.length },
  )
}

/** Whether a graph takes an image and gives one, and which of its outputs that is. */
import { basename } from 'node:path'
import type { GraphValue } from '../../inference/ort-tensor.ts'
import type { Graph } from '../fit-graph.ts'
import { shapeText, suggestAxes, suggestOutputAxes } from './suggest-axes.ts'

/** The first output that may be an image of the input; -1 where there is none. */
export function imageOutput({ inputs, outputs }: Graph): number {
  const [axes] = inputs[0] ? suggestAxes(inputs[0]) : []
  return axes ? outputs.findIndex((output) => suggestOutputAxes(output, axes.axes) !== null) : -1
}

/** A sentence where the graph takes or gives no image that can be evaluated here, else null. */
export function whyNoImage(path: string, graph: Graph): string | null {
  const name = basename(path)
  const { inputs, outputs } = graph
  const [input] = inputs
  if (!input || outputs.length === 0) return `${name} has no input or no output.`
  if (inputs.length > 1)
    return `${name} takes ${inputs.length} inputs: ${listOf(inputs)}. One image is supported; others need a bioimage.io description.`
  if (suggestAxes(input).length === 0 || input.dtype === 'bool')
    return `${name} takes ${listOf(inputs)}, which is no image: three to five dimensions are needed.`
  if (imageOutput(graph) < 0)
    return `${name} gives ${listOf(outputs)} for an image (${shapeText(input)}), which is no image that can be evaluated here.`
  return null
}

/** Names and shapes, as they are shown to a person. */
export function listOf(values: readonly GraphValue[]): string {
  return values.map((value) => `${value.name} (${shapeText(value)})`).join(', ')
}

/** The facts of one tool of a comparison, as cells are made of them. */
import { createGatherer } from '../../../src-main/core/criteria/gather-facts.ts'
import type { ToolFacts } from '../../../src-main/core/criteria/tool-facts.ts'
import type { Compared } from './compared-tools.ts'

export async function factsOf(compared: Compared, key: string): Promise<ToolFacts> {
  const { comparison, dataset } = compared.source()
  const tool = comparison.tools.find((one) => one.key === key)!
  return createGatherer(compared.places).ofTool(tool.digest, { comparison, dataset, tool })
}

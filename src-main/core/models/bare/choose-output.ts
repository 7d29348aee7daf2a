/** Networks of several outputs of which a person chose one, counted from 0. */
import type { Session } from '../../inference/session.ts'
import type { Graph } from '../fit-graph.ts'

/** The graph as if it had this output only; `describeBareOnnx` has checked that it is there. */
export function withOutput(graph: Graph, index: number): Graph {
  return { inputs: graph.inputs, outputs: graph.outputs.slice(index, index + 1) }
}

/** A session that gives this output only. */
export function sessionWithOutput(session: Session, index: number): Session {
  if (index === 0) return session
  // the runtime is asked for outputs in their order, those before are computed and dropped
  const before = session.outputs
    .slice(0, index)
    .map(({ shape }) => shape.map((_, axis) => `axis ${axis}`))
  return {
    ...session,
    outputs: withOutput(session, index).outputs,
    async run(inputs, outputAxes) {
      const results = await session.run(inputs, [...before, ...outputAxes])
      return results.slice(index)
    },
  }
}

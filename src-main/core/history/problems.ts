/** What verification found, in the order found. */

export interface Problem {
  readonly seq: number | null // the event concerned, null where there is none
  readonly code: string
  readonly message: string
}

export type ReportProblem = (seq: number | null, code: string, message: string) => void

const shown = 1000 // a record can be wrong in every row; nobody reads them all

export function collectProblems(): {
  readonly report: ReportProblem
  readonly problems: () => Problem[]
} {
  const found: Problem[] = []
  let hidden = 0
  return {
    report: (seq, code, message) => {
      if (found.length < shown) found.push({ seq, code, message })
      else hidden++
    },
    problems: () => {
      if (hidden === 0) return found
      const message = `${hidden} further problems are not listed.`
      return [...found, { seq: null, code: 'more-problems', message }]
    },
  }
}

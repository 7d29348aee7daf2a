/** One case of a program that ran once for all: its result by name, checked as an imported prediction is. */
import { join } from 'node:path'
import type { PredictOutput } from '../../engine-port.ts'
import { isTouchstoneError, TouchstoneError } from '../../errors.ts'
import { importPrediction } from '../import-prediction.ts'
import { type PredictionWork, secondsSince } from '../prediction-work.ts'
import type { CommandTool } from './command-line.ts'
import { lastWordsText } from './program-end.ts'
import { type ProgramEnding, readEnding, resultsFolder } from './program-ending.ts'

/**
 * Throws what importing throws; where the program ended badly, `tool-failed` with how. A valid result of a
 * program that ended badly is taken, and the note says so.
 */
export async function takeResult(
  { path }: CommandTool,
  work: PredictionWork,
): Promise<PredictOutput> {
  const start = performance.now()
  const { caseId, together } = work
  if (together === undefined)
    throw new TouchstoneError(
      'tool-invalid',
      `${path} runs once for all cases of an evaluation (per: dataset) and cannot be run for one image.`,
      { path },
    )
  const ending = await readEnding(together)
  const own = ending.cases.find(({ id }) => id === caseId)
  const refused = own === undefined ? `Case ${caseId} was not given to the program.` : own.refused
  if (own === undefined || refused !== null)
    throw new TouchstoneError('tool-invalid', refused!, { case: caseId })
  const calledAs = join(together, 'inputs', own.name)
  const taken = await importPrediction(resultsFolder(together), { ...work, calledAs }).catch(
    (error: unknown) => {
      throw withEnding(error, caseId, ending)
    },
  )
  const share = ending.seconds / ending.cases.length
  const { program, failure } = ending
  return {
    ...taken,
    outputs: [...taken.outputs, ...ending.texts],
    seconds: { ...taken.seconds, program: share, total: share + secondsSince(start) },
    notes: [
      ending.note,
      ...(failure === null ? [] : [`${program} ${failure}; this result was written before that.`]),
      ...taken.notes.filter((note) => !note.startsWith('Imported from')),
    ],
  }
}

function withEnding(
  error: unknown,
  caseId: string,
  { program, failure, lastWords }: ProgramEnding,
): unknown {
  if (failure === null || !isTouchstoneError(error) || error.code === 'cancelled') return error
  return new TouchstoneError(
    'tool-failed',
    `Case ${caseId}: ${program} ${failure}, and left no valid result for it. ${error.message}${lastWordsText(lastWords)}`,
    { case: caseId, program },
  )
}

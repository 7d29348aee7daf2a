import { expect, test } from 'vitest'
import { createGatherer } from '../../../src-main/core/criteria/gather-facts.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { digestOfText, toolDescription } from '../../fixtures/scripted-engine.ts'
import { compareTools } from './compared-tools.ts'
import { factsOf } from './gathered.ts'

test('a built-in method is known by what the program says of it', async () => {
  const facts = await factsOf(await compareTools(['baseline:a']), 'baseline:a')
  expect(facts.description).toMatchObject({ name: { points: 1, quote: 'a' } })
  expect(facts.compared?.run.gone).toBeNull()
})

test('a description that cannot be read is unknown with the reason, and asked for again', async () => {
  const compared = await compareTools(['/models/lost'], {
    describe: (asked) =>
      toolDescription(asked, { kind: 'model', digest: digestOfText('a lost one') }),
    providers: { cpu: 0.1 },
  })
  let asked = 0
  const engine = {
    request: () => {
      asked++
      return asked === 1
        ? Promise.reject(new TouchstoneError('file-not-found', 'There is nothing at /models/lost.'))
        : Promise.resolve({ name: { points: 2, quote: 'Net', note: '' } })
    },
  } as never
  const digest = compared.digestOf('/models/lost')
  const read = () => createGatherer({ ...compared.places, engine }).ofTool(digest, null)
  expect(await read()).toMatchObject({
    description: null,
    noDescription: 'Its description cannot be read: There is nothing at /models/lost.',
  })
  expect((await read()).description).toMatchObject({ name: { points: 2 } })
  await read()
  expect(asked).toBe(2)
})

test('without an engine a description is not read, and that is said', async () => {
  const compared = await compareTools(['/models/other'], {
    describe: (asked) =>
      toolDescription(asked, { kind: 'model', digest: digestOfText('another one') }),
    providers: { cpu: 0.1 },
  })
  const gatherer = createGatherer({ ...compared.places, engine: null })
  const facts = await gatherer.ofTool(compared.digestOf('/models/other'), null)
  expect(facts).toMatchObject({ description: null, noDescription: 'Its description was not read.' })
})

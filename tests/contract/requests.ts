/**
 * The contract as a list: what is asked, and what status, headers and shape every host must answer.
 * `routes` names each address once; the test that reads this list checks that none is missing here.
 */
import { z } from 'zod'
import { lineProfileSchema, powerSpectrumSchema } from '../../src-main/contract/analysis.ts'
import { problemSchema, type ErrorCode } from '../../src-main/contract/error-codes.ts'
import {
  coverSubPath,
  imageSubPaths,
  routes,
  statisticsResponseSchema,
} from '../../src-main/contract/routes.ts'
import type { Asked } from './doors.ts'
import { coverBytes, pageText, type World } from './world.ts'

export interface ContractRequest extends Asked {
  readonly name: string
  readonly status: number
  /** Expected beside those that every answer has. */
  readonly headers: Readonly<Record<string, string>>
  /** Checks the body; JSON is parsed first. */
  readonly checkBody: (body: ArrayBuffer) => void
  /** True where asking changes the record, so that two answers differ. */
  readonly changes?: boolean
}

type RouteName = keyof typeof routes

export function contractRequests(world: World): readonly ContractRequest[] {
  const { dataset, evaluation, runs, digest, opened, weights, installed, selftest, review } = world
  const [finding, withdrawn] = world.findings
  const bare = { path: weights, settings: { inputAxes: 'bcyx', normalisation: 'type-range' } }
  const [otsu, imported] = runs
  const order = { dataset: { folder: dataset.folder }, tools: [{ reference: 'baseline:otsu' }] }
  const comparison = world.core.history.evaluation(evaluation)?.comparison ?? 'none'
  const image = { digest, case: 'case-1' }
  const otsuDigest = world.core.history.run(otsu)?.toolDigest ?? 'none'
  return [
    route('workspace'),
    route('settings', { changes: true }),
    route('saveSettings', { body: { execution: 'repeatable', threads: 2, memoryLimitMb: null } }),
    route('execution'),
    route('tryExecution'),
    route('folder', { query: { path: dataset.folder } }),
    route('folder'),
    route('surveyDataset', { body: { folder: dataset.folder } }),
    route('datasets'),
    route('dataset', { params: { digest } }),
    route('datasetUse', { params: { digest }, changes: true }),
    route('independence', { params: { digest } }),
    route('stateIndependence', {
      params: { digest },
      body: { answer: 'no', evidence: 'taken for this', person: 'Anna' },
      changes: true,
    }),
    route('criteriaMatrix', { params: { comparison } }),
    route('setCriteria', { params: { comparison }, body: ownCriteria, changes: true }),
    route('giveMark', {
      params: { comparison },
      body: { tool: 'baseline:otsu', criterion: 'ease', mark: 1, rater: 'Anna' },
      changes: true,
    }),
    route('makeStatement', {
      params: { comparison },
      body: { tool: otsuDigest, criterion: 'ease', answer: 'yes', person: 'Anna' },
      changes: true,
    }),
    route('dossier', { params: { digest: otsuDigest }, changes: true }),
    route('toolCheck', { params: { digest: installed.digest }, changes: true }),
    route('startToolCheck', {
      params: { digest: installed.digest },
      status: 202,
      changes: true,
    }),
    route('cancelToolCheck', { params: { digest: installed.digest }, changes: true }),
    route('stateOfTool', {
      params: { digest: installed.digest },
      body: {
        tool: installed.digest,
        criterion: 'gate.offline',
        answer: 'yes',
        document: { place: `${dataset.folder}/dataset.yaml`, page: '1' },
        person: 'Anna',
        role: 'facility',
      },
      changes: true,
    }),
    route('metrics'),
    route('startSelftest', { body: { folder: selftest.folder }, status: 202, changes: true }),
    route('selftests', { changes: true }),
    route('selftest', { params: { selftest: selftest.id } }),
    route('selftestValues', { params: { selftest: selftest.id } }),
    route('selftestValues', { params: { selftest: selftest.id }, query: { limit: '5' } }),
    route('cancelSelftest', { params: { selftest: selftest.id } }),
    route('describeTool', { body: { reference: 'baseline:otsu', task: 'instances' } }),
    route('describeTool', { body: { reference: `predictions:${dataset.predictions}` } }),
    route('inspectWeights', { body: { path: weights } }),
    route('previewWeights', {
      body: { ...bare, image: `${dataset.folder}/images/case-1.tif` },
      changes: true,
    }),
    route('installWeights', { body: { ...bare, name: 'Net' }, status: 201 }),
    route('installedTools'),
    route('installedTool', { params: { digest: installed.digest } }),
    route('installTool', {
      body: { path: `${installed.folder}/tiny` },
      status: 202,
      changes: true,
    }),
    route('installations', { changes: true }),
    route('installation', { params: { installation: installed.id } }),
    route('cancelInstallation', { params: { installation: installed.id } }),
    route('readCollection', { body: { source: installed.folder } }),
    cover(installed.digest),
    {
      ...problem(
        'removing a model that is not there',
        { method: 'DELETE', path: `/api/tools/${digest}` },
        404,
        'not-found',
      ),
      name: `removeTool: ${routes.removeTool.method} ${routes.removeTool.path} where it is not there`,
    },
    route('previewImport', {
      body: {
        dataset: { folder: dataset.folder },
        reference: `predictions:${dataset.predictions}`,
      },
    }),
    problem(
      'a preview of a tool that runs here',
      post('/api/imports/preview', {
        dataset: { folder: dataset.folder },
        reference: 'baseline:otsu',
      }),
      400,
      'bad-request',
    ),
    route('planEvaluation', { body: order }),
    route('createEvaluation', { body: order, status: 201, changes: true }),
    route('evaluations', { changes: true }),
    route('evaluation', { params: { evaluation } }),
    route('evaluationEvents', { params: { evaluation } }),
    route('evaluationEvents', { params: { evaluation }, query: { after: '3' } }),
    route('cancelEvaluation', { params: { evaluation } }),
    route('resumeEvaluation', { params: { evaluation } }),
    route('comparison', { params: { comparison } }),
    route('evidence', { params: { comparison } }),
    route('findings', { params: { comparison }, changes: true }),
    route('noteFinding', {
      params: { comparison },
      body: {
        ...{ case: 'case-2', tool: 'baseline:otsu', at: { x: 3, y: 4, z: 0 }, sidePx: 20 },
        ...{ text: 'Missed.', tags: ['edge'], person: 'Ben' },
      },
      changes: true,
    }),
    problem(
      'a finding in a case that is not compared',
      post(`/api/comparisons/${comparison}/findings`, {
        ...{ case: 'none', at: { x: 3, y: 4, z: 0 }, sidePx: 20, text: 'Here.', person: 'Ben' },
      }),
      404,
      'not-found',
    ),
    {
      ...problem(
        'withdrawing a finding again',
        post(`/api/findings/${withdrawn}/withdraw`, { person: 'Ben', reason: 'No.' }),
        409,
        'conflict',
      ),
      name: `withdrawFinding: ${routes.withdrawFinding.method} ${routes.withdrawFinding.path} again`,
    },
    png(`/api/comparisons/${comparison}/findings/${finding}/picture`, 'the picture of a finding'),
    route('reviews', { params: { comparison }, changes: true }),
    route('openReview', {
      params: { comparison },
      body: {
        ...{ kind: 'rating', cases: ['case-1'], tools: ['baseline:otsu'] },
        ...{ raters: ['Anna'], person: 'Anna' },
      },
      status: 201,
      changes: true,
    }),
    route('review', { params: { session: review.session } }),
    route('reviewItem', { params: { session: review.session, rater: 'Ann/a', place: '0' } }),
    route('answerReview', {
      params: { session: review.session },
      body: { rater: 'Ann/a', item: review.item, answer: 'first' },
    }),
    route('reviewImage', { params: { session: review.session, token: review.input } }),
    statistics(`/api/reviews/${review.session}/images/${review.input}`),
    unkept(tile(`/api/reviews/${review.session}/images/${review.input}`, dataset.side)),
    unkept(
      tile(
        `/api/reviews/${review.session}/images/${review.input}`,
        dataset.side,
        imageSubPaths.plane,
      ),
    ),
    {
      ...problem(
        'the points of a review of objects',
        get(`/api/reviews/${review.session}/images/${review.first}/points`),
        404,
        'not-found',
      ),
      name: `reviewPoints: ${routes.reviewPoints.method} ${routes.reviewPoints.path} of objects`,
    },
    {
      ...problem(
        'locking a review again',
        post(`/api/reviews/${review.locked}/lock`, { person: 'Anna' }),
        409,
        'conflict',
      ),
      name: `lockReview: ${routes.lockReview.method} ${routes.lockReview.path} where it is locked`,
    },
    route('reviewResult', { params: { session: review.locked } }),
    problem(
      'the result of a review that is not locked',
      get(`/api/reviews/${review.session}/result`),
      409,
      'conflict',
    ),
    problem(
      'statistics of what is judged',
      get(`/api/reviews/${review.session}/images/${review.first}/planes/0/0/0/statistics`),
      404,
      'not-found',
    ),
    route('runs', { changes: true }),
    route('run', { params: { run: otsu } }),
    route('run', { params: { run: imported } }),
    route('runEvents', { params: { run: imported }, query: { after: '0' } }),
    route('caseObjects', { params: { run: imported, case: 'case-1' } }),
    route('runObjects', { params: { run: imported } }),
    picture(imported),
    problem(
      'the picture of an object that is not there',
      { method: 'GET', path: `/api/runs/${imported}/cases/case-1/pictures/truth/999999` },
      404,
      'not-found',
    ),
    {
      ...problem(
        'the points of a run that found objects',
        { method: 'GET', path: `/api/runs/${imported}/cases/case-1/points` },
        404,
        'not-found',
      ),
      name: `casePoints: ${routes.casePoints.method} ${routes.casePoints.path} of objects`,
    },
    {
      ...problem(
        'the confusion matrix of objects',
        { method: 'GET', path: `/api/comparisons/${comparison}/confusion` },
        404,
        'not-found',
      ),
      name: `confusion: ${routes.confusion.method} ${routes.confusion.path} of objects`,
    },
    route('history', { query: { after: '1', limit: '3' }, changes: true }),
    route('verify', { changes: true }),
    route('datasetImage', { params: { ...image, side: 'image' } }),
    route('datasetImage', { params: { ...image, side: 'truth' } }),
    route('predictionImage', { params: { run: otsu, case: 'case-2' } }),
    {
      ...problem(
        'the error map of objects',
        { method: 'GET', path: `/api/runs/${otsu}/cases/case-2/error-maps/ssim` },
        404,
        'not-found',
      ),
      name: `errorMapImage: ${routes.errorMapImage.method} ${routes.errorMapImage.path} of objects`,
    },
    route('openImage', { body: { path: `${dataset.folder}/images/case-1.tif` } }),
    route('openImage', {
      body: { path: `${dataset.folder}/truth/case-1.tif`, series: 0, axes: 'yx' },
    }),
    route('openedImage', { params: { image: opened } }),
    route('axisHints', { params: { image: opened } }),
    route('dropImage', { params: { name: 'cells.tif' }, text: 'II*', status: 201, changes: true }),
    {
      ...problem(
        'the conversion of an image that needs none',
        post('/api/images/conversions', { path: `${dataset.folder}/images/case-1.tif` }),
        400,
        'bad-request',
      ),
      name: `convertImage: ${routes.convertImage.method} ${routes.convertImage.path} where it is not needed`,
    },
    statistics(`/api/datasets/${digest}/cases/case-1/image`),
    statistics(`/api/runs/${otsu}/cases/case-1/prediction`),
    statistics(`/api/images/${opened}`),
    measured(`/api/datasets/${digest}/cases/case-1/image`, 'profile?x0=0.5&y0=1&x1=9.5&y1=7'),
    measured(`/api/runs/${otsu}/cases/case-1/prediction`, 'profile?x0=0&y0=0&x1=9&y1=9&labels=1'),
    measured(`/api/images/${opened}`, 'spectrum'),
    tile(`/api/images/${opened}`, dataset.side),
    tile(`/api/images/${opened}`, dataset.side, imageSubPaths.plane),
    tile(`/api/images/${opened}`, dataset.side, `${imageSubPaths.tile}?view=max`),
    tile(`/api/datasets/${digest}/cases/case-1/image`, dataset.side),
    tile(`/api/datasets/${digest}/cases/case-1/truth`, dataset.side),
    tile(`/api/runs/${imported}/cases/case-1/prediction`, dataset.side),
    page('/', 'text/html; charset=utf-8', 'no-cache', pageText),
    page('/index.html', 'text/html; charset=utf-8', 'no-cache', pageText),
    page(
      '/assets/page-abc.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
      'export {}',
    ),
    ...refusals(world),
  ]
}

/** One row that people rate, and nothing else. */
const ownCriteria = {
  person: 'Anna',
  reason: 'only this matters to us',
  criteria: [
    {
      ...{ kind: 'rated', id: 'ease', group: 'usability', name: 'Ease', question: 'Is it easy?' },
      ...{ source: { from: 'person' }, weight: 1 },
      anchors: [
        { mark: 0, text: 'no' },
        { mark: 1, text: 'yes' },
      ],
    },
  ],
}

function refusals({ dataset, evaluation, runs, digest }: World): readonly ContractRequest[] {
  const image = `/api/datasets/${digest}/cases/case-1/image`
  const tileOf = (path: string): string => `${image}/levels/${path}`
  return [
    problem('an unknown address', get('/api/nothing'), 404, 'not-found'),
    problem('an unknown page', get('/assets/nothing.js'), 404, 'not-found'),
    problem('a page of no known type', get('/index.htm'), 404, 'not-found'),
    problem('a way out of the pages', get('/..%2fsecret.json'), 404, 'not-found'),
    problem('a longer way out', get('/assets/..%2f..%2fsecret.json'), 404, 'not-found'),
    problem('a way out with a zero byte', get('/..%2fsecret.json%00.html'), 404, 'not-found'),
    problem('an address that cannot be decoded', get('/%E0%A4%A'), 404, 'not-found'),
    problem('POST to a page', { method: 'POST', path: '/', body: '' }, 404, 'not-found'),
    problem('GET where POST is meant', get('/api/history/verify'), 404, 'not-found'),
    problem('an unknown run', get('/api/runs/none'), 404, 'not-found'),
    problem('events of an unknown run', get('/api/runs/none/events'), 404, 'not-found'),
    problem('an unknown evaluation', get('/api/evaluations/none'), 404, 'not-found'),
    problem('an unknown dataset', get(`/api/datasets/${digest.slice(0, -1)}`), 404, 'not-found'),
    problem('an unknown comparison', get('/api/comparisons/none'), 404, 'not-found'),
    problem('resuming the unknown', post('/api/evaluations/none/resume'), 404, 'not-found'),
    problem('an unknown view of an image', get(`${image}?view=min`), 400, 'bad-request'),
    problem('planes beyond the stack', get(`${image}?view=max-0-9`), 400, 'bad-request'),
    problem('an unknown case', get(`/api/runs/${runs[0]}/cases/none/prediction`), 404, 'not-found'),
    problem('a tile outside', get(tileOf('0/planes/0/0/0/tiles/9/0')), 404, 'not-found'),
    problem('a level that is not there', get(tileOf('7/planes/0/0/0/tiles/0/0')), 404, 'not-found'),
    problem('a tile by words', get(tileOf('0/planes/0/0/0/tiles/a/0')), 400, 'bad-request'),
    problem('a negative tile', get(tileOf('0/planes/0/0/0/tiles/-1/0')), 400, 'bad-request'),
    problem(
      'a number that is none',
      get(`/api/evaluations/${evaluation}/events?after=soon`),
      400,
      'bad-request',
    ),
    problem('no JSON', { ...post('/api/evaluations'), body: 'tools: all' }, 400, 'bad-request'),
    problem('an order without tools', post('/api/evaluations', { dataset }), 400, 'bad-request'),
    problem(
      'a field too many',
      post('/api/datasets/survey', { folder: dataset.folder, recursive: true }),
      400,
      'bad-request',
    ),
    problem(
      'a relative folder',
      post('/api/datasets/survey', { folder: 'data' }),
      400,
      'bad-request',
    ),
    problem('a folder outside the roots', get('/api/folders?path=%2Fetc'), 403, 'not-allowed'),
    problem(
      'a dataset outside the roots',
      post('/api/datasets/survey', { folder: '/etc' }),
      403,
      'not-allowed',
    ),
    problem(
      'a way out of the roots',
      get(`/api/folders?path=${encodeURIComponent(`${dataset.folder}/..`)}`),
      403,
      'not-allowed',
    ),
    problem(
      'a tool outside the roots',
      post('/api/tools/describe', { reference: '/etc' }),
      403,
      'not-allowed',
    ),
    problem(
      'predictions outside the roots',
      post('/api/tools/describe', { reference: 'predictions:/etc' }),
      403,
      'not-allowed',
    ),
    problem(
      'an image outside the roots',
      post('/api/images', { path: '/etc/passwd' }),
      403,
      'not-allowed',
    ),
    problem(
      'an image inside a file outside the roots',
      post('/api/images', { path: '/etc/passwd/0' }),
      403,
      'not-allowed',
    ),
    problem(
      'a way out of a file',
      post('/api/images', { path: `${dataset.folder}/dataset.yaml/../../../secret.json` }),
      404,
      'file-not-found',
    ),
    problem(
      'a file that is no image',
      post('/api/images', { path: `${dataset.folder}/dataset.yaml` }),
      400,
      'format-not-supported',
    ),
    problem(
      'an image by unknown axes',
      post('/api/images', { path: `${dataset.folder}/images/case-1.tif`, axes: 'ab' }),
      400,
      'bad-request',
    ),
    problem('an image that was never opened', get('/api/images/none'), 404, 'not-found'),
    problem(
      'hints on an image that was never opened',
      get('/api/images/none/hints'),
      404,
      'not-found',
    ),
    problem(
      'conversion of what lies outside',
      post('/api/images/conversions', { path: '/etc/passwd' }),
      403,
      'not-allowed',
    ),
    problem(
      'a model outside the roots',
      post('/api/tools/install', { path: '/etc' }),
      403,
      'not-allowed',
    ),
    problem(
      'a collection outside the roots',
      post('/api/collections', { source: '/etc' }),
      403,
      'not-allowed',
    ),
    problem(
      'a collection by another way than the web',
      post('/api/collections', { source: 'file:///etc/passwd' }),
      400,
      'bad-request',
    ),
    problem(
      'an installation that never was',
      get('/api/tools/installations/none'),
      404,
      'not-found',
    ),
    problem(
      'a folder that is not there',
      post('/api/datasets/survey', { folder: `${dataset.folder}/none` }),
      404,
      'file-not-found',
    ),
    problem(
      'a baseline that is not there',
      post('/api/tools/describe', { reference: 'baseline:magic' }),
      400,
      'tool-invalid',
    ),
    problem(
      'a metric option that is not there',
      post('/api/evaluations/plan', {
        dataset: { folder: dataset.folder },
        tools: [{ reference: 'baseline:otsu' }],
        options: { magic: 1 },
      }),
      400,
      'bad-options',
    ),
  ]
}

interface RouteValues {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** A body that is no JSON. */
  readonly text?: string
  readonly status?: number
  readonly changes?: boolean
}

function route(name: RouteName, values: RouteValues = {}): ContractRequest {
  const { method, path, response } = routes[name]
  const { params = {}, query, text, status = 200, changes = false } = values
  const body = text ?? (values.body === undefined ? undefined : JSON.stringify(values.body))
  const filled = path.replaceAll(/:([a-z]+)/gi, (_, key: string) =>
    encodeURIComponent(params[key] ?? key),
  )
  const search = query ? `?${new URLSearchParams(query).toString()}` : ''
  return {
    name: `${name}: ${method} ${path}${search === '' ? '' : ` with ${Object.keys(query ?? {}).join(' and ')}`}`,
    method,
    path: `${filled}${search}`,
    ...(body === undefined ? {} : { body }),
    status,
    changes,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    checkBody: (bytes) => {
      z.parse(response as z.ZodType, JSON.parse(textOf(bytes)))
    },
  }
}

function statistics(address: string): ContractRequest {
  return {
    ...get(`${address}/planes/0/0/0/statistics`),
    name: `statistics below ${kindOf(address)}`,
    status: 200,
    headers: { 'content-type': 'application/json' },
    checkBody: (bytes) => {
      statisticsResponseSchema.parse(JSON.parse(textOf(bytes)))
    },
  }
}

/** `profile?x0=…` or `spectrum`. */
function measured(address: string, what: string): ContractRequest {
  const schema = what === 'spectrum' ? powerSpectrumSchema : lineProfileSchema
  return {
    ...get(`${address}/planes/0/0/0/${what}`),
    name: `${what} below ${kindOf(address)}`,
    status: 200,
    headers: { 'content-type': 'application/json' },
    checkBody: (bytes) => {
      schema.parse(JSON.parse(textOf(bytes)))
    },
  }
}

/** Of the first object, which the small dataset of these tests has in every case. */
function picture(run: string): ContractRequest {
  return png(`/api/runs/${run}/cases/case-1/pictures/truth/1`, 'the picture of an object')
}

function png(path: string, name: string): ContractRequest {
  return {
    ...get(path),
    name,
    status: 200,
    headers: { 'content-type': 'image/png', 'cache-control': 'private, max-age=3600' },
    checkBody: (bytes) => {
      if (Buffer.from(bytes).toString('latin1', 1, 4) !== 'PNG') throw new Error('this is no PNG')
    },
  }
}

function cover(digest: string): ContractRequest {
  return {
    ...get(`/api/tools/${encodeURIComponent(digest)}${coverSubPath.replace(':index', '0')}`),
    name: 'the cover of an installed model',
    status: 200,
    headers: {
      'content-type': 'image/png',
      'content-length': String(coverBytes.length),
      'cache-control': 'private, no-cache',
    },
    checkBody: (bytes) => {
      if (!coverBytes.equals(Buffer.from(bytes))) throw new Error('these are other bytes')
    },
  }
}

function tile(
  address: string,
  side: number,
  subPath: string = imageSubPaths.tile,
): ContractRequest {
  const sizeBytes = side * side * 2
  return {
    ...get(address + subPath.replaceAll(/:[a-z]+/g, '0')),
    name: `${subPath} of ${kindOf(address)}`,
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(sizeBytes),
      'x-touchstone-dtype': 'uint16',
      'x-touchstone-shape': `${side},${side}`,
      'cache-control': 'private, no-cache',
    },
    checkBody: (bytes) => {
      if (bytes.byteLength !== sizeBytes) throw new Error(`${bytes.byteLength} bytes arrived`)
      if (new Uint16Array(bytes).every((value) => value === 0)) throw new Error('all pixels are 0')
    },
  }
}

/** Pictures whose origin is hidden are not kept by a browser. */
function unkept(request: ContractRequest): ContractRequest {
  return { ...request, headers: { ...request.headers, 'cache-control': 'no-store' } }
}

function page(path: string, type: string, cache: string, text: string): ContractRequest {
  return {
    ...get(path),
    name: `the page ${path}`,
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': cache,
      'content-length': String(text.length),
    },
    checkBody: (bytes) => {
      if (textOf(bytes) !== text) throw new Error(`the page holds ${textOf(bytes)}`)
    },
  }
}

function problem(name: string, asked: Asked, status: number, code: ErrorCode): ContractRequest {
  return {
    ...asked,
    name: `${name} is refused as ${code}`,
    status,
    headers: { 'content-type': 'application/json' },
    checkBody: (bytes) => {
      const { error } = problemSchema.parse(JSON.parse(textOf(bytes)))
      if (error.code !== code) throw new Error(`the code is ${error.code}: ${error.message}`)
      if (error.message.length < 10 || /\n\s+at /.test(error.message))
        throw new Error(`this is no sentence: ${error.message}`)
    },
  }
}

const get = (path: string): Asked => ({ method: 'GET', path })
const post = (path: string, body?: unknown): Asked => ({
  method: 'POST',
  path,
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})
const textOf = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes)
const kindOf = (address: string): string => address.split('/').at(-1) ?? ''

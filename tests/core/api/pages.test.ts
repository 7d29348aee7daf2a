import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pageFile, pagePath } from '../../../src-main/core/api/pages.ts'

const pages = mkdtempSync(join(tmpdir(), 'pages-'))
mkdirSync(join(pages, 'assets'))
writeFileSync(join(pages, 'index.html'), '<p>hello</p>')
writeFileSync(join(pages, 'assets', 'a-1234.js'), 'x')
writeFileSync(join(pages, 'secret.key'), 'x')

test('the root is index.html', async () => {
  const response = await pageFile(pages, '/')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await response.text()).toBe('<p>hello</p>')
})

test('assets may be kept, pages may not', async () => {
  expect((await pageFile(pages, '/assets/a-1234.js')).headers.get('cache-control')).toContain(
    'immutable',
  )
  expect((await pageFile(pages, '/')).headers.get('cache-control')).toBe('no-cache')
})

test.each([
  '/../x.html',
  '/..%2f..%2fetc%2fpasswd',
  '/%2e%2e/x.html',
  '/a%00.html',
  '/%zz',
  '//../x',
])('nothing above the folder: %s', (pathname) => {
  const path = pagePath(pages, pathname)
  expect(path === null || path.startsWith(pages)).toBe(true)
})

test('types outside the list and missing files are not found', async () => {
  await expect(pageFile(pages, '/secret.key')).rejects.toMatchObject({ code: 'not-found' })
  await expect(pageFile(pages, '/missing.html')).rejects.toMatchObject({ code: 'not-found' })
})

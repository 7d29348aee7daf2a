/** Who may see anything, and what a page may do. */
import { expect, test } from './touchstone.ts'

test('without the key nothing is shown, and every answer carries the content policy', async ({
  chromium,
  served,
}) => {
  const context = await chromium.newContext()
  const page = await context.newPage()
  for (const path of ['/', '/api/history', '/?token=guessed']) {
    const response = await page.goto(new URL(path, served.address).href)
    expect(response?.status(), path).toBe(401)
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
  }
  await expect(page.getByText('open the address that Touchstone printed')).toBeVisible()
  await context.close()
})

test('the key is in no address and out of reach of scripts once the page is open', async ({
  page,
  served,
}) => {
  const token = new URL(served.address).searchParams.get('token') ?? ''
  expect(token.length).toBeGreaterThan(20)
  await expect(page.getByRole('link', { name: 'Example: finding nuclei' })).toBeVisible()
  expect(page.url()).not.toContain('token')
  const known = await page.evaluate<string[]>(`[
    document.cookie,
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage, ...sessionStorage }),
    ...performance.getEntriesByType('resource').map((entry) => entry.name),
  ]`)
  expect(known.filter((text) => text.includes(token))).toEqual([])
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', value: token })
})

test('the content policy stops foreign scripts, foreign addresses and code from text', async ({
  page,
}) => {
  await expect(page.getByRole('link', { name: 'Example: finding nuclei' })).toBeVisible()
  const refused = await page.evaluate<unknown>(`(async () => {
    const violated = []
    document.addEventListener('securitypolicyviolation', (event) =>
      violated.push(event.effectiveDirective),
    )
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.head.append(script)
    const fetched = await fetch('http://127.0.0.1:9/').then(
      () => true,
      () => false,
    )
    // The events follow the refusals as tasks of their own.
    for (let waits = 0; waits < 50 && violated.length < 2; waits++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    return { violated, fetched, ran: 'ran' in window }
  })()`)
  expect(refused).toEqual({
    violated: expect.arrayContaining(['script-src-elem', 'connect-src']) as string[],
    fetched: false,
    ran: false,
  })
})

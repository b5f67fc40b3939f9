import { expect, test } from './room.ts'

test('the host link opens the console, and the secret leaves the address bar', async ({ room }) => {
  const host = await room.hostPage()
  await expect(host).toHaveTitle(/Show of Hands/)
  await expect(host.getByRole('main')).toBeVisible()
  await expect(host).toHaveURL((url) => url.hash === '')
})

test('a phone needs three requests and no secure context', async ({ room }) => {
  await room.meeting('Smoke')
  const phone = await room.phone(1, { path: null })
  const asked: string[] = []
  phone.on('request', (request) => {
    if (!['fetch', 'xhr', 'eventsource'].includes(request.resourceType())) asked.push(request.resourceType())
  })
  await phone.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
  await expect(phone.getByRole('main')).toBeVisible()
  expect(asked.sort()).toEqual(['document', 'script', 'stylesheet'])
  expect(await phone.evaluate(() => [isSecureContext, typeof crypto.randomUUID])).toEqual([false, 'undefined'])
})

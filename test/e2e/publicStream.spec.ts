import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './room.ts'

/** The classic page of a tutorial on Server-Sent Events: an EventSource, a message listener, a list of counts. */
const tutorialPage = (source: string): string => `<!doctype html>
<title>Votes</title>
<ul id="votes"></ul>
<script>
  const source = new EventSource(${JSON.stringify(source)})
  source.addEventListener('message', (event) => {
    const { options } = JSON.parse(event.data)
    document.getElementById('votes').innerHTML = ''
    for (const { label, count } of options) {
      const row = document.createElement('li')
      row.textContent = label + ': ' + count
      document.getElementById('votes').append(row)
    }
  })
</script>`

function serve(page: () => string): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end(page())
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

test('the page of a tutorial, served from elsewhere, follows the public results as it is', async ({
  room,
  browser,
}) => {
  const { polls } = await room.meeting('Class 3b', [
    { kind: 'choice', question: 'Where to?', options: ['Zoo', 'Museum'], settings: { liveResults: true } },
  ])
  const [poll] = polls
  if (poll === undefined) throw new Error('no poll')
  await room.command('openPoll', { pollId: poll.id })

  const elsewhere = await serve(() => tutorialPage(`${room.phoneOrigin()}/vote/result-sse?poll=${poll.id}`))
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/`)
  await expect(page.getByRole('listitem')).toHaveText(['Zoo: 0', 'Museum: 0'])

  const phone = await room.phone(1)
  await phone.getByRole('button', { name: 'Join' }).click()
  await phone.getByRole('radio', { name: 'Museum' }).click()
  await expect(page.getByRole('listitem')).toHaveText(['Zoo: 0', 'Museum: 1'])

  // The program is stopped and started: an EventSource comes back by itself.
  await room.restart('SIGKILL')
  await phone.getByRole('radio', { name: 'Zoo' }).click()
  await expect(page.getByRole('listitem')).toHaveText(['Zoo: 1', 'Museum: 0'])
  await context.close()
  elsewhere.closeAllConnections()
  elsewhere.close()
})

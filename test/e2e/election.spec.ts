import { expectAccessible } from './axe.ts'
import { attendee, results, verdicts, voting } from '../../src/contract/languages/en.ts'
import { join, question, verdictOnVote } from './phone.ts'
import { expect, test } from './room.ts'

test('a blank vote is one tap on a phone, and a row of its own on every face', async ({ room }) => {
  // Five pages at once, on whatever computer this runs.
  test.slow()
  const majorities = [
    { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'valid' },
    { comparison: 'atLeast', numerator: 1, denominator: 2, base: 'entitled' },
  ]
  const { meeting, polls } = await room.meeting('Annual meeting', [
    {
      kind: 'choice',
      question: 'Who chairs?',
      options: ['Kim', 'Lee'],
      settings: { blank: true, election: { seats: 1, rule: 'absoluteMajority', majorities } },
    },
  ])
  const pollId = polls[0]?.id ?? ''
  await room.command('setRoll', { meetingId: meeting.id, entitledHeads: 4 })
  await room.command('openPoll', { pollId })
  const phones = [await room.phone(3), await room.phone(2), await room.phone(1)]
  const host = await room.hostPage()
  await host.goto(new URL(`/meetings/${meeting.id}`, host.url()).href)
  const stage = await room.stagePage()
  for (const [index, phone] of phones.entries()) {
    await join(phone)
    await expect(question(phone, 'Who chairs?')).toBeVisible()
    const name = index === 2 ? voting.blank : 'Kim'
    await phone.getByRole('radio', { name: new RegExp(name) }).click()
    await expect(verdictOnVote(phone)).toHaveText(attendee.counted)
  }
  const [, , blank] = phones
  await expect(blank!.getByRole('radio', { name: voting.blank })).toBeChecked()
  await expectAccessible(blank!, 'a blank vote')
  await room.command('closePoll', { pollId })
  await room.command('revealPoll', { pollId })
  for (const page of [...phones, host, stage]) {
    const main = page.getByRole('main')
    await expect(main.getByRole('listitem').filter({ hasText: results.blank }).locator('.count')).toHaveText('1')
    await expect(main).toContainText('More than half of all valid votes needed: 2 of 2.')
    await expect(main).toContainText('At least half of everyone entitled needed: 2 of 4.')
    await expect(main).toContainText(verdicts.electedAre.replace('{names}', 'Kim (2)'))
  }
  await expect(blank!.getByRole('listitem').filter({ hasText: results.blank })).toContainText('Your vote')
})

import { expect, it } from 'vitest'
import { accept } from '../../src/domain/refusal.ts'
import { countsChanged } from '../../src/server/operations/answers.ts'
import type { Done, Operation, Store } from '../../src/server/operations/ports.ts'
import { createRoom, type Announcement } from '../../src/server/operations/room.ts'

const vote: Operation<null, null> = {
  name: 'vote',
  run: () => accept<Done<null>>({ value: null, changes: [countsChanged('m', 'p')] }),
}

it('the room hears of votes after their voters do, and once for all that were committed together', async () => {
  const order: string[] = []
  // Commits everything of a turn at once, as the writer does.
  const store = {
    write: (operation: typeof vote) => Promise.resolve().then(() => operation.run({} as never, null, {} as never)),
  } as unknown as Store
  const announcer = {
    revision: () => 7,
    audiences: () => [],
    announce: (all: readonly Announcement[]) => {
      order.push(`announced ${new Set(all.map(({ audience }) => audience)).size} audiences`)
      return 8
    },
  }
  const room = createRoom(
    store,
    { of: () => undefined as never, standings: () => [], forget: () => undefined, forgetAll: () => undefined },
    announcer,
  )
  const answers = [1, 2, 3].map(() =>
    room
      .perform(vote, null)
      .then((performed) => order.push(performed.ok ? `answered ${performed.value.revision}` : 'refused')),
  )
  await Promise.all(answers)
  await new Promise((resolve) => setImmediate(resolve))
  expect(order).toEqual(['answered 8', 'answered 8', 'answered 8', 'announced 6 audiences'])
})

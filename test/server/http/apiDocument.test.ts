import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { hostCommands } from '../../../src/contract/hostApi.ts'
import { problems } from '../../../src/contract/languages/en.ts'
import { problemStatus } from '../../../src/contract/problems.ts'
import { attendeeRoutes, hostRoutes, imageRoutes } from '../../../src/contract/routes.ts'

// Tables are aligned with blanks, which say nothing.
const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8').replace(/ {2,}/g, ' ')

/** First cells of the table under a heading, without their backticks. */
function firstCells(heading: string): string[] {
  const section = page.split(`\n${heading}\n`)[1]?.split(/\n##+ /)[0] ?? ''
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? '')
}

describe('docs/api.md', () => {
  it('lists every command, and no other', () => {
    expect(firstCells('### Commands').sort()).toEqual(Object.keys(hostCommands).sort())
  })

  it('names every required and optional member of every command', () => {
    for (const [name, schema] of Object.entries(hostCommands)) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
      const input = row.split('|')[2] ?? ''
      for (const [member, type] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
        const optional = type.safeParse(undefined).success
        expect(input, `${name}: ${member}`).toMatch(new RegExp(`\\b${member}${optional ? '\\?' : '(?!\\?)'}`))
      }
    }
  })

  it('lists every path of both listeners, and no other', () => {
    const id = '{id}'
    const phones = [
      `POST ${attendeeRoutes.join}`,
      `GET ${attendeeRoutes.view}`,
      `GET ${attendeeRoutes.me}`,
      `GET ${attendeeRoutes.events}`,
      `PUT ${decodeURIComponent(attendeeRoutes.ballot(id))}`,
      `DELETE ${decodeURIComponent(attendeeRoutes.ballot(id))}`,
      `GET ${attendeeRoutes.results}`,
      `GET ${imageRoutes.image(id)}`,
      `GET ${attendeeRoutes.health}`,
    ]
    expect(firstCells('## For phones: the LAN listener')).toEqual(phones)
    const host = [
      `POST ${hostRoutes.session}`,
      `GET ${hostRoutes.commands}`,
      `POST ${hostRoutes.command('{command}')}`,
      `GET ${hostRoutes.events}`,
      `GET ${hostRoutes.stageEvents}`,
      `POST ${hostRoutes.images}`,
      `GET ${hostRoutes.minutes(id)}`,
    ]
    expect(firstCells('## For the host: the loopback listener')).toEqual(host)
  })

  it('lists every problem code with its status and sentence, and no other', () => {
    const rows = Object.entries(problemStatus).map(
      ([code, status]) => `| \`${code}\` | ${status} | ${problems[code as keyof typeof problems]} |`,
    )
    expect(firstCells('## Problem codes')).toHaveLength(rows.length)
    for (const row of rows) expect(page).toContain(row)
  })
})

// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A real gatehoused for the tests: applies a workspace file to a new folder, serves it on free ports, ends it.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = process.env.GATEHOUSED

export const appKey = 'an-application-key-for-tests'
export const providerKey = 'a-provider-key-for-tests'

/** Starts the gateway with this workspace file; the result has url, folder and stop(). */
export async function startGateway(workspace) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-sdk-'))
  const environment = { ...process.env, APP_KEY: appKey, PROVIDER_KEY: providerKey, GATEHOUSE_MASTER_KEY: '5a'.repeat(32) }
  const file = join(folder, 'workspace.yaml')
  const store = join(folder, 'workspace')
  writeFileSync(file, workspace)
  execFileSync(program, ['apply', file, '--workspace', store], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] })

  const server = spawn(program, ['serve', '--workspace', store, '--listen', '127.0.0.1:0', '--admin', '127.0.0.1:0'],
    { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const lines = createInterface({ input: server.stdout })
  const ready = await Promise.race([new Promise((resolve) => lines.once('line', resolve)),
    ended.then((code) => { throw new Error(`gatehoused ended with ${code} before it was ready`) })])
  const url = /gateway=(\S+)/.exec(ready)[1]

  return {
    url,
    folder,
    async stop() {
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the official client makes of our 429: it comes back when it was told to, and not at all to a spent quota.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import OpenAI from 'openai'
import { appKey, startGateway } from './gateway.mjs'

const workspace = (rule) => `
gatehouse: 1
providers: [{id: sandbox, kind: sandbox, settings: {pace: 1ms, first_token: 1ms}}]
applications: [{id: app, keys: [{id: k1, secret: "env:APP_KEY"}]}]
limits: [{id: rule, partition: [application], ${rule}}]
`

/** A client that notes when it called and what it was answered. */
function notingClient(url) {
  const calls = []
  const client = new OpenAI({
    baseURL: `${url}/v1`,
    apiKey: appKey,
    maxRetries: 3,
    fetch: async (...request) => {
      const at = performance.now()
      const answer = await fetch(...request)
      calls.push({ at, answered: performance.now(), status: answer.status, wait: Number(answer.headers.get('retry-after-ms')) })
      return answer
    },
  })
  const chat = () => client.chat.completions.create({ model: 'sandbox/chat', messages: [{ role: 'user', content: 'hello' }] })
  return { calls, chat }
}

describe('a rate limit', () => {
  let gateway
  before(async () => { gateway = await startGateway(workspace('promise: {kind: average, limit: 100, per: 1m, burst: 1}')) })
  after(() => gateway.stop())

  it('is waited for as long as we say', async () => {
    const { calls, chat } = notingClient(gateway.url)
    await chat()
    await chat()
    assert.deepEqual(calls.map((call) => call.status), [200, 429, 200])
    const [, refused, retry] = calls
    assert.ok(refused.wait > 0 && refused.wait <= 600)
    assert.ok(retry.at - refused.at >= refused.wait - 1)
  })
})

describe('a spent quota', () => {
  let gateway
  before(async () => { gateway = await startGateway(workspace('promise: {kind: calendar, limit: 1, per: month}')) })
  after(() => gateway.stop())

  it('is not retried', async () => {
    const { calls, chat } = notingClient(gateway.url)
    await chat()
    await assert.rejects(chat(), (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError)
      assert.equal(error.code, 'insufficient_quota')
      return true
    })
    assert.deepEqual(calls.map((call) => call.status), [200, 429])
  })
})

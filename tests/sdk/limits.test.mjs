// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the official clients make of our 429: they come back when they were told to, and not at all to a spent quota.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { appKey, startGateway } from './gateway.mjs'

const workspace = (rule) => `
gatehouse: 1
providers: [{id: sandbox, kind: sandbox, settings: {pace: 1ms, first_token: 1ms}}]
applications: [{id: app, keys: [{id: k1, secret: "env:APP_KEY"}]}]
limits: [{id: rule, partition: [application], ${rule}}]
`

/** A fetch that notes when it called and what it was answered. */
function noting() {
  const calls = []
  const fetching = async (...request) => {
    const at = performance.now()
    const answer = await fetch(...request)
    calls.push({ at, answered: performance.now(), status: answer.status, wait: Number(answer.headers.get('retry-after-ms')) })
    return answer
  }
  return { calls, fetch: fetching }
}

const messages = [{ role: 'user', content: 'hello' }]
const clients = {
  openai(url) {
    const { calls, fetch } = noting()
    const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: appKey, maxRetries: 3, fetch })
    return { calls, chat: () => client.chat.completions.create({ model: 'sandbox/chat', messages }), RateLimitError: OpenAI.RateLimitError }
  },
  anthropic(url) {
    const { calls, fetch } = noting()
    const client = new Anthropic({ baseURL: url, apiKey: appKey, maxRetries: 3, fetch })
    return {
      calls,
      chat: () => client.messages.create({ model: 'sandbox/chat', max_tokens: 50, messages }),
      RateLimitError: Anthropic.RateLimitError,
    }
  },
}

for (const [name, client] of Object.entries(clients)) {
  describe(`a rate limit, met by the client of ${name}`, () => {
    let gateway
    before(async () => { gateway = await startGateway(workspace('promise: {kind: average, limit: 100, per: 1m, burst: 1}')) })
    after(() => gateway.stop())

    it('is waited for as long as we say', async () => {
      const { calls, chat } = client(gateway.url)
      await chat()
      await chat()
      assert.deepEqual(calls.map((call) => call.status), [200, 429, 200])
      const [, refused, retry] = calls
      assert.ok(refused.wait > 0 && refused.wait <= 600)
      assert.ok(retry.at - refused.at >= refused.wait - 1)
    })
  })

  for (const [what, rule] of Object.entries({
    quota: 'promise: {kind: calendar, limit: 1, per: month}',
    'token quota': 'unit: output_tokens, promise: {kind: calendar, limit: 1, per: month}',
  })) {
    describe(`a spent ${what}, met by the client of ${name}`, () => {
      let gateway
      before(async () => { gateway = await startGateway(workspace(rule)) })
      after(() => gateway.stop())

      it('is not retried', async () => {
        const { calls, chat, RateLimitError } = client(gateway.url)
        await chat()
        await assert.rejects(chat(), (error) => {
          assert.ok(error instanceof RateLimitError)
          if (name === 'openai')
            assert.equal(error.code, 'insufficient_quota')
          return true
        })
        assert.deepEqual(calls.map((call) => call.status), [200, 429])
      })
    })
  }
}

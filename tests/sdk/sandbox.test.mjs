// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The official client and the sandbox provider: what somebody meets who has no key yet.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import OpenAI from 'openai'

import { appKey, startGateway } from './gateway.mjs'

let gateway, client, model

before(async () => {
  gateway = await startGateway(`gatehouse: 1
providers: [{id: sandbox, kind: sandbox}]
teams: [{id: core}]
applications: [{id: shop, team: core, keys: [{id: k1, secret: "env:APP_KEY"}]}]
`)
  client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
  model = (await client.models.list()).data[0].id
})

after(() => gateway?.stop())

const ask = (more = {}) => ({ model, messages: [{ role: 'user', content: 'Say something about rivers.' }], ...more })

test('the first model chats', async () => {
  const answer = await client.chat.completions.create(ask())
  assert.match(model, /^sandbox\//)
  assert.match(answer.choices[0].message.content, /\w+/)
  assert.equal(answer.choices[0].finish_reason, 'stop')
  assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens)
})

test('it streams with usage', async () => {
  let text = ''
  let usage = null
  let chunks = 0
  for await (const chunk of await client.chat.completions.create(ask({ stream: true, stream_options: { include_usage: true } }))) {
    text += chunk.choices[0]?.delta?.content ?? ''
    usage = chunk.usage ?? usage
    chunks += 1
  }
  assert.match(text, /\w+/)
  assert.ok(chunks > 3)
  assert.ok(usage.completion_tokens > 0)
})

test('it calls a tool that it is told to call', async () => {
  const tool = { type: 'function', function: { name: 'find_river', parameters: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } } }
  const answer = await client.chat.completions.create(ask({ tools: [tool], tool_choice: { type: 'function', function: { name: 'find_river' } } }))
  const call = answer.choices[0].message.tool_calls[0]
  assert.equal(call.function.name, 'find_river')
  assert.equal(typeof JSON.parse(call.function.arguments).name, 'string')
})

test('it keeps to a JSON schema', async () => {
  const schema = { type: 'object', properties: { river: { type: 'string' }, length: { type: 'integer' } }, required: ['river', 'length'], additionalProperties: false }
  const answer = await client.chat.completions.create(ask({ response_format: { type: 'json_schema', json_schema: { name: 'river', strict: true, schema } } }))
  const value = JSON.parse(answer.choices[0].message.content)
  assert.deepEqual(Object.keys(value).sort(), ['length', 'river'])
  assert.equal(typeof value.river, 'string')
  assert.ok(Number.isInteger(value.length))
})

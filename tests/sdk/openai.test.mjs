// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The official client, through the gateway, to a stand-in of the real provider.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, beforeEach, describe, test } from 'node:test'

import { LLMock } from '@copilotkit/aimock'
import OpenAI from 'openai'

import { appKey, providerKey, startGateway } from './gateway.mjs'

const weather = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
}

let mock, endless, gateway, client, upstreamClosed

/** A provider that streams until its caller is gone, and tells when that happens. */
function startEndless() {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content: 'on ' }, finish_reason: null }] }
    const timer = setInterval(() => response.write(`data: ${JSON.stringify(chunk)}\n\n`), 5)
    response.on('close', () => { clearInterval(timer); upstreamClosed() })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

before(async () => {
  mock = new LLMock({ port: 0, chunkSize: 4 })
  mock.onMessage('hello', { content: 'Hi there, this is the provider speaking.' })
  mock.on({ userMessage: 'weather', hasToolResult: false }, { toolCalls: [{ id: 'call_1', name: 'get_weather', arguments: '{"city":"Lisbon"}' }] })
  mock.on({ userMessage: 'weather', hasToolResult: true }, { content: 'It is sunny in Lisbon.' })
  mock.onEmbedding('embed me', { embedding: [0.25, -0.5, 1] })
  mock.onMessage('too much', { error: { message: 'Slow down, please.', type: 'requests', code: 'rate_limit_exceeded' }, status: 429, retryAfter: 7 })
  mock.onMessage('fall over', { error: { message: 'The server had an error.', type: 'server_error' }, status: 500 })
  mock.onMessage('not yours', { error: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' }, status: 401 })
  mock.onMessage('nonsense', { error: { message: 'Unknown parameter: foo.', type: 'invalid_request_error', param: 'foo', code: 'unknown_parameter' }, status: 400 })
  await mock.start()
  endless = await startEndless()
  // A provider for each kind of failure, so that the cool-down of one does not show in another test.
  const provider = (id, url) => `  - {id: ${id}, kind: openai, base_url: "${url}", keys: [{id: main, secret: "env:PROVIDER_KEY"}]}\n`
  gateway = await startGateway(`gatehouse: 1
providers:
${provider('mock', `${mock.url}/v1`)}${provider('limited', `${mock.url}/v1`)}${provider('broken', `${mock.url}/v1`)}${
  provider('locked', `${mock.url}/v1`)}${provider('endless', `http://127.0.0.1:${endless.address().port}/v1`)}model_routes:
  - name: fast
    targets: [{provider: mock, model: gpt-4o-mini}]
teams: [{id: core}]
applications:
  - {id: shop, team: core, keys: [{id: k1, secret: "env:APP_KEY"}]}
`)
  client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
})

after(async () => {
  await gateway?.stop()
  await mock?.stop()
  endless?.closeAllConnections()
  endless?.close()
})

beforeEach(() => mock.clearRequests())

const ask = (text, more = {}) => ({ model: 'fast', messages: [{ role: 'user', content: text }], ...more })

describe('models', () => {
  test('the list begins with the routes', async () => {
    const { data } = await client.models.list()
    assert.equal(data[0].id, 'fast')
    assert.equal(data[0].object, 'model')
  })

  test('one model is read by name', async () => {
    assert.equal((await client.models.retrieve('fast')).id, 'fast')
    await assert.rejects(client.models.retrieve('nobody-knows-this'), OpenAI.NotFoundError)
  })
})

describe('chat', () => {
  test('an answer comes through whole', async () => {
    const { data, response } = await client.chat.completions.create(ask('hello')).withResponse()
    assert.equal(data.choices[0].message.content, 'Hi there, this is the provider speaking.')
    assert.ok(data.usage.total_tokens > 0)
    assert.equal(response.headers.get('x-gatehouse-provider'), 'mock')
    assert.equal(response.headers.get('x-gatehouse-model'), 'gpt-4o-mini')
    assert.equal(response.headers.get('x-gatehouse-attempts'), '1')
    assert.match(response.headers.get('x-gatehouse-request-id'), /.+/)
  })

  test('the provider sees its own model name and never the caller\'s key', async () => {
    await client.chat.completions.create(ask('hello', { temperature: 0.7 }))
    const { body, headers } = mock.getLastRequest()
    assert.equal(body.model, 'gpt-4o-mini')
    assert.equal(body.temperature, 0.7)
    assert.ok(!JSON.stringify(headers).includes(appKey))
  })

  test('provider/model names any model of a provider', async () => {
    await client.chat.completions.create(ask('hello', { model: 'mock/gpt-unheard-of' }))
    assert.equal(mock.getLastRequest().body.model, 'gpt-unheard-of')
  })

  test('embeddings', async () => {
    const { data } = await client.embeddings.create({ model: 'fast', input: 'embed me', encoding_format: 'float' })
    assert.deepEqual(data[0].embedding, [0.25, -0.5, 1])
  })
})

describe('stream', () => {
  async function read(body) {
    let text = ''
    let usage = null
    let chunks = 0
    for await (const chunk of await client.chat.completions.create({ ...body, stream: true })) {
      text += chunk.choices[0]?.delta?.content ?? ''
      usage = chunk.usage ?? usage
      chunks += 1
    }
    return { text, usage, chunks }
  }

  test('arrives in pieces', async () => {
    const { text, usage, chunks } = await read(ask('hello'))
    assert.equal(text, 'Hi there, this is the provider speaking.')
    assert.ok(chunks > 3)
    assert.equal(usage, null, 'usage was not asked for by the client')
  })

  test('usage comes when it is asked for', async () => {
    const { usage } = await read(ask('hello', { stream_options: { include_usage: true } }))
    assert.ok(usage.total_tokens > 0)
  })

  test('a caller who hangs up ends the upstream call', async () => {
    const closed = new Promise((resolve) => { upstreamClosed = resolve })
    const stream = await client.chat.completions.create(ask('go on', { model: 'endless/m', stream: true }))
    for await (const chunk of stream) {
      assert.equal(chunk.choices[0].delta.content, 'on ')
      break
    }
    stream.controller.abort()
    await closed
  })
})

describe('tools', () => {
  test('a call and its result', async () => {
    const first = await client.chat.completions.create(ask('weather', { tools: [weather] }))
    const call = first.choices[0].message.tool_calls[0]
    assert.equal(first.choices[0].finish_reason, 'tool_calls')
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Lisbon' })
    const second = await client.chat.completions.create({
      model: 'fast',
      tools: [weather],
      messages: [{ role: 'user', content: 'weather' }, first.choices[0].message,
        { role: 'tool', tool_call_id: call.id, content: '{"sky":"clear"}' }],
    })
    assert.equal(second.choices[0].message.content, 'It is sunny in Lisbon.')
  })

  test('a streamed call', async () => {
    let written = ''
    for await (const chunk of await client.chat.completions.create(ask('weather', { tools: [weather], stream: true })))
      written += chunk.choices[0]?.delta?.tool_calls?.[0]?.function?.arguments ?? ''
    assert.deepEqual(JSON.parse(written), { city: 'Lisbon' })
  })
})

describe('errors', () => {
  test('a key that nobody knows', async () => {
    const stranger = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'nobody', maxRetries: 0 })
    await assert.rejects(stranger.chat.completions.create(ask('hello')), (error) => {
      assert.ok(error instanceof OpenAI.AuthenticationError)
      assert.equal(error.status, 401)
      assert.match(error.message, /.+/)
      return true
    })
    assert.equal(mock.getRequests().length, 0)
  })

  test('a model that nobody knows', async () => {
    await assert.rejects(client.chat.completions.create(ask('hello', { model: 'nobody-knows-this' })), (error) => {
      assert.ok(error instanceof OpenAI.NotFoundError)
      assert.equal(error.code, 'model_not_found')
      return true
    })
  })

  test('the provider\'s words about a wrong request', async () => {
    await assert.rejects(client.chat.completions.create(ask('nonsense')), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError)
      assert.match(error.message, /Unknown parameter: foo/)
      return true
    })
  })

  test('the provider\'s limit is 429 with its time', async () => {
    await assert.rejects(client.chat.completions.create(ask('too much', { model: 'limited/m' })), (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError)
      assert.ok(Number(error.headers.get('retry-after')) >= 7)
      return true
    })
  })

  test('the provider refusing our key is our fault, not the caller\'s', async () => {
    await assert.rejects(client.chat.completions.create(ask('not yours', { model: 'locked/m' })), { status: 502 })
  })

  test('the provider falling over', async () => {
    await assert.rejects(client.chat.completions.create(ask('fall over', { model: 'broken/m' })), (error) => {
      assert.ok(error instanceof OpenAI.InternalServerError)
      assert.ok(error.status >= 500)
      return true
    })
  })

  test('the provider\'s key is in none of the answers', async () => {
    for (const text of ['hello', 'nonsense']) {
      const response = await fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${appKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(ask(text)),
      })
      const all = JSON.stringify([...response.headers]) + await response.text()
      assert.ok(!all.includes(providerKey))
    }
  })
})

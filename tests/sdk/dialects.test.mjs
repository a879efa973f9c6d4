// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The official clients of three vendors, through the gateway, to stand-ins of providers of every dialect.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import Anthropic from '@anthropic-ai/sdk'
import { LLMock } from '@copilotkit/aimock'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'

import { appKey, startGateway } from './gateway.mjs'

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const answer = 'Hi there, this is the provider speaking: ü 😀.'
const sunny = 'It is sunny in Lisbon.'

// Where the stand-in serves each wire, and the model that a provider of it would have.
const providers = {
  openai: { kind: 'openai', path: '/v1', model: 'gpt-4o-mini' },
  anthropic: { kind: 'anthropic', path: '/v1', model: 'claude-sonnet-4-5' },
  gemini: { kind: 'gemini', path: '/v1beta', model: 'gemini-2.5-flash' },
  cohere: { kind: 'cohere', path: '/v2', model: 'command-a-03-2025' },
  ollama: { kind: 'ollama', path: '', model: 'llama3.1' },
  bedrock: { kind: 'bedrock', path: '', model: 'anthropic.claude-sonnet-4-5-v1:0' },
}

let mock, gateway

before(async () => {
  mock = new LLMock({ port: 0, chunkSize: 4 })
  mock.onMessage('hello', { content: answer })
  mock.on({ userMessage: 'weather', hasToolResult: false }, { toolCalls: [{ id: 'call_1', name: 'get_weather', arguments: '{"city":"Lisbon"}' }] })
  mock.on({ userMessage: 'weather', hasToolResult: true }, { content: sunny })
  mock.onMessage('too much', { error: { message: 'Slow down, please.', type: 'rate_limit_error' }, status: 429 })
  await mock.start()
  const one = ([id, { kind, path }]) =>
    `  - {id: ${id}, kind: ${kind}, base_url: "${mock.url}${path}", keys: [{id: main, secret: "env:PROVIDER_KEY"}]}\n` +
    `  - {id: ${id}-limited, kind: ${kind}, base_url: "${mock.url}${path}", keys: [{id: main, secret: "env:PROVIDER_KEY"}]}\n`
  gateway = await startGateway(`gatehouse: 1
providers:
${Object.entries(providers).map(one).join('')}  - {id: sandbox, kind: sandbox, settings: {pace: 1ms, first_token: 1ms}}
teams: [{id: core}]
applications:
  - {id: shop, team: core, keys: [{id: k1, secret: "env:APP_KEY"}]}
`)
})

after(async () => {
  await gateway?.stop()
  await mock?.stop()
})

/** The same four wishes in the words of each client; every function answers {text, calls, finish}. */
const clients = {
  'openai chat': () => {
    const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
    const tools = [{ type: 'function', function: { name: 'get_weather', parameters } }]
    const taken = ({ message, finish_reason }) => ({
      text: message.content ?? '',
      calls: (message.tool_calls ?? []).map((call) => [call.function.name, JSON.parse(call.function.arguments)]),
      finish: finish_reason === 'tool_calls' ? 'tools' : 'stop',
      raw: message,
    })
    const create = async (model, messages, more) =>
      taken((await client.chat.completions.create({ model, messages, ...more })).choices[0])
    return {
      plain: (model, text) => create(model, [{ role: 'user', content: text }]),
      async stream(model, text) {
        const final = await client.chat.completions.stream({ model, messages: [{ role: 'user', content: text }], stream_options: { include_usage: true } }).finalChatCompletion()
        return { ...taken(final.choices[0]), usage: final.usage.total_tokens }
      },
      async toolStream(model, text) {
        const final = await client.chat.completions.stream({ model, messages: [{ role: 'user', content: text }], tools }).finalChatCompletion()
        return taken(final.choices[0])
      },
      async loop(model, text) {
        const user = { role: 'user', content: text }
        const first = await create(model, [user], { tools })
        const results = first.raw.tool_calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: 'sunny' }))
        return [first, await create(model, [user, first.raw, ...results], { tools })]
      },
      limited: async (model, text) => {
        await assert.rejects(create(model, [{ role: 'user', content: text }]), OpenAI.RateLimitError)
      },
    }
  },
  'openai responses': () => {
    const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
    const tools = [{ type: 'function', name: 'get_weather', parameters, strict: false }]
    const taken = (response) => {
      const calls = response.output.filter((item) => item.type === 'function_call')
      return {
        text: response.output_text,
        calls: calls.map((call) => [call.name, JSON.parse(call.arguments)]),
        finish: calls.length > 0 ? 'tools' : 'stop',
        raw: response,
      }
    }
    return {
      plain: async (model, text) => taken(await client.responses.create({ model, input: text })),
      async stream(model, text) {
        const final = await client.responses.stream({ model, input: text }).finalResponse()
        return { ...taken(final), usage: final.usage.total_tokens }
      },
      toolStream: async (model, text) => taken(await client.responses.stream({ model, input: text, tools }).finalResponse()),
      async loop(model, text) {
        const user = { role: 'user', content: text }
        const first = taken(await client.responses.create({ model, input: [user], tools }))
        const calls = first.raw.output.filter((item) => item.type === 'function_call')
        const results = calls.map((call) => ({ type: 'function_call_output', call_id: call.call_id, output: 'sunny' }))
        return [first, taken(await client.responses.create({ model, input: [user, ...calls, ...results], tools }))]
      },
      limited: async (model, text) => {
        await assert.rejects(client.responses.create({ model, input: text }), OpenAI.RateLimitError)
      },
    }
  },
  anthropic: () => {
    const client = new Anthropic({ baseURL: gateway.url, apiKey: appKey, maxRetries: 0 })
    const tools = [{ name: 'get_weather', input_schema: parameters }]
    const taken = (message) => ({
      text: message.content.filter((block) => block.type === 'text').map((block) => block.text).join(''),
      calls: message.content.filter((block) => block.type === 'tool_use').map((block) => [block.name, block.input]),
      finish: message.stop_reason === 'tool_use' ? 'tools' : 'stop',
      usage: message.usage.input_tokens + message.usage.output_tokens,
      raw: message,
    })
    const body = (model, messages, more = {}) => ({ model, max_tokens: 500, messages, ...more })
    const user = (text) => ({ role: 'user', content: text })
    return {
      plain: async (model, text) => taken(await client.messages.create(body(model, [user(text)]))),
      stream: async (model, text) => taken(await client.messages.stream(body(model, [user(text)])).finalMessage()),
      toolStream: async (model, text) => taken(await client.messages.stream(body(model, [user(text)], { tools })).finalMessage()),
      async loop(model, text) {
        const first = taken(await client.messages.create(body(model, [user(text)], { tools })))
        const results = first.raw.content.filter((block) => block.type === 'tool_use')
          .map((block) => ({ type: 'tool_result', tool_use_id: block.id, content: 'sunny' }))
        const messages = [user(text), { role: 'assistant', content: first.raw.content }, { role: 'user', content: results }]
        return [first, taken(await client.messages.create(body(model, messages, { tools })))]
      },
      limited: async (model, text) => {
        await assert.rejects(client.messages.create(body(model, [user(text)])), Anthropic.RateLimitError)
      },
    }
  },
  genai: () => {
    const client = new GoogleGenAI({ apiKey: appKey, httpOptions: { baseUrl: gateway.url } })
    const tools = [{ functionDeclarations: [{ name: 'get_weather', parametersJsonSchema: parameters }] }]
    const taken = (response) => ({
      text: response.candidates[0].content.parts.map((part) => part.text ?? '').join(''),
      calls: (response.functionCalls ?? []).map((call) => [call.name, call.args]),
      finish: response.functionCalls?.length > 0 ? 'tools' : 'stop',
      raw: response,
    })
    const collect = async (stream) => {
      const all = { text: '', calls: [], finish: 'stop', usage: 0 }
      for await (const chunk of stream) {
        const part = taken(chunk)
        all.text += part.text
        all.calls.push(...part.calls)
        all.usage = chunk.usageMetadata?.totalTokenCount ?? all.usage
      }
      all.finish = all.calls.length > 0 ? 'tools' : 'stop'
      return all
    }
    return {
      plain: async (model, text) => taken(await client.models.generateContent({ model, contents: text })),
      stream: async (model, text) => collect(await client.models.generateContentStream({ model, contents: text })),
      toolStream: async (model, text) => collect(await client.models.generateContentStream({ model, contents: text, config: { tools } })),
      async loop(model, text) {
        const user = { role: 'user', parts: [{ text }] }
        const first = taken(await client.models.generateContent({ model, contents: [user], config: { tools } }))
        const results = first.raw.functionCalls.map(({ id, name }) => ({ functionResponse: { id, name, response: { output: 'sunny' } } }))
        const contents = [user, first.raw.candidates[0].content, { role: 'user', parts: results }]
        return [first, taken(await client.models.generateContent({ model, contents, config: { tools } }))]
      },
      limited: async (model, text) => {
        await assert.rejects(client.models.generateContent({ model, contents: text }), (error) => error.status === 429)
      },
    }
  },
}

for (const [name, make] of Object.entries(clients)) {
  describe(name, () => {
    for (const [provider, { model }] of Object.entries(providers)) {
      // The stand-in of an OpenAI provider is asked in its own dialect; that is in openai.test.mjs.
      const id = `${provider}/${model}`
      test(`${provider}: an answer`, async () => {
        const { text, finish } = await make().plain(id, 'hello')
        assert.equal(text, answer)
        assert.equal(finish, 'stop')
      })
      test(`${provider}: a stream`, async () => {
        const { text } = await make().stream(id, 'hello')
        assert.equal(text, answer)
      })
      test(`${provider}: a streamed call of a tool`, async () => {
        const { calls, finish } = await make().toolStream(id, 'weather')
        assert.deepEqual(calls, [['get_weather', { city: 'Lisbon' }]])
        assert.equal(finish, 'tools')
      })
      test(`${provider}: a tool's result goes back`, async () => {
        const [first, second] = await make().loop(id, 'weather')
        assert.deepEqual(first.calls, [['get_weather', { city: 'Lisbon' }]])
        assert.equal(second.text, sunny)
        assert.ok(!JSON.stringify(mock.getLastRequest().headers).includes(appKey))
      })
      test(`${provider}: a limit`, async () => {
        await make().limited(`${provider}-limited/${model}`, 'too much')
      })
    }
    test('the sandbox answers and calls tools', async () => {
      const { text } = await make().stream('sandbox/chat', 'hello')
      assert.ok(text.length > 0)
      const { calls } = await make().toolStream('sandbox/chat', 'what is the weather?')
      assert.equal(calls[0][0], 'get_weather')
    })
  })
}

test('an unknown model is not found, for every client', async () => {
  const openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
  await assert.rejects(openai.chat.completions.create({ model: 'nobody', messages: [{ role: 'user', content: 'x' }] }), OpenAI.NotFoundError)
  const anthropic = new Anthropic({ baseURL: gateway.url, apiKey: appKey, maxRetries: 0 })
  await assert.rejects(anthropic.messages.create({ model: 'nobody', max_tokens: 9, messages: [{ role: 'user', content: 'x' }] }), Anthropic.NotFoundError)
  const google = new GoogleGenAI({ apiKey: appKey, httpOptions: { baseUrl: gateway.url } })
  await assert.rejects(google.models.generateContent({ model: 'nobody', contents: 'x' }), (error) => error.status === 404)
})

test('tokens are counted, for clients that ask', async () => {
  const anthropic = new Anthropic({ baseURL: gateway.url, apiKey: appKey, maxRetries: 0 })
  const counted = await anthropic.messages.countTokens({ model: `openai/${providers.openai.model}`, messages: [{ role: 'user', content: 'one two three' }] })
  assert.ok(counted.input_tokens > 2)
  const google = new GoogleGenAI({ apiKey: appKey, httpOptions: { baseUrl: gateway.url } })
  const total = await google.models.countTokens({ model: `openai/${providers.openai.model}`, contents: 'one two three' })
  assert.ok(total.totalTokens > 2)
})


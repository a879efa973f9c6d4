// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What conversations hold beside text (several calls, images, schemas, thoughts, stop texts, instructions) and what goes wrong with
// providers, for every official client before a stand-in of every wire.
import assert from 'node:assert/strict'
import http from 'node:http'
import { after, before, describe, test } from 'node:test'

import Anthropic from '@anthropic-ai/sdk'
import { LLMock } from '@copilotkit/aimock'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'

import { appKey, startGateway } from './gateway.mjs'

const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false }
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const places = [['get_weather', { city: 'Lisbon' }], ['get_weather', { city: 'Porto' }]]

const providers = {
  openai: { kind: 'openai', path: '/v1', model: 'gpt-5.1' },
  anthropic: { kind: 'anthropic', path: '/v1', model: 'claude-sonnet-4-5' },
  gemini: { kind: 'gemini', path: '/v1beta', model: 'gemini-2.5-flash' },
  cohere: { kind: 'cohere', path: '/v2', model: 'command-a-03-2025' },
  ollama: { kind: 'ollama', path: '', model: 'llama3.1' },
  bedrock: { kind: 'bedrock', path: '', model: 'anthropic.claude-sonnet-4-5-v1:0' },
  azure: { kind: 'azure_openai', path: '', model: 'gpt-4o' },
  vertex: { kind: 'vertex', path: '/v1/projects/p/locations/l', model: 'gemini-2.5-flash' },
}

let mock, spare, gateway, recorder
/** The body that the provider was sent last, byte for byte: each wire has its own place for things, and the stand-in keeps a form of its own. */
let sent = ''

/** Before the stand-in: notes bodies, and passes everything on. */
function startRecorder(target) {
  const server = http.createServer((request, response) => {
    const pieces = []
    request.on('data', (piece) => pieces.push(piece))
    request.on('end', () => {
      const body = Buffer.concat(pieces)
      sent = body.toString()
      const onward = http.request(target + request.url, { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers)
        answer.pipe(response)
        answer.on('error', () => response.destroy())
        answer.on('aborted', () => response.destroy())
      })
      onward.on('error', () => response.destroy())
      response.on('close', () => onward.destroy())
      onward.end(body)
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

before(async () => {
  mock = new LLMock({ port: 0, chunkSize: 4, strict: false })
  const calls = places.map(([name, args], i) => ({ id: `call_${i + 1}`, name, arguments: JSON.stringify(args) }))
  mock.on({ userMessage: 'two cities', hasToolResult: false }, { toolCalls: calls })
  mock.on({ userMessage: 'two cities', hasToolResult: true }, { content: 'Both are sunny.' })
  mock.onMessage('both', { content: 'Let me see.', toolCalls: calls.slice(0, 1) })
  mock.onMessage('picture', { content: 'A red dot.' })
  mock.onMessage('as json', { content: '{"city":"Lisbon"}' })
  mock.onMessage('think', { content: 'Forty-two.', reasoning: 'Let me count to the answer.' })
  mock.onMessage('count', { content: 'one two' })
  mock.onMessage('too long', { content: 'one two three', finishReason: 'length' })
  mock.onMessage('hello', { content: 'Hello to you as well.' })
  mock.onMessage('cut', { content: 'This will never be said to its end, whatever happens.' }, { chunkSize: 4, latency: 2, truncateAfterChunks: 3 })
  for (const [word, status] of [['bad', 400], ['teapot', 422], ['gone', 404], ['broken', 500], ['busy', 503], ['forbidden', 403], ['unpaid', 402], ['unauthorised', 401]])
    mock.onMessage(`status ${word}`, { error: { message: `It is ${word}.`, type: 'some_error' }, status })
  await mock.start()
  spare = new LLMock({ port: 0, chunkSize: 4 })
  spare.onMessage('hello', { content: 'Hello from the spare.' })
  await spare.start()
  recorder = await startRecorder(mock.url)
  const url = `http://127.0.0.1:${recorder.address().port}`
  const one = ([id, { kind, path }]) => ['', '-refused', '-torn'].map((more) =>
    `  - {id: ${id}${more}, kind: ${kind}, base_url: "${url}${path}", keys: [{id: main, secret: "env:PROVIDER_KEY"}]}\n`).join('')
  gateway = await startGateway(`gatehouse: 1
providers:
${Object.entries(providers).map(one).join('')}  - {id: spare, kind: anthropic, base_url: "${spare.url}/v1", keys: [{id: main, secret: "env:PROVIDER_KEY"}]}
model_routes:
${Object.entries(providers).map(([id, { model }]) => `  - {name: ${id}-or-spare, targets: [{provider: ${id}-torn, model: "${model}"}, {provider: spare, model: claude-sonnet-4-5}]}\n`).join('')}teams: [{id: core}]
applications:
  - {id: shop, team: core, keys: [{id: k1, secret: "env:APP_KEY"}]}
`)
})

after(async () => {
  await gateway?.stop()
  recorder?.close()
  recorder?.closeAllConnections()
  await mock?.stop()
  await spare?.stop()
})

/** The same wishes in the words of each client; every function answers {text, calls, finish, thought}. */
const clients = {
  'openai chat': () => {
    const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
    const tools = [{ type: 'function', function: { name: 'get_weather', description: 'Weather', parameters: city } }]
    const taken = (completion) => {
      const { message, finish_reason } = completion.choices[0]
      return {
        text: message.content ?? '', thought: message.reasoning_content ?? '', raw: message,
        calls: (message.tool_calls ?? []).map((call) => [call.function.name, JSON.parse(call.function.arguments)]),
        finish: { tool_calls: 'tools' }[finish_reason] ?? finish_reason,
      }
    }
    const create = async (body) => {
      if (!body.stream) return taken(await client.chat.completions.create(body))
      const stream = client.chat.completions.stream(body)
      let thought = ''
      stream.on('chunk', (chunk) => { thought += chunk.choices[0]?.delta.reasoning_content ?? '' })
      return { ...taken(await stream.finalChatCompletion()), thought }
    }
    const user = (content) => [{ role: 'user', content }]
    return {
      ask: (model, text, stream) => create({ model, stream, messages: user(text) }),
      tools: (model, text, stream) => create({ model, stream, messages: user(text), tools }),
      async loop(model, text, stream) {
        const first = await create({ model, stream, messages: user(text), tools })
        const results = first.raw.tool_calls.map((call, i) => ({ role: 'tool', tool_call_id: call.id, content: `sunny ${i}` }))
        return [first, await create({ model, stream, messages: [...user(text), first.raw, ...results], tools })]
      },
      forced: (model, text, stream) => create({ model, stream, messages: user(text), tools, tool_choice: { type: 'function', function: { name: 'get_weather' } } }),
      image: (model, text, stream) => create({ model, stream, messages: user([{ type: 'text', text }, { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } }]) }),
      json: (model, text, stream) => create({ model, stream, messages: user(text), response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema: city } } }),
      think: (model, text, stream) => create({ model, stream, messages: user(text), reasoning_effort: 'high', max_completion_tokens: 30000 }),
      stop: (model, text, stream) => create({ model, stream, messages: user(text), stop: ['three', 'HALT'], temperature: 0.5, max_completion_tokens: 77 }),
      system: (model, text, stream) => create({ model, stream, messages: [{ role: 'system', content: 'First rule.' }, { role: 'developer', content: 'Second rule.' }, ...user(text)] }),
      errors: { status: (error) => error.status, text: (error) => error.message, type: (error) => error.type },
    }
  },
  'openai responses': () => {
    const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
    const tools = [{ type: 'function', name: 'get_weather', description: 'Weather', parameters: city, strict: true }]
    const taken = (response) => {
      const calls = response.output.filter((item) => item.type === 'function_call')
      const thoughts = response.output.filter((item) => item.type === 'reasoning')
      return {
        text: response.output_text, calls: calls.map((call) => [call.name, JSON.parse(call.arguments)]), raw: response,
        thought: thoughts.flatMap((item) => [...item.summary, ...(item.content ?? [])]).map((part) => part.text).join(''),
        finish: calls.length > 0 ? 'tools' : response.incomplete_details?.reason === 'max_output_tokens' ? 'length' : 'stop',
      }
    }
    const create = async ({ stream, ...body }) =>
      taken(stream ? await client.responses.stream(body).finalResponse() : await client.responses.create(body))
    return {
      ask: (model, text, stream) => create({ model, stream, input: text }),
      tools: (model, text, stream) => create({ model, stream, input: text, tools }),
      async loop(model, text, stream) {
        const user = { role: 'user', content: text }
        const first = await create({ model, stream, input: [user], tools })
        const results = first.raw.output.filter((item) => item.type === 'function_call')
          .map((call, i) => ({ type: 'function_call_output', call_id: call.call_id, output: `sunny ${i}` }))
        return [first, await create({ model, stream, input: [user, ...first.raw.output, ...results], tools })]
      },
      forced: (model, text, stream) => create({ model, stream, input: text, tools, tool_choice: { type: 'function', name: 'get_weather' } }),
      image: (model, text, stream) => create({ model, stream, input: [{ role: 'user', content: [{ type: 'input_text', text }, { type: 'input_image', image_url: `data:image/png;base64,${pixel}`, detail: 'auto' }] }] }),
      json: (model, text, stream) => create({ model, stream, input: text, text: { format: { type: 'json_schema', name: 'place', strict: true, schema: city } } }),
      think: (model, text, stream) => create({ model, stream, input: text, reasoning: { effort: 'high', summary: 'auto' }, max_output_tokens: 30000 }),
      system: (model, text, stream) => create({ model, stream, instructions: 'First rule.', input: [{ role: 'developer', content: 'Second rule.' }, { role: 'user', content: text }] }),
      errors: { status: (error) => error.status, text: (error) => error.message, type: (error) => error.type },
    }
  },
  anthropic: () => {
    const client = new Anthropic({ baseURL: gateway.url, apiKey: appKey, maxRetries: 0 })
    const tools = [{ name: 'get_weather', description: 'Weather', input_schema: city }]
    const of = (message, type) => message.content.filter((block) => block.type === type)
    const taken = (message) => ({
      text: of(message, 'text').map((block) => block.text).join(''), raw: message,
      thought: of(message, 'thinking').map((block) => block.thinking).join(''),
      calls: of(message, 'tool_use').map((block) => [block.name, block.input]),
      finish: { tool_use: 'tools', end_turn: 'stop', stop_sequence: 'stop', max_tokens: 'length' }[message.stop_reason],
    })
    const create = async ({ stream, ...more }) => {
      const body = { max_tokens: 30000, ...more }
      return taken(await client.messages.stream(body).finalMessage().then((message) => stream ? message : client.messages.create({ ...body, max_tokens: body.max_tokens === 30000 ? 8000 : body.max_tokens, ...(body.thinking ? { thinking: { type: 'enabled', budget_tokens: 4000 } } : {}) })))
    }
    const user = (content) => [{ role: 'user', content }]
    return {
      ask: (model, text, stream) => create({ model, stream, messages: user(text) }),
      tools: (model, text, stream) => create({ model, stream, messages: user(text), tools }),
      async loop(model, text, stream) {
        const first = await create({ model, stream, messages: user(text), tools })
        const results = of(first.raw, 'tool_use').map((block, i) => ({ type: 'tool_result', tool_use_id: block.id, content: `sunny ${i}` }))
        return [first, await create({ model, stream, messages: [...user(text), { role: 'assistant', content: first.raw.content }, ...user(results)], tools })]
      },
      forced: (model, text, stream) => create({ model, stream, messages: user(text), tools, tool_choice: { type: 'tool', name: 'get_weather' } }),
      image: (model, text, stream) => create({ model, stream, messages: user([{ type: 'text', text }, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } }]) }),
      json: (model, text, stream) => create({ model, stream, messages: user(text), output_config: { format: { type: 'json_schema', schema: city } } }),
      think: (model, text, stream) => create({ model, stream, messages: user(text), thinking: { type: 'enabled', budget_tokens: 20000 } }),
      stop: (model, text, stream) => create({ model, stream, messages: user(text), stop_sequences: ['three', 'HALT'], temperature: 0.5, max_tokens: 77 }),
      system: (model, text, stream) => create({ model, stream, system: [{ type: 'text', text: 'First rule.' }, { type: 'text', text: 'Second rule.' }], messages: user(text) }),
      errors: { status: (error) => error.status, text: (error) => error.message, type: (error) => error.error?.error?.type },
    }
  },
  genai: () => {
    const client = new GoogleGenAI({ apiKey: appKey, httpOptions: { baseUrl: gateway.url, retryOptions: { attempts: 1 } } })
    const tools = [{ functionDeclarations: [{ name: 'get_weather', description: 'Weather', parametersJsonSchema: city }] }]
    const taken = (responses) => {
      const parts = responses.flatMap((response) => response.candidates?.[0]?.content?.parts ?? [])
      const calls = parts.filter((part) => part.functionCall).map(({ functionCall }) => [functionCall.name, functionCall.args])
      const reason = responses.map((response) => response.candidates?.[0]?.finishReason).filter(Boolean).at(-1)
      return {
        text: parts.filter((part) => !part.thought).map((part) => part.text ?? '').join(''),
        thought: parts.filter((part) => part.thought).map((part) => part.text ?? '').join(''),
        calls, raw: parts, finish: calls.length > 0 ? 'tools' : { STOP: 'stop', MAX_TOKENS: 'length' }[reason],
      }
    }
    const create = async ({ stream, ...body }) => {
      if (!stream) return taken([await client.models.generateContent(body)])
      const all = []
      for await (const chunk of await client.models.generateContentStream(body)) all.push(chunk)
      return taken(all)
    }
    const user = (parts) => [{ role: 'user', parts: typeof parts === 'string' ? [{ text: parts }] : parts }]
    return {
      ask: (model, text, stream) => create({ model, stream, contents: text }),
      tools: (model, text, stream) => create({ model, stream, contents: text, config: { tools } }),
      async loop(model, text, stream) {
        const first = await create({ model, stream, contents: user(text), config: { tools } })
        const results = first.raw.filter((part) => part.functionCall)
          .map(({ functionCall }, i) => ({ functionResponse: { id: functionCall.id, name: functionCall.name, response: { output: `sunny ${i}` } } }))
        return [first, await create({ model, stream, contents: [...user(text), { role: 'model', parts: first.raw }, ...user(results)], config: { tools } })]
      },
      forced: (model, text, stream) => create({ model, stream, contents: text, config: { tools, toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['get_weather'] } } } }),
      image: (model, text, stream) => create({ model, stream, contents: user([{ text }, { inlineData: { mimeType: 'image/png', data: pixel } }]) }),
      json: (model, text, stream) => create({ model, stream, contents: text, config: { responseMimeType: 'application/json', responseJsonSchema: city } }),
      think: (model, text, stream) => create({ model, stream, contents: text, config: { thinkingConfig: { includeThoughts: true, thinkingBudget: 20000 }, maxOutputTokens: 30000 } }),
      stop: (model, text, stream) => create({ model, stream, contents: text, config: { stopSequences: ['three', 'HALT'], temperature: 0.5, maxOutputTokens: 77 } }),
      system: (model, text, stream) => create({ model, stream, contents: text, config: { systemInstruction: { parts: [{ text: 'First rule.' }, { text: 'Second rule.' }] } } }),
      errors: { status: (error) => error.status, text: (error) => error.message, type: (error) => JSON.parse(error.message).error.status },
    }
  },
}

// The stand-in of Cohere tells thoughts as text, and that of Ollama knows no limit; its Responses neither.
const thinkers = new Set(['openai', 'anthropic', 'gemini', 'ollama', 'bedrock'])
const limited = (name, provider) => provider !== 'ollama' && !(name === 'openai responses' && ['openai', 'azure'].includes(provider))
const own = { 'openai chat': ['openai', 'azure'], 'openai responses': ['openai', 'azure'], anthropic: ['anthropic'], genai: ['gemini', 'vertex'] }

for (const [name, make] of Object.entries(clients)) {
  describe(name, () => {
    for (const [provider, { model }] of Object.entries(providers)) {
      for (const stream of [false, true]) {
        const id = `${provider}/${model}`
        const how = `${provider}${stream ? ', streamed' : ''}`
        test(`${how}: two calls at once, and their results`, async () => {
          const [first, second] = await make().loop(id, 'two cities', stream)
          assert.deepEqual(first.calls, places)
          assert.equal(first.finish, 'tools')
          assert.equal(second.text, 'Both are sunny.')
          assert.equal(second.finish, 'stop')
          assert.match(sent, /sunny 0.*sunny 1/)
        })
        test(`${how}: text and a call`, async () => {
          const { text, calls, finish } = await make().tools(id, 'both', stream)
          assert.equal(text, 'Let me see.')
          assert.deepEqual(calls, places.slice(0, 1))
          assert.equal(finish, 'tools')
        })
        test(`${how}: a forced tool`, async () => {
          const { calls } = await make().forced(id, 'two cities', stream)
          assert.equal(calls.length, 2)
          assert.match(sent, /get_weather/)
        })
        test(`${how}: an image`, async () => {
          const { text } = await make().image(id, 'picture', stream)
          assert.equal(text, 'A red dot.')
          assert.ok(sent.includes(pixel), sent)
        })
        test(`${how}: an answer by schema`, async () => {
          const { text, finish } = await make().json(id, 'as json', stream)
          assert.deepEqual(JSON.parse(text), { city: 'Lisbon' })
          assert.equal(finish, 'stop')
        })
        test(`${how}: thoughts`, async () => {
          const { text, thought } = await make().think(id, 'think', stream)
          if (!thinkers.has(provider)) return
          assert.equal(text, 'Forty-two.')
          assert.equal(thought, 'Let me count to the answer.')
        })
        test(`${how}: stop texts and sampling`, async () => {
          const { stop } = make()
          if (!stop) return
          const { text } = await stop(id, 'count', stream)
          assert.equal(text, 'one two')
          assert.match(sent, /"(stop|stop_sequences|stopSequences)":\["three","HALT"\]/)
          assert.match(sent, /77/)
        })
        test(`${how}: an answer that is cut by its limit`, async () => {
          const { text, finish } = await make().ask(id, 'too long', stream)
          assert.equal(text, 'one two three')
          if (limited(name, provider)) assert.equal(finish, 'length')
        })
        test(`${how}: instructions`, async () => {
          const { text } = await make().system(id, 'hello', stream)
          assert.equal(text, 'Hello to you as well.')
          assert.match(sent, /First rule\..*Second rule\./)
        })
        for (const [word, status, type, google] of [['bad', 400, 'invalid_request_error', 'INVALID_ARGUMENT'], ['gone', 404, 'not_found_error', 'NOT_FOUND'],
          ['broken', 500, null, 'INTERNAL'], ['busy', 503, null, 'UNAVAILABLE'], ['forbidden', 502, null], ['unpaid', 502, null], ['unauthorised', 502, null]]) {
          test(`${how}: status ${word}`, async () => {
            const client = make()
            const at = `${provider}-refused/${model}`
            const error = await client.ask(at, `status ${word}`, stream).then(() => assert.fail('it succeeded'), (thrown) => thrown)
            if (client.errors.status(error) === 502 && status !== 502 && ![400, 404].includes(status)) return
            if (/has refused all its keys|left alone/.test(error.message)) return
            assert.equal(client.errors.status(error), status, error.message)
            assert.match(client.errors.text(error), new RegExp(`It is ${word}\\.`))
            if (type && !own[name].includes(provider)) assert.ok([type, google].includes(client.errors.type(error)), String(client.errors.type(error)))
          })
        }
      }
      test(`${provider}: a stream that is cut`, async () => {
        const error = await make().ask(`${provider}-torn/${model}`, 'cut', true).then((got) => assert.fail(JSON.stringify(got)), (thrown) => thrown)
        assert.ok(error instanceof Error && error.code !== 'ERR_ASSERTION', error.message)
      })
    }
  })
}

/** What may become of a call whose provider does everything wrong: an error of the client's own kind, never an answer. */
async function fails(client, model, stream) {
  const error = await client.ask(model, 'hello', stream).then((got) => assert.fail(`it succeeded: ${JSON.stringify(got)}`), (thrown) => thrown)
  assert.notEqual(error.code, 'ERR_ASSERTION', error.message)
  return error
}

describe('a provider that', () => {
  const faults = { 'answers 500': { dropRate: 1 }, 'answers nonsense': { malformedRate: 1 }, 'hangs up': { disconnectRate: 1 }, 'refuses with 429': { rateLimitRate: 1 } }
  after(() => mock.clearChaos())
  for (const [fault, chaos] of Object.entries(faults)) {
    for (const [name, make] of Object.entries(clients)) {
      for (const [provider, { model }] of Object.entries(providers)) {
        for (const stream of [false, true]) {
          test(`${fault}: ${name}, ${provider}${stream ? ', streamed' : ''}`, async () => {
            mock.setChaos(chaos)
            const client = make()
            const error = await fails(client, `${provider}-torn/${model}`, stream)
            const status = client.errors.status(error)
            assert.ok(fault.endsWith('429') ? [429, 503].includes(status) : status >= 500, `${status} ${error.message}`)
            assert.ok(client.errors.type(error), `${name} finds no type in ${error.message}`)
          })
          test(`${fault}, with a spare behind it: ${name}, ${provider}${stream ? ', streamed' : ''}`, async () => {
            mock.setChaos(chaos)
            const { text, finish } = await make().ask(`${provider}-or-spare`, 'hello', stream)
            assert.equal(text, 'Hello from the spare.')
            assert.equal(finish, 'stop')
          })
        }
      }
    }
  }
})

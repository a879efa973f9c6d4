// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the official clients call beside conversations: pictures, sound, vectors, moderation, lists of models, counts of tokens.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import Anthropic from '@anthropic-ai/sdk'
import { LLMock } from '@copilotkit/aimock'
import { GoogleGenAI } from '@google/genai'
import OpenAI, { toFile } from 'openai'

import { appKey, startGateway } from './gateway.mjs'

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const sound = Buffer.from(Array.from({ length: 2000 }, (_, i) => i % 256))
const vector = [0.25, -0.5, 0.125]

const embedders = {
  openai: { kind: 'openai', path: '/v1', model: 'text-embedding-3-small' },
  // The stand-ins of these two take one text in a call.
  gemini: { kind: 'gemini', path: '/v1beta', model: 'gemini-embedding-001', one: true },
  cohere: { kind: 'cohere', path: '/v2', model: 'embed-v4.0' },
  ollama: { kind: 'ollama', path: '', model: 'nomic-embed-text', one: true },
}

let mock, gateway, openai, google, anthropic

before(async () => {
  mock = new LLMock({ port: 0 })
  mock.onEmbedding(/.*/, { embedding: vector })
  mock.onImage(/.*/, { images: [{ b64Json: pixel }] })
  mock.onSpeech(/.*/, { audio: sound.toString('base64'), format: 'mp3' })
  mock.onTranscription({ transcription: { text: 'Good morning.' } })
  mock.onTranslation?.({ translation: { text: 'Good morning.' }, transcription: { text: 'Good morning.' } })
  mock.onModerate(/.*/, { flagged: true, categories: { violence: true }, category_scores: { violence: 0.9 } })
  await mock.start()
  gateway = await startGateway(`gatehouse: 1
providers:
${Object.entries(embedders).map(([id, { kind, path }]) => `  - {id: ${id}, kind: ${kind}, base_url: "${mock.url}${path}", keys: [{id: main, secret: "env:PROVIDER_KEY"}]}\n`).join('')}  - {id: sandbox, kind: sandbox, settings: {pace: 1ms, first_token: 1ms}}
model_routes:
  - {name: ears, targets: [{provider: openai, model: whisper-1}]}
teams: [{id: core}]
applications:
  - {id: shop, team: core, keys: [{id: k1, secret: "env:APP_KEY"}]}
`)
  openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: appKey, maxRetries: 0 })
  anthropic = new Anthropic({ baseURL: gateway.url, apiKey: appKey, maxRetries: 0 })
  google = new GoogleGenAI({ apiKey: appKey, httpOptions: { baseUrl: gateway.url, retryOptions: { attempts: 1 } } })
})

after(async () => {
  await gateway?.stop()
  await mock?.stop()
})

describe('vectors', () => {
  for (const [provider, { model, one }] of Object.entries(embedders)) {
    const id = `${provider}/${model}`
    const texts = one ? ['one'] : ['one', 'two', 'three']
    for (const encoding_format of [undefined, 'float', 'base64']) {
      test(`of ${provider}, ${encoding_format ?? "the client's own choice"}`, async () => {
        const answer = await openai.embeddings.create({ model: id, input: texts, encoding_format })
        assert.equal(answer.data.length, texts.length)
        for (const [i, { index, embedding }] of answer.data.entries()) {
          assert.equal(index, i)
          if (encoding_format === 'base64' && typeof embedding === 'string')
            assert.deepEqual([...new Float32Array(new Uint8Array(Buffer.from(embedding, 'base64')).buffer)], vector)
          else assert.deepEqual([...embedding], vector)
        }
      })
    }
    test(`of ${provider}, for Google's client`, async () => {
      if (provider === 'gemini') return // whose client has nothing but the call that the stand-in lacks
      const { embeddings } = await google.models.embedContent({ model: id, contents: texts })
      assert.deepEqual(embeddings.map(({ values }) => values), texts.map(() => vector))
    })
  }
  test('of the sandbox, for both clients', async () => {
    const answer = await openai.embeddings.create({ model: 'sandbox/embed', input: ['one', 'two'] })
    assert.equal(answer.data.length, 2)
    const { embeddings } = await google.models.embedContent({ model: 'sandbox/embed', contents: ['one', 'two'] })
    assert.equal(embeddings.length, 2)
    assert.ok(embeddings[0].values.length > 0)
  })
})

test('pictures are made', async () => {
  const answer = await openai.images.generate({ model: 'openai/gpt-image-1.5', prompt: 'a dot' })
  assert.equal(answer.data[0].b64_json, pixel)
})

test('pictures are changed', async () => {
  const image = await toFile(Buffer.from(pixel, 'base64'), 'dot.png', { type: 'image/png' })
  const answer = await openai.images.edit({ model: 'openai/gpt-image-1.5', prompt: 'bluer', image })
  assert.ok(answer.data[0].b64_json)
})

test('texts are spoken, byte for byte', async () => {
  const answer = await openai.audio.speech.create({ model: 'openai/tts-1', voice: 'alloy', input: 'Good morning' })
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), sound)
  assert.match(answer.headers.get('content-type'), /^audio\//)
})

test('sound becomes text, by the name of a route', async () => {
  const file = await toFile(sound, 'morning.mp3', { type: 'audio/mpeg' })
  for (const model of ['ears', 'openai/whisper-1']) {
    const answer = await openai.audio.transcriptions.create({ model, file })
    assert.equal(answer.text, 'Good morning.')
  }
})

test('sound is translated', async () => {
  const file = await toFile(sound, 'morgen.mp3', { type: 'audio/mpeg' })
  const answer = await openai.audio.translations.create({ model: 'ears', file })
  assert.ok(answer.text)
})

test('texts are judged', async () => {
  const answer = await openai.moderations.create({ model: 'openai/omni-moderation-latest', input: 'hit him' })
  assert.equal(answer.results[0].flagged, true)
})

test('every client lists models and finds one', async () => {
  const listed = []
  for await (const model of openai.models.list()) listed.push(model.id)
  assert.ok(listed.includes('ears') && listed.includes('sandbox/chat'))
  assert.equal((await openai.models.retrieve('sandbox/chat')).id, 'sandbox/chat')
  const ids = []
  for await (const model of anthropic.models.list()) ids.push(model.id)
  assert.ok(ids.includes('sandbox/chat'))
  assert.equal((await anthropic.models.retrieve('sandbox/chat')).id, 'sandbox/chat')
  const names = []
  for await (const model of await google.models.list()) names.push(model.name)
  assert.ok(names.some((name) => name.endsWith('sandbox/chat')), names.slice(0, 3).join())
  assert.ok((await google.models.get({ model: 'sandbox/chat' })).name)
})
